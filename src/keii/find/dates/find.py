"""Times (時)."""

from __future__ import annotations

from datetime import date

from keii.records.number import Number
from keii.records.time import Time
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(
    parse: Parse, numbers: tuple[Number, ...], published: date | None
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    """Return the time expressions of a text in order, not overlapping."""
    return (), ()

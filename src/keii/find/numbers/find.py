"""Numbers (数)."""

from __future__ import annotations

from keii.records.number import Number
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(parse: Parse) -> tuple[tuple[Number, ...], tuple[Problem, ...]]:
    """Return the numbers of a text in order, not overlapping."""
    return (), ()

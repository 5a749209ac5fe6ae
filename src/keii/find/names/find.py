"""Names (名前)."""

from __future__ import annotations

from keii.records.name import Name
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(parse: Parse) -> tuple[tuple[Name, ...], tuple[Problem, ...]]:
    """Return the names of a text in order, not overlapping."""
    return (), ()

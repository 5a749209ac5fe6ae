"""Quotations (引用)."""

from __future__ import annotations

from keii.records.quote import Quote
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(parse: Parse) -> tuple[tuple[Quote, ...], tuple[Problem, ...]]:
    """Return the quotations of a text in order of their opening mark."""
    return (), ()

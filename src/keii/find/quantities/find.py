"""Quantities (数量)."""

from __future__ import annotations

from keii.records.number import Number
from keii.records.quantity import Quantity
from keii.records.time import Time
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(
    parse: Parse, numbers: tuple[Number, ...], times: tuple[Time, ...]
) -> tuple[tuple[Quantity, ...], tuple[Problem, ...]]:
    """Return the quantities of a text in order, not overlapping."""
    return (), ()

"""Claims (主張)."""

from __future__ import annotations

from keii.records.claim import Claim
from keii.records.name import Name
from keii.records.quote import Quote
from keii.records.time import Time
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(
    parse: Parse, names: tuple[Name, ...], quotes: tuple[Quote, ...], times: tuple[Time, ...]
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return the claims of a text in order of their content."""
    return (), ()

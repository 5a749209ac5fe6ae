"""Events (出来事)."""

from __future__ import annotations

from keii.records.claim import Claim
from keii.records.event import Event
from keii.records.name import Name
from keii.records.time import Time
from keii.records.parse import Parse
from keii.records.problem import Problem


def find(
    parse: Parse, names: tuple[Name, ...], times: tuple[Time, ...], claims: tuple[Claim, ...]
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Return the events of a text in order of their anchor."""
    return (), ()

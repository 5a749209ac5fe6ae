"""読み: everything found in one clip."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.claim import Claim
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.name import Name
from keii.records.problem import Problem
from keii.records.quantity import Quantity
from keii.records.quote import Quote
from keii.records.span import Span
from keii.records.time import Time


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """作り: what made a reading, so that re-reading after an upgrade is a query."""

    keii: str  #: the engine's version
    tables: str  #: "sha256:" and 16 hex digits over all tables, rules and weights
    dictionary: str  #: name and version: "sudachidict-core 20261015"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """読み: everything found in one clip. All spans are code points into `clip.text`."""

    clip: Clip
    sentences: tuple[Span, ...]
    names: tuple[Name, ...]
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Claim, ...]
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    made_by: MadeBy

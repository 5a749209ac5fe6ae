"""実体の頁: what pages on persons, bodies and places show, a page at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.claim import Stance
from keii.records.event import EventType
from keii.records.facts import Listed, Statement
from keii.records.name import NameType
from keii.records.office import Office
from keii.records.span import Span
from keii.records.story import StoryLine
from keii.records.timeline import Entry

EntityOrder = Literal["mentions", "name", "latest"]
"""言及の多い順 / 名前順 / 新しい順"""
AT_ODDS: frozenset[EventType] = frozenset(
    ("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT")
)
"""Types of events that are against somebody (PLOVER's two quads of conflict)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityLine:
    """実体一覧の一行."""

    number: int
    name: str
    type: NameType
    mentions: int
    clips: int  #: that name it
    last: date | None  #: publication of the latest of them; None: none has a date


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityPage:
    """実体一覧の一頁."""

    total: int
    lines: tuple[EntityLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """表記: one way in which clips spell an entity."""

    text: str
    clips: int  #: that spell it so


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """つながり: another entity, and what joins it to the one the page is about."""

    number: int
    name: str
    type: NameType
    events: Mapping[EventType, int]  #: between the two, most frequent first
    stories: int  #: of which clips name both
    met: int  #: events, of all types
    at_odds: bool  #: more than half of them are against one of the two
    words: tuple[str, Span] | None  #: where the latest event is told: clip's id, place; None: there is no event


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """網の目: events between two others, by their places in the list of ties."""

    left: int
    right: int
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """日: how often clips published on a day name an entity."""

    day: date
    mentions: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EntitySheet:
    """実体の頁: what the page of an entity shows. What is made of the latest clips only is so marked by `looked`."""

    line: EntityLine
    spellings: tuple[Spelled, ...]  #: most used first
    titles: tuple[tuple[str, int], ...]  #: 肩書 that stand beside its names, and in how many clips
    offices: tuple[Office, ...]  #: of a person, in order of time; `clips` are numbers of clips
    said: tuple[Statement, ...]  #: its latest claims, the latest first
    stances: Mapping[Stance, int]  #: of all its claims, most frequent first
    told: tuple[Statement, ...]  #: the latest claims of others that name it
    entries: tuple[Entry, ...]  #: its latest events, in order of time
    ties: tuple[Tie, ...]  #: the closest first
    between: tuple[Between, ...]
    days: tuple[Day, ...]  #: mentions by day of publication
    undated: int  #: mentions in clips without a date
    stories: tuple[StoryLine, ...]  #: the latest first
    looked: int  #: clips, the latest, of which `told`, `entries`, `ties` and `stories` are made


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """名ざし: a clip, and what it calls an entity."""

    clip: Listed
    names: tuple[str, ...]  #: spellings in it

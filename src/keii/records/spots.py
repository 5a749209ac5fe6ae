"""地図: where events took place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.event import EventType
from keii.records.facts import Quoted

Where = Literal["both", "place", "party"]
"""起きた所、書いてなければ関わった国・地域 / 起きた所だけ / 関わった国・地域だけ"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventsWanted:
    """Which events to look for; what is empty or None does not narrow."""

    types: tuple[EventType, ...] = ()
    since: str | None = None  #: YYYY-MM-DD: some of its time is that day or later; what has no time is left out
    until: str | None = None
    story: int | None = None
    where: Where = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """所: a place with the events told of it."""

    name: str
    kind: str  #: country, prefecture, city …; "": not known
    lat: float | None  #: degrees; None: where it is is not known
    lon: float | None
    events: int
    at_odds: int  #: of them, such that are against somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """地図の頁: events by place. One between two states is told of both."""

    spots: tuple[Spot, ...]  #: whose place is known, most events first
    unplaced: tuple[Spot, ...]  #: whose place is not known, most events first
    events: int  #: that fit
    nowhere: int  #: of them, without a place or a state or region that takes part


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotEvent:
    """所の出来事: one event told of a place."""

    clip: str  #: the clip's id
    number: int
    title: str | None
    outlet: str | None
    published: date | None
    type: EventType
    actor: str | None
    recipient: str | None
    anchor: Quoted
    words: str  #: of its sentence, cut short
    date: str | None
    place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpotSheet:
    """所の一覧: a page of the events of a place, the latest published first."""

    name: str
    total: int
    events: tuple[SpotEvent, ...]
    page: int
    pages: int

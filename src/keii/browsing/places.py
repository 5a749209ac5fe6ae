"""地図: events by place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from keii.asking import Asking
from keii.browsing.coordinates import coordinates, forms, spellings
from keii.errors import InputError
from keii.records.people import AT_ODDS
from keii.records.spots import Atlas, EventsWanted, Spot, SpotSheet
from keii.store.keys import days_of, storable
from keii.store.spots import Counted

EVENTS = 40
"""Events of a place on a page."""


class Places(Asking):
    """Questions of the map."""

    def atlas(self, wanted: EventsWanted) -> Atlas:
        """Return events by place. One without a place is told of the states and regions that take part in it. Days are
        text in the grain known. Raises `InputError` for a date that is none."""
        self.weave()
        wanted = _narrowed(wanted)
        asked = self._store.spots
        named = asked.places(wanted) if wanted.where != "party" else []
        parties, taking_part = asked.parties(wanted, list(spellings())) if wanted.where != "place" else ([], 0)
        spots = _spots([*named, *parties])
        events = asked.count(wanted)
        return Atlas(
            spots=tuple(spot for spot in spots if spot.lat is not None),
            unplaced=tuple(spot for spot in spots if spot.lat is None),
            events=events,
            nowhere=events - sum(n for *_, n in named) - taking_part,
        )

    def spot(self, name: str, wanted: EventsWanted, page: int = 1) -> SpotSheet:
        """Return a page of the events told of a place, by any of its spellings, narrowed as in `atlas`."""
        self.weave()
        wanted = _narrowed(wanted)
        name = storable(name).strip()
        name = spellings().get(name, name)
        total, events = self._store.spots.events(wanted, forms(name), EVENTS, (page - 1) * EVENTS)
        return SpotSheet(name=name, total=total, events=events, page=page, pages=max(1, -(-total // EVENTS)))


def _narrowed(wanted: EventsWanted) -> EventsWanted:
    return EventsWanted(
        types=wanted.types, since=_day(wanted.since, 0), until=_day(wanted.until, 1), story=wanted.story,
        where=wanted.where,
    )  # fmt: skip


def _day(text: str | None, end: int) -> str | None:
    if not text or not text.strip():
        return None
    days = days_of(text.strip())
    if days is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return days[end]


def _spots(counted: Iterable[Counted]) -> list[Spot]:
    """Return places with their events, spellings of one together, most events first."""
    events, odds = Counter[str](), Counter[str]()
    for name, type_, n in counted:
        meant = spellings().get(name, name)
        events[meant] += n
        odds[meant] += n if type_ in AT_ODDS else 0
    return [_spot(name, n, odds[name]) for name, n in sorted(events.items(), key=lambda item: (-item[1], item[0]))]


def _spot(name: str, events: int, at_odds: int) -> Spot:
    known = coordinates().get(name)
    return Spot(
        name=name, kind=known.kind if known else "", lat=known.lat if known else None, lon=known.lon if known else None,
        events=events, at_odds=at_odds,
    )  # fmt: skip

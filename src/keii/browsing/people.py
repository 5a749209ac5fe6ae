"""人物・団体: entities a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from keii.asking import Asking
from keii.link.entities.spelling import key
from keii.records.event import EventType
from keii.records.facts import Quoted
from keii.records.name import NameType
from keii.records.people import (
    AT_ODDS,
    Between,
    Day,
    EntityLine,
    EntityOrder,
    EntityPage,
    EntitySheet,
    Naming,
    Spelled,
    Tie,
)
from keii.records.span import Span
from keii.records.timeline import Entry, Place
from keii.store.keys import storable
from keii.store.people import Deed

LATEST = 600
"""Latest clips that an entity's events, neighbours and stories are looked for in: of one named in 9,000 of 100,000
clips the page takes 0.1 s so."""
NAMINGS = 50
"""Clips on a page to choose from."""
_SHOWN, _DRAWN, _TIES, _SPELLINGS, _TITLES = 20, 60, 15, 40, 24
_WEIGHT = 3  # stories that join two as closely as one event between them


class People(Asking):
    """Questions of the pages on persons, bodies and places."""

    def entity_page(
        self,
        name: str = "",
        type_: NameType | None = None,
        order: EntityOrder = "mentions",
        limit: int = 50,
        offset: int = 0,
    ) -> EntityPage:
        """Return a page of the entities a spelling of which holds `name`; "" does not narrow. The most mentioned come
        first, among them those that are spelled just so; by name they stand in the order of its characters."""
        self.weave()
        folded = key(storable(name))
        if name.strip() and not folded:
            return EntityPage(total=0, lines=())
        total, lines = self._store.people.page(folded, type_, order, exact=False, limit=limit, offset=offset)
        return EntityPage(total=total, lines=lines)

    def entities_called(self, name: str, limit: int) -> EntityPage:
        """Return whom a name means, the most mentioned first: those spelled so, else those a spelling of which holds
        it. A number, as e12 or 12, means one."""
        self.weave()
        word = storable(name).strip()
        digits = word.removeprefix("e")
        if digits.isascii() and digits.isdigit() and len(digits) < 18:
            lines = self._store.people.lines((int(digits),))
            return EntityPage(total=len(lines), lines=lines)
        folded = key(word)
        if not folded:
            return EntityPage(total=0, lines=())
        for exact in (True, False):
            total, lines = self._store.people.page(folded, None, "mentions", exact=exact, limit=limit, offset=0)
            if total:
                break
        return EntityPage(total=total, lines=lines)

    def entity_line(self, number: int) -> EntityLine:
        """Return an entity's line. Raises `NotFound`."""
        self.weave()
        return self._store.people.line(number)

    def entity_sheet(self, number: int) -> EntitySheet:
        """Return what the page of an entity shows. Raises `NotFound`."""
        from keii.link.entities.offices import offices_of  # the engine is loaded when it is needed

        self.weave()
        asked = self._store.people
        line = asked.line(number)
        dated = asked.days(number)
        latest = [clip for clip, _, _ in dated[:LATEST]]
        spellings, titles = _counted(asked.forms(number))
        stances, said = asked.said(number, _SHOWN)
        deeds = asked.deeds(latest)
        days = Counter[str]()
        for _, day, mentions in dated:
            days[day or ""] += mentions
        ties = self._ties(number, deeds, latest)
        return EntitySheet(
            line=line,
            spellings=spellings,
            titles=titles,
            offices=offices_of(asked.titles_seen(number)) if line.type == "PER" else (),
            said=said,
            stances=stances,
            told=asked.told(number, latest, _SHOWN),
            entries=_entries([deed for deed in deeds if number in (deed.actor_number, deed.recipient_number)]),
            ties=ties,
            between=_between(ties, deeds),
            days=tuple(Day(day=date.fromisoformat(day), mentions=n) for day, n in sorted(days.items()) if day),
            undated=days[""],
            stories=asked.stories(latest, _SHOWN),
            looked=len(latest),
        )

    def namings(self, number: int, page: int) -> tuple[tuple[Naming, ...], int]:
        """Return a page of the clips that name an entity, the latest first, and how many pages there are."""
        self.weave()
        dated = self._store.people.days(number)
        pages = max(1, -(-len(dated) // NAMINGS))
        at = (min(page, pages) - 1) * NAMINGS
        return self._store.people.namings(number, [clip for clip, _, _ in dated[at : at + NAMINGS]]), pages

    def spellings_of(self, number: int) -> tuple[Spelled, ...]:
        """Return the ways in which clips spell an entity, most used first."""
        return _counted(self._store.people.forms(number))[0]

    def _ties(self, number: int, deeds: Sequence[Deed], latest: Sequence[int]) -> tuple[Tie, ...]:
        """Return those joined to an entity by events or stories, the closest first."""
        events: dict[int, Counter[EventType]] = {}
        words: dict[int, tuple[str, Span]] = {}
        for deed in deeds:
            pair = (deed.actor_number, deed.recipient_number)
            other = next((one for one in pair if one not in (number, None)), None)
            if number in pair and other is not None:
                events.setdefault(other, Counter())[deed.type] += 1
                words.setdefault(other, (deed.id, Span(deed.start, deed.end)))
        beside = dict(self._store.people.beside(number, latest, 4 * _TIES))
        near = sorted(
            events.keys() | beside.keys(),
            key=lambda one: (-_WEIGHT * sum(events.get(one, {}).values()) - beside.get(one, 0), one),
        )
        return tuple(
            _tie(other, name, type_, events.get(other, Counter()), beside.get(other, 0), words.get(other))
            for other, name, type_ in self._store.people.names(near[:_TIES])
        )


def _tie(
    number: int, name: str, type_: NameType, events: Counter[EventType], stories: int,
    words: tuple[str, Span] | None,
) -> Tie:  # fmt: skip
    against = sum(n for kind, n in events.items() if kind in AT_ODDS)
    return Tie(
        number=number, name=name, type=type_, stories=stories, words=words, met=events.total(),
        at_odds=2 * against > events.total(),
        events=dict(sorted(events.items(), key=lambda item: (-item[1], item[0]))),
    )  # fmt: skip


def _counted(
    forms: Iterable[tuple[tuple[str, ...], tuple[str, ...], int]],
) -> tuple[tuple[Spelled, ...], tuple[tuple[str, int], ...]]:
    """Return spellings and titles, most used first."""
    spelled, titled = Counter[str](), Counter[str]()
    for texts, titles, clips in forms:
        for text in texts:
            spelled[text] += clips
        for title in set(titles):
            titled[title] += clips
    ordered = sorted(spelled.items(), key=lambda item: (-item[1], item[0]))[:_SPELLINGS]
    titles_ = sorted(titled.items(), key=lambda item: (-item[1], item[0]))[:_TITLES]
    return tuple(Spelled(text=text, clips=clips) for text, clips in ordered), tuple(titles_)


def _entries(deeds: Sequence[Deed]) -> tuple[Entry, ...]:
    """Return the latest events as entries of a time line, in order of time."""
    entries = [
        Entry(
            when=deed.date or deed.published, dated="text" if deed.date else "published", kind="event",
            actor=deed.actor, recipient=deed.recipient, type=deed.type, stance=None,
            places=(
                Place(
                    clip=deed.id, outlet=deed.outlet,
                    published=date.fromisoformat(deed.published) if deed.published else None,
                    words=Quoted(span=Span(deed.start, deed.end), text=deed.anchor),
                ),
            ),
        )
        for deed in deeds[:_DRAWN]
    ]  # fmt: skip
    return tuple(sorted(entries, key=lambda entry: (entry.when is None, entry.when or "")))


def _between(ties: Sequence[Tie], deeds: Sequence[Deed]) -> tuple[Between, ...]:
    """Return the events between those joined to an entity."""
    places: Mapping[int, int] = {tie.number: place for place, tie in enumerate(ties)}
    found: Counter[tuple[int, int]] = Counter()
    for deed in deeds:
        left, right = places.get(deed.actor_number or 0), places.get(deed.recipient_number or 0)
        if left is not None and right is not None and left != right:
            found[min(left, right), max(left, right)] += 1
    return tuple(Between(left=left, right=right, events=n) for (left, right), n in sorted(found.items()))

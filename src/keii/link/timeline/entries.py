"""Readings -> entries of a timeline. Entities in the readings are called as in the dossier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from keii.link.timeline.sides import homes_in
from keii.records.claim import Claim
from keii.records.event import Event
from keii.records.facts import Quoted
from keii.records.reading import Reading
from keii.records.span import Span, contains
from keii.records.statements import entity_of
from keii.records.timeline import Dated, Entry, Place
from keii.records.when import bounds

_LAST = ("9999-12-31", "9999-12-31")


def entries(readings: Iterable[Reading], about: Sequence[str]) -> tuple[Entry, ...]:
    """Return the entries of some clips in order of time.

    `about` names the entities: one keeps the events it takes part in and the claims that are its own; two keep what
    is between them or about both; none keeps everything. An event that several clips tell, of the same type, day and
    sides, stands once.
    """
    wanted = frozenset(about)
    found: dict[tuple[object, ...], Entry] = {}
    for reading in sorted(readings, key=_order):
        for entry in (*_events(reading, wanted), *_claims(reading, wanted)):
            key = _key(entry)
            if (before := found.get(key)) is not None:
                entry = replace(before, places=(*before.places, *entry.places))
            found[key] = entry
    return tuple(sorted(found.values(), key=_time))


def _events(reading: Reading, wanted: frozenset[str]) -> Iterator[Entry]:
    homes = homes_in(reading)
    for event in reading.events:
        acting = _with_homes({side for side in (event.actor, event.recipient) if side}, homes)
        if wanted and (wanted.isdisjoint(acting) or not wanted <= acting | _beside(reading, event, homes)):
            continue
        when = event.date or _published(reading)
        dated: Dated = "text" if event.date else "published"
        yield Entry(
            when=when, dated=dated, kind="event", actor=event.actor, recipient=event.recipient, type=event.type,
            stance=None, places=(_place(reading, _sentence(reading, event.anchor)),),
        )  # fmt: skip


def _claims(reading: Reading, wanted: frozenset[str]) -> Iterator[Entry]:
    homes = homes_in(reading)
    for claim in reading.claims:
        source = entity_of(reading, claim)
        if len(wanted) == 1 and source not in wanted:
            continue
        if len(wanted) > 1 and not wanted <= _with_homes(_named(reading, claim, source), homes):
            continue
        when, dated = _when(reading, claim)
        shown = source or (_words(reading, claim.source.span) if claim.source else None)
        yield Entry(
            when=when, dated=dated, kind="claim", actor=shown, recipient=None, type=None, stance=claim.stance,
            places=(_place(reading, claim.content),),
        )  # fmt: skip


def _when(reading: Reading, claim: Claim) -> tuple[str | None, Dated]:
    """Return the time a claim is about: the first that its content names as a time of what it tells (9日に, 6月、; not
    昨年の戦闘), else when it was said, else published."""
    for time in reading.times:
        inside = contains(claim.content, time.span) and not reading.clip.text.startswith("の", time.span.end)
        if inside and bounds(time.value) is not None:
            return time.value, "text"
    return (claim.said, "said") if claim.said else (_published(reading), "published")


def _beside(reading: Reading, event: Event, homes: Mapping[str, str]) -> set[str]:
    """Return whom the sentence of an event names besides, where one of its sides is open; else nobody."""
    if event.actor and event.recipient:
        return set()
    sentence = _sentence(reading, event.anchor)
    return _with_homes({name.entity for name in reading.names if contains(sentence, name.span)}, homes)


def _with_homes(entities: set[str], homes: Mapping[str, str]) -> set[str]:
    return entities | {homes[entity] for entity in entities if entity in homes}


def _named(reading: Reading, claim: Claim, source: str | None) -> set[str]:
    inside = {name.entity for name in reading.names if contains(claim.content, name.span)}
    if claim.source is not None:
        inside |= {name.entity for name in reading.names if contains(claim.source.span, name.span)}
    return inside | ({source} if source else set())


def _sentence(reading: Reading, span: Span) -> Span:
    return next((s for s in reading.sentences if contains(s, span)), span)


def _place(reading: Reading, span: Span) -> Place:
    clip = reading.clip
    quoted = Quoted(span=span, text=_words(reading, span))
    return Place(clip=clip.id, outlet=clip.outlet, published=clip.published, words=quoted)


def _words(reading: Reading, span: Span) -> str:
    return reading.clip.text[span.start : span.end]


def _published(reading: Reading) -> str | None:
    return reading.clip.published.isoformat() if reading.clip.published else None


def _key(entry: Entry) -> tuple[object, ...]:
    if entry.kind == "event":
        return entry.kind, entry.type, entry.actor, entry.recipient, entry.when
    place = entry.places[0]
    return entry.kind, entry.actor, entry.when, entry.stance, place.words.text


def _time(entry: Entry) -> tuple[object, ...]:
    """Return what sorts an entry: its first day, then the coarser grain, then the clip and place it stands in."""
    days = bounds(entry.when) if entry.when else None
    first, last = (days[0].isoformat(), days[1].isoformat()) if days else _LAST
    place = entry.places[0]
    published = place.published.isoformat() if place.published else "9999"
    coarse_first = [-ord(c) for c in last]
    return days is None, first, coarse_first, entry.when or "", published, place.clip, place.words.span


def _order(reading: Reading) -> tuple[bool, str, str]:
    day = reading.clip.published
    return day is None, day.isoformat() if day else "", reading.clip.id

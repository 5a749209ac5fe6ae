"""名前の訂正: words are a name, of what and whose; or no name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from keii.amend.places import PERSON, found_at, place_of, same_sentence, words
from keii.records.correction import Correction
from keii.records.event import Event
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span, overlaps


def with_name(reading: Reading, correction: Correction) -> Reading:
    """Return a reading in which the words are that name, or none. What was read to overlap them gives way.

    Events that name the thing by the words go with them: those of the same sentence, and all where nothing else in
    the clip is called so any more.
    """
    places = _places(reading, correction)
    gone = [name for name in reading.names if any(overlaps(name.span, place) for place in places)]
    kept = [name for name in reading.names if name not in gone]
    made = [] if correction.value is None else [_name(place, gone, correction) for place in places]
    names = tuple(sorted((*kept, *made), key=lambda name: (name.span.start, name.span.end)))
    after = replace(reading, names=names)
    if correction.value is None:
        return after
    called = {name.entity for name in gone} - {correction.value}
    return replace(
        after, events=tuple(_event(event, reading, after, called, correction.value) for event in after.events)
    )


def _places(reading: Reading, correction: Correction) -> list[Span]:
    """Return where the words stand: there only, or everywhere in the clip but inside longer names."""
    own = place_of(correction)
    if not correction.everywhere:
        return [own]
    longer = [name.span for name in reading.names if name.span.end - name.span.start > own.end - own.start]
    others = (
        span
        for span in found_at(reading.clip.text, words(reading, own))
        if not overlaps(span, own) and not any(overlaps(span, name) for name in longer)
    )
    return sorted((own, *others))


def _name(place: Span, gone: Iterable[Name], correction: Correction) -> Name:
    titles = (name.title for name in gone if name.title and overlaps(name.span, place))
    title = next((span for span in titles if not overlaps(span, place)), None)
    return Name(
        span=place, type=correction.type or "PER", entity=correction.value or "", title=title, rule=PERSON
    )  # fmt: skip


def _event(event: Event, before: Reading, after: Reading, called: set[str], name: str) -> Event:
    return replace(
        event,
        actor=_whose(event.actor, event, before, after, called, name),
        recipient=_whose(event.recipient, event, before, after, called, name),
    )


def _whose(
    who: str | None, event: Event, before: Reading, after: Reading, called: set[str], name: str
) -> str | None:  # fmt: skip
    if who is None or who not in called:
        return who
    left = [n.span for n in after.names if n.entity == who]
    if not left:
        return name
    near_before = any(n.entity == who and same_sentence(before, n.span, event.anchor) for n in before.names)
    near_after = any(same_sentence(after, span, event.anchor) for span in left)
    return name if near_before and not near_after else who

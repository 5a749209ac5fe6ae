"""時の訂正: which time words mean; or none."""

from __future__ import annotations

from dataclasses import replace

from keii.amend.places import PERSON, place_of, same_sentence
from keii.records.correction import Correction
from keii.records.reading import Reading
from keii.records.span import Span, overlaps
from keii.records.time import Time


def with_time(reading: Reading, correction: Correction) -> Reading:
    """Return a reading in which the words mean that time, or none. What was read to overlap them gives way, and claims
    and events of the same sentence that took their day from it take the new one."""
    span = place_of(correction)
    gone = [time for time in reading.times if overlaps(time.span, span)]
    kept = [time for time in reading.times if time not in gone]
    made = [_time(span, correction.value)] if correction.value is not None else []
    times = tuple(sorted((*kept, *made), key=lambda time: (time.span.start, time.span.end)))
    left = {time.value for time in kept if same_sentence(reading, time.span, span)}
    lost = {time.value for time in gone} - left - {correction.value}

    def told(value: str | None, place: Span) -> str | None:
        return correction.value if value in lost and same_sentence(reading, place, span) else value

    return replace(
        reading,
        times=times,
        claims=tuple(replace(claim, said=told(claim.said, claim.cue)) for claim in reading.claims),
        events=tuple(replace(event, date=told(event.date, event.anchor)) for event in reading.events),
    )


def _time(span: Span, value: str) -> Time:
    return Time(span=span, value=value, anchor="none" if value.startswith("P") else "written", rule=PERSON)

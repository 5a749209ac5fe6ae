"""主張の訂正: whose words they are, how they are meant, whether there is a claim at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from keii.amend.places import PERSON, place_of, same_sentence, words
from keii.records.claim import Claim, Manner, Source, Stance
from keii.records.correction import Correction
from keii.records.event import Event
from keii.records.reading import Reading
from keii.records.span import Span, overlaps
from keii.records.statements import entity_of

_ALIKE = 0.5
"""Share of the words of two contents that must be common, for one to be the other read by another version."""


def with_source(reading: Reading, correction: Correction) -> Reading | None:
    """Return a reading in which the claim has that source, or is left open; None where there is no such claim.

    Events that stand on its cue with the old source as actor go with it.
    """
    at = claim_meant(reading.claims, correction)
    if at is None:
        return None
    old = reading.claims[at]
    new = replace(old, source=_source(reading, correction.source, old.cue))
    before, after = _called(reading, old), (*_called(reading, new), None)[0]
    events = tuple(
        replace(event, actor=after) if overlaps(event.anchor, old.cue) and event.actor in before else event
        for event in reading.events
    )
    return replace(reading, claims=(*reading.claims[:at], new, *reading.claims[at + 1 :]), events=events)


def with_stance(reading: Reading, correction: Correction) -> Reading | None:
    """Return a reading in which the claim is meant so; None where there is no such claim."""
    at = claim_meant(reading.claims, correction)
    if at is None:
        return None
    new = replace(reading.claims[at], stance=cast("Stance", correction.value))
    return replace(reading, claims=(*reading.claims[:at], new, *reading.claims[at + 1 :]))


def without_claim(reading: Reading, correction: Correction) -> Reading:
    """Return a reading without the claim; what happened is then told in the writer's own words."""
    at = claim_meant(reading.claims, correction)
    if at is None:  # it is not read any more: what the person wanted
        return reading
    events = tuple(_moved(event, at, -1) for event in reading.events)
    return replace(reading, claims=(*reading.claims[:at], *reading.claims[at + 1 :]), events=events)


def with_claim(reading: Reading, correction: Correction) -> Reading:
    """Return a reading with the claim, in the order of the text. Where it is read already it is made as said."""
    content = place_of(correction)
    cue = correction.cue or content
    new = Claim(
        source=_source(reading, correction.source, cue), via=(), content=content, cue=cue, addressee=None,
        manner=_manner(reading, content), stance=cast("Stance", correction.value), said=None, rule=PERSON,
    )  # fmt: skip
    same = [n for n, claim in enumerate(reading.claims) if (claim.content, claim.cue) == (content, cue)]
    if same:
        at = same[0]
        old = reading.claims[at]
        told = replace(old, source=new.source, stance=new.stance)
        return replace(reading, claims=(*reading.claims[:at], told, *reading.claims[at + 1 :]))
    at = sum(_order(claim) <= _order(new) for claim in reading.claims)
    events = tuple(_moved(event, at, 1) for event in reading.events)
    return replace(reading, claims=(*reading.claims[:at], new, *reading.claims[at:]), events=events)


def claim_meant(claims: Sequence[Claim], correction: Correction) -> int | None:
    """Return the place of the claim a correction is about: the same content and cue, else the one whose content is
    most alike, those with a cue in common first; None where none is alike enough."""
    content, cue = place_of(correction), correction.cue
    alike = [
        ((claim.content, claim.cue) == (content, cue), cue is not None and overlaps(claim.cue, cue), share, -n)
        for n, claim in enumerate(claims)
        if (share := _share(claim.content, content)) >= _ALIKE
    ]
    return -max(alike)[-1] if alike else None


def _share(one: Span, other: Span) -> float:
    common = min(one.end, other.end) - max(one.start, other.start)
    return common / (max(one.end, other.end) - min(one.start, other.start)) if common > 0 else 0.0


def _source(reading: Reading, span: Span | None, cue: Span) -> Source | None:
    return None if span is None else Source(span=span, carried=not same_sentence(reading, span, cue))


def _called(reading: Reading, claim: Claim) -> tuple[str, ...]:
    """Return what events may call a claim's source: its entity, its words."""
    if claim.source is None:
        return ()
    entity = entity_of(reading, claim)
    return tuple(dict.fromkeys(called for called in (entity, words(reading, claim.source.span)) if called))


def _manner(reading: Reading, content: Span) -> Manner:
    inner = [quote for quote in reading.quotes if quote.kind == "speech"]
    if any(quote.inner == content or quote.span == content for quote in inner):
        return "direct"
    return "mixed" if any(overlaps(quote.span, content) for quote in inner) else "indirect"


def _order(claim: Claim) -> tuple[int, int, int]:
    return claim.content.start, -claim.content.end, claim.cue.start


def _moved(event: Event, at: int, by: int) -> Event:
    """Return an event that still points to its claim when the one at a place is gone (by -1) or new (by 1)."""
    if event.claim is None or event.claim < at:
        return event
    if by < 0 and event.claim == at:
        return replace(event, claim=None)
    return replace(event, claim=event.claim + by)

"""A reading's claims as statements, before any dossier. Pure."""

from __future__ import annotations

from bisect import bisect_left

from keii.records.claim import Claim
from keii.records.facts import Quoted, Statement
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span, contains


def statements_of(reading: Reading, number: int) -> tuple[Statement, ...]:
    """Return the claims of a reading as statements, its clip called by that number."""
    clip = reading.clip

    def quoted(span: Span) -> Quoted:
        return Quoted(span=span, text=clip.text[span.start : span.end])

    return tuple(
        Statement(
            clip=clip.id,
            number=number,
            outlet=clip.outlet,
            published=clip.published,
            n=n,
            source=quoted(claim.source.span) if claim.source else None,
            carried=bool(claim.source and claim.source.carried),
            entity=entity_of(reading, claim),
            via=tuple(map(quoted, claim.via)),
            content=quoted(claim.content),
            cue=quoted(claim.cue),
            addressee=quoted(claim.addressee).text if claim.addressee else None,
            manner=claim.manner,
            stance=claim.stance,
            said=claim.said,
        )
        for n, claim in enumerate(reading.claims)
    )


def entity_of(reading: Reading, claim: Claim) -> str | None:
    """Return the entity a claim's source means: that of the last name in it, unless the name only describes it.

    「アメリカのトランプ大統領」 -> トランプ's entity; 「韓国の専門家」 -> None, as what follows the name holds の. The
    names of a reading stand in order of where they begin.
    """
    if claim.source is None:
        return None
    span = claim.source.span
    first, last = (bisect_left(reading.names, place, key=_start) for place in (span.start, span.end))
    inside = [name for name in reading.names[first:last] if contains(span, name.span)]
    if not inside:
        return None
    latest: Name = max(inside, key=lambda name: (name.span.end, name.span.start))
    return None if "の" in reading.clip.text[latest.span.end : span.end] else latest.entity


def _start(name: Name) -> int:
    return name.span.start

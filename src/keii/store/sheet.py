"""A reading as rows of plain values: all that is worked out of it before it goes into the dossier. Knows no SQL.

Rows are made where the reading is, in the process that reads; what goes between processes and waits for the writer is
then small and plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from keii.records.codec import to_json
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.statements import entity_of
from keii.store.keys import Days, address_key, days_of, name_key, path_of, storable, words_key

Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """一葉: one clip and its reading, as they are stored."""

    id: str  #: the clip's
    clip: Row  #: columns of clips, without number and intake
    reading: Row  #: columns of readings, without clip: what made it, and the whole as JSON without the clip's text
    tables: tuple[tuple[str, tuple[Row, ...]], ...]  #: name of each table that has rows -> they, without clip
    strand: bytes | None = None  #: what weaving needs of it; None: to be worked out when the clip is woven
    uncorrected: str | None = None  #: the reading without corrections, as JSON; None: none hold
    held: str | None = None  #: numbers of the corrections that are in it, as JSON; None: none hold


def sheet_of(reading: Reading, strand: bytes | None = None) -> Sheet:
    """Return a reading as it is stored, with what weaving needs of it."""
    clip, made = reading.clip, reading.made_by
    tables = {
        "names": _names(reading),
        "times": _times(reading),
        "quantities": _quantities(reading),
        "claims": _claims(reading),
        "events": _events(reading),
        "problems": _problems(reading),
        "clip_links": _links(reading),
    }
    numbered = ((table, tuple((n, *row) for n, row in enumerate(rows))) for table, rows in tables.items())
    return Sheet(
        id=clip.id,
        clip=(
            clip.id, clip.source_id, clip.span.start, clip.span.end, clip.kind, clip.outlet, clip.outlet_by,
            clip.title, clip.url, clip.published.isoformat() if clip.published else None, clip.published_by,
            clip.register, clip.text,
        ),
        reading=(made.keii, made.tables, made.dictionary, reading_json(reading)),
        tables=tuple((table, rows) for table, rows in numbered if rows),
        strand=strand,
    )  # fmt: skip


def reading_json(reading: Reading) -> str:
    """Return a reading as it is kept: JSON without the clip's text."""
    whole = to_json(reading)
    del whole["clip"]["text"]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _names(reading: Reading) -> Iterable[Row]:
    for name in reading.names:
        text = _cut(reading, name.span)
        title = _cut(reading, name.title) if name.title else None
        yield (*_ends(name.span), text, name_key(text), name.type, name.entity, name_key(name.entity), title)


def _times(reading: Reading) -> Iterable[Row]:
    for time in reading.times:
        yield (*_ends(time.span), _cut(reading, time.span), time.value, time.anchor, *_days(time.value))


def _quantities(reading: Reading) -> Iterable[Row]:
    for amount in reading.quantities:
        low, high = format(amount.low, "f"), format(amount.high, "f")
        yield (*_ends(amount.span), _cut(reading, amount.span), low, high, amount.unit, amount.bound)


def _claims(reading: Reading) -> Iterable[Row]:
    published = reading.clip.published.isoformat() if reading.clip.published else None
    for claim in reading.claims:
        source = claim.source
        entity = entity_of(reading, claim)
        text = _cut(reading, source.span) if source else None
        content, cue = _cut(reading, claim.content), _cut(reading, claim.cue)
        days = _days(claim.said) if claim.said else (None, None)
        yield (
            text, *(_ends(source.span) if source else (None, None)), name_key(text) if text else None,
            int(source.carried) if source else 0, entity, name_key(entity) if entity else None,
            json.dumps([[*_ends(via), _cut(reading, via)] for via in claim.via], ensure_ascii=False),
            content, *_ends(claim.content), words_key(content), cue, *_ends(claim.cue),
            _cut(reading, claim.addressee) if claim.addressee else None, claim.manner, claim.stance, claim.said,
            *(days if days[0] else (published, published)),
        )  # fmt: skip


def _events(reading: Reading) -> Iterable[Row]:
    for event in reading.events:
        yield (
            event.type, event.actor, name_key(event.actor) if event.actor else None,
            event.recipient, name_key(event.recipient) if event.recipient else None,
            _cut(reading, event.anchor), *_ends(event.anchor), event.date, event.place, event.claim,
        )  # fmt: skip


def _problems(reading: Reading) -> Iterable[Row]:
    for problem in reading.problems:
        span = _ends(problem.span) if problem.span else (None, None)
        yield (problem.code, *span, json.dumps(problem.args, ensure_ascii=False))


def _links(reading: Reading) -> Iterable[Row]:
    clip = reading.clip
    for address in dict.fromkeys((*((clip.url,) if clip.url and clip.kind == "link" else ()), *clip.links)):
        if key := address_key(address):
            yield storable(address), key, (path_of(key) or [""])[-1]


def _cut(reading: Reading, span: Span) -> str:
    return reading.clip.text[span.start : span.end]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _days(value: str) -> Days | tuple[None, None]:
    return days_of(value) or (None, None)

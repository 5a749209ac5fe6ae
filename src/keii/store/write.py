"""Writing a reading into its tables. Called inside a transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable

import apsw

from keii.records.codec import to_json
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.statements import entity_of
from keii.store.keys import Days, days_of, name_key, words_key

Row = tuple[str | int | None, ...]


def insert_clip(connection: apsw.Connection, reading: Reading, intake: int) -> None:
    """Store a clip that is not there yet, with its reading."""
    clip = reading.clip
    connection.execute(
        "INSERT INTO clips (id, intake, source_id, start, end, kind, outlet, outlet_by, title, url, published,"
        " published_by, register, text) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            clip.id, intake, clip.source_id, clip.span.start, clip.span.end, clip.kind, clip.outlet, clip.outlet_by,
            clip.title, clip.url, clip.published.isoformat() if clip.published else None, clip.published_by,
            clip.register, clip.text,
        ),
    )  # fmt: skip
    insert_reading(connection, reading, connection.last_insert_rowid())


def replace_reading(connection: apsw.Connection, reading: Reading) -> None:
    """Put a new reading, date and outlet in the place of those a clip has; its number and text stay."""
    clip = reading.clip
    number: int = connection.execute("SELECT number FROM clips WHERE id = ?", (clip.id,)).get
    for table in ("readings", "names", "times", "quantities", "claims", "events", "problems"):
        connection.execute(f"DELETE FROM {table} WHERE clip = ?", (number,))  # noqa: S608  # our own table names
    connection.execute(
        "UPDATE clips SET outlet = ?, outlet_by = ?, published = ?, published_by = ? WHERE number = ?",
        (
            clip.outlet, clip.outlet_by, clip.published.isoformat() if clip.published else None, clip.published_by,
            number,
        ),
    )  # fmt: skip
    insert_reading(connection, reading, number)


def insert_reading(connection: apsw.Connection, reading: Reading, number: int) -> None:
    """Store what was found in the clip of that number: the whole as JSON, and the columns that questions need."""
    whole = to_json(reading)
    del whole["clip"]["text"]
    made = reading.made_by
    connection.execute(
        "INSERT INTO readings VALUES (?,?,?,?,?)",
        (number, made.keii, made.tables, made.dictionary, json.dumps(whole, ensure_ascii=False, separators=(",", ":"))),
    )
    tables: dict[str, Iterable[Row]] = {
        "names": _names(reading),
        "times": _times(reading),
        "quantities": _quantities(reading),
        "claims": _claims(reading),
        "events": _events(reading),
        "problems": _problems(reading),
    }
    for table, rows in tables.items():
        filled = [(number, n, *row) for n, row in enumerate(rows)]
        if filled:
            marks = ",".join("?" * len(filled[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)  # noqa: S608  # our own names


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


def _cut(reading: Reading, span: Span) -> str:
    return reading.clip.text[span.start : span.end]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _days(value: str) -> Days | tuple[None, None]:
    return days_of(value) or (None, None)

"""Clips and their readings out of the dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import apsw

from keii.errors import NotFound
from keii.records.clip import Clip
from keii.records.codec import from_json
from keii.records.facts import Listed
from keii.records.reading import Reading
from keii.records.span import Span
from keii.store.keys import storable

_OPENING = 80
_MANY = 400  # values asked for at once
_LISTED = (
    "SELECT c.number, c.id, c.source_id, c.start, c.end, c.kind, c.outlet, c.outlet_by, c.published, c.published_by,"
    " c.title, c.url, substr(ltrim(c.text, char(9, 10, 13, 32, 12288)), 1, 200), length(c.text),"
    " (SELECT count(*) FROM claims WHERE clip = c.number), (SELECT count(*) FROM problems WHERE clip = c.number),"
    " i.added_at FROM clips c JOIN intakes i ON i.number = c.intake"
)

_STORED = (
    "SELECT id, source_id, start, end, kind, text, outlet, outlet_by, title, url, published, published_by, register"
    " FROM clips"
)


def listed(connection: apsw.Connection) -> Iterator[Listed]:
    """Return every clip's line, in order of arrival."""
    return map(_line, connection.execute(f"{_LISTED} ORDER BY c.number"))


def listed_with(connection: apsw.Connection, entity: int) -> tuple[Listed, ...]:
    """Return the lines of the clips that mention an entity, in order of arrival."""
    where = "WHERE c.number IN (SELECT clip FROM personas WHERE entity = ?) ORDER BY c.number"
    return tuple(map(_line, connection.execute(f"{_LISTED} {where}", (entity,))))


def listed_numbers(connection: apsw.Connection, numbers: Sequence[int]) -> Iterator[Listed]:
    """Return the lines of the clips of those numbers."""
    for at in range(0, len(numbers), _MANY):
        some = numbers[at : at + _MANY]
        marks = ",".join("?" * len(some))
        yield from map(_line, connection.execute(f"{_LISTED} WHERE c.number IN ({marks})", tuple(some)))


def listed_by_id(connection: apsw.Connection, ids: Sequence[str]) -> Iterator[Listed]:
    """Return the lines of the clips of those ids."""
    for at in range(0, len(ids), _MANY):
        some = ids[at : at + _MANY]
        marks = ",".join("?" * len(some))
        yield from map(_line, connection.execute(f"{_LISTED} WHERE c.id IN ({marks})", tuple(some)))


def number_of(connection: apsw.Connection, word: str) -> int:
    """Return the number of the one clip that `word` names: its number, its id, a beginning of its id that no other
    has, or its source where that holds one clip. Raises `NotFound`, also where several fit."""
    word = storable(word)
    if word.isascii() and word.isdigit():
        found = _numbers(connection, "number = ?", int(word) if len(word) < 18 else -1)
    else:
        found = _numbers(connection, "id = ?", word) or (
            _numbers(connection, "substr(id, 1, length(?1)) = ?1", word) or _numbers(connection, "source_id = ?", word)
        )
    if not found:
        raise NotFound("no clip is called {0}", word, hint="keii list shows the clips and their ids")
    if len(found) > 1:
        shown = ", ".join(str(n) for n in found[:8]) + (" …" if len(found) > 8 else "")
        raise NotFound("{0} could be any of these clips: {1}", word, shown, hint="name one by its number or id")
    return found[0]


def readings(connection: apsw.Connection, number: int | None = None) -> Iterator[Reading]:
    """Return all readings in order of arrival, or that of one clip."""
    where = "" if number is None else "WHERE c.number = ?"
    rows = connection.execute(
        f"SELECT r.json, c.text FROM readings r JOIN clips c ON c.number = r.clip {where} ORDER BY c.number",
        () if number is None else (number,),
    )
    for whole, text in rows:
        data = json.loads(whole)
        data["clip"]["text"] = text
        yield from_json(data)


def _numbers(connection: apsw.Connection, where: str, word: str | int) -> list[int]:
    rows = connection.execute(f"SELECT number FROM clips WHERE {where} ORDER BY number", (word,))
    return [row[0] for row in rows]


def stored(connection: apsw.Connection, ids: Sequence[str]) -> Iterator[Clip]:
    """Return the clips of those ids that are there, without their cuts and problems."""
    marks = ",".join("?" * len(ids))
    rows = connection.execute(f"{_STORED} WHERE id IN ({marks})", tuple(ids))
    for row in rows:
        (id_, source_id, start, end, kind, text, outlet, outlet_by, title, url, published, published_by,
         register) = row  # fmt: skip
        yield Clip(
            id=id_,
            source_id=source_id,
            span=Span(start, end),
            kind=kind,
            text=text,
            outlet=outlet,
            outlet_by=outlet_by,
            title=title,
            url=url,
            published=_day(published),
            published_by=published_by,
            register=register,
        )


def _line(row: tuple[Any, ...]) -> Listed:
    (number, id_, source_id, start, end, kind, outlet, outlet_by, published, published_by, title, url, text, length,
     claims, problems, added_at) = row  # fmt: skip
    return Listed(
        number=number, id=id_, source_id=source_id, span=Span(start, end), kind=kind, outlet=outlet,
        outlet_by=outlet_by, published=_day(published), published_by=published_by, title=title, url=url,
        opening=text.split("\n", 1)[0].strip()[:_OPENING], length=length, claims=claims, problems=problems,
        added_at=added_at,
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

"""Claims out of the dossier: who says what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import apsw

from keii.records.claim import Stance
from keii.records.facts import Quoted, Statement
from keii.records.span import Span
from keii.store.keys import name_key, words_key

SELECT = (
    "SELECT c.id, c.number, c.outlet, c.published, q.n, q.source, q.source_start, q.source_end, q.carried,"
    " coalesce(e.name, q.entity), q.via, q.content, q.content_start, q.content_end, q.cue, q.cue_start, q.cue_end,"
    " q.addressee, q.manner, q.stance, q.said FROM claims q JOIN clips c ON c.number = q.clip"
    " LEFT JOIN personas p ON p.clip = q.clip AND p.name = q.entity LEFT JOIN entities e ON e.number = p.entity"
)
"""Claims with all that is told of them; a WHERE may follow."""
_ORDER = "ORDER BY q.first_day IS NULL, q.first_day, c.number, q.n"
_BY = "(instr(q.source_key, ?) OR q.entity_key = ? OR p.entity IN (SELECT entity FROM spellings WHERE key = ?))"
_ABOUT = (
    "(instr(q.content_key, ?) OR EXISTS (SELECT 1 FROM names m JOIN personas o ON o.clip = m.clip AND o.name = m.entity"
    " WHERE m.clip = q.clip AND m.start >= q.content_start AND m.end <= q.content_end"
    " AND o.entity IN (SELECT entity FROM spellings WHERE key = ?)))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for among the claims; what is empty or None does not narrow."""

    by: str = ""  #: the source: an entity's name, any of its spellings, or words of the source as written
    by_key: str = ""  #: `by` as `spellings` has it
    entity: int | None = None  #: the source: an entity by its number
    about: tuple[tuple[str, str], ...] = ()  #: words, all of which the content holds or names, and their spelling keys
    since: str | None = None  #: first day, YYYY-MM-DD
    until: str | None = None  #: last day
    stance: Stance | None = None
    clips: tuple[int, ...] | None = None  #: numbers of clips to look in


def statements(connection: apsw.Connection, wanted: Wanted) -> Iterator[Statement]:
    """Return the claims that fit, in order of the day they were made (else published), undated ones last.

    A claim without any day is left out where `since` or `until` is given.
    """
    where, values = _where(wanted)
    rows = connection.execute(f"{SELECT} {where} {_ORDER}", values)
    return map(statement, rows)


def of_clips(
    connection: apsw.Connection, clips: Sequence[int], *, stance: Stance | None = None, most: int
) -> tuple[Statement, ...]:
    """Return the claims of some clips, in order of the clips' numbers and of the text; `most` of them."""
    rows: Any = connection.execute(
        f"{SELECT} WHERE q.clip IN (SELECT value FROM json_each(?1)) AND (?2 IS NULL OR q.stance = ?2)"
        " ORDER BY q.clip, q.n LIMIT ?3",
        (json.dumps(clips), stance, most),
    )
    return tuple(map(statement, rows))


def picked(connection: apsw.Connection, places: Sequence[tuple[int, int]]) -> tuple[Statement, ...]:
    """Return the claims at those places, (clip's number, place in it), in that order."""
    rows: Any = connection.execute(
        f"{SELECT} WHERE (q.clip, q.n) IN (SELECT value ->> 0, value ->> 1 FROM json_each(?))", (json.dumps(places),)
    )
    found = {(s.number, s.n): s for s in map(statement, rows)}
    return tuple(found[place] for place in places if place in found)


def _where(wanted: Wanted) -> tuple[str, tuple[str | int, ...]]:
    parts: list[str] = []
    values: list[str | int] = []
    if wanted.by:
        parts.append(_BY)
        values += [name_key(wanted.by), name_key(wanted.by), wanted.by_key]
    for word, key in wanted.about:
        parts.append(_ABOUT)
        values += [words_key(word), key]
    for part, value in (
        ("q.last_day >= ?", wanted.since),
        ("q.first_day <= ?", wanted.until),
        ("q.stance = ?", wanted.stance),
        ("p.entity = ?", wanted.entity),
        (
            "q.clip IN (SELECT value FROM json_each(?))",
            None if wanted.clips is None else json.dumps(wanted.clips),
        ),
    ):
        if value is not None:
            parts.append(part)
            values.append(value)
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def statement(row: tuple[Any, ...]) -> Statement:
    """Return a row of `SELECT` as a statement."""
    (clip, number, outlet, published, n, source, source_start, source_end, carried, entity, via, content, content_start,
     content_end, cue, cue_start, cue_end, addressee, manner, stance, said) = row  # fmt: skip
    return Statement(
        clip=clip,
        number=number,
        outlet=outlet,
        published=date.fromisoformat(published) if published else None,
        n=n,
        source=Quoted(span=Span(source_start, source_end), text=source) if source is not None else None,
        carried=bool(carried),
        entity=entity,
        via=tuple(Quoted(span=Span(start, end), text=text) for start, end, text in json.loads(via)),
        content=Quoted(span=Span(content_start, content_end), text=content),
        cue=Quoted(span=Span(cue_start, cue_end), text=cue),
        addressee=addressee,
        manner=manner,
        stance=stance,
        said=said,
    )

"""Claims out of the dossier: who says what."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import apsw

from keii.records.claim import Stance
from keii.records.facts import Quoted, Statement
from keii.records.span import Span
from keii.store.keys import name_key, words_key

_SELECT = (
    "SELECT c.id, c.number, c.outlet, c.published, q.n, q.source, q.source_start, q.source_end, q.carried, q.entity,"
    " q.via, q.content, q.content_start, q.content_end, q.cue, q.cue_start, q.cue_end, q.addressee, q.manner, q.stance,"
    " q.said FROM claims q JOIN clips c ON c.number = q.clip"
)
_ORDER = "ORDER BY q.first_day IS NULL, q.first_day, c.number, q.n"
_BY = (
    "(q.entity_key = ?1 OR instr(q.source_key, ?1) OR q.entity_key IN"
    " (SELECT entity_key FROM names WHERE text_key = ?1))"
)
_ABOUT = (
    "(instr(q.content_key, ?) OR EXISTS (SELECT 1 FROM names m WHERE m.clip = q.clip AND m.start >= q.content_start"
    " AND m.end <= q.content_end AND m.entity_key = ?))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to look for among the claims; what is empty or None does not narrow."""

    by: str = ""  #: the source: an entity's name, any of its spellings, or words of the source as written
    about: str = ""  #: words, all of which the content holds or names
    since: str | None = None  #: first day, YYYY-MM-DD
    until: str | None = None  #: last day
    stance: Stance | None = None


def statements(connection: apsw.Connection, wanted: Wanted) -> Iterator[Statement]:
    """Return the claims that fit, in order of the day they were made (else published), undated ones last.

    A claim without any day is left out where `since` or `until` is given.
    """
    where, values = _where(wanted)
    rows = connection.execute(f"{_SELECT} {where} {_ORDER}", values)
    return map(_statement, rows)


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    values: list[str] = []
    if wanted.by:
        parts.append(_BY.replace("?1", "?"))
        values += [name_key(wanted.by)] * 3
    for word in words_key(wanted.about).split():
        parts.append(_ABOUT)
        values += [word, name_key(word)]
    for part, value in (
        ("q.last_day >= ?", wanted.since),
        ("q.first_day <= ?", wanted.until),
        ("q.stance = ?", wanted.stance),
    ):
        if value is not None:
            parts.append(part)
            values.append(value)
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _statement(row: tuple[Any, ...]) -> Statement:
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

"""Entities out of the dossier: who is who, by which names, doing what."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import apsw

from keii.records.facts import Card, Happening, Quoted
from keii.records.span import Span
from keii.store.claims import Wanted, statements
from keii.store.clips import listed_with
from keii.store.keys import name_key

_EVENTS = (
    "SELECT c.id, c.number, e.type, e.actor, e.recipient, e.anchor, e.anchor_start, e.anchor_end, e.date, e.place,"
    " e.claim FROM events e JOIN clips c ON c.number = e.clip"
)


def cards(connection: apsw.Connection, name: str) -> tuple[Card, ...]:
    """Return the cards of the entities a name may mean, most mentioned first: those called so; else those spelled so
    somewhere; else those whose name holds it."""
    key = name_key(name)
    if not key:
        return ()
    for where in ("entity_key = ?1", "text_key = ?1", "instr(entity_key, ?1) OR instr(text_key, ?1)"):
        rows = connection.execute(
            f"SELECT entity_key FROM names WHERE {where} GROUP BY entity_key ORDER BY count(*) DESC, entity_key",  # noqa: S608
            (key,),
        ).fetchall()
        if rows:
            return tuple(_card(connection, str(row[0])) for row in rows)
    return ()


def happenings(connection: apsw.Connection, entity_key: str | None = None) -> Iterator[Happening]:
    """Return all events in order of arrival, or those where an entity acts or is acted upon, in order of time."""
    if entity_key is None:
        return map(_happening, connection.execute(f"{_EVENTS} ORDER BY c.number, e.n"))
    where = "WHERE ?1 IN (e.actor_key, e.recipient_key) ORDER BY e.date IS NULL, e.date, c.number, e.n"
    return map(_happening, connection.execute(f"{_EVENTS} {where}", (entity_key,)))


def _card(connection: apsw.Connection, key: str) -> Card:
    def counted(column: str) -> tuple[tuple[str, int], ...]:
        rows = connection.execute(
            f"SELECT {column}, count(*) FROM names WHERE entity_key = ? AND {column} IS NOT NULL"  # noqa: S608
            f" GROUP BY {column} ORDER BY count(*) DESC, {column}",
            (key,),
        )
        return tuple((text, count) for text, count in rows)

    entities = counted("entity")
    return Card(
        entity=entities[0][0],
        type=counted("type")[0][0],  # type: ignore[arg-type]  # the store only holds name types
        mentions=sum(count for _, count in entities),
        spellings=counted("text"),
        titles=counted("title"),
        statements=tuple(s for s in statements(connection, Wanted(by=entities[0][0])) if s.entity == entities[0][0]),
        happenings=tuple(happenings(connection, key)),
        clips=listed_with(connection, key),
    )


def _happening(row: tuple[Any, ...]) -> Happening:
    clip, number, type_, actor, recipient, anchor, start, end, date, place, claim = row
    return Happening(
        clip=clip,
        number=number,
        type=type_,
        actor=actor,
        recipient=recipient,
        anchor=Quoted(span=Span(start, end), text=anchor),
        date=date,
        place=place,
        claim=claim,
    )

"""Entities out of the dossier: who is who, by which names, doing what."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import apsw

from keii.errors import NotFound
from keii.records.entity import Entity, Mention
from keii.records.facts import Card, Happening, Quoted
from keii.records.office import TitleSeen
from keii.records.span import Span
from keii.store.claims import Wanted, statements
from keii.store.clips import listed_with

_EVENTS = (
    "SELECT c.id, c.number, v.type, coalesce(a.name, v.actor), coalesce(r.name, v.recipient), v.anchor, v.anchor_start,"
    " v.anchor_end, v.date, v.place, v.claim FROM events v JOIN clips c ON c.number = v.clip"
    " LEFT JOIN personas x ON x.clip = v.clip AND x.name = v.actor LEFT JOIN entities a ON a.number = x.entity"
    " LEFT JOIN personas y ON y.clip = v.clip AND y.name = v.recipient LEFT JOIN entities r ON r.number = y.entity"
)
_IN_TIME = "ORDER BY v.date IS NULL, v.date, c.number, v.n"


def found(connection: apsw.Connection, key: str) -> tuple[int, ...]:
    """Return the entities a name may mean, most mentioned first: those spelled so somewhere, else those a spelling of
    which holds it. `key` is the name folded as `spellings` has it; "" finds nothing."""
    for where in ("s.key = ?1", "instr(s.key, ?1)"):
        rows: list[Any] = connection.execute(
            "SELECT p.entity FROM personas p WHERE p.entity IN"
            f" (SELECT s.entity FROM spellings s WHERE {where})"
            " GROUP BY p.entity ORDER BY sum(p.mentions) DESC, p.entity",
            (key,),
        ).fetchall()
        if rows and key:
            return tuple(row[0] for row in rows)
    return ()


def personas(connection: apsw.Connection, number: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return what clips call an entity: (clip's id, name as read, spellings in the clip), in order of ids and names."""
    rows: Any = connection.execute(
        "SELECT c.id, p.name, p.forms FROM personas p JOIN clips c ON c.number = p.clip WHERE p.entity = ?"
        " ORDER BY c.id, p.name",
        (number,),
    )
    return tuple((clip, name, tuple(json.loads(forms))) for clip, name, forms in rows)


def spelled(connection: apsw.Connection, key: str) -> tuple[int, ...]:
    """Return the entities that are spelled so somewhere, in order of number."""
    rows: Any = connection.execute(
        "SELECT s.entity FROM spellings s WHERE s.key = ? AND EXISTS (SELECT 1 FROM personas WHERE entity = s.entity)"
        " ORDER BY s.entity",
        (key,),
    )
    return tuple(number for (number,) in rows)


def happenings(connection: apsw.Connection, entity: int | None = None) -> Iterator[Happening]:
    """Return all events in order of arrival, or those where an entity acts or is acted upon, in order of time."""
    if entity is None:
        return map(_happening, connection.execute(f"{_EVENTS} ORDER BY c.number, v.n"))
    where = "v.clip IN (SELECT clip FROM personas WHERE entity = ?1) AND ?1 IN (x.entity, y.entity)"
    return map(_happening, connection.execute(f"{_EVENTS} WHERE {where} {_IN_TIME}", (entity,)))


def card(connection: apsw.Connection, number: int) -> Card:
    """Return the card of an entity. Raises `NotFound` where nothing is called so."""
    row = connection.execute(
        "SELECT e.name, e.type, sum(p.mentions) FROM entities e JOIN personas p ON p.entity = e.number"
        " WHERE e.number = ? GROUP BY e.number",
        (number,),
    ).fetchone()
    if row is None:
        raise NotFound("there is no entity {0}", f"e{number}", hint="keii who NAME shows whom a name means")
    name, type_, mentions = row
    return Card(
        number=number,
        entity=name,
        type=type_,
        mentions=mentions,
        spellings=_counted(connection, number, "text"),
        titles=_counted(connection, number, "title"),
        statements=tuple(statements(connection, Wanted(entity=number))),
        happenings=tuple(happenings(connection, number)),
        clips=listed_with(connection, number),
    )


def titles_seen(connection: apsw.Connection, number: int) -> tuple[TitleSeen, ...]:
    """Return the titles beside an entity's names, with their clips, in order of time."""
    rows: Any = connection.execute(
        "SELECT m.title, c.id, c.published FROM personas p JOIN clips c ON c.number = p.clip"
        " JOIN names m ON m.clip = p.clip AND m.entity = p.name WHERE p.entity = ? AND m.title IS NOT NULL"
        " ORDER BY c.published IS NULL, c.published, c.id, m.n",
        (number,),
    )
    return tuple(
        TitleSeen(title=title, clip=clip, day=date.fromisoformat(day) if day else None) for title, clip, day in rows
    )


def entities(connection: apsw.Connection) -> Iterator[Entity]:
    """Return every entity that some clip mentions, in order of number."""
    rows: list[Any] = connection.execute(
        "SELECT number, name, type FROM entities WHERE EXISTS (SELECT 1 FROM personas WHERE entity = number)"
        " ORDER BY number"
    ).fetchall()
    for number, name, type_ in rows:
        yield Entity(number=number, name=name, type=type_, mentions=tuple(_mentions(connection, number)))


def _mentions(connection: apsw.Connection, number: int) -> Iterator[Mention]:
    rows: Any = connection.execute(
        "SELECT c.id, m.start, m.end, m.text FROM personas p JOIN clips c ON c.number = p.clip"
        " JOIN names m ON m.clip = p.clip AND m.entity = p.name WHERE p.entity = ? ORDER BY c.id, m.start",
        (number,),
    )
    return (Mention(clip=clip, span=Span(start, end), text=text) for clip, start, end, text in rows)


def spellings(connection: apsw.Connection, numbers: Sequence[int]) -> tuple[str, ...]:
    """Return the spellings of entities in the clips, the most used first."""
    if not numbers:
        return ()
    marks = ",".join("?" * len(numbers))
    rows: Any = connection.execute(
        "SELECT m.text FROM personas p JOIN names m ON m.clip = p.clip AND m.entity = p.name"
        f" WHERE p.entity IN ({marks}) GROUP BY m.text ORDER BY count(*) DESC, m.text",
        tuple(numbers),
    )
    return tuple(text for (text,) in rows)


def _counted(connection: apsw.Connection, number: int, column: str) -> tuple[tuple[str, int], ...]:
    rows = connection.execute(
        f"SELECT m.{column}, count(*) FROM personas p JOIN names m ON m.clip = p.clip AND m.entity = p.name"
        f" WHERE p.entity = ? AND m.{column} IS NOT NULL GROUP BY m.{column} ORDER BY count(*) DESC, m.{column}",
        (number,),
    )
    return tuple((text, count) for text, count in rows)


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

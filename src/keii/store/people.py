"""What the pages on persons, bodies and places ask of the dossier: a page at a time, however much there is."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import apsw

from keii.errors import NotFound
from keii.records.claim import Stance
from keii.records.event import EventType
from keii.records.facts import Statement
from keii.records.name import NameType
from keii.records.office import TitleSeen
from keii.records.people import EntityLine, EntityOrder, Naming
from keii.records.story import StoryLine
from keii.store import stories
from keii.store.claims import picked
from keii.store.clips import listed_numbers
from keii.store.connect import trouble

_NAMES = 50  # names of an entity, the most used, by which its claims are looked for
_TITLES = 4_000  # pairs of a title and a day that offices are made of
_LINES = "tallies k JOIN entities e ON e.number = k.entity"
_ORDERS: Final = MappingProxyType(
    {
        "mentions": f"FROM {_LINES}{{where}} ORDER BY k.mentions DESC, k.entity",
        "name": "FROM entities e JOIN tallies k ON k.entity = e.number{where} ORDER BY e.name, k.entity",
        "latest": "FROM clips c CROSS JOIN personas p ON p.clip = c.number CROSS JOIN entities e ON e.number = p.entity"
        "{where} ORDER BY c.published DESC, c.number DESC, p.name",
    }
)
_SPELLED = "e.number IN (SELECT entity FROM spellings WHERE instr(key, ?1))"
Dated = tuple[int, str | None, int]
"""A clip's number, its day, and how often it names the entity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One event with the entities in it."""

    clip: int
    id: str
    outlet: str | None
    published: str | None
    type: EventType
    actor: str | None
    actor_number: int | None
    recipient: str | None
    recipient_number: int | None
    anchor: str
    start: int
    end: int
    date: str | None
    claim: int | None


class People:
    """The part of the dossier that is about entities, as pages show it."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def page(
        self, key: str, type_: NameType | None, order: EntityOrder, *, exact: bool, limit: int, offset: int
    ) -> tuple[int, tuple[EntityLine, ...]]:
        """Return how many entities there are, and a page of them. `key`: a spelling of theirs holds it, or is it where
        `exact`; "": any. Those spelled so come first."""
        where, values = _where(key, type_, exact=exact)
        with trouble(self._path):
            joined = _LINES if where else "tallies"
            total = int(self._connection.execute(f"SELECT count(*) FROM {joined}{where}", values).get)
            numbers = self._numbers(where, values, order, limit, offset, first=key if not exact else "")
            return total, self._lines(numbers)

    def lines(self, numbers: Sequence[int]) -> tuple[EntityLine, ...]:
        """Return lines of entities, in that order; those that are none are left out."""
        with trouble(self._path):
            return self._lines(numbers)

    def line(self, number: int) -> EntityLine:
        """Return an entity's line. Raises `NotFound`."""
        found = self.lines((number,))
        if not found:
            raise NotFound("there is no entity {0}", f"e{number}", hint="keii who NAME shows whom a name means")
        return found[0]

    def names(self, numbers: Sequence[int]) -> tuple[tuple[int, str, NameType], ...]:
        """Return (number, name, type) of entities, in that order."""
        sql = (
            "SELECT e.number, e.name, e.type FROM json_each(?) k CROSS JOIN entities e ON e.number = k.value"
            " ORDER BY k.key"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(list(numbers)),))
            return tuple(rows)

    def days(self, number: int) -> list[Dated]:
        """Return the clips that name an entity, the latest first, those without a date last."""
        sql = (
            "SELECT p.clip, l.day, sum(p.mentions) FROM personas p LEFT JOIN places l ON l.clip = p.clip"
            " WHERE p.entity = ? GROUP BY p.clip ORDER BY l.day DESC, p.clip DESC"
        )
        with trouble(self._path):
            return list(self._connection.execute(sql, (number,)))

    def forms(self, number: int) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], int]]:
        """Yield (spellings, titles, in how many clips they stand so)."""
        sql = "SELECT forms, titles, count(*) FROM personas WHERE entity = ? GROUP BY forms, titles"
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (number,))
            for forms, titles, clips in rows:
                yield tuple(json.loads(forms)), tuple(json.loads(titles)), clips

    def titles_seen(self, number: int) -> tuple[TitleSeen, ...]:
        """Return the titles beside a person's names, one of a kind a day, with the number of a clip."""
        sql = (
            "SELECT p.titles, l.day, min(p.clip) FROM personas p LEFT JOIN places l ON l.clip = p.clip"
            " WHERE p.entity = ? AND p.titles <> '[]' GROUP BY 1, 2 ORDER BY 2 DESC LIMIT ?"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (number, _TITLES))
            return tuple(
                TitleSeen(title=title, clip=str(clip), day=date.fromisoformat(day) if day else None)
                for titles, day, clip in rows
                for title in json.loads(titles)
            )

    def said(self, number: int, most: int) -> tuple[dict[Stance, int], tuple[Statement, ...]]:
        """Return how an entity's claims are meant, and its latest ones, the latest first."""
        names = json.dumps(self._called(number))
        own = (
            "FROM json_each(?1) k CROSS JOIN claims q INDEXED BY claims_said ON q.entity = k.value"
            " CROSS JOIN personas p ON p.clip = q.clip AND p.name = q.entity WHERE +p.entity = ?2"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(
                f"SELECT q.stance, q.first_day, q.clip, q.n {own}", (names, number)
            ).fetchall()
            stances: dict[Stance, int] = {}
            for stance, *_ in rows:
                stances[stance] = stances.get(stance, 0) + 1
            latest = sorted(rows, key=lambda row: (row[1] or "", row[2], -row[3]), reverse=True)[:most]
            found = picked(self._connection, [(clip, n) for _, _, clip, n in latest])
        return dict(sorted(stances.items(), key=lambda item: (-item[1], item[0]))), found

    def told(self, number: int, clips: Sequence[int], most: int) -> tuple[Statement, ...]:
        """Return the latest claims in some clips, the latest first, that name an entity and are not its own."""
        sql = (
            "SELECT q.clip, q.n FROM json_each(?1) k CROSS JOIN personas p ON p.clip = k.value AND +p.entity = ?2"
            " CROSS JOIN names m ON m.clip = p.clip AND m.entity = p.name"
            " CROSS JOIN claims q ON q.clip = p.clip AND q.content_start <= m.start AND q.content_end >= m.end"
            " LEFT JOIN personas o ON o.clip = q.clip AND o.name = q.entity LEFT JOIN copies x ON x.clip = q.clip"
            " WHERE o.entity IS NOT ?2 AND q.entity IS NOT p.name AND (x.clip IS NULL OR x.kind = 'version')"
            " GROUP BY q.clip, q.n ORDER BY q.first_day DESC, q.clip DESC, q.n LIMIT ?3"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(clips), number, most)).fetchall()
            return picked(self._connection, rows)

    def deeds(self, clips: Sequence[int]) -> tuple[Deed, ...]:
        """Return the events of some clips, in their order, between entities; what copies repeat is left out."""
        sql = (
            "SELECT c.number, c.id, c.outlet, c.published, v.type, coalesce(a.name, v.actor), a.number,"
            " coalesce(r.name, v.recipient), r.number, v.anchor, v.anchor_start, v.anchor_end, v.date, v.claim"
            " FROM json_each(?1) k CROSS JOIN events v ON v.clip = k.value CROSS JOIN clips c ON c.number = v.clip"
            " LEFT JOIN personas x ON x.clip = v.clip AND x.name = v.actor LEFT JOIN entities a ON a.number = x.entity"
            " LEFT JOIN personas y ON y.clip = v.clip AND y.name = v.recipient"
            " LEFT JOIN entities r ON r.number = y.entity LEFT JOIN copies z ON z.clip = v.clip"
            " WHERE (z.clip IS NULL OR z.kind = 'version') AND (a.number IS NOT NULL OR r.number IS NOT NULL)"
            " ORDER BY k.key, v.n"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(clips),))
            return tuple(
                Deed(
                    clip=row[0], id=row[1], outlet=row[2], published=row[3], type=row[4], actor=row[5],
                    actor_number=row[6], recipient=row[7], recipient_number=row[8], anchor=row[9], start=row[10],
                    end=row[11], date=row[12], claim=row[13],
                )
                for row in rows
            )  # fmt: skip

    def beside(self, number: int, clips: Sequence[int], most: int) -> tuple[tuple[int, int], ...]:
        """Return the entities that some clips name beside one: (number, in how many stories), most first."""
        sql = (
            "SELECT p.entity, count(DISTINCT m.story) AS n FROM json_each(?1) k"
            " CROSS JOIN story_clips m ON m.clip = k.value CROSS JOIN personas p ON p.clip = k.value"
            " WHERE p.entity <> ?2 GROUP BY p.entity ORDER BY n DESC, count(*) DESC, p.entity LIMIT ?3"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(clips), number, most))
            return tuple(rows)

    def stories(self, clips: Sequence[int], most: int) -> tuple[StoryLine, ...]:
        """Return the stories some clips are in, in the order of the clips."""
        sql = (
            "SELECT m.story FROM json_each(?) k CROSS JOIN story_clips m ON m.clip = k.value"
            " GROUP BY m.story ORDER BY min(k.key) LIMIT ?"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(clips), most))
            numbers = [number for (number,) in rows]
            found = stories.lines_of(self._connection, numbers)
        return tuple(found[number] for number in numbers if number in found)

    def namings(self, number: int, clips: Sequence[int]) -> tuple[Naming, ...]:
        """Return clips, in that order, with what they call an entity."""
        sql = (
            "SELECT p.clip, p.forms FROM json_each(?) k CROSS JOIN personas p ON p.clip = k.value WHERE p.entity = ?"
            " ORDER BY k.key, p.name"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(clips), number)).fetchall()
            lines = {line.number: line for line in listed_numbers(self._connection, list(clips))}
        called: dict[int, list[str]] = {}
        for clip, forms in rows:
            called.setdefault(clip, []).extend(json.loads(forms))
        return tuple(Naming(clip=lines[clip], names=tuple(dict.fromkeys(names))) for clip, names in called.items())

    def _called(self, number: int) -> tuple[str, ...]:
        sql = "SELECT name FROM personas WHERE entity = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT ?"
        with trouble(self._path):
            return tuple(str(name) for (name,) in self._connection.execute(sql, (number, _NAMES)))

    def _numbers(
        self, where: str, values: tuple[str, ...], order: EntityOrder, limit: int, offset: int, first: str
    ) -> list[int]:
        sql = _ORDERS[order].format(where=where)
        if order == "latest":
            found: dict[int, None] = {}
            for (number,) in self._connection.execute(f"SELECT p.entity {sql}", values):
                found[int(number)] = None
                if len(found) >= offset + limit:
                    break
            return list(found)[offset : offset + limit]
        if first and order == "mentions":
            sql = sql.replace("ORDER BY", "ORDER BY e.number IN (SELECT entity FROM spellings WHERE key = ?1) DESC,")
        rows: Any = self._connection.execute(f"SELECT k.entity {sql} LIMIT {int(limit)} OFFSET {int(offset)}", values)
        return [number for (number,) in rows]

    def _lines(self, numbers: Sequence[int]) -> tuple[EntityLine, ...]:
        sql = (
            "SELECT e.number, e.name, e.type, t.mentions, count(DISTINCT p.clip), max(l.day) FROM json_each(?) k"
            " CROSS JOIN entities e ON e.number = k.value CROSS JOIN tallies t ON t.entity = e.number"
            " CROSS JOIN personas p ON p.entity = e.number LEFT JOIN places l ON l.clip = p.clip"
            " GROUP BY k.key ORDER BY k.key"
        )
        rows: Any = self._connection.execute(sql, (json.dumps(list(numbers)),))
        return tuple(
            EntityLine(
                number=number, name=name, type=type_, mentions=mentions, clips=clips,
                last=date.fromisoformat(last) if last else None,
            )
            for number, name, type_, mentions, clips, last in rows
        )  # fmt: skip


def _where(key: str, type_: NameType | None, *, exact: bool) -> tuple[str, tuple[str, ...]]:
    parts, values = [], list[str]()
    if key:
        parts.append(_SPELLED.replace("instr(key, ?1)", "key = ?1") if exact else _SPELLED)
        values.append(key)
    if type_ is not None:
        values.append(type_)
        parts.append(f"e.type = ?{len(values)}")
    return (" WHERE " + " AND ".join(parts) if parts else ""), tuple(values)

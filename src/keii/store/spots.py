"""Where events took place: counted and listed by what the place is called."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from keii.records.event import EventType
from keii.records.facts import Quoted
from keii.records.span import Span
from keii.records.spots import EventsWanted, SpotEvent
from keii.store.connect import trouble

_BEFORE, _AFTER = 60, 40  # code points of a clip around an event's words
_ONCE = "NOT EXISTS (SELECT 1 FROM copies x WHERE x.clip = v.clip AND x.kind <> 'version')"
_FIRST = "CASE WHEN instr(v.date, '/') THEN substr(v.date, 1, instr(v.date, '/') - 1) ELSE v.date END"
_LAST = "CASE WHEN instr(v.date, '/') THEN substr(v.date, instr(v.date, '/') + 1) ELSE v.date END"
_NAMED = "(SELECT value FROM json_each(?))"
Counted = tuple[str, EventType, int]
"""What a place is called, a type of events, and how many."""


class Spots:
    """The part of the dossier that is about where events took place. What copies repeat counts once."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def places(self, wanted: EventsWanted) -> list[Counted]:
        """Return the places that events name, with how many of each type."""
        where, values = _where(wanted)
        sql = f"SELECT v.place, v.type, count(*) FROM events v WHERE v.place IS NOT NULL AND {where} GROUP BY 1, 2"
        with trouble(self._path):
            return list(self._connection.execute(sql, values))

    def parties(self, wanted: EventsWanted, names: Sequence[str]) -> tuple[list[Counted], int]:
        """Return who of some names takes part in events without a place, with how many of each type, and how many
        events these are; one between two of them is counted for both."""
        where, values = _where(wanted)
        known = json.dumps(list(names))
        head = f"FROM events v WHERE v.place IS NULL AND {where}"
        with trouble(self._path):
            acts: list[Any] = self._connection.execute(
                f"SELECT v.actor, v.type, count(*) {head} AND v.actor IN {_NAMED} GROUP BY 1, 2", (*values, known)
            ).fetchall()
            borne: list[Any] = self._connection.execute(
                f"SELECT v.recipient, v.type, count(*) {head} AND v.recipient IN {_NAMED}"
                " AND v.recipient IS NOT v.actor GROUP BY 1, 2",
                (*values, known),
            ).fetchall()
            both = self._connection.execute(
                f"SELECT count(*) {head} AND v.actor IN {_NAMED} AND +v.recipient IN {_NAMED}"
                " AND v.recipient IS NOT v.actor",
                (*values, known, known),
            ).get
        return [*acts, *borne], sum(row[2] for row in (*acts, *borne)) - int(both)

    def count(self, wanted: EventsWanted) -> int:
        """Return how many events fit."""
        where, values = _where(wanted, once=False)
        all_, repeated = "events v", "copies x CROSS JOIN events v ON v.clip = x.clip AND x.kind <> 'version'"
        with trouble(self._path):
            whole, less = (
                int(self._connection.execute(f"SELECT count(*) FROM {source} WHERE {where}", values).get)
                for source in (all_, repeated)
            )
        return whole - less

    def events(
        self, wanted: EventsWanted, names: Sequence[str], limit: int, offset: int
    ) -> tuple[int, tuple[SpotEvent, ...]]:
        """Return how many events are told of a place that is called so, and a page of them, the latest first."""
        where, values = _where(wanted)
        known = json.dumps(list(names))
        parts = [f"SELECT v.clip, v.n FROM events v WHERE v.place IN {_NAMED} AND {where}"] * (wanted.where != "party")
        if wanted.where != "place":
            parts += [
                f"SELECT v.clip, v.n FROM events v WHERE v.place IS NULL AND v.{who} IN {_NAMED} AND {where}"
                for who in ("actor", "recipient")
            ]
        source = f"({' UNION '.join(parts)}) f"
        values = [value for _ in parts for value in (known, *values)]
        with trouble(self._path):
            total = int(self._connection.execute(f"SELECT count(*) FROM {source}", values).get)
            rows: Any = self._connection.execute(
                "SELECT c.id, c.number, c.title, c.outlet, c.published, v.type, coalesce(a.name, v.actor),"
                f" coalesce(r.name, v.recipient), v.anchor, v.anchor_start, v.anchor_end, v.date, v.place,"
                f" substr(c.text, max(1, v.anchor_start + 1 - {_BEFORE}),"
                f" v.anchor_end + {_AFTER} - max(0, v.anchor_start - {_BEFORE})),"
                f" min(v.anchor_start, {_BEFORE})"
                f" FROM (SELECT f.clip, f.n, l.day FROM {source} LEFT JOIN places l ON l.clip = f.clip"
                " ORDER BY l.day DESC, f.clip DESC, f.n LIMIT ? OFFSET ?) g"
                " CROSS JOIN events v ON v.clip = g.clip AND v.n = g.n CROSS JOIN clips c ON c.number = g.clip"
                " LEFT JOIN personas x ON x.clip = v.clip AND x.name = v.actor"
                " LEFT JOIN entities a ON a.number = x.entity"
                " LEFT JOIN personas y ON y.clip = v.clip AND y.name = v.recipient"
                " LEFT JOIN entities r ON r.number = y.entity ORDER BY g.day DESC, g.clip DESC, g.n",
                (*values, limit, offset),
            )
            return total, tuple(map(_event, rows))


def _where(wanted: EventsWanted, *, once: bool = True) -> tuple[str, list[Any]]:
    parts, values = [_ONCE if once else "1"], list[Any]()
    if wanted.types:
        parts.append(f"v.type IN {_NAMED}")
        values.append(json.dumps(wanted.types))
    if wanted.since is not None:  # 2025-05 goes on beyond 2025-05-10, of which it is the beginning
        parts.append(f"({_LAST} >= ? OR ? LIKE {_LAST} || '%')")
        values += [wanted.since, wanted.since]
    if wanted.until is not None:
        parts.append(f"{_FIRST} <= ? || 'T~'")
        values.append(wanted.until)
    if wanted.story is not None:
        parts.append("v.clip IN (SELECT clip FROM story_clips WHERE story = ?)")
        values.append(wanted.story)
    return " AND ".join(parts), values


def _event(row: Any) -> SpotEvent:
    (clip, number, title, outlet, published, type_, actor, recipient, anchor, start, end, when, place, around,
     before) = row  # fmt: skip
    return SpotEvent(
        clip=clip, number=number, title=title, outlet=outlet,
        published=date.fromisoformat(published) if published else None, type=type_, actor=actor, recipient=recipient,
        anchor=Quoted(span=Span(start, end), text=anchor), words=_sentence(around, before, end - start), date=when,
        place=place,
    )  # fmt: skip


def _sentence(around: str, before: int, length: int) -> str:
    """Return of the words around an event its sentence, cut short with … where it goes on."""
    head, tail = around[:before], around[before + length :]
    begin = max(head.rfind(mark) for mark in "。\n") + 1
    ends = [at + (tail[at] == "。") for mark in "。\n" if (at := tail.find(mark)) >= 0]
    cut = "" if begin or before < _BEFORE else "…"
    more = "" if ends or len(tail) < _AFTER else "…"
    return (cut + head[begin:] + around[before : before + length] + tail[: min(ends, default=len(tail))] + more).strip()

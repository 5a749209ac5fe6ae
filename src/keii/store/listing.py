"""Stories and clips of the dossier, a page at a time, however many there are."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final

import apsw

from keii.records.facts import Listed
from keii.records.listing import ClipsWanted, StoriesWanted
from keii.records.story import StoryLine
from keii.store import clips, stories
from keii.store.connect import trouble
from keii.store.keys import name_key, words_key

_LINKS_ONLY = (
    "SELECT m.story FROM clips c CROSS JOIN story_clips m ON m.clip = c.number WHERE c.kind = 'link' GROUP BY m.story"
    " HAVING count(*) = (SELECT count(*) FROM story_clips WHERE story = m.story)"
)
"""The stories that are none: of nothing but links."""
_STORIES = (
    "(SELECT story, count(*) AS n, max(day) AS last, min(nullif(day, 0)) AS first FROM story_clips GROUP BY story) g"
    " JOIN stories t ON t.number = g.story"
)
_ODDS = "SELECT story, count(*) AS n FROM conflicts WHERE head = n GROUP BY story"
_ORDERS: Final = {
    "latest": "g.last DESC, g.story DESC",
    "size": "g.n DESC, g.last DESC, g.story DESC",
    "conflicts": "coalesce(f.n, 0) DESC, g.last DESC, g.story DESC",
}
_WIDE = str.maketrans({n: n + 0xFEE0 for n in range(0x21, 0x7F)})


class Listing:
    """一覧: the part of a dossier that lists it. Errors that leave it are `DossierError`s."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def stories(self, wanted: StoriesWanted, limit: int, offset: int) -> tuple[int, tuple[StoryLine, ...]]:
        """Return how many stories fit, and a page of them."""
        where, values = _stories_where(wanted)
        odds = f"{'' if wanted.at_odds else 'LEFT '}JOIN ({_ODDS}) f ON f.story = g.story"
        source = f"{_STORIES} {odds if wanted.at_odds or wanted.order == 'conflicts' else ''} {where}"
        with trouble(self._path):
            rows: Any = self._connection.execute(
                f"SELECT g.story, count(*) OVER () FROM {source} ORDER BY {_ORDERS[wanted.order]} LIMIT ? OFFSET ?",
                (*values, limit, offset),
            ).fetchall()
            total = rows[0][1] if rows else self._connection.execute(f"SELECT count(*) FROM {source}", values).get
            lines = stories.lines_of(self._connection, [number for number, _ in rows])
        return int(total), tuple(lines[number] for number, _ in rows)

    def clips(self, wanted: ClipsWanted, limit: int, offset: int) -> tuple[int, tuple[Listed, ...]]:
        """Return how many clips fit, and a page of them: the latest first, those without a date last."""
        outlets = self._called(wanted.outlet) if wanted.outlet else ()
        where, values = _clips_where(wanted, outlets)
        with trouble(self._path):
            total = int(self._connection.execute(f"SELECT count(*) FROM clips c {where}", values).get)
            rows: Any = self._connection.execute(
                f"SELECT c.number FROM clips c {where} ORDER BY c.published DESC, c.number DESC LIMIT ? OFFSET ?",
                (*values, limit, offset),
            )
            numbers = [number for (number,) in rows]
            lines = {line.number: line for line in clips.listed_numbers(self._connection, numbers)}
        return total, tuple(lines[number] for number in numbers)

    def outlets(self, limit: int) -> tuple[tuple[str, int], ...]:
        """Return the outlets with most clips, and how many."""
        with trouble(self._path):
            rows: Any = self._connection.execute(
                "SELECT outlet, count(*) AS n FROM clips WHERE outlet IS NOT NULL GROUP BY outlet"
                " ORDER BY n DESC, outlet LIMIT ?",
                (limit,),
            )
            return tuple(rows)

    def _called(self, name: str) -> tuple[str, ...]:
        """Return the outlets called so, in any width and case."""
        key = name_key(name)
        with trouble(self._path):
            rows: Any = self._connection.execute("SELECT DISTINCT outlet FROM clips WHERE outlet IS NOT NULL")
            return tuple(outlet for (outlet,) in rows if name_key(outlet) == key)


def _stories_where(wanted: StoriesWanted) -> tuple[str, tuple[str | int, ...]]:
    parts, values = [f"g.story NOT IN ({_LINKS_ONLY})"], list[str | int]()
    for word in wanted.label.split():
        forms = dict.fromkeys((word, words_key(word), words_key(word).translate(_WIDE)))
        parts.append("(" + " OR ".join("t.label LIKE ? ESCAPE '!'" for _ in forms) + ")")
        values += [f"%{_literal(form)}%" for form in forms]
    for part, day in (("g.last >= ?", wanted.since), ("g.first <= ?", wanted.until)):
        if day is not None:
            parts.append(part)
            values.append(date.fromisoformat(day).toordinal())
    return "WHERE " + " AND ".join(parts), tuple(values)


def _clips_where(wanted: ClipsWanted, outlets: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    parts: list[str] = []
    values: list[str] = []
    for part, value in (
        ("c.kind = ?", wanted.kind),
        ("c.published >= ?", wanted.since),
        ("c.published <= ?", wanted.until),
        ("c.outlet IN (SELECT value FROM json_each(?))", json.dumps(outlets) if wanted.outlet else None),
    ):
        if value is not None:
            parts.append(part)
            values.append(value)
    if wanted.undated:
        parts.append("c.published IS NULL")
    if wanted.problems:
        parts.append("c.number IN (SELECT clip FROM problems)")
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _literal(word: str) -> str:
    """Return a word as LIKE takes it for itself."""
    return "".join(f"!{letter}" if letter in "!%_" else letter for letter in word)

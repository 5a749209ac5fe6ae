"""What the pages on stories, conflicts and time lines ask of the dossier: a page at a time, however much there is."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import apsw

from keii.errors import NotFound
from keii.records.claim import Stance
from keii.records.conflict import Conflict, ConflictKind, conflict_from_json
from keii.records.facts import Listed
from keii.records.odds import Folded, Voice
from keii.records.point import Point, point_from_json
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.story import Member, StoryLine
from keii.store import named
from keii.store.clips import listed_by_id, listed_numbers
from keii.store.connect import trouble
from keii.store.keys import words_key
from keii.store.stories import lines_of, reasons_of, story_lines

COPIES = 20
"""Copies of one clip that a page lists."""
_OWN = "(x.clip IS NULL OR NOT EXISTS (SELECT 1 FROM story_clips h WHERE h.clip = x.head AND h.story = m.story))"
_MEMBERS = "SELECT m.clip, m.score, m.reasons, m.base <> m.story, x.head, x.kind FROM story_clips m"
_LATEST = "SELECT clip FROM story_clips WHERE story = ? ORDER BY day DESC, id LIMIT ?"
LAST = (
    "CASE WHEN json_extract(f.data, '$.accounts[#-1].said') GLOB '[0-9]*'"
    " THEN substr(json_extract(f.data, '$.accounts[#-1].said'), 1, 10) END"
)
"""The day of a conflict's latest account; as in the index of migration 005."""
Numbered = tuple[int, str, int, Conflict]  # story, its label, place in its list, conflict


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """What conflicts to look for; what is empty or None does not narrow."""

    kind: ConflictKind | None = None
    sources: tuple[str, ...] = ()  #: names one of which an account's source holds
    words: tuple[str, ...] = ()  #: each in the point or one of its accounts
    since: str | None = None  #: YYYY-MM-DD: the latest account is of that day or later
    until: str | None = None


class StoryPages:
    """The part of the dossier that is about stories, as pages show it."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def line(self, number: int) -> StoryLine:
        """Return a story's line. Raises `NotFound`."""
        with trouble(self._path):
            found = lines_of(self._connection, [number])
        if number not in found:
            raise NotFound("there is no story {0}", f"s{number}", hint="keii story list shows the stories")
        return found[number]

    def called(self, words: str, *, but: int, most: int) -> tuple[StoryLine, ...]:
        """Return stories whose label holds all the words, the newest first, without one."""
        parts = [key for word in words.split() if (key := words_key(word))]
        with_clips = "EXISTS (SELECT 1 FROM story_clips WHERE story = t.number)"
        where = " AND ".join(["t.number <> ?", *["instr(lower(t.label), ?)"] * len(parts), with_clips])
        sql = f"SELECT t.number FROM stories t WHERE {where}"
        with trouble(self._path):
            rows: Any = self._connection.execute(f"{sql} ORDER BY t.number DESC LIMIT ?", (but, *parts, most))
            return story_lines(self._connection, [number for (number,) in rows])

    def count(self, story: int) -> int:
        """Return how many clips of a story are no copies of others in it."""
        sql = f"SELECT count(*) FROM story_clips m LEFT JOIN copies x ON x.clip = m.clip WHERE m.story = ? AND {_OWN}"
        with trouble(self._path):
            return int(self._connection.execute(sql, (story,)).get)

    def clips(self, story: int, *, limit: int, offset: int) -> tuple[Folded, ...]:
        """Return clips of a story in order of time, each with its copies in the story."""
        with trouble(self._path):
            rows: list[Any] = self._connection.execute(
                f"{_MEMBERS} LEFT JOIN copies x ON x.clip = m.clip WHERE m.story = ? AND {_OWN}"
                " ORDER BY m.day = 0, m.day, m.clip LIMIT ? OFFSET ?",
                (story, limit, offset),
            ).fetchall()
            copies: list[Any] = self._connection.execute(
                "SELECT * FROM (SELECT m.clip, m.score, m.reasons, m.base <> m.story, x.head, x.kind, count(*) OVER w,"
                " row_number() OVER (PARTITION BY x.head ORDER BY m.day = 0, m.day, m.clip) AS at"
                " FROM copies x JOIN story_clips m ON m.clip = x.clip"
                " WHERE m.story = ? AND x.head IN (SELECT value FROM json_each(?))"
                " WINDOW w AS (PARTITION BY x.head)) WHERE at <= ?",
                (story, json.dumps([row[0] for row in rows]), COPIES),
            ).fetchall()
            numbers = [row[0] for row in (*rows, *copies)]
            lines = {line.number: line for line in listed_numbers(self._connection, numbers)}
        by_head: dict[int, list[Any]] = {}
        for row in copies:
            by_head.setdefault(row[4], []).append(row)
        return tuple(_folded(row, by_head.get(row[0], ()), lines) for row in rows)

    def latest(self, story: int, most: int) -> tuple[int, ...]:
        """Return the numbers of a story's latest clips that are no copies of others in it, the latest first."""
        sql = (
            "SELECT m.clip FROM story_clips m LEFT JOIN copies x ON x.clip = m.clip"
            f" WHERE m.story = ? AND {_OWN} ORDER BY m.day DESC, m.id LIMIT ?"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (story, most))
            return tuple(number for (number,) in rows)

    def readings(self, numbers: Iterable[int]) -> tuple[Reading, ...]:
        """Return the readings of clips, their names called as in the dossier."""
        with trouble(self._path):
            return tuple(named.of_number(self._connection, number) for number in numbers)

    def telling(self, numbers: Sequence[int]) -> tuple[dict[str, float], ...]:
        """Return the most telling words of clips, weighted."""
        sql = "SELECT profile FROM woven WHERE clip IN (SELECT value FROM json_each(?)) ORDER BY clip"
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(numbers),))
            return tuple(json.loads(profile)["words"] for (profile,) in rows)

    def voices(self, story: int, *, latest: int, most: int) -> tuple[tuple[Voice, ...], int]:
        """Return who speaks in the latest clips of a story, the most quoted first, and how many claims there are whose
        source is left open. What copies repeat counts once."""
        sql = (
            "SELECT p.entity, coalesce(e.name, q.entity, q.source), count(*), json_group_array(q.stance),"
            " json_group_array(DISTINCT c.outlet) FILTER (WHERE c.outlet IS NOT NULL)"
            f" FROM claims q JOIN clips c ON c.number = q.clip LEFT JOIN copies x ON x.clip = q.clip"
            " LEFT JOIN personas p ON p.clip = q.clip AND p.name = q.entity LEFT JOIN entities e ON e.number = p.entity"
            f" WHERE q.clip IN ({_LATEST}) AND (x.clip IS NULL OR x.kind = 'version' OR x.head NOT IN ({_LATEST}))"
            " GROUP BY 1, 2 ORDER BY 3 DESC, 2"
        )
        with trouble(self._path):
            rows: list[Any] = self._connection.execute(sql, (story, latest, story, latest)).fetchall()
        found = [_voice(row) for row in rows if row[1] is not None]
        return tuple(found[:most]), sum(row[2] for row in rows if row[1] is None)

    def conflicts(self, story: int, most: int) -> tuple[Numbered, ...]:
        """Return the conflicts of a story in its order; `most` of those that stand together count once."""
        sql = (
            "SELECT f.story, t.label, f.n, f.data FROM"
            " (SELECT story, head, min(n) AS first FROM conflicts WHERE story = ? GROUP BY head"
            " ORDER BY first LIMIT ?) h"
            " CROSS JOIN conflicts f ON f.story = h.story AND f.head = h.head"
            " JOIN stories t ON t.number = f.story ORDER BY f.n"
        )
        with trouble(self._path):
            return tuple(_numbered(row) for row in self._connection.execute(sql, (story, most)))

    def disputes(self, wanted: Disputed, *, limit: int, offset: int) -> tuple[int, tuple[Numbered, ...]]:
        """Return how many conflicts fit, and a page of them, that with the latest account first."""
        where, values = _disputed(wanted)
        with trouble(self._path):
            total = int(self._connection.execute(f"SELECT count(*) FROM conflicts f {where}", values).get)
            rows: Any = self._connection.execute(
                "SELECT f.story, t.label, f.n, f.data FROM"
                f" (SELECT f.story, f.n, f.data, {LAST} AS last FROM conflicts f"
                f" {where} ORDER BY {LAST} DESC, f.story DESC, f.n LIMIT ? OFFSET ?) f"
                " JOIN stories t ON t.number = f.story ORDER BY f.last DESC, f.story DESC, f.n",
                (*values, limit, offset),
            )
            return total, tuple(map(_numbered, rows))

    def folds(self, wanted: Disputed, *, limit: int, offset: int) -> tuple[int, tuple[Numbered, ...]]:
        """Return how many conflicts fit, those that stand together as one, and a page of them with all that stand with
        them, that with the latest account first. Of words, sources and kinds one of those together has to fit."""
        where, values = _of_heads(wanted)
        with trouble(self._path):
            total = int(self._connection.execute(f"SELECT count(*) FROM conflicts f {where}", values).get)
            rows: Any = self._connection.execute(
                "SELECT f.story, t.label, f.n, f.data FROM"
                f" (SELECT f.story, f.n AS head, {LAST} AS last FROM conflicts f"
                f" {where} ORDER BY {LAST} DESC, f.story DESC, f.n LIMIT ? OFFSET ?) h"
                " CROSS JOIN conflicts f ON f.story = h.story AND f.head = h.head"
                " JOIN stories t ON t.number = f.story ORDER BY h.last DESC, h.story DESC, h.head, f.n",
                (*values, limit, offset),
            )
            return total, tuple(map(_numbered, rows))

    def by_id(self, ids: Sequence[str]) -> dict[str, Listed]:
        """Return the lines of clips by their ids."""
        with trouble(self._path):
            return {line.id: line for line in listed_by_id(self._connection, ids)}

    def backing(self, ids: Sequence[str]) -> Iterator[tuple[str, str, tuple[Point, ...]]]:
        """Return, of clips, (id, text, what of them can be at odds)."""
        sql = (
            "SELECT c.id, c.text, coalesce(w.points, '[]') FROM clips c LEFT JOIN woven w ON w.clip = c.number"
            " WHERE c.id IN (SELECT value FROM json_each(?))"
        )
        with trouble(self._path):
            for id_, text, points in self._connection.execute(sql, (json.dumps(ids),)):
                yield str(id_), str(text), tuple(map(point_from_json, json.loads(str(points))))

    def stances(self, ids: Sequence[str]) -> dict[tuple[str, Span], Stance]:
        """Return the stances of the claims of clips, by id and content."""
        sql = (
            "SELECT c.id, q.content_start, q.content_end, q.stance FROM clips c JOIN claims q ON q.clip = c.number"
            " WHERE c.id IN (SELECT value FROM json_each(?))"
        )
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(ids),))
            return {(id_, Span(start, end)): stance for id_, start, end, stance in rows}

    def years(self, entities: Sequence[int]) -> tuple[tuple[int | None, int], ...]:
        """Return the years in which clips that mention all of some entities were published, the latest first, with how
        many clips; None, last: undated ones. Copies are not counted."""
        with trouble(self._path):
            rows: Any = self._connection.execute(
                f"SELECT substr(c.published, 1, 4), count(*) {_naming(entities)} GROUP BY 1 ORDER BY 1 DESC",
                tuple(entities),
            )
            return tuple((int(year) if year else None, count) for year, count in rows)

    def of_year(self, entities: Sequence[int], year: int | None, *, limit: int, offset: int) -> tuple[int, ...]:
        """Return the numbers of such clips of a year, the latest first."""
        span = "c.published IS NULL" if year is None else "c.published BETWEEN ? AND ?"
        ends = () if year is None else (f"{year:04}-01-01", f"{year:04}-12-31")
        with trouble(self._path):
            rows: Any = self._connection.execute(
                f"SELECT c.number {_naming(entities)} AND {span} ORDER BY c.published DESC, c.number LIMIT ? OFFSET ?",
                (*entities, *ends, limit, offset),
            )
            return tuple(number for (number,) in rows)


def _naming(entities: Sequence[int]) -> str:
    named = " INTERSECT ".join(["SELECT clip FROM personas WHERE entity = ?"] * len(entities))
    return (
        f"FROM (SELECT DISTINCT clip FROM ({named})) n CROSS JOIN clips c ON c.number = n.clip"
        " LEFT JOIN copies x ON x.clip = c.number WHERE (x.clip IS NULL OR x.kind = 'version')"
    )


def _disputed(wanted: Disputed) -> tuple[str, tuple[str, ...]]:
    parts, values = [], []
    for part, value in ((f"{LAST} >= ?", wanted.since), (f"{LAST} <= ?", wanted.until), ("f.kind = ?", wanted.kind)):
        if value is not None:
            parts.append(part)
            values.append(value)
    account = "EXISTS (SELECT 1 FROM json_each(f.data, '$.accounts') a WHERE {0})"
    for word in wanted.words:
        held = account.format("instr(a.value ->> 'text', ?) OR instr(a.value ->> 'source', ?)")
        parts.append(f"instr(f.data, ?) AND (instr(f.about, ?) OR {held})")
        values += [word] * 4
    if wanted.sources:
        marks = " OR ".join(["instr(a.value ->> 'source', ?)"] * len(wanted.sources))
        parts.append(f"({' OR '.join(['instr(f.data, ?)'] * len(wanted.sources))}) AND {account.format(marks)}")
        values += [*wanted.sources, *wanted.sources]
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _of_heads(wanted: Disputed) -> tuple[str, tuple[str, ...]]:
    """Return what narrows conflicts that stand for others: days by their own, the rest by any that they stand for."""
    days, values = _disputed(Disputed(since=wanted.since, until=wanted.until))
    where = f"{days} AND f.head = f.n" if days else "WHERE f.head = f.n"
    others, more = _disputed(replace(wanted, since=None, until=None))
    if others:
        where += f" AND (f.story, f.head) IN (SELECT f.story, f.head FROM conflicts f {others})"
    return where, (*values, *more)


def _numbered(row: Any) -> Numbered:
    story, label, n, data = row
    return story, label, n, conflict_from_json(json.loads(data))


def _folded(row: Any, copies: Sequence[Any], lines: dict[int, Listed]) -> Folded:
    more = copies[0][6] - len(copies) if copies else 0
    return Folded(
        member=_member(row, lines), copies=tuple(_member(copy, lines) for copy in copies), more=more,
        elsewhere=row[4],
    )  # fmt: skip


def _member(row: Any, lines: dict[int, Listed]) -> Member:
    clip, score, reasons, moved, head, kind = row[:6]
    return Member(
        clip=lines[clip], score=score, reasons=reasons_of(reasons), by_person=bool(moved), copy_of=head, copy_kind=kind
    )


def _voice(row: Any) -> Voice:
    number, name, claims, stances, outlets = row
    told = json.loads(stances)
    return Voice(
        name=name, number=number, claims=claims, stances={stance: told.count(stance) for stance in sorted(set(told))},
        outlets=tuple(json.loads(outlets)),
    )  # fmt: skip

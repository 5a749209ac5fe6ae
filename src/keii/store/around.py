"""周り: what stands around one clip, out of the dossier."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import apsw

from keii.records.around import Around, Placement, Repeat
from keii.records.facts import Listed
from keii.store.clips import listed_numbers
from keii.store.connect import trouble


class Surroundings:
    """周り: reached by `Store.around`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def of(self, number: int, most: int) -> Around:
        """Return what stands around the clip of that number; at most so many copies."""
        with trouble(self._path):
            place, count, before, after = self._in_page(number)
            copies = self._copies(number, most)
            wanted = [*(clip for clip, _, _ in copies), *(n for n in (before, after) if n is not None)]
            lines = {line.number: line for line in listed_numbers(self._connection, wanted)}
            return Around(
                meant=self._meant(number), story=self._story(number),
                repeats=tuple(Repeat(clip=lines[clip], kind=kind, head=head) for clip, kind, head in copies),
                place=place, of=count, before=_line(lines, before), after=_line(lines, after),
                original=self._connection.execute("SELECT original FROM clips WHERE number = ?", (number,)).get
                is not None,
            )  # fmt: skip

    def called(self, entities: Collection[int], stories: Collection[int]) -> dict[str, str]:
        """Return what entities and stories are called, by e12 and s12; those that are none are left out."""
        with trouble(self._path):
            rows: Any = self._connection.execute(
                "SELECT 'e' || number, name FROM entities WHERE number IN (SELECT value FROM json_each(?))"
                " UNION ALL SELECT 's' || number, label FROM stories WHERE number IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(entities)), json.dumps(sorted(stories))),
            )
            return dict(rows)

    def numbers(self, ids: Collection[str]) -> dict[str, int]:
        """Return the numbers of the clips of those ids that are there."""
        with trouble(self._path):
            sql = "SELECT id, number FROM clips WHERE id IN (SELECT value FROM json_each(?))"
            rows: Any = self._connection.execute(sql, (json.dumps(sorted(ids)),))
            return dict(rows)

    def _meant(self, number: int) -> dict[str, tuple[int, str]]:
        rows: Any = self._connection.execute(
            "SELECT p.name, e.number, e.name FROM personas p JOIN entities e ON e.number = p.entity WHERE p.clip = ?",
            (number,),
        )
        return {name: (entity, called) for name, entity, called in rows}

    def _story(self, number: int) -> Placement | None:
        rows: Any = self._connection.execute(
            "SELECT s.number, s.label, (SELECT count(*) FROM story_clips WHERE story = s.number)"
            " FROM story_clips m JOIN stories s ON s.number = m.story WHERE m.clip = ?",
            (number,),
        )
        return next((Placement(number=story, label=label, clips=clips) for story, label, clips in rows), None)

    def _copies(self, number: int, most: int) -> list[Any]:
        """Return the clips that repeat each other with this one: (number, kind, whether it is the earliest)."""
        head, kind = self._connection.execute("SELECT head, kind FROM copies WHERE clip = ?", (number,)).fetchone() or (
            number, None,
        )  # fmt: skip
        rows: Any = self._connection.execute(
            "SELECT clip, kind, 0 FROM copies WHERE head = ? AND clip <> ? ORDER BY clip LIMIT ?", (head, number, most)
        )
        return [*([(head, kind, True)] if kind else []), *((clip, how, False) for clip, how, _ in rows)]

    def _in_page(self, number: int) -> tuple[int, int, int | None, int | None]:
        """Return which of its page's clips it is, how many there are, and the numbers of those beside it."""
        source, start = self._connection.execute(
            "SELECT source_id, start FROM clips WHERE number = ?", (number,)
        ).fetchone() or ("", 0)  # fmt: skip

        def ask(sql: str) -> Any:
            return self._connection.execute(sql, (source, start, number)).get

        place = ask("SELECT count(*) FROM clips WHERE source_id = ?1 AND (start, number) <= (?2, ?3)")
        before = ask(
            "SELECT number FROM clips WHERE source_id = ?1 AND (start, number) < (?2, ?3)"
            " ORDER BY start DESC, number DESC LIMIT 1"
        )
        after = ask(
            "SELECT number FROM clips WHERE source_id = ?1 AND (start, number) > (?2, ?3)"
            " ORDER BY start, number LIMIT 1"
        )
        count = self._connection.execute("SELECT count(*) FROM clips WHERE source_id = ?", (source,)).get
        return place, count, before, after


def _line(lines: dict[int, Listed], number: int | None) -> Listed | None:
    return None if number is None else lines[number]

"""What an input became, and what was not taken, out of the dossier."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import apsw

from keii.records.facts import Trouble
from keii.records.problem import Problem
from keii.records.shelf import Troubles
from keii.records.span import Span
from keii.store.connect import trouble


class Shelf:
    """棚: reached by `Store.shelf`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def last_intake(self) -> int:
        """Return the number of the last input taken; 0: none yet."""
        with trouble(self._path):
            return int(self._connection.execute("SELECT coalesce(max(number), 0) FROM intakes").get)

    def taken(self, after: int, names: tuple[str, ...], most: int) -> tuple[int, ...]:
        """Return the numbers of clips that came with inputs so called after that intake, in order of arrival."""
        with trouble(self._path):
            rows = self._connection.execute(
                "SELECT c.number FROM clips c JOIN intakes i ON i.number = c.intake"
                " WHERE i.number > ? AND i.name IN (SELECT value FROM json_each(?)) ORDER BY c.number LIMIT ?",
                (after, json.dumps(names), most),
            )
            return tuple(row[0] for row in rows)

    def troubles(self, limit: int, offset: int) -> Troubles:
        """Return a page of the problems: refused items, the latest first, then those of clips, the latest first."""
        with trouble(self._path):
            refused, found = (
                int(self._connection.execute(f"SELECT count(*) FROM {table}").get) for table in ("rejected", "problems")
            )
            rows: list[Any] = self._connection.execute(
                "SELECT name, NULL, NULL, code, NULL, NULL, args FROM rejected ORDER BY number DESC LIMIT ? OFFSET ?",
                (limit, offset),
            ).fetchall()
            rest = limit - len(rows)
            if rest:
                rows += self._connection.execute(
                    "SELECT c.source_id, c.id, c.number, p.code, p.start, p.end, p.args"
                    " FROM (SELECT * FROM problems ORDER BY clip DESC, n LIMIT ? OFFSET ?) p"
                    " JOIN clips c ON c.number = p.clip ORDER BY p.clip DESC, p.n",
                    (rest, max(0, offset - refused)),
                ).fetchall()
        return Troubles(
            refused=refused,
            found=found,
            page=tuple((_trouble(*row), row[2]) for row in rows),
        )


def _trouble(
    name: str, clip: str | None, _: int | None, code: str, start: int | None, end: int | None, args: str
) -> Trouble:  # fmt: skip
    span = Span(start, end) if start is not None and end is not None else None
    return Trouble(name=name, clip=clip, problem=Problem(code=code, span=span, args=tuple(json.loads(args))))

"""What is handed to programs a part at a time: what a page of clips, a story or an entity is made of."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apsw

from keii.errors import NotFound
from keii.records.parts import CardHead
from keii.records.story import Member
from keii.store.clips import listed_numbers
from keii.store.connect import trouble
from keii.store.stories import reasons_of

_COUNTED = (
    "SELECT m.{0}, count(*) AS n FROM personas p JOIN names m ON m.clip = p.clip AND m.entity = p.name"
    " WHERE p.entity = ? AND m.{0} IS NOT NULL GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?"
)
_SAID = "SELECT count(*) FROM personas p JOIN claims q ON q.clip = p.clip AND +q.entity = p.name WHERE p.entity = ?"
_ACTED = (
    "SELECT count(*) FROM (SELECT DISTINCT clip FROM personas WHERE entity = ?1) n CROSS JOIN events v"
    " ON v.clip = n.clip WHERE EXISTS (SELECT 1 FROM personas x WHERE x.clip = v.clip"
    " AND x.name IN (v.actor, v.recipient) AND +x.entity = ?1)"
)


class Parts:
    """分冊: reached by `Store.parts`. Errors that leave it are `DossierError`s and `NotFound`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def stories_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return the stories of those clips that are in one."""
        sql = "SELECT clip, story FROM story_clips WHERE clip IN (SELECT value FROM json_each(?))"
        with trouble(self._path):
            rows: Any = self._connection.execute(sql, (json.dumps(numbers),))
            return dict(rows)

    def members(self, story: int, limit: int, offset: int) -> tuple[Member, ...]:
        """Return clips of a story, in order of time as `Store.story` has them."""
        with trouble(self._path):
            rows: list[Any] = self._connection.execute(
                "SELECT m.clip, m.score, m.reasons, m.base <> m.story, x.head, x.kind FROM story_clips m"
                " LEFT JOIN copies x ON x.clip = m.clip WHERE m.story = ?"
                " ORDER BY m.day = 0, m.day, m.clip LIMIT ? OFFSET ?",
                (story, limit, offset),
            ).fetchall()
            lines = {line.number: line for line in listed_numbers(self._connection, [row[0] for row in rows])}
        return tuple(
            Member(
                clip=lines[clip], score=score, reasons=reasons_of(reasons), by_person=bool(moved), copy_of=head,
                copy_kind=kind,
            )
            for clip, score, reasons, moved, head, kind in rows
        )  # fmt: skip

    def card(self, entity: int, most: int) -> CardHead:
        """Return the head of an entity's card, of spellings and titles the most used ones. Raises `NotFound`."""
        with trouble(self._path):
            row: Any = self._connection.execute(
                "SELECT e.name, e.type, sum(p.mentions), count(DISTINCT p.clip) FROM entities e"
                " JOIN personas p ON p.entity = e.number WHERE e.number = ? GROUP BY e.number",
                (entity,),
            ).fetchone()
            if row is None:
                raise NotFound("there is no entity {0}", f"e{entity}", hint="keii who NAME shows whom a name means")
            spellings: Any = self._connection.execute(_COUNTED.format("text"), (entity, most)).fetchall()
            titles: Any = self._connection.execute(_COUNTED.format("title"), (entity, most)).fetchall()
            claims = self._connection.execute(_SAID, (entity,)).get
            events = self._connection.execute(_ACTED, (entity,)).get
        name, type_, mentions, clips = row
        return CardHead(
            number=entity, entity=name, type=type_, mentions=mentions, spellings=tuple(spellings),
            titles=tuple(titles), clips=clips, claims=int(claims), events=int(events),
        )  # fmt: skip

    def crowded(self, since: str, most: int) -> str | None:
        """Return the last day, from that day on, on which the clips that are new since it are more than so many; None:
        there is none. A clip is new when it was published, else added."""
        sql = (
            "SELECT published AS day FROM clips WHERE published >= ?1 UNION ALL"
            " SELECT substr(i.added_at, 1, 10) FROM intakes i CROSS JOIN clips c ON c.intake = i.number"
            " WHERE c.published IS NULL AND i.added_at >= ?1 ORDER BY day DESC LIMIT 1 OFFSET ?2"
        )
        with trouble(self._path):
            return self._connection.execute(sql, (since, most)).get  # type: ignore[no-any-return]

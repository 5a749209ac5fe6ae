"""What is new since a day, out of the dossier."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import apsw

_DAY = "coalesce(c.published, substr(i.added_at, 1, 10))"
"""When a clip counts as new: its publication, else its arrival."""
_NEW = (
    "(SELECT number, published AS day FROM clips WHERE published >= ?1 UNION ALL"
    " SELECT c.number, substr(i.added_at, 1, 10) FROM intakes i CROSS JOIN clips c ON c.intake = i.number"
    " WHERE c.published IS NULL AND i.added_at >= ?1)"
)
"""The clips from day ?1 on, found by indexes."""


def new_clips(connection: apsw.Connection, since: str) -> dict[int, tuple[str, int | None, bool]]:
    """Return the clips of that day or later: number -> (id, story, whether it repeats another)."""
    rows: Any = connection.execute(
        f"SELECT c.number, c.id, m.story, x.clip IS NOT NULL FROM {_NEW} d CROSS JOIN clips c ON c.number = d.number"
        " LEFT JOIN story_clips m ON m.clip = c.number LEFT JOIN copies x ON x.clip = c.number"
        " ORDER BY d.day, c.number",
        (since,),
    )
    return {number: (id_, story, bool(copy)) for number, id_, story, copy in rows}


def older(connection: apsw.Connection, since: str, stories: Sequence[int]) -> set[int]:
    """Return those of some stories that have a clip from before that day."""
    dated = "SELECT 1 FROM story_clips m WHERE m.story = w.value AND m.day > 0 AND m.day < ?2"
    undated = (
        "SELECT 1 FROM story_clips m JOIN clips c ON c.number = m.clip JOIN intakes i ON i.number = c.intake"
        f" WHERE m.story = w.value AND m.day = 0 AND {_DAY} < ?1"
    )
    rows: Any = connection.execute(
        f"SELECT w.value FROM json_each(?3) w WHERE EXISTS ({dated}) OR EXISTS ({undated})",
        (since, date.fromisoformat(since).toordinal(), json.dumps(list(stories))),
    )
    return {story for (story,) in rows}


def first_speakers(connection: apsw.Connection, since: str) -> tuple[tuple[int, str, int, int], ...]:
    """Return those whose first claim is of that day or later: (entity, name, clip's number, place of the claim in it),
    in order of the claims. What only repeats another clip does not count."""
    rows: Any = connection.execute(
        "SELECT f.entity, e.name, f.first FROM (SELECT p.entity,"
        " min(d.day || printf(' %018d %09d', d.number, q.n)) AS first"
        f" FROM {_NEW} d CROSS JOIN claims q ON q.clip = d.number"
        " CROSS JOIN personas p ON p.clip = q.clip AND p.name = q.entity"
        " LEFT JOIN copies x ON x.clip = d.number WHERE x.clip IS NULL GROUP BY p.entity) f"
        " JOIN entities e ON e.number = f.entity WHERE NOT EXISTS (SELECT 1 FROM personas o CROSS JOIN claims r"
        " ON r.clip = o.clip AND r.entity = o.name CROSS JOIN clips c ON c.number = o.clip"
        " CROSS JOIN intakes i ON i.number = c.intake LEFT JOIN copies y ON y.clip = o.clip"
        f" WHERE o.entity = f.entity AND y.clip IS NULL AND {_DAY} < ?1)"
        " ORDER BY f.first",
        (since,),
    )
    firsts = ((entity, name, first.split(" ")) for entity, name, first in rows)
    return tuple((entity, name, int(clip), int(n)) for entity, name, (_, clip, n) in firsts)

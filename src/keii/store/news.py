"""What is new since a day, out of the dossier."""

from __future__ import annotations

from typing import Any

import apsw

_DAY = "coalesce(c.published, substr(i.added_at, 1, 10))"
"""When a clip counts as new: its publication, else its arrival."""
_CLIPS = "clips c JOIN intakes i ON i.number = c.intake"


def last_day(connection: apsw.Connection) -> str | None:
    """Return the day of the newest clip; None: there is none."""
    return connection.execute(f"SELECT max({_DAY}) FROM {_CLIPS}").get  # type: ignore[no-any-return]


def new_clips(connection: apsw.Connection, since: str) -> dict[int, tuple[str, int | None, bool]]:
    """Return the clips of that day or later: number -> (id, story, whether it repeats another)."""
    rows: Any = connection.execute(
        f"SELECT c.number, c.id, m.story, x.clip IS NOT NULL FROM {_CLIPS} LEFT JOIN story_clips m ON m.clip = c.number"
        f" LEFT JOIN copies x ON x.clip = c.number WHERE {_DAY} >= ? ORDER BY {_DAY}, c.number",
        (since,),
    )
    return {number: (id_, story, bool(copy)) for number, id_, story, copy in rows}


def older(connection: apsw.Connection, since: str) -> set[int]:
    """Return the stories with a clip from before that day."""
    rows: Any = connection.execute(
        f"SELECT DISTINCT m.story FROM {_CLIPS} JOIN story_clips m ON m.clip = c.number WHERE {_DAY} < ?",
        (since,),
    )
    return {story for (story,) in rows}


def first_speakers(connection: apsw.Connection, since: str) -> tuple[tuple[int, str, int, int], ...]:
    """Return those whose first claim is of that day or later: (entity, name, clip's number, place of the claim in it),
    in order of the claims. What only repeats another clip does not count."""
    rows: Any = connection.execute(
        "SELECT f.entity, e.name, f.first FROM (SELECT p.entity,"
        f" min({_DAY} || printf(' %018d %09d', c.number, q.n)) AS first"
        f" FROM {_CLIPS} JOIN claims q ON q.clip = c.number JOIN personas p ON p.clip = q.clip AND p.name = q.entity"
        " LEFT JOIN copies x ON x.clip = c.number WHERE x.clip IS NULL GROUP BY p.entity) f"
        " JOIN entities e ON e.number = f.entity WHERE f.first >= ? ORDER BY f.first",
        (since,),
    )
    firsts = ((entity, name, first.split(" ")) for entity, name, first in rows)
    return tuple((entity, name, int(clip), int(n)) for entity, name, (_, clip, n) in firsts)

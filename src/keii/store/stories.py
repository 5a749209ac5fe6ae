"""Stories and conflicts out of the dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import apsw

from keii.errors import NotFound
from keii.records.conflict import conflict_from_json
from keii.records.evidence import Evidence
from keii.records.story import Dispute, Member, Story, StoryLine
from keii.store.clips import listed_by_id, listed_numbers

_MANY = 100  # conflicts whose clips are looked up at once
_LINES = (
    "SELECT t.number, t.label, min(c.published), max(c.published), count(*), count(*) - count(x.clip),"
    " json_group_array(c.outlet ORDER BY c.published IS NULL, c.published, c.number)"
    " FILTER (WHERE c.outlet IS NOT NULL),"
    " (SELECT count(*) FROM conflicts f WHERE f.story = t.number),"
    " (SELECT count(*) FROM conflicts f WHERE f.story = t.number AND f.head = f.n)"
    " FROM stories t JOIN story_clips m ON m.story = t.number JOIN clips c ON c.number = m.clip"
    " LEFT JOIN copies x ON x.clip = m.clip"
)

_FIGURES = (
    "SELECT t.number, t.label, min(nullif(m.day, 0)), max(m.day), count(*), count(*) - count(x.clip),"
    " (SELECT count(*) FROM conflicts f WHERE f.story = t.number),"
    " (SELECT count(*) FROM conflicts f WHERE f.story = t.number AND f.head = f.n)"
    " FROM stories t JOIN story_clips m ON m.story = t.number LEFT JOIN copies x ON x.clip = m.clip"
    " WHERE t.number IN (SELECT value FROM json_each(?)) GROUP BY t.number"
)
_OUTLETS = (
    "SELECT m.story, c.outlet, min(iif(m.day, m.day, 4000000) * 1000000000000 + m.clip), max(c.kind <> 'link')"
    " FROM story_clips m CROSS JOIN clips c ON c.number = m.clip"
    " WHERE m.story IN (SELECT value FROM json_each(?)) GROUP BY m.story, c.outlet"
)
"""Each outlet of a story with its first appearance: the day, where there is none after all days; then the clip."""


def lines(connection: apsw.Connection, since: str | None = None, until: str | None = None) -> Iterator[StoryLine]:
    """Return the stories with a clip of those days, the latest first; undated ones last. A story of nothing but links
    is none."""
    where, values = ["sum(c.kind <> 'link')"], []
    for part, value in (("max(c.published) >= ?", since), ("min(c.published) <= ?", until)):
        if value is not None:
            where.append(part)
            values.append(value)
    order = "max(c.published) IS NULL, max(c.published) DESC, t.number DESC"
    sql = f"{_LINES} GROUP BY t.number HAVING {' AND '.join(where)} ORDER BY {order}"
    return map(_line, connection.execute(sql, values))


def lines_of(connection: apsw.Connection, numbers: Sequence[int], *, links: bool = True) -> dict[int, StoryLine]:
    """Return the lines of the stories of those numbers; without `links` none of nothing but links."""
    asked = (json.dumps(numbers),)
    seen: dict[int, list[tuple[int, str]]] = {}
    told: set[int] = set()
    rows: Any = connection.execute(_OUTLETS, asked)
    for number, outlet, first, article in rows:
        if article:
            told.add(number)
        if outlet is not None:
            seen.setdefault(number, []).append((first, outlet))
    found: Any = connection.execute(_FIGURES, asked)
    return {
        number: StoryLine(
            number=number, label=label, first=date.fromordinal(first) if first else None,
            last=date.fromordinal(last) if last else None, clips=clips, accounts=accounts,
            outlets=tuple(outlet for _, outlet in sorted(seen.get(number, ()))), conflicts=conflicts, odds=odds,
        )
        for number, label, first, last, clips, accounts, conflicts, odds in found if links or number in told
    }  # fmt: skip


def story(connection: apsw.Connection, number: int) -> Story:
    """Return one story. Raises `NotFound` where no clip is in it."""
    row = connection.execute(f"{_LINES} WHERE t.number = ? GROUP BY t.number", (number,)).fetchone()
    if row is None:
        raise NotFound("there is no story {0}", f"s{number}", hint="keii story list shows the stories")
    rows: list[Any] = connection.execute(
        "SELECT m.clip, m.score, m.reasons, m.base <> m.story, x.head, x.kind FROM story_clips m"
        " JOIN clips c ON c.number = m.clip LEFT JOIN copies x ON x.clip = m.clip WHERE m.story = ?"
        " ORDER BY c.published IS NULL, c.published, c.number",
        (number,),
    ).fetchall()
    listed = {line.number: line for line in listed_numbers(connection, [row[0] for row in rows])}
    members = tuple(
        Member(
            clip=listed[clip], score=score, reasons=reasons_of(reasons), by_person=bool(moved), copy_of=head,
            copy_kind=kind,
        )
        for clip, score, reasons, moved, head, kind in rows
    )  # fmt: skip
    found: Any = connection.execute("SELECT data FROM conflicts WHERE story = ? ORDER BY n", (number,))
    conflicts = tuple(conflict_from_json(json.loads(data)) for (data,) in found)
    return Story(line=_line(row), members=members, conflicts=conflicts)


def of_clips(connection: apsw.Connection, clip: int | None = None) -> dict[int, tuple[int, str]]:
    """Return the story each clip is in, or one clip is: the clip's number -> the story's number and label."""
    where = "" if clip is None else "WHERE m.clip = ?"
    rows: Any = connection.execute(
        f"SELECT m.clip, t.number, t.label FROM story_clips m JOIN stories t ON t.number = m.story {where}",
        () if clip is None else (clip,),
    )
    return {number: (story, label) for number, story, label in rows}


def story_lines(connection: apsw.Connection, numbers: Sequence[int]) -> tuple[StoryLine, ...]:
    """Return the lines of stories in the order asked for; those without a clip are left out."""
    found = lines_of(connection, numbers)
    return tuple(found[number] for number in numbers if number in found)


def disputes(connection: apsw.Connection, stories: Sequence[int] | None = None) -> Iterator[Dispute]:
    """Return the conflicts of some stories, or of all, the latest story first."""
    where = "" if stories is None else "WHERE f.story IN (SELECT value FROM json_each(?))"
    rows: list[Any] = connection.execute(
        "SELECT f.story, f.n, t.label, f.data FROM conflicts f JOIN stories t ON t.number = f.story"
        f" {where} ORDER BY (SELECT max(day) FROM story_clips WHERE story = f.story) DESC, f.story, f.n",
        () if stories is None else (json.dumps(stories),),
    ).fetchall()
    for at in range(0, len(rows), _MANY):
        some = [
            (number, n, label, conflict_from_json(json.loads(data))) for number, n, label, data in rows[at : at + _MANY]
        ]
        ids = sorted({account.clip for *_, conflict in some for account in conflict.accounts})
        lines = {line.id: line for line in listed_by_id(connection, ids)}
        for number, n, label, conflict in some:
            clips = {account.clip: lines[account.clip] for account in conflict.accounts}
            yield Dispute(story=number, n=n, label=label, conflict=conflict, clips=clips)


def story_of_clip(connection: apsw.Connection, number: int) -> int | None:
    """Return the story a clip is in; None: it is not woven."""
    row = connection.execute("SELECT story FROM story_clips WHERE clip = ?", (number,)).fetchone()
    return row[0] if row else None


def reasons_of(text: str) -> tuple[Evidence, ...]:
    """Return reasons as kept."""
    return tuple(Evidence(feature=f, weight=float(w), note=n) for f, w, n in json.loads(text))


def members(connection: apsw.Connection, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
    """Return the clips of stories: (story, clip's id, source id), in order of story and time."""
    for number in numbers:
        yield from connection.execute(
            "SELECT m.story, c.id, c.source_id FROM story_clips m JOIN clips c ON c.number = m.clip WHERE m.story = ?"
            " ORDER BY c.published IS NULL, c.published, c.id",
            (number,),
        )


def _line(row: tuple[Any, ...]) -> StoryLine:
    number, label, first, last, clips, accounts, outlets, conflicts, odds = row
    return StoryLine(
        number=number,
        label=label,
        first=date.fromisoformat(first) if first else None,
        last=date.fromisoformat(last) if last else None,
        clips=clips,
        accounts=accounts,
        outlets=tuple(dict.fromkeys(json.loads(outlets))),
        conflicts=conflicts,
        odds=odds,
    )

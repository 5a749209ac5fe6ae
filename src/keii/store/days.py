"""Days of the dossier: how much stands in each, and what a front page is made of.

A clip's day is its publication; where that is not known, the day on which it was added. Every question here costs as
much as its days hold, not as the dossier does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import apsw

from keii.records.claim import Stance
from keii.records.clip import Kind
from keii.records.conflict import conflict_from_json
from keii.records.facts import Happening, Listed, Quoted, Statement
from keii.records.span import Span
from keii.records.story import Dispute
from keii.store import claims, clips
from keii.store.connect import trouble

_SEEN = (
    "SELECT number, published AS day, kind, outlet, 0 AS undated FROM clips WHERE published BETWEEN ?1 AND ?2"
    " UNION ALL SELECT c.number, substr(i.added_at, 1, 10), c.kind, c.outlet, 1 FROM intakes i"
    " CROSS JOIN clips c ON c.published IS NULL AND c.intake = i.number"
    " WHERE i.added_at >= ?1 AND i.added_at < ?2 || 'U'"  # after the T of the day's last moment
)
"""The clips from day ?1 to day ?2."""
_COPIES = "LEFT JOIN copies x ON x.clip = s.number LEFT JOIN clips h ON h.number = x.head"
_ECHO = "coalesce(h.published < s.day, 0)"
"""1: a clip s that repeats a clip of an earlier day. One that repeats a clip without a date does not."""
_OWN = f"count(DISTINCT CASE WHEN NOT {_ECHO} THEN coalesce(x.head, s.number) END)"
"""How many accounts there are: what repeats each other counts once, what repeats a clip of an earlier day does not."""
_COUNTED = (
    f"SELECT s.day, m.story, count(*) AS n, {_OWN} AS own, count(DISTINCT s.outlet) AS outlets"
    f" FROM ({_SEEN}) s CROSS JOIN story_clips m ON m.clip = s.number {_COPIES}"
    " GROUP BY s.day, m.story HAVING sum(s.kind <> 'link')"
)
"""What each of those days holds of each story; a story of nothing but links is none."""
_PLACE = (
    "row_number() OVER (PARTITION BY day, story ORDER BY echo, head IS NOT NULL, headline <> label, kind <> 'article',"
    " said DESC, number) AS place"
)
_HEADS = 12  # headlines of one story that are looked at
_DISPUTES = 400  # conflicts of a day that are looked at, those of the weightiest stories
_BEGINNERS = 400  # who of a day's speakers are looked at, whether they spoke before


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryOfDay:
    """What one day holds of a story."""

    day: date
    number: int
    label: str
    clips: int
    accounts: int
    outlets: int
    odds: int  #: of the whole story, those that stand together as one
    before: date | None  #: the story's last day before


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipOfDay:
    """A clip of a day in its story, by its headline."""

    story: int
    clip: int
    words: str
    outlet: str | None
    kind: Kind
    claims: int
    head: int | None  #: the clip it repeats
    echo: bool  #: True: that is of an earlier day


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOfDay:
    """A clip of a day that says something new."""

    clip: int
    ids: tuple[str, ...]  #: its own, and that of the clip it repeats, by which conflicts may call it
    story: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How much one day holds."""

    clips: int
    copies: int
    undated: int
    outlets: int


class Days:
    """暦: the part of a dossier that is about days. Days are YYYY-MM-DD. Errors that leave it are `DossierError`s."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def last(self) -> str | None:
        """Return the last day with a clip; None: there is none."""
        return self._day(
            "SELECT max(day) FROM (SELECT max(published) AS day FROM clips UNION ALL SELECT substr(added_at, 1, 10)"
            " FROM intakes WHERE number = (SELECT max(intake) FROM clips WHERE published IS NULL))"
        )

    def before(self, day: str) -> str | None:
        """Return the last day before with a clip."""
        return self._day(
            "SELECT max(day) FROM (SELECT max(published) AS day FROM clips WHERE published < ?1 UNION ALL"
            " SELECT substr(added_at, 1, 10) FROM intakes WHERE number = (SELECT max(intake) FROM clips"
            " WHERE published IS NULL AND intake <= (SELECT max(number) FROM intakes WHERE added_at < ?1)))",
            day,
        )

    def after(self, day: str) -> str | None:
        """Return the first day after with a clip."""
        return self._day(
            "SELECT min(day) FROM (SELECT min(published) AS day FROM clips WHERE published > ?1 UNION ALL"
            " SELECT substr(added_at, 1, 10) FROM intakes WHERE number = (SELECT min(intake) FROM clips"
            " WHERE published IS NULL AND intake >= (SELECT min(number) FROM intakes WHERE added_at >= ?1 || 'U')))",
            day,
        )

    def figures(self, day: str) -> Figures:
        """Return how much a day holds."""
        rows = self._rows(
            f"SELECT count(*), count(*) - {_OWN}, coalesce(sum(s.undated), 0), count(DISTINCT s.outlet)"
            f" FROM ({_SEEN}) s {_COPIES}",
            (day, day),
        )
        ((n, copies, undated, outlets),) = rows
        return Figures(clips=n, copies=copies, undated=undated, outlets=outlets)

    def counts(self, first: str, last: str) -> tuple[tuple[date, int, int], ...]:
        """Return the days with clips: (day, how many, how many of them undated)."""
        rows = self._rows(f"SELECT day, count(*), sum(undated) FROM ({_SEEN}) GROUP BY day ORDER BY day", (first, last))
        return tuple((date.fromisoformat(day), n, undated) for day, n, undated in rows)

    def stories(self, first: str, last: str) -> tuple[StoryOfDay, ...]:
        """Return what each day holds of each story."""
        rows = self._rows(
            "SELECT f.day, f.story, t.label, f.n, f.own, f.outlets,"
            " (SELECT count(*) FROM conflicts WHERE story = f.story AND head = n),"
            " (SELECT max(o.day) FROM story_clips o WHERE o.story = f.story AND o.day > 0"
            "   AND o.day < CAST(julianday(f.day) - 1721424.5 AS INTEGER))"  # 1: 0001-01-01, as story_clips has it
            f" FROM ({_COUNTED}) f JOIN stories t ON t.number = f.story",
            (first, last),
        )
        return tuple(
            StoryOfDay(
                day=date.fromisoformat(day), number=number, label=label, clips=n, accounts=own, outlets=outlets,
                odds=odds, before=date.fromordinal(before) if before else None,
            )
            for day, number, label, n, own, outlets, odds, before in rows
        )  # fmt: skip

    def headlines(self, day: str, stories: Sequence[int]) -> tuple[ClipOfDay, ...]:
        """Return the clips of a day in some stories. Of each story those come first that repeat none of an earlier day,
        then those that repeat none at all, the one by which the story is called, articles before others, those with
        more claims. A dozen of each, and all copies."""
        rows = self._rows(
            f"WITH ranked AS (SELECT s.day, m.story, s.number, w.headline, s.outlet, s.kind, x.head, t.label,"
            f" {_ECHO} AS echo,"
            " (SELECT count(*) FROM claims WHERE clip = s.number) AS said"
            f" FROM ({_SEEN}) s CROSS JOIN story_clips m ON m.clip = s.number JOIN stories t ON t.number = m.story"
            f" JOIN woven w ON w.clip = s.number {_COPIES}"
            " WHERE m.story IN (SELECT value FROM json_each(?3)) AND s.kind <> 'link')"
            f" SELECT story, number, headline, outlet, kind, said, head, echo FROM (SELECT *, {_PLACE} FROM ranked)"
            " WHERE place <= ?4 OR head IS NOT NULL ORDER BY story, place",
            (day, day, json.dumps(stories), _HEADS),
        )
        return tuple(
            ClipOfDay(
                story=story, clip=clip, words=words, outlet=outlet, kind=kind, claims=said, head=head, echo=bool(echo)
            )
            for story, clip, words, outlet, kind, said, head, echo in rows
        )  # fmt: skip

    def leads(self, wanted: Sequence[tuple[date, int]]) -> dict[date, str]:
        """Return the headline that leads a story on a day, as in `headlines`, for some days with dated clips."""
        asked = [(day.isoformat(), day.toordinal(), story) for day, story in wanted]
        rows = self._rows(
            "WITH ranked AS (SELECT s.day, m.story, s.number, w.headline, s.kind, x.head, t.label, "
            f" (SELECT count(*) FROM claims WHERE clip = s.number) AS said, {_ECHO} AS echo"
            " FROM (SELECT value ->> 0 AS day, value ->> 1 AS ordinal, value ->> 2 AS story FROM json_each(?)) a"
            " CROSS JOIN story_clips m ON m.story = a.story AND m.day = a.ordinal"
            " JOIN (SELECT number, published AS day, kind FROM clips) s ON s.number = m.clip"
            f" JOIN stories t ON t.number = m.story JOIN woven w ON w.clip = m.clip {_COPIES} WHERE s.kind <> 'link')"
            f" SELECT day, headline FROM (SELECT *, {_PLACE} FROM ranked) WHERE place = 1",
            (json.dumps(asked),),
        )
        return {date.fromisoformat(day): words for day, words in rows}

    def accounts(self, day: str, most: int) -> tuple[AccountOfDay, ...]:
        """Return the accounts of a day, `most` of them. Of clips that repeat each other the first one stands for all;
        what repeats a clip of an earlier day is none."""
        rows = self._rows(
            f"SELECT s.number, c.id, m.story, x.head, h.id FROM ({_SEEN}) s"
            " CROSS JOIN clips c ON c.number = s.number LEFT JOIN story_clips m ON m.clip = s.number"
            f" {_COPIES} WHERE NOT {_ECHO} LIMIT ?3",
            (day, day, most),
        )
        first: dict[int, AccountOfDay] = {}
        for number, id_, story, head, head_id in sorted(rows, key=lambda row: (row[3] is not None, row[0])):
            ids = (id_,) if head is None else (id_, head_id)
            first.setdefault(number if head is None else head, AccountOfDay(clip=number, ids=ids, story=story))
        return tuple(first.values())

    def others(self, day: str, stories: Sequence[int], most: int) -> tuple[Listed, ...]:
        """Return the clips of a day that are in none of these stories."""
        rows = self._rows(
            f"SELECT s.number FROM ({_SEEN}) s LEFT JOIN story_clips m ON m.clip = s.number WHERE m.story IS NULL"
            " OR m.story NOT IN (SELECT value FROM json_each(?3)) ORDER BY s.kind = 'link', s.number LIMIT ?4",
            (day, day, json.dumps(stories), most),
        )
        return self._lines([number for (number,) in rows])

    def statements(self, numbers: Sequence[int], *, stance: Stance | None = None, most: int) -> tuple[Statement, ...]:
        """Return the claims of some clips; `stance` narrows."""
        with trouble(self._path):
            return claims.of_clips(self._connection, numbers, stance=stance, most=most)

    def beginners(self, day: str, numbers: Sequence[int]) -> tuple[Statement, ...]:
        """Return the first claims of those who make one in these clips of a day and made none in a clip of a day
        before; of each speaker one."""
        rows = self._rows(
            "SELECT f.clip, f.n FROM (SELECT p.entity, q.clip, min(q.n) AS n FROM claims q"
            " JOIN personas p ON p.clip = q.clip AND p.name = q.entity"
            " WHERE q.clip IN (SELECT value FROM json_each(?2)) GROUP BY p.entity LIMIT ?3) f"
            " WHERE NOT EXISTS (SELECT 1 FROM personas o CROSS JOIN clips c ON c.number = o.clip"
            " JOIN claims r ON r.clip = o.clip AND r.entity = o.name WHERE o.entity = f.entity AND"
            " coalesce(c.published, (SELECT substr(added_at, 1, 10) FROM intakes WHERE number = c.intake)) < ?1)",
            (day, json.dumps(numbers), _BEGINNERS),
        )
        with trouble(self._path):
            return claims.picked(self._connection, rows)

    def disputes(self, stories: Sequence[int], ids: Sequence[str]) -> tuple[Dispute, ...]:
        """Return the conflicts of some stories in which one of these clips (ids) has an account, in that order of
        stories; without the clips they stand in, which `with_clips` adds."""
        rows = self._rows(
            "SELECT f.story, f.n, t.label, f.data FROM json_each(?1) w CROSS JOIN conflicts f ON f.story = w.value"
            " JOIN stories t ON t.number = f.story WHERE EXISTS (SELECT 1 FROM json_each(f.data, '$.accounts') a"
            " WHERE a.value ->> 'clip' IN (SELECT value FROM json_each(?2))) LIMIT ?3",
            (json.dumps(stories), json.dumps(ids), _DISPUTES),
        )
        return tuple(
            Dispute(story=story, n=n, label=label, conflict=conflict_from_json(json.loads(data)), clips={})
            for story, n, label, data in rows
        )

    def lines_of(self, ids: Sequence[str]) -> dict[str, Listed]:
        """Return the lines of the clips of those ids."""
        with trouble(self._path):
            return {line.id: line for line in clips.listed_by_id(self._connection, ids)}

    def told(self, day: str, most: int) -> tuple[tuple[Happening, Listed], ...]:
        """Return what clips of other days say happened, or would, on a day, in order of the clips' days; what repeats
        another clip left out, and what has neither an actor nor a recipient."""
        rows = self._rows(
            "SELECT c.id, v.clip, v.type, v.actor, v.recipient, v.anchor, v.anchor_start, v.anchor_end, v.date,"
            " v.place, v.claim FROM events v JOIN clips c ON c.number = v.clip LEFT JOIN copies x ON x.clip = v.clip"
            " WHERE v.date >= ?1 AND v.date < ?1 || 'U' AND x.clip IS NULL AND c.published <> ?1"
            " AND coalesce(v.actor, v.recipient) IS NOT NULL ORDER BY c.published, v.clip, v.n LIMIT ?2",
            (day, most),
        )
        lines = {line.number: line for line in self._lines([row[1] for row in rows])}
        return tuple((_happening(row), lines[row[1]]) for row in rows)

    def _lines(self, numbers: Sequence[int]) -> tuple[Listed, ...]:
        with trouble(self._path):
            found = {line.number: line for line in clips.listed_numbers(self._connection, list(dict.fromkeys(numbers)))}
        return tuple(found[number] for number in dict.fromkeys(numbers))

    def _rows(self, sql: str, values: tuple[object, ...] = ()) -> tuple[Any, ...]:
        with trouble(self._path):
            return tuple(self._connection.execute(sql, values))

    def _day(self, sql: str, *values: str) -> str | None:
        with trouble(self._path):
            return self._connection.execute(sql, values).get  # type: ignore[no-any-return]


def _happening(row: tuple[Any, ...]) -> Happening:
    clip, number, type_, actor, recipient, anchor, start, end, day, place, claim = row
    return Happening(
        clip=clip, number=number, type=type_, actor=actor, recipient=recipient,
        anchor=Quoted(span=Span(start, end), text=anchor), date=day, place=place, claim=claim,
    )  # fmt: skip

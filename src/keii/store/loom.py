"""機: what weaving reads and writes, inside one transaction. Numbers are those of clips, stories and entities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from keii.records.clip import Clip
from keii.records.judgement import About, Item, Judgement
from keii.store import clips, ledger, places
from keii.store.connect import trouble
from keii.store.loom_clips import ClipRows
from keii.store.loom_entities import Thing
from keii.store.loom_rows import MANY, as_json
from keii.store.loom_stories import Kept

__all__ = ["Kept", "Loom", "Thing", "Waiting", "Woven"]

_POSTINGS = 300
"""Clips looked up for one word or band at most, the latest: what more clips share is a form, and tells little."""

_EVER = date.max.toordinal()
_SHARING = f"""WITH w AS MATERIALIZED (
  SELECT value, (SELECT clip FROM bands WHERE band = value ORDER BY clip DESC LIMIT 1 OFFSET {_POSTINGS - 1}) AS since
  FROM json_each(?1)
) SELECT b.clip FROM w CROSS JOIN bands b ON b.band = w.value AND b.clip >= coalesce(w.since, 0)
WHERE b.clip <> ?2 GROUP BY b.clip ORDER BY count(*) DESC, b.clip LIMIT ?3"""
"""Bands, a clip, how many -> the other clips that share most of them; of a band the latest `_POSTINGS` only."""
_NEAR = f"""WITH w AS MATERIALIZED (
  SELECT word.key AS word, word.value AS text, span.value ->> 0 AS first, span.value ->> 1 AS last, (
    SELECT day << 32 | clip FROM telling WHERE word = word.value AND day BETWEEN span.value ->> 0 AND span.value ->> 1
    ORDER BY day DESC, clip DESC LIMIT 1 OFFSET {_POSTINGS - 1}
  ) AS since FROM json_each(?1) word CROSS JOIN json_each(?2) span
) SELECT w.word, t.clip, t.weight FROM w CROSS JOIN telling t
ON t.word = w.text AND t.day BETWEEN coalesce(w.since >> 32, w.first) AND w.last
WHERE w.since IS NULL OR (t.day << 32 | t.clip) >= w.since"""
"""Words, spans of days -> place of the word, clips that have it, and its weight there; of a word and span the latest
`_POSTINGS` only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A clip still to be woven."""

    number: int
    id: str
    strand: bytes | None  #: None: to be made of the reading, as in a dossier from before weaving


@dataclass(frozen=True, slots=True, kw_only=True)
class Woven:
    """A clip already woven, as far as finding its like needs it."""

    number: int
    id: str
    story: int
    headline: str
    profile: str  #: JSON


class Loom(ClipRows):
    """機: made by `Store.weave`."""

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Run the body as a part that is undone by itself if it fails. The database's own errors come as ours."""
        with trouble(self._path), self._connection:
            yield

    def waiting(self, most: int) -> tuple[Waiting, ...]:
        """Return the next clips to be woven, in order of arrival."""
        rows: Any = self._connection.execute(
            "SELECT c.number, c.id, s.data FROM strands s JOIN clips c ON c.number = s.clip ORDER BY s.clip LIMIT ?",
            (most,),
        )
        return tuple(Waiting(number=n, id=id_, strand=data) for n, id_, data in rows)

    def reading(self, number: int) -> Any:
        """Return the reading of a clip."""
        return next(clips.readings(self._connection, number))

    def clip(self, number: int) -> Clip:
        """Return a clip as stored."""
        return self.clips([number])[number]

    def clips(self, numbers: Sequence[int]) -> dict[int, Clip]:
        """Return clips as stored, by number."""
        marks = ",".join("?" * len(numbers))
        rows: Any = self._connection.execute(f"SELECT id, number FROM clips WHERE number IN ({marks})", tuple(numbers))
        called = dict(rows)
        return {called[clip.id]: clip for clip in clips.stored(self._connection, list(called))}

    # likeness

    def sharing(self, bands: Sequence[int], number: int, most: int) -> tuple[int, ...]:
        """Return the clips, other than this one, whose sketch shares a band, those that share most of them first."""
        rows: Any = self._connection.execute(_SHARING, (as_json(bands), number, most))
        return tuple(clip for (clip,) in rows)

    def near(self, words: Sequence[tuple[str, float]], days: tuple[int, int] | None, most: int) -> tuple[int, ...]:
        """Return the clips that share most of these weighted words, of those days (and undated ones), best first."""
        spans = [(0, _EVER)] if days is None else [(0, 0), days]
        rows: Any = self._connection.execute(_NEAR, (as_json([word for word, _ in words]), as_json(spans)))
        points: dict[int, float] = {}
        for word, clip, weight in rows:
            points[clip] = points.get(clip, 0.0) + words[word][1] * weight
        return tuple(clip for _, clip in sorted((-said, clip) for clip, said in points.items())[:most])

    def linked(self, number: int) -> frozenset[int]:
        """Return the clips that lead to a clip by its address, or it to them."""
        return places.linked(self._connection, number)

    def woven(self, numbers: Sequence[int]) -> tuple[Woven, ...]:
        """Return those clips as woven, in the order asked for; what is not woven is left out."""
        found: dict[int, Woven] = {}
        for at in range(0, len(numbers), MANY):
            some = numbers[at : at + MANY]
            marks = ",".join("?" * len(some))
            rows: Any = self._connection.execute(
                "SELECT w.clip, c.id, s.story, w.headline, w.profile FROM woven w JOIN clips c ON c.number = w.clip"
                f" JOIN story_clips s ON s.clip = w.clip WHERE w.clip IN ({marks})",
                tuple(some),
            )
            for number, id_, story, headline, profile in rows:
                found[number] = Woven(number=number, id=id_, story=story, headline=headline, profile=profile)
        return tuple(found[number] for number in numbers if number in found)

    # what is made of a clip

    def put_woven(self, number: int, *, day: int, headline: str, profile: str, points: str) -> None:
        """Note that a clip is woven; profile and points are JSON."""
        self._connection.execute("DELETE FROM strands WHERE clip = ?", (number,))
        self._connection.execute(
            "INSERT INTO woven (clip, day, headline, profile, points) VALUES (?,?,?,?,?)",
            (number, day, headline, profile, points),
        )

    def drop_found_by(self, number: int) -> None:
        """Forget what a clip is found by."""
        for statement in (
            "DELETE FROM telling WHERE clip = ?",
            "DELETE FROM bands WHERE clip = ?",
            "DELETE FROM search WHERE rowid = ?",
        ):
            self._connection.execute(statement, (number,))

    def put_found_by(
        self, number: int, *, day: int, words: str, telling: Sequence[tuple[str, float]], bands: Sequence[int]
    ) -> None:
        """Note what a clip is found by, of which nothing is there: search words, telling words, sketch."""
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))
        self._connection.executemany(
            "INSERT INTO telling VALUES (?,?,?,?)", [(word, day, number, weight) for word, weight in telling]
        )
        self._connection.execute(
            "INSERT OR IGNORE INTO bands SELECT value, ?2 FROM json_each(?1)", (as_json(bands), number)
        )

    def put_problem(self, number: int, code: str, *args: str) -> None:
        """Note what went wrong with a clip, once."""
        told = self._row("SELECT 1 FROM problems WHERE (clip, code, args) = (?, ?, ?)", number, code, as_json(args))
        if told is None:
            (n,) = self._row("SELECT coalesce(max(n) + 1, 0) FROM problems WHERE clip = ?", number)
            self._connection.execute(
                "INSERT INTO problems VALUES (?,?,?,NULL,NULL,?)", (number, n, code, as_json(args))
            )

    # conflicts

    def ids(self, numbers: Sequence[int]) -> dict[int, str]:
        """Return clips' ids, by number."""
        marks = ",".join("?" * len(numbers))
        rows: Any = self._connection.execute(f"SELECT number, id FROM clips WHERE number IN ({marks})", tuple(numbers))
        return dict(rows)

    def points(self, clip: int) -> str:
        """Return a clip's points, as JSON; an empty list for one that is not woven."""
        row = self._row("SELECT points FROM woven WHERE clip = ?", clip)
        return str(row[0]) if row else "[]"

    def names_in(self, clip: int) -> dict[str, str]:
        """Return what a clip's names for things are called in the dossier."""
        rows: Any = self._connection.execute(
            "SELECT p.name, e.name FROM personas p JOIN entities e ON e.number = p.entity WHERE p.clip = ?", (clip,)
        )
        return dict(rows)

    def put_conflicts(self, story: int, conflicts: Sequence[tuple[str, str, Any, int]]) -> None:
        """Put a story's conflicts (kind, about, whole as JSON, place of that which stands for it) in the place of
        those it had."""
        self._connection.execute("DELETE FROM conflicts WHERE story = ?", (story,))
        self._connection.executemany(
            "INSERT INTO conflicts VALUES (?,?,?,?,?,?)",
            [(story, n, kind, about, as_json(whole), head) for n, (kind, about, whole, head) in enumerate(conflicts)],
        )

    def compare_later(self, stories: Iterable[int]) -> None:
        """Note that the accounts of these stories are to be compared."""
        self._connection.executemany("INSERT OR IGNORE INTO uncompared VALUES (?)", [(n,) for n in sorted(stories)])

    def uncompared(self, most: int) -> tuple[int, ...]:
        """Return stories whose accounts are to be compared, in order of number."""
        rows: Any = self._connection.execute("SELECT story FROM uncompared ORDER BY story LIMIT ?", (most,))
        return tuple(story for (story,) in rows)

    def compared(self, story: int) -> None:
        """Note that the accounts of a story are compared."""
        self._connection.execute("DELETE FROM uncompared WHERE story = ?", (story,))

    # the ledger

    def judgements(self, about: About) -> tuple[Judgement, ...]:
        """Return the whole ledger on entities or stories, in order."""
        return ledger.judgements(self._connection, about)

    def enter(self, entry: Judgement) -> int:
        """Enter a judgement; return its number. One without a moment gets that of the latest intake."""
        if not entry.at:
            entry = replace(entry, at=self._row("SELECT coalesce(max(added_at), '') FROM intakes")[0])
        return ledger.enter(self._connection, entry)

    def undo(self, number: int, at: str) -> None:
        """Note that a judgement no longer holds."""
        ledger.undo(self._connection, number, at)

    def items(self, about: About, number: int, *, base: bool = False) -> tuple[tuple[Item, int, int], ...]:
        """Return what is in an entity or story: (item, where the rules put it, where it is). With `base` also what the
        rules put there and a judgement took away."""
        rows: Any
        where = "WHERE (m.{0} = ?1 OR m.base = ?1)" if base else "WHERE m.{0} = ?1"
        if about == "story":
            sql = "SELECT c.id, m.base, m.story FROM story_clips m JOIN clips c ON c.number = m.clip "
            rows = self._connection.execute(sql + where.format("story") + " ORDER BY c.id", (number,))
            return tuple(((id_,), by_rule, now) for id_, by_rule, now in rows)
        sql = "SELECT c.id, m.name, m.base, m.entity FROM personas m JOIN clips c ON c.number = m.clip "
        rows = self._connection.execute(sql + where.format("entity") + " ORDER BY c.id, m.name", (number,))
        return tuple(((id_, name), by_rule, now) for id_, name, by_rule, now in rows)

    def settle(self, about: About, item: Item, number: int) -> None:
        """Put an item where the judgements say."""
        (clip,) = self._row("SELECT number FROM clips WHERE id = ?", item[0])
        if about == "story":
            self.settle_story(clip, number)
        else:
            self.settle_persona(clip, item[1], number)

    def name_of(self, about: About, number: int) -> str:
        """Return what an entity or story is called."""
        table, column = ("stories", "label") if about == "story" else ("entities", "name")
        row = self._row(f"SELECT {column} FROM {table} WHERE number = ?", number)  # our own names
        return str(row[0]) if row else ""

    def forms(self, entity: int) -> tuple[str, ...]:
        """Return all spellings of an entity."""
        rows: Any = self._connection.execute("SELECT DISTINCT forms FROM personas WHERE entity = ?", (entity,))
        return tuple(sorted({form for (forms,) in rows for form in json.loads(forms)}))

    def respell(self, entity: int, keys: Iterable[str]) -> None:
        """Put the spellings an entity is found by in the place of those it had."""
        self._connection.execute("DELETE FROM spellings WHERE entity = ?", (entity,))
        self.put_keys(entity, keys)

    def stories_with(self, entities: Sequence[int]) -> tuple[int, ...]:
        """Return the stories with a clip that mentions one of these entities."""
        found: set[int] = set()
        for entity in entities:
            rows: Any = self._connection.execute(
                "SELECT DISTINCT m.story FROM personas p JOIN story_clips m ON m.clip = p.clip WHERE p.entity = ?",
                (entity,),
            )
            found.update(row[0] for row in rows)
        return tuple(sorted(found))

    def disputed_with(self, entity: int) -> tuple[int, ...]:
        """Return the stories with conflicts and a clip that mentions an entity."""
        rows: Any = self._connection.execute(
            "SELECT DISTINCT f.story FROM conflicts f JOIN story_clips m ON m.story = f.story"
            " JOIN personas p ON p.clip = m.clip WHERE p.entity = ?",
            (entity,),
        )
        return tuple(sorted(row[0] for row in rows))

    def disputed(self, stories: Iterable[int]) -> tuple[int, int]:
        """Return how many conflicts some stories have, and how many their pages show: those that stand together count
        once."""
        sql = (
            "SELECT count(*), count(*) FILTER (WHERE head = n) FROM json_each(?) w"
            " CROSS JOIN conflicts f ON f.story = w.value"
        )
        conflicts, odds = self._row(sql, as_json(sorted(stories)))
        return conflicts, odds

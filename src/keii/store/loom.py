"""機: what weaving reads and writes, inside one transaction. Numbers are those of clips, stories and entities."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apsw

from keii.records.clip import Clip
from keii.records.evidence import Evidence
from keii.records.judgement import About, Item, Judgement
from keii.store import clips, ledger
from keii.store.connect import trouble

_MANY = 400  # values asked for at once
_POSTINGS = 300
"""Clips looked up for one word or band at most, the latest: what more clips share is a form, and tells little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A clip still to be woven."""

    number: int
    id: str
    strand: bytes | None  #: None: of a dossier from before weaving


@dataclass(frozen=True, slots=True, kw_only=True)
class Woven:
    """A clip already woven, as far as finding its like needs it."""

    number: int
    id: str
    story: int
    headline: str
    profile: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity as far as comparing and naming it needs it."""

    number: int
    name: str
    type: str
    forms: tuple[str, ...]
    titles: tuple[str, ...]


class Loom:
    """機: made by `Store.weaving`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Run the body as a part that is undone by itself if it fails. The database's own errors come as ours."""
        with trouble(self._path), self._connection:
            yield

    def waiting(self, most: int) -> tuple[Waiting, ...]:
        """Return the next clips to be woven, in order of arrival."""
        rows: Any = self._connection.execute(
            "SELECT c.number, c.id, s.data FROM clips c LEFT JOIN woven w ON w.clip = c.number"
            " LEFT JOIN strands s ON s.clip = c.number WHERE w.clip IS NULL ORDER BY c.number LIMIT ?",
            (most,),
        )
        return tuple(Waiting(number=n, id=id_, strand=data) for n, id_, data in rows)

    def reading(self, number: int) -> Any:
        """Return the reading of a clip."""
        return next(clips.readings(self._connection, number))

    def clip(self, number: int) -> Clip:
        """Return a clip as stored."""
        (id_,) = self._row("SELECT id FROM clips WHERE number = ?", number)
        return next(clips.stored(self._connection, [id_]))

    # likeness

    def sharing(self, bands: Sequence[int], number: int, most: int) -> tuple[int, ...]:
        """Return the clips, other than this one, whose sketch shares a band, those that share most of them first."""
        shared: dict[int, int] = {}
        for band in bands:
            rows: Any = self._connection.execute(
                f"SELECT clip FROM bands WHERE band = ? ORDER BY clip DESC LIMIT {_POSTINGS}", (band,)
            )
            for (clip,) in rows:
                shared[clip] = shared.get(clip, 0) + 1
        shared.pop(number, None)
        return tuple(sorted(shared, key=lambda clip: (-shared[clip], clip))[:most])

    def near(self, words: Sequence[tuple[str, float]], days: tuple[int, int] | None, most: int) -> tuple[int, ...]:
        """Return the clips that share most of these weighted words, of those days (and undated ones), best first."""
        points: dict[int, float] = {}
        for word, weight in words:
            where, values = ("", ()) if days is None else ("AND (day BETWEEN ? AND ? OR day = 0)", days)
            rows: Any = self._connection.execute(
                f"SELECT clip, weight FROM telling WHERE word = ? {where}"
                f" ORDER BY day DESC, clip DESC LIMIT {_POSTINGS}",
                (word, *values),
            )
            for clip, theirs in rows:
                points[clip] = points.get(clip, 0.0) + weight * theirs
        return tuple(sorted(points, key=lambda clip: (-points[clip], clip))[:most])

    def woven(self, numbers: Sequence[int]) -> tuple[Woven, ...]:
        """Return those clips as woven, in the order asked for; what is not woven is left out."""
        found: dict[int, Woven] = {}
        for at in range(0, len(numbers), _MANY):
            some = numbers[at : at + _MANY]
            marks = ",".join("?" * len(some))
            rows: Any = self._connection.execute(
                "SELECT w.clip, c.id, s.story, w.headline, w.profile FROM woven w JOIN clips c ON c.number = w.clip"
                f" JOIN story_clips s ON s.clip = w.clip WHERE w.clip IN ({marks})",
                tuple(some),
            )
            for number, id_, story, headline, profile in rows:
                found[number] = Woven(
                    number=number, id=id_, story=story, headline=headline, profile=json.loads(profile)
                )
        return tuple(found[number] for number in numbers if number in found)

    def of_story(self, story: int, most: int) -> tuple[int, ...]:
        """Return the latest clips of a story, latest first."""
        rows: Any = self._connection.execute(
            "SELECT clip FROM story_clips WHERE story = ? ORDER BY day DESC, id LIMIT ?",
            (story, most),
        )
        return tuple(row[0] for row in rows)

    # what is made of a clip

    def put_woven(
        self, number: int, *, day: int, headline: str, profile: Mapping[str, Any], points: Sequence[Any]
    ) -> None:
        """Note that a clip is woven."""
        self._connection.execute("DELETE FROM strands WHERE clip = ?", (number,))
        self._connection.execute(
            "INSERT INTO woven (clip, day, headline, profile, points) VALUES (?,?,?,?,?)",
            (number, day, headline, _json(profile), _json(points)),
        )

    def put_found_by(
        self, number: int, *, day: int, words: str, telling: Sequence[tuple[str, float]], bands: Iterable[int]
    ) -> None:
        """Put what a clip is found by in the place of what it was found by: search words, telling words, sketch."""
        for statement in (
            "DELETE FROM telling WHERE clip = ?",
            "DELETE FROM bands WHERE clip = ?",
            "DELETE FROM search WHERE rowid = ?",
        ):
            self._connection.execute(statement, (number,))
        self._connection.execute("INSERT INTO search (rowid, words) VALUES (?, ?)", (number, words))
        self._connection.executemany(
            "INSERT INTO telling VALUES (?,?,?,?)", [(word, day, number, weight) for word, weight in telling]
        )
        self._connection.executemany("INSERT OR IGNORE INTO bands VALUES (?,?)", [(band, number) for band in bands])

    def put_problem(self, number: int, code: str, *args: str) -> None:
        """Note what went wrong with a clip."""
        (n,) = self._row("SELECT coalesce(max(n) + 1, 0) FROM problems WHERE clip = ?", number)
        self._connection.execute("INSERT INTO problems VALUES (?,?,?,NULL,NULL,?)", (number, n, code, _json(args)))

    # copies

    def head(self, number: int) -> int:
        """Return the first of the clips that repeat each other; the clip itself where it repeats none."""
        row = self._connection.execute("SELECT head FROM copies WHERE clip = ?", (number,)).fetchone()
        return row[0] if row else number

    def repeated_by(self, head: int) -> tuple[int, ...]:
        """Return the clips that repeat one, without it."""
        rows: Any = self._connection.execute("SELECT clip FROM copies WHERE head = ? AND clip <> head", (head,))
        return tuple(sorted(row[0] for row in rows))

    def order_of(self, numbers: Sequence[int]) -> tuple[int, ...]:
        """Return clips in order of publication, undated ones last, of as many by id: the first may head the others."""
        marks = ",".join("?" * len(numbers))
        rows: Any = self._connection.execute(
            f"SELECT number FROM clips WHERE number IN ({marks}) ORDER BY published IS NULL, published, id",
            tuple(numbers),
        )
        return tuple(row[0] for row in rows)

    def put_copy(
        self, number: int, head: int, *, kind: str, alike: float, within: float, reasons: Sequence[Evidence]
    ) -> None:
        """Note that a clip repeats another."""
        self._connection.execute(
            "INSERT OR REPLACE INTO copies VALUES (?,?,?,?,?,?)",
            (number, head, kind, alike, within, _reasons(reasons)),
        )

    def drop_copy(self, number: int) -> None:
        """Forget that a clip repeats another."""
        self._connection.execute("DELETE FROM copies WHERE clip = ?", (number,))

    def repeats(self, numbers: Sequence[int]) -> dict[int, int]:
        """Return, of some clips, those that repeat another and tell nothing new: clip -> the first of them."""
        found: dict[int, int] = {}
        for at in range(0, len(numbers), _MANY):
            some = numbers[at : at + _MANY]
            marks = ",".join("?" * len(some))
            sql = f"SELECT clip, head FROM copies WHERE kind <> 'version' AND clip IN ({marks})"
            pairs: Any = self._connection.execute(sql, tuple(some))
            found.update(pairs)
        return found

    # stories

    def story_of(self, number: int) -> tuple[int, int] | None:
        """Return a clip's story by rule and after judgements; None: it has none yet."""
        row = self._connection.execute("SELECT base, story FROM story_clips WHERE clip = ?", (number,)).fetchone()
        return (row[0], row[1]) if row else None

    def new_story(self) -> int:
        """Return the number of a new story."""
        self._connection.execute("INSERT INTO stories (label) VALUES ('')")
        return self._connection.last_insert_rowid()

    def label_story(self, story: int, label: str) -> None:
        """Give a story its label."""
        self._connection.execute("UPDATE stories SET label = ? WHERE number = ?", (label, story))

    def put_story(
        self, number: int, id_: str, *, day: int, base: int, story: int, score: float, reasons: Sequence[Evidence]
    ) -> None:
        """Put a clip into a story."""
        self._connection.execute(
            "INSERT OR REPLACE INTO story_clips VALUES (?,?,?,?,?,?,?)",
            (number, id_, day, base, story, score, _reasons(reasons)),
        )

    def rebase_story(self, story: int, base: int) -> tuple[tuple[int, str], ...]:
        """Put the clips of a story into another by rule; return them, (number, id), to be settled."""
        rows: Any = self._connection.execute(
            "SELECT s.clip, c.id FROM story_clips s JOIN clips c ON c.number = s.clip WHERE s.base = ?", (story,)
        ).fetchall()
        self._connection.execute("UPDATE story_clips SET base = ? WHERE base = ?", (base, story))
        return tuple((number, id_) for number, id_ in rows)

    def settle_story(self, number: int, story: int) -> None:
        """Put a clip where the judgements say."""
        self._connection.execute("UPDATE story_clips SET story = ? WHERE clip = ?", (story, number))

    # entities

    def personas(self, number: int) -> dict[str, tuple[int, int]]:
        """Return a clip's names for things: name -> number of the entity by rule and after judgements."""
        rows: Any = self._connection.execute("SELECT name, base, entity FROM personas WHERE clip = ?", (number,))
        return {name: (base, entity) for name, base, entity in rows}

    def spelled(self, keys: Iterable[str]) -> tuple[int, ...]:
        """Return the entities that are spelled so somewhere."""
        found: set[int] = set()
        for key in keys:
            found.update(
                row[0] for row in self._connection.execute("SELECT entity FROM spellings WHERE key = ?", (key,))
            )
        return tuple(sorted(found))

    def in_story(self, story: int, most: int) -> tuple[int, ...]:
        """Return the entities the latest clips of a story mention."""
        numbers = self.of_story(story, most)
        marks = ",".join("?" * len(numbers))
        rows: Any = self._connection.execute(f"SELECT DISTINCT entity FROM personas WHERE clip IN ({marks})", numbers)
        return tuple(sorted(row[0] for row in rows))

    def things(self, numbers: Iterable[int]) -> tuple[Thing, ...]:
        """Return entities with the spellings and titles they were seen with."""
        found = []
        for number in numbers:
            name, type_ = self._row("SELECT name, type FROM entities WHERE number = ?", number)
            rows: Any = self._connection.execute(
                "SELECT DISTINCT forms, titles FROM personas WHERE entity = ? ORDER BY forms, titles LIMIT 200",
                (number,),
            ).fetchall()
            forms = dict.fromkeys(form for row in rows for form in json.loads(row[0]))
            titles = dict.fromkeys(title for row in rows for title in json.loads(row[1]))
            found.append(Thing(number=number, name=name, type=type_, forms=tuple(forms), titles=tuple(titles)))
        return tuple(found)

    def new_entity(self, name: str, type_: str) -> int:
        """Return the number of a new entity."""
        self._connection.execute("INSERT INTO entities (name, type) VALUES (?,?)", (name, type_))
        return self._connection.last_insert_rowid()

    def put_persona(
        self, clip: int, name: str, *, type_: str, forms: Sequence[str], titles: Sequence[str], mentions: int,
        base: int, entity: int, reasons: Sequence[Evidence], keys: Iterable[str],
    ) -> None:  # fmt: skip
        """Note what a clip's name for a thing means."""
        self._connection.execute(
            "INSERT OR REPLACE INTO personas VALUES (?,?,?,?,?,?,?,?,?)",
            (clip, name, type_, _json(forms), _json(titles), mentions, base, entity, _reasons(reasons)),
        )
        self.put_keys(entity, keys)

    def put_keys(self, entity: int, keys: Iterable[str]) -> None:
        """Note by which spellings an entity is found."""
        self._connection.executemany("INSERT OR IGNORE INTO spellings VALUES (?,?)", [(key, entity) for key in keys])

    def drop_personas(self, clip: int, names: Iterable[str]) -> None:
        """Forget names a clip no longer has."""
        self._connection.executemany("DELETE FROM personas WHERE clip = ? AND name = ?", [(clip, n) for n in names])

    def rebase_entity(self, entity: int, base: int) -> tuple[tuple[int, str, str], ...]:
        """Give another entity, by rule, what the rules gave this one; return it, (clip, id, name), to be settled."""
        rows: Any = self._connection.execute(
            "SELECT p.clip, c.id, p.name FROM personas p JOIN clips c ON c.number = p.clip WHERE p.base = ?", (entity,)
        ).fetchall()
        self._connection.execute("UPDATE personas SET base = ? WHERE base = ?", (base, entity))
        self._connection.execute(
            "INSERT OR IGNORE INTO spellings SELECT key, ? FROM spellings WHERE entity = ?", (base, entity)
        )
        return tuple((clip, id_, name) for clip, id_, name in rows)

    def settle_persona(self, clip: int, name: str, entity: int) -> None:
        """Put a clip's name for a thing where the judgements say."""
        self._connection.execute("UPDATE personas SET entity = ? WHERE clip = ? AND name = ?", (entity, clip, name))

    def called(self, entity: int) -> tuple[tuple[str, str, int, int], ...]:
        """Return what clips call an entity: (name, type, mentions, clips)."""
        rows: Any = self._connection.execute(
            "SELECT name, type, sum(mentions), count(*) FROM personas WHERE entity = ? GROUP BY name, type"
            " ORDER BY name, type",
            (entity,),
        )
        return tuple(rows)

    def name_entity(self, entity: int, name: str, type_: str) -> None:
        """Give an entity its name and type."""
        self._connection.execute("UPDATE entities SET name = ?, type = ? WHERE number = ?", (name, type_, entity))

    # conflicts

    def points(self, clip: int) -> tuple[str, Any]:
        """Return a clip's id and its points, as JSON."""
        id_, points = self._row(
            "SELECT c.id, w.points FROM woven w JOIN clips c ON c.number = w.clip WHERE w.clip = ?", clip
        )
        return id_, json.loads(points)

    def names_in(self, clip: int) -> dict[str, str]:
        """Return what a clip's names for things are called in the dossier."""
        rows: Any = self._connection.execute(
            "SELECT p.name, e.name FROM personas p JOIN entities e ON e.number = p.entity WHERE p.clip = ?", (clip,)
        )
        return dict(rows)

    def put_conflicts(self, story: int, conflicts: Sequence[tuple[str, str, Any]]) -> None:
        """Put a story's conflicts (kind, about, whole as JSON) in the place of those it had."""
        self._connection.execute("DELETE FROM conflicts WHERE story = ?", (story,))
        self._connection.executemany(
            "INSERT INTO conflicts VALUES (?,?,?,?,?)",
            [(story, n, kind, about, _json(whole)) for n, (kind, about, whole) in enumerate(conflicts)],
        )

    # the ledger

    def judgements(self, about: About) -> tuple[Judgement, ...]:
        """Return the whole ledger on entities or stories, in order."""
        return ledger.judgements(self._connection, about)

    def enter(self, entry: Judgement) -> int:
        """Enter a judgement; return its number."""
        return ledger.enter(self._connection, entry)

    def undo(self, number: int, at: str) -> None:
        """Note that a judgement no longer holds."""
        ledger.undo(self._connection, number, at)

    def items(self, about: About, number: int, *, base: bool = False) -> tuple[tuple[Item, int, int], ...]:
        """Return what is in an entity or story: (item, where the rules put it, where it is). With `base` also what the
        rules put there and a judgement took away."""
        rows: Any
        where = "WHERE ?1 IN (m.{0}, m.base)" if base else "WHERE m.{0} = ?1"
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

    def conflict_count(self, story: int) -> int:
        """Return how many conflicts a story has."""
        return int(self._row("SELECT count(*) FROM conflicts WHERE story = ?", story)[0])

    def _row(self, sql: str, *values: object) -> Any:
        return self._connection.execute(sql, values).fetchone()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _reasons(reasons: Sequence[Evidence]) -> str:
    return _json([[reason.feature, reason.weight, reason.note] for reason in reasons])

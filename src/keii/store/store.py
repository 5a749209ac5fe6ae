"""The dossier as one object: open, write, ask. Every error that leaves it is a `DossierError` or `NotFound`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Any, Concatenate, ParamSpec, TypeVar

import apsw

from keii.errors import NotFound
from keii.records.clip import Clip
from keii.records.correction import Correction
from keii.records.entity import Entity
from keii.records.facts import Card, Happening, Listed, Neighbours, Statement, Trouble
from keii.records.feed import Waiting
from keii.records.hit import Query
from keii.records.judgement import Judgement
from keii.records.office import TitleSeen
from keii.records.original import Original
from keii.records.problem import Problem
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.records.story import Dispute, Story, StoryLine
from keii.store import clips, corrected, entities, feeds, named, news, originals, places, search, stories
from keii.store.claims import Wanted, statements
from keii.store.connect import connect, into_wal, transaction, trouble
from keii.store.ledger import corrections, judgements
from keii.store.loom import Loom
from keii.store.migrate import migrate, steps
from keii.store.named import NamedReadings
from keii.store.rooms import Rooms
from keii.store.search import Found
from keii.store.sheet import Sheet
from keii.store.write import insert_clip

Args = ParamSpec("Args")
Result = TypeVar("Result")

PATIENCE = 30.0
"""Seconds to wait for another process that is writing (the default we publish)."""
_MANY = 500  # ids asked for at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One input's results, stored together or not at all."""

    name: str
    digest: str  #: sha256 of the input's bytes, hex
    added_at: str  #: UTC, ISO 8601
    new: tuple[Sheet, ...]  #: clips that are not there yet
    changed: tuple[Sheet, ...] = ()  #: clips that are there and take this date, outlet and reading
    rejected: tuple[Problem, ...] | None = None  #: all of the input's items not taken; None: leave the earlier list
    original: Original | None = None  #: what the clips were made from; its validator is kept with them
    entry: Waiting | None = None  #: the entry of a feed that is done with this


def _told(
    work: Callable[Concatenate[Store, Args], Result],
) -> Callable[Concatenate[Store, Args], Result]:
    """Turn SQLite's errors inside a method into ours."""

    @wraps(work)
    def method(self: Store, /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
        with trouble(self.path):
            return work(self, *args, **kwargs)

    return method


class Store(Rooms):
    """綴じ帳: a dossier file, open. One writer and any number of readers at a time; close it, or use it in `with`."""

    def __init__(self, path: Path, connection: apsw.Connection, patience: float = PATIENCE) -> None:
        self.path = path
        self._connection = connection
        self._patience = patience

    @classmethod
    def open(cls, path: Path, *, create: bool, patience: float = PATIENCE) -> Store:
        """Open a dossier and bring it to this version's schema. Raises `NotFound` where `create` is False and there is
        none, and `DossierError`."""
        connection = connect(path, create=create, patience=patience)
        try:
            with trouble(path):
                migrate(connection, path, steps())
                into_wal(connection, patience)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, patience)

    def close(self) -> None:
        """Close the file; what was written stays."""
        self._connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @_told
    def known(self, wanted: Iterable[Clip]) -> dict[str, Clip]:
        """Return, by id, the clips that are there already, put by or not, as they are without corrections. What is no
        part of the clips' own rows, cuts and problems, may be left out."""
        ids = [clip.id for clip in wanted]
        found: dict[str, Clip] = {}
        for at in range(0, len(ids), _MANY):
            found |= {clip.id: clip for clip in clips.stored(self._connection, ids[at : at + _MANY])}
        return found | corrected.as_came(self._connection, ids)

    @_told
    def write(self, parcel: Parcel) -> int:
        """Store a parcel in one transaction; return how many clips were added. A parcel without news writes nothing."""
        with transaction(self._connection):
            once = {sheet.id: sheet for sheet in parcel.new}
            fresh = [sheet for clip_id, sheet in once.items() if not self._has(clip_id)]
            refused = self._news(parcel.name, parcel.rejected)
            if fresh or parcel.changed or refused:
                intake = self._log(parcel)
                original = originals.keep(self._connection, parcel.original) if fresh and parcel.original else None
                for sheet in fresh:
                    insert_clip(self._connection, sheet, intake, original)
                for sheet in parcel.changed:
                    corrected.renew(self._connection, sheet)
                for problem in refused:
                    self._reject(intake, parcel.name, problem)
            if parcel.original and parcel.original.url:
                originals.keep_validator(self._connection, parcel.original.url, parcel.original.validator)
            if parcel.entry:
                feeds.done(self._connection, parcel.entry)
        return len(fresh)

    @_told
    def original(self, word: str) -> Original:
        """Return what the one clip `word` names was made from. Raises `NotFound`."""
        return originals.original(self._connection, clips.number_of(self._connection, word))

    @_told
    def listed(self) -> tuple[Listed, ...]:
        """Return every clip's line, in order of arrival."""
        return tuple(clips.listed(self._connection))

    @_told
    def line(self, word: str) -> Listed:
        """Return the line of the one clip `word` names, as `reading` takes it. Raises `NotFound`."""
        return next(clips.listed_numbers(self._connection, [clips.number_of(self._connection, word)]))

    @_told
    def reading(self, word: str) -> Reading:
        """Return the reading of the one clip `word` names: number, id, its beginning, source. Raises `NotFound`."""
        return next(clips.readings(self._connection, clips.number_of(self._connection, word)))

    @_told
    def neighbours(self, word: str) -> Neighbours:
        """Return what the one clip `word` names leads to, and what leads to it or stands beside it. Raises
        `NotFound`."""
        return places.neighbours(self._connection, clips.number_of(self._connection, word))

    def readings(self) -> Iterator[Reading]:
        """Return all readings in order of arrival, one at a time."""
        with trouble(self.path):
            yield from clips.readings(self._connection)

    @_told
    def statements(self, wanted: Wanted) -> tuple[Statement, ...]:
        """Return the claims that fit, in order of time."""
        return tuple(statements(self._connection, wanted))

    @_told
    def found(self, key: str) -> tuple[int, ...]:
        """Return the entities a name, folded as spellings are, may mean, most mentioned first."""
        return entities.found(self._connection, key)

    @_told
    def name_of(self, entity: int) -> str:
        """Return what an entity is called. Raises `NotFound` where there is none of that number."""
        name = self._connection.execute("SELECT name FROM entities WHERE number = ?", (entity,)).get
        if name is None:
            raise NotFound("there is no entity {0}", f"e{entity}", hint="keii who NAME shows whom a name means")
        return str(name)

    @_told
    def personas(self, entity: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """Return what clips call an entity: (clip's id, name as read, spellings in the clip)."""
        return entities.personas(self._connection, entity)

    @_told
    def spelled(self, key: str) -> tuple[int, ...]:
        """Return the entities that are spelled so somewhere; `key` is the name folded as spellings are."""
        return entities.spelled(self._connection, key)

    @_told
    def card(self, number: int) -> Card:
        """Return the card of an entity. Raises `NotFound`."""
        return entities.card(self._connection, number)

    @_told
    def titles_seen(self, number: int) -> tuple[TitleSeen, ...]:
        """Return the titles beside an entity's names, with their clips, in order of time."""
        return entities.titles_seen(self._connection, number)

    def entities(self) -> Iterator[Entity]:
        """Return every entity with its mentions, one at a time."""
        with trouble(self.path):
            yield from entities.entities(self._connection)

    @_told
    def happenings(self, entity: int | None = None) -> tuple[Happening, ...]:
        """Return all events in order of arrival, or an entity's in order of time."""
        return tuple(entities.happenings(self._connection, entity))

    @_told
    def stories(self, since: str | None = None, until: str | None = None) -> tuple[StoryLine, ...]:
        """Return the stories with a clip of those days, the latest first."""
        return tuple(stories.lines(self._connection, since, until))

    @_told
    def story_lines(self, numbers: Iterable[int]) -> dict[int, StoryLine]:
        """Return the lines of those stories; those that are none, as of nothing but links, are left out."""
        return stories.lines_of(self._connection, tuple(numbers), links=False)

    @_told
    def story(self, number: int) -> Story:
        """Return one story. Raises `NotFound`."""
        return stories.story(self._connection, number)

    @_told
    def stories_of(self, clip: int | None = None) -> dict[int, tuple[int, str]]:
        """Return the story each clip is in, or one clip is: the clip's number -> the story's number and label."""
        return stories.of_clips(self._connection, clip)

    @_told
    def disputes(self, of: Iterable[int] | None = None) -> tuple[Dispute, ...]:
        """Return the conflicts of some stories, or all, the latest story first."""
        return tuple(stories.disputes(self._connection, None if of is None else tuple(of)))

    @_told
    def search(self, query: Query) -> tuple[int, tuple[Found, ...]]:
        """Return how many clips fit a query, and a page of them, best first: (number, story, score, text)."""
        return search.search(self._connection, query)

    @_told
    def spellings(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Return the spellings of entities in the clips, the most used first."""
        return entities.spellings(self._connection, tuple(numbers))

    @_told
    def lines_of(self, numbers: Iterable[int]) -> dict[int, Listed]:
        """Return the lines of the clips of those numbers."""
        return {line.number: line for line in clips.listed_numbers(self._connection, tuple(numbers))}

    @_told
    def new_clips(self, since: str) -> dict[int, tuple[str, int | None, bool]]:
        """Return the clips of that day or later: number -> (id, story, whether it repeats another)."""
        return news.new_clips(self._connection, since)

    @_told
    def older_stories(self, since: str, among: Iterable[int]) -> set[int]:
        """Return those of some stories that have a clip from before that day."""
        return news.older(self._connection, since, tuple(among))

    @_told
    def first_speakers(self, since: str) -> tuple[tuple[int, str, int, int], ...]:
        """Return those whose first claim is of that day or later: (entity, name, clip's number, place in it)."""
        return news.first_speakers(self._connection, since)

    @_told
    def named_readings(self, *, story: int | None = None, entities: Iterable[int] = (), most: int) -> NamedReadings:
        """Return the latest readings of a story, or of the clips that mention all of some entities, their names called
        as in the dossier; copies left out; and how many more there are."""
        return named.readings(self._connection, story, tuple(entities), most)

    @_told
    def judgements(self) -> tuple[Judgement, ...]:
        """Return the judgements of the ledger, in order."""
        return judgements(self._connection)

    @_told
    def corrections(self) -> tuple[Correction, ...]:
        """Return all corrections of the ledger, in order."""
        return corrections(self._connection)

    @_told
    def uncorrected(self, clip_id: str) -> Reading | None:
        """Return a clip's reading without corrections, also where the clip is put by; None: no clip has that id."""
        return corrected.uncorrected(self._connection, clip_id)

    @_told
    def under_correction(self, ids: Iterable[str]) -> frozenset[str]:
        """Return those of some clips that are under correction or put by."""
        return frozenset(corrected.as_came(self._connection, ids))

    @_told
    def unwoven(self) -> int:
        """Return how many clips are still to be woven."""
        return int(self._connection.execute("SELECT count(*) FROM strands").get)

    @_told
    def uncompared(self) -> int:
        """Return how many stories have accounts still to be compared."""
        return int(self._connection.execute("SELECT count(*) FROM uncompared").get)

    @property
    def writable(self) -> bool:
        """Say whether the dossier can be written to."""
        return not self._connection.readonly("main")

    @_told
    def troubles(self) -> tuple[Trouble, ...]:
        """Return all problems: first of items that were not taken, then of clips, in order of arrival."""
        refused = self._connection.execute("SELECT name, NULL, code, NULL, NULL, args FROM rejected ORDER BY number")
        found = [*refused]
        found += self._connection.execute(
            "SELECT c.source_id, c.id, p.code, p.start, p.end, p.args FROM problems p JOIN clips c ON c.number = p.clip"
            " ORDER BY c.number, p.n"
        )
        return tuple(
            Trouble(
                name=name,
                clip=clip,
                problem=Problem(code=code, span=Span(a, b) if a is not None else None, args=tuple(json.loads(args))),
            )
            for name, clip, code, a, b, args in found
        )

    @_told
    def reading_json(self, clip_id: str) -> dict[str, Any]:
        """Return a clip's reading as kept: JSON without the clip's text."""
        sql = "SELECT r.json FROM readings r JOIN clips c ON c.number = r.clip WHERE c.id = ?"
        return json.loads(self._connection.execute(sql, (clip_id,)).get)  # type: ignore[no-any-return]

    @_told
    def stale(self, made_by: MadeBy) -> tuple[str, ...]:
        """Return the ids of clips whose reading something else made: another version, tables or dictionary."""
        rows = self._connection.execute(
            "SELECT c.id FROM clips c JOIN readings r ON r.clip = c.number"
            " WHERE (r.keii, r.tables, r.dictionary) <> (?, ?, ?) ORDER BY c.number",
            (made_by.keii, made_by.tables, made_by.dictionary),
        )
        return tuple(row[0] for row in rows)

    @_told
    def weave(self, work: Callable[[Loom], Result], *, keep: bool = True, wait: bool = True) -> Result:
        """Do some weaving in one transaction and return what it gives; without `keep` nothing of it stays. Without
        `wait` a `DossierLocked` comes at once where another process is writing."""
        if not wait:
            self._connection.set_busy_timeout(0)
        try:
            with transaction(self._connection, keep=keep):
                return work(Loom(self._connection, self.path))
        finally:
            self._connection.set_busy_timeout(int(self._patience * 1000))

    def _has(self, clip_id: str) -> bool:
        there = self._connection.execute("SELECT 1 FROM clips WHERE id = ?", (clip_id,)).get is not None
        return there or corrected.put_by(self._connection, clip_id)

    def _news(self, name: str, rejected: tuple[Problem, ...] | None) -> list[Problem]:
        """Forget what of an input was not taken before but is now; return what is not on the list yet."""
        if rejected is None:
            return []
        now = {(p.code, json.dumps(p.args, ensure_ascii=False)): p for p in rejected}
        before = set(self._connection.execute("SELECT code, args FROM rejected WHERE name = ?", (name,)).fetchall())
        for code, args in before - now.keys():
            self._connection.execute("DELETE FROM rejected WHERE (name, code, args) = (?, ?, ?)", (name, code, args))
        return [problem for key, problem in now.items() if key not in before]

    def _log(self, parcel: Parcel) -> int:
        values = (parcel.name, parcel.digest, parcel.added_at)
        self._connection.execute("INSERT INTO intakes (name, digest, added_at) VALUES (?, ?, ?)", values)
        return self._connection.last_insert_rowid()

    def _reject(self, intake: int, name: str, problem: Problem) -> None:
        values = (intake, name, problem.code, json.dumps(problem.args, ensure_ascii=False))
        self._connection.execute("INSERT INTO rejected (intake, name, code, args) VALUES (?, ?, ?, ?)", values)

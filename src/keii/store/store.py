"""The dossier as one object: open, write, ask. Every error that leaves it is a `DossierError` or `NotFound`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

import apsw

from keii.records.clip import Clip
from keii.records.facts import Card, Happening, Listed, Statement, Trouble
from keii.records.problem import Problem
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.store import clips, entities
from keii.store.claims import Wanted, statements
from keii.store.connect import connect, into_wal, transaction, trouble
from keii.store.migrate import migrate, steps
from keii.store.write import insert_clip, replace_reading

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
    new: tuple[Reading, ...]  #: of clips that are not there yet
    changed: tuple[Reading, ...] = ()  #: of clips that are there and take this date, outlet and reading
    rejected: tuple[Problem, ...] | None = None  #: all of the input's items not taken; None: leave the earlier list


def _told(
    work: Callable[Concatenate[Store, Args], Result],
) -> Callable[Concatenate[Store, Args], Result]:
    """Turn SQLite's errors inside a method into ours."""

    @wraps(work)
    def method(self: Store, /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
        with trouble(self.path):
            return work(self, *args, **kwargs)

    return method


class Store:
    """綴じ帳: a dossier file, open. One writer and any number of readers at a time; close it, or use it in `with`."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path = path
        self._connection = connection

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
        return cls(path, connection)

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
        """Return, by id, the clips that are there already, as stored (without cuts and problems)."""
        ids = [clip.id for clip in wanted]
        found: dict[str, Clip] = {}
        for at in range(0, len(ids), _MANY):
            found |= {clip.id: clip for clip in clips.stored(self._connection, ids[at : at + _MANY])}
        return found

    @_told
    def write(self, parcel: Parcel) -> int:
        """Store a parcel in one transaction; return how many clips were added. A parcel without news writes nothing."""
        with transaction(self._connection):
            once = {reading.clip.id: reading for reading in parcel.new}
            fresh = [reading for clip_id, reading in once.items() if not self._has(clip_id)]
            refused = self._news(parcel.name, parcel.rejected)
            if fresh or parcel.changed or refused:
                intake = self._log(parcel)
                for reading in fresh:
                    insert_clip(self._connection, reading, intake)
                for reading in parcel.changed:
                    replace_reading(self._connection, reading)
                for problem in refused:
                    self._reject(intake, parcel.name, problem)
        return len(fresh)

    @_told
    def listed(self) -> tuple[Listed, ...]:
        """Return every clip's line, in order of arrival."""
        return tuple(clips.listed(self._connection))

    @_told
    def reading(self, word: str) -> Reading:
        """Return the reading of the one clip `word` names: number, id, its beginning, source. Raises `NotFound`."""
        return next(clips.readings(self._connection, clips.number_of(self._connection, word)))

    def readings(self) -> Iterator[Reading]:
        """Return all readings in order of arrival, one at a time."""
        with trouble(self.path):
            yield from clips.readings(self._connection)

    @_told
    def statements(self, wanted: Wanted) -> tuple[Statement, ...]:
        """Return the claims that fit, in order of time."""
        return tuple(statements(self._connection, wanted))

    @_told
    def cards(self, name: str) -> tuple[Card, ...]:
        """Return the cards of the entities a name may mean, most mentioned first."""
        return entities.cards(self._connection, name)

    @_told
    def happenings(self) -> tuple[Happening, ...]:
        """Return all events, in order of arrival."""
        return tuple(entities.happenings(self._connection))

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
    def stale(self, made_by: MadeBy) -> tuple[str, ...]:
        """Return the ids of clips whose reading something else made: another version, tables or dictionary."""
        rows = self._connection.execute(
            "SELECT c.id FROM clips c JOIN readings r ON r.clip = c.number"
            " WHERE (r.keii, r.tables, r.dictionary) <> (?, ?, ?) ORDER BY c.number",
            (made_by.keii, made_by.tables, made_by.dictionary),
        )
        return tuple(row[0] for row in rows)

    def _has(self, clip_id: str) -> bool:
        return self._connection.execute("SELECT 1 FROM clips WHERE id = ?", (clip_id,)).get is not None

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

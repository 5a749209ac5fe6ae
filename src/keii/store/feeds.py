"""配信: the feeds the user follows, how they go, and what was seen of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import apsw

from keii.records.feed import FeedEntry, FeedState, Followed, Outline, Waiting
from keii.records.fetched import Validator
from keii.records.problem import Problem
from keii.store import originals
from keii.store.connect import transaction, trouble
from keii.store.keys import storable

_LISTED = (
    "SELECT f.number, f.url, f.title, f.home, f.folders, f.others, f.tried_at, f.fetched_at, f.failures, f.code,"
    " f.args, f.status, f.retry_at, f.refresh, (SELECT count(*) FROM entries WHERE feed = f.number),"
    " (SELECT count(*) FROM entries WHERE feed = f.number AND waiting IS NOT NULL) FROM feeds f"
)
_MOMENTS = ("published", "updated")


class Feeds:
    """購読簿: the part of a dossier that is about feeds. Every error that leaves it is a `DossierError`."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def add(self, outlines: Iterable[Outline], at: str) -> tuple[int, int]:
        """Follow feeds; return how many are new, and how many were followed already: those keep what they have."""
        new = seen = 0
        with trouble(self._path), transaction(self._connection):
            for outline in outlines:
                self._connection.execute(
                    "INSERT OR IGNORE INTO feeds (url, title, home, folders, others, added_at) VALUES (?,?,?,?,?,?)",
                    (
                        outline.url, _text(outline.title), outline.home, _json(outline.folders),
                        _json(outline.others), at,
                    ),
                )  # fmt: skip
                added = self._connection.changes()
                new, seen = new + added, seen + 1 - added
        return new, seen

    def remove(self, number: int) -> None:
        """Follow a feed no longer; its clips stay."""
        with trouble(self._path), transaction(self._connection):
            url = self._connection.execute("SELECT url FROM feeds WHERE number = ?", (number,)).get
            self._connection.execute("DELETE FROM feeds WHERE number = ?", (number,))
            originals.keep_validator(self._connection, str(url), None)

    def listed(self) -> tuple[Followed, ...]:
        """Return all feeds in the order in which they were added."""
        with trouble(self._path):
            return tuple(map(_followed, self._connection.execute(f"{_LISTED} ORDER BY f.number")))

    def of(self, url: str) -> Validator | None:
        """Return the validator kept for an address as asked for; None: there is none."""
        with trouble(self._path):
            return originals.validator_of(self._connection, url)

    def kept(self, feed: int) -> dict[str, str]:
        """Return the entries seen of a feed: id -> mark."""
        with trouble(self._path):
            return dict(self._connection.execute("SELECT id, mark FROM entries WHERE feed = ?", (feed,)))

    def waiting(self, feed: int, *, fresh: bool) -> tuple[Waiting, ...]:
        """Return a feed's entries that are still to be taken, in order; with `fresh` those never tried only."""
        with trouble(self._path):
            rows = self._connection.execute(
                "SELECT waiting, tries FROM entries WHERE feed = ? AND waiting IS NOT NULL AND (tries = 0 OR NOT ?)"
                " ORDER BY place",
                (feed, fresh),
            )
            return tuple(Waiting(feed=feed, entry=_entry(text), tries=tries) for text, tries in rows)

    def note(
        self,
        followed: Followed,
        state: FeedState,
        problem: Problem | None,
        *,
        validator: Validator | None = None,
        entries: Iterable[FeedEntry] = (),
        at: str,
    ) -> None:
        """Store what came of one try, all or nothing: a feed's state, title and home, the entries that are to be taken,
        and the validator that says so. An entry known by its id is to be taken again."""
        with trouble(self._path), transaction(self._connection):
            outline = followed.outline
            self._connection.execute(
                "UPDATE feeds SET title = ?, home = ?, tried_at = ?, fetched_at = ?, failures = ?, code = ?, args = ?,"
                " status = ?, retry_at = ?, refresh = ? WHERE number = ?",
                (
                    _text(outline.title), outline.home, _stamp(state.tried_at), _stamp(state.fetched_at),
                    state.failures, problem.code if problem else None, _json(problem.args if problem else ()),
                    state.status, _stamp(state.retry_at), state.refresh, followed.number,
                ),
            )  # fmt: skip
            if problem is None:
                originals.keep_validator(self._connection, outline.url, validator)
            self._put(followed.number, entries, at)

    def move(self, number: int, url: str) -> bool:
        """Change a feed's address for good; False: another feed has it already, and nothing is changed."""
        with trouble(self._path), transaction(self._connection):
            old = self._connection.execute("SELECT url FROM feeds WHERE number = ?", (number,)).get
            self._connection.execute("UPDATE OR IGNORE feeds SET url = ? WHERE number = ?", (url, number))
            moved = bool(self._connection.changes())
            if moved:
                originals.keep_validator(self._connection, str(old), None)
            return moved

    def put_off(self, waiting: Waiting) -> None:
        """Note that an entry's page could not be had this time."""
        sql = "UPDATE entries SET tries = tries + 1 WHERE (feed, id) = (?, ?)"
        with trouble(self._path), transaction(self._connection):
            self._connection.execute(sql, (waiting.feed, waiting.entry.id))

    def _put(self, feed: int, entries: Iterable[FeedEntry], at: str) -> None:
        sql = "SELECT coalesce(max(place), 0) FROM entries WHERE feed = ?"
        last = int(self._connection.execute(sql, (feed,)).get)
        for place, entry in enumerate(entries, last + 1):
            self._connection.execute(
                "INSERT OR REPLACE INTO entries (feed, id, mark, seen_at, place, waiting) VALUES (?,?,?,?,?,?)",
                (feed, storable(entry.id), entry.mark, at, place, _entry_json(entry)),
            )


def done(connection: apsw.Connection, waiting: Waiting) -> None:
    """Note, inside a transaction, that an entry is taken, or given up; one that changed meanwhile waits on."""
    entry = waiting.entry
    connection.execute(
        "UPDATE entries SET waiting = NULL WHERE (feed, id, mark) = (?, ?, ?)",
        (waiting.feed, storable(entry.id), entry.mark),
    )


def _followed(row: Any) -> Followed:
    (number, url, title, home, folders, others, tried, fetched, failures, code, args, status, retry, refresh,
     seen, waiting) = row  # fmt: skip
    return Followed(
        number=number,
        outline=Outline(
            url=url,
            title=title,
            home=home,
            folders=tuple(json.loads(folders)),
            others=tuple((key, value) for key, value in json.loads(others)),
        ),
        state=FeedState(
            url=url, tried_at=_moment(tried), fetched_at=_moment(fetched), failures=failures, code=code,
            status=status, retry_at=_moment(retry), refresh=refresh,
        ),
        problem=Problem(code=code, args=tuple(json.loads(args))) if code else None,
        seen=seen,
        waiting=waiting,
    )  # fmt: skip


def _entry_json(entry: FeedEntry) -> str:
    row = asdict(entry)
    for field in _MOMENTS:
        row[field] = row[field].isoformat() if row[field] else None
    return storable(json.dumps(row, ensure_ascii=False))


def _entry(text: str) -> FeedEntry:
    row = json.loads(text)
    for field in _MOMENTS:
        row[field] = _day_or_moment(row[field])
    return replace(FeedEntry(**row), categories=tuple(row["categories"]))


def _day_or_moment(text: str | None) -> date | datetime | None:
    if text is None:
        return None
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _text(text: str | None) -> str | None:
    return storable(text) if text else None


def _json(value: Iterable[object]) -> str:
    return storable(json.dumps(list(value), ensure_ascii=False))

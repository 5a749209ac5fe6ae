"""帳面: what persons decided, and what a rule could not. Entries are undone, never deleted."""

from __future__ import annotations

import json

import apsw

from keii.records.judgement import About, Judgement

_COLUMNS = 'number, about, verdict, "left", "right", part, name, by, why, at, undone_at'


def judgements(connection: apsw.Connection, about: About | None = None) -> tuple[Judgement, ...]:
    """Return the entries on one kind of thing, or on all, in order."""
    where, values = ("", ()) if about is None else ("WHERE about = ?", (about,))
    rows = connection.execute(f"SELECT {_COLUMNS} FROM judgements {where} ORDER BY number", values)
    return tuple(
        Judgement(
            number=number, about=kind, verdict=verdict, left=left, right=right,
            part=tuple(tuple(item) for item in json.loads(part)), name=name, by=by, why=why, at=at, undone_at=undone_at,
        )
        for number, kind, verdict, left, right, part, name, by, why, at, undone_at in rows
    )  # fmt: skip


def enter(connection: apsw.Connection, entry: Judgement) -> int:
    """Enter a judgement; return its number (that of `entry` is not used)."""
    connection.execute(
        'INSERT INTO judgements (about, verdict, "left", "right", part, name, by, why, at) VALUES (?,?,?,?,?,?,?,?,?)',
        (
            entry.about, entry.verdict, entry.left, entry.right,
            json.dumps(entry.part, ensure_ascii=False, separators=(",", ":")), entry.name, entry.by, entry.why,
            entry.at,
        ),
    )  # fmt: skip
    return connection.last_insert_rowid()


def undo(connection: apsw.Connection, number: int, at: str) -> None:
    """Note that a judgement no longer holds."""
    connection.execute("UPDATE judgements SET undone_at = ? WHERE number = ? AND undone_at IS NULL", (at, number))

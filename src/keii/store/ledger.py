"""帳面: what persons decided, and what a rule could not. Entries are undone, never deleted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import apsw

from keii.records.correction import Correction
from keii.records.judgement import About, Judgement
from keii.records.span import Span

_COLUMNS = 'number, about, verdict, "left", "right", part, name, by, why, at, undone_at'


def judgements(connection: apsw.Connection, about: About | None = None) -> tuple[Judgement, ...]:
    """Return the judgements on one kind of thing, or on all, in order."""
    where, values = ("WHERE about <> 'clip'", ()) if about is None else ("WHERE about = ?", (about,))
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


def corrections(connection: apsw.Connection) -> tuple[Correction, ...]:
    """Return the corrections of clips, in order; undone ones too."""
    rows: Any = connection.execute(
        "SELECT number, verdict, \"left\", why, at, undone_at, data FROM judgements WHERE about = 'clip'"
        " ORDER BY number"
    )
    return tuple(_correction(*row) for row in rows)


def enter_correction(connection: apsw.Connection, entry: Correction) -> int:
    """Enter a correction; return its number (that of `entry` is not used)."""
    data = {
        "clip": entry.clip, "span": _ends(entry.span), "words": entry.words, "cue": _ends(entry.cue),
        "value": entry.value, "type": entry.type, "entity": entry.entity, "everywhere": entry.everywhere,
        "source": _ends(entry.source), "replaces": entry.replaces, "makes": entry.makes,
    }  # fmt: skip
    told = {name: value for name, value in data.items() if value not in (None, False, (), "")}
    connection.execute(
        'INSERT INTO judgements (about, verdict, "left", part, by, why, at, data) VALUES (?,?,?,?,?,?,?,?)',
        (
            "clip", entry.kind, entry.clip_number, "[]", "person", entry.why, entry.at,
            json.dumps(told, ensure_ascii=False, separators=(",", ":")),
        ),
    )  # fmt: skip
    return connection.last_insert_rowid()


def undo(connection: apsw.Connection, number: int, at: str) -> None:
    """Note that a judgement or correction no longer holds."""
    connection.execute("UPDATE judgements SET undone_at = ? WHERE number = ? AND undone_at IS NULL", (at, number))


def _correction(
    number: int, kind: Any, clip_number: int, why: str, at: str, undone_at: str | None, data: str
) -> Correction:
    told = json.loads(data)
    return Correction(
        number=number, kind=kind, clip=told["clip"], clip_number=clip_number, span=_span(told.get("span")),
        words=told.get("words", ""), cue=_span(told.get("cue")), value=told.get("value"), type=told.get("type"),
        entity=told.get("entity"),
        everywhere=told.get("everywhere", False), source=_span(told.get("source")),
        replaces=tuple(told.get("replaces", ())), makes=tuple(told.get("makes", ())), why=why, at=at,
        undone_at=undone_at,
    )  # fmt: skip


def _ends(span: Span | None) -> tuple[int, int] | None:
    return None if span is None else (span.start, span.end)


def _span(ends: Sequence[int] | None) -> Span | None:
    return None if ends is None else Span(*ends)

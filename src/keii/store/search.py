"""Full text search: words of the clips in FTS5, narrowed by who speaks, where, when, how."""

from __future__ import annotations

from typing import Any

import apsw

from keii.records.hit import Query
from keii.store.keys import name_key

Found = tuple[int, int | None, float, str]


def search(connection: apsw.Connection, query: Query) -> tuple[int, tuple[Found, ...]]:
    """Return how many clips fit, and a page of them, best first: (number, story, BM25 score, text).

    Without terms the latest clips come first.
    """
    where, values = _where(query, _outlets(connection, query.outlet) if query.outlet else ())
    if query.terms:
        source, score = "search JOIN clips c ON c.number = search.rowid", "-bm25(search)"
        order = "bm25(search), c.number"
    else:
        source, score, order = "clips c", "0.0", "c.published IS NULL, c.published DESC, c.number"
    total: int = connection.execute(f"SELECT count(*) FROM {source} {where}", values).get  # our own words
    rows: Any = connection.execute(
        f"SELECT c.number, (SELECT story FROM story_clips WHERE clip = c.number), {score}, c.text FROM {source} {where}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*values, query.limit, query.offset),
    )
    return total, tuple(rows)


def match_of(terms: tuple[tuple[str, ...], ...]) -> str:
    """Return terms as FTS5 asks for them: every term, by any of its phrases."""
    return " AND ".join("(" + " OR ".join(f'"{_quoted(phrase)}"' for phrase in term) + ")" for term in terms)


def _where(query: Query, outlets: tuple[str, ...]) -> tuple[str, tuple[str | int, ...]]:
    parts: list[str] = []
    values: list[str | int] = []
    if query.terms:
        parts.append("search MATCH ?")
        values.append(match_of(query.terms))
    for part, value in (
        ("c.published >= ?", query.since),
        ("c.published <= ?", query.until),
        ("c.number IN (SELECT clip FROM story_clips WHERE story = ?)", query.story),
    ):
        if value is not None:
            parts.append(part)
            values.append(value)
    if query.outlet:
        parts.append(f"c.outlet IN ({','.join('?' * len(outlets))})")
        values += outlets
    if query.speaker or query.stance:
        part, narrowed = _said(query)
        parts.append(part)
        values += narrowed
    return ("WHERE " + " AND ".join(parts) if parts else ""), tuple(values)


def _outlets(connection: apsw.Connection, name: str) -> tuple[str, ...]:
    """Return the outlets called so, in any width and case."""
    rows: Any = connection.execute("SELECT DISTINCT outlet FROM clips WHERE outlet IS NOT NULL")
    return tuple(outlet for (outlet,) in rows if name_key(outlet) == name_key(name))


def _said(query: Query) -> tuple[str, list[str | int]]:
    """Return the condition that a claim of a speaker, in a stance, stands in the clip."""
    if not query.speaker:
        return "EXISTS (SELECT 1 FROM claims q WHERE q.clip = c.number AND q.stance = ?)", [str(query.stance)]
    marks = ",".join("?" * len(query.speaker))
    told = (
        "SELECT q.clip FROM personas p CROSS JOIN claims q ON q.clip = p.clip AND +q.entity = p.name"
        f" WHERE p.entity IN ({marks})"
    )
    if query.stance:
        return f"c.number IN ({told} AND q.stance = ?)", [*query.speaker, query.stance]
    return f"c.number IN ({told})", [*query.speaker]


def _quoted(phrase: str) -> str:
    return phrase.replace('"', '""')

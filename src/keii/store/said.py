"""発言録: claims filtered, sorted and counted a page at a time, however many there are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import apsw

from keii.records.claim import Manner, Stance
from keii.records.facts import Statement
from keii.records.ledger import ClaimOrder, ClaimPage
from keii.store.claims import picked
from keii.store.connect import trouble
from keii.store.keys import name_key, words_key
from keii.store.search import match_of

Place = tuple[int, int]
COUNTED = 10_000
"""Claims that are counted at most, and the most that are sorted: more is found faster by going along an index."""
_FEW = 10_000  # clips: fewer are looked up one by one, among more the index of all claims is gone along
_BATCH = 400
_LEDGER = "claims q INDEXED BY claims_ledger"
_CLIPS = "clips c CROSS JOIN claims q ON q.clip = c.number"
_NAMED = (
    "(instr(q.content_key, ?) OR q.clip IN (SELECT clip FROM personas WHERE entity IN (SELECT value FROM json_each(?)))"
    " AND EXISTS (SELECT 1 FROM names m JOIN personas o ON o.clip = m.clip AND o.name = m.entity"
    " WHERE m.clip = q.clip AND m.start >= q.content_start AND m.end <= q.content_end"
    " AND o.entity IN (SELECT value FROM json_each(?))))"
)
"""The condition that a content holds a word, or a name of one of some entities."""
_MEANT = (
    "q.entity IN (SELECT name FROM personas WHERE entity IN (SELECT value FROM json_each(?)))"
    " AND EXISTS (SELECT 1 FROM personas p WHERE p.clip = q.clip AND p.name = q.entity"
    " AND p.entity IN (SELECT value FROM json_each(?)))"
)
"""The condition that a source means one of some entities."""
_WHO = "coalesce(q.entity_key, q.source_key)"
_ORDERS: Final = MappingProxyType(
    {
        "said": (_LEDGER, "q.first_day NULLS LAST, q.clip, q.n"),
        "-said": (_LEDGER, "q.first_day DESC, q.clip DESC, q.n"),
        "published": (_CLIPS, "c.published NULLS LAST, c.number, q.n"),
        "-published": (_CLIPS, "c.published DESC, c.number DESC, q.n"),
        "outlet": (_CLIPS, "c.outlet NULLS LAST, c.published DESC, c.number DESC, q.n"),
        "-outlet": (_CLIPS, "c.outlet DESC, c.published, c.number, q.n"),
        "speaker": ("claims q", f"{_WHO} NULLS LAST, q.first_day DESC, q.clip DESC, q.n"),
        "-speaker": ("claims q", f"{_WHO} DESC, q.first_day, q.clip, q.n"),
    }
)
"""Order -> what is gone along, and in which order: that of an index of step 5, forwards or backwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What to look for, worked out; what is empty or None does not narrow."""

    by: str = ""  #: words of the source, or a name of it
    entities: tuple[int, ...] | None = None  #: whom `by` names; with `by` empty: only these
    about: tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...] = ()
    """Words, all of which the content holds or names: (word, whom it names, phrases of the full text index)."""
    stance: Stance | None = None
    manner: Manner | None = None
    outlet: str = ""
    since: str | None = None  #: first day, YYYY-MM-DD
    until: str | None = None  #: last day


@dataclass(frozen=True, slots=True)
class _Narrow:
    """A condition on claims, and how those that meet it are best found."""

    where: str
    values: tuple[Any, ...]
    way: Literal["ledger", "few", "all"] = "ledger"
    """Along the index of the order; by looking up a few clips; by looking into every claim."""

    def along(self, order: ClaimOrder) -> str:
        """Return what is gone along in an order, and the condition."""
        source = _ORDERS[order][0]
        if source == _LEDGER:
            source = {"ledger": _LEDGER, "few": "claims q", "all": "claims q NOT INDEXED"}[self.way]
        return f"{source} WHERE {self.where}" if self.where else source


class Said:
    """発言録. One of a dossier, over its connection."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def page(self, sought: Sought, order: ClaimOrder, limit: int, offset: int) -> ClaimPage:
        """Return a page of the claims that fit, and how many do, counted up to `COUNTED`."""
        with trouble(self._path):
            narrow = self._narrow(sought)
            found = self._places(narrow, "-said", COUNTED + 1, 0)
            few = len(found) <= COUNTED
            if few:
                some = (found if order == "-said" else self._sorted(found, order))[offset : offset + limit + 1]
            else:
                some = self._places(narrow, order, limit + 1, offset)
            return ClaimPage(
                total=min(len(found), COUNTED), more=not few, following=len(some) > limit,
                statements=picked(self._connection, some[:limit]),
            )  # fmt: skip

    def all(self, sought: Sought, order: ClaimOrder) -> Iterator[Statement]:
        """Yield all claims that fit, in order."""
        with trouble(self._path):
            narrow = self._narrow(sought)
            sql = f"SELECT q.clip, q.n FROM {narrow.along(order)} ORDER BY {_ORDERS[order][1]}"
            rows: Any = self._connection.execute(sql, narrow.values)
            while some := list(islice(rows, _BATCH)):
                yield from picked(self._connection, some)

    def outlets(self, most: int) -> tuple[str, ...]:
        """Return the outlets of the clips, in order of their names, at most so many."""
        with trouble(self._path):
            sql = "SELECT DISTINCT outlet FROM clips WHERE outlet IS NOT NULL ORDER BY outlet LIMIT ?"
            return tuple(str(outlet) for (outlet,) in self._connection.execute(sql, (most,)))

    def _places(self, narrow: _Narrow, order: ClaimOrder, limit: int, offset: int) -> list[Place]:
        sql = f"SELECT q.clip, q.n FROM {narrow.along(order)} ORDER BY {_ORDERS[order][1]} LIMIT ? OFFSET ?"
        rows: Any = self._connection.execute(sql, (*narrow.values, limit, offset))
        return list(rows)

    def _sorted(self, places: list[Place], order: ClaimOrder) -> list[Place]:
        """Return places in an order, by looking each up."""
        source, sort = _ORDERS[order]
        clips = "JOIN clips c ON c.number = q.clip" if source == _CLIPS else ""
        rows: Any = self._connection.execute(
            "WITH found AS MATERIALIZED (SELECT value ->> 0 AS clip, value ->> 1 AS n FROM json_each(?))"
            " SELECT q.clip, q.n FROM found f CROSS JOIN claims q ON q.clip = f.clip AND q.n = f.n"
            f" {clips} ORDER BY {sort}",
            (json.dumps(places),),
        )
        return list(rows)

    def _narrow(self, sought: Sought) -> _Narrow:
        """Return the conditions that claims must meet, all of them."""
        parts = [
            _Narrow(part, (value,))
            for part, value in (
                ("q.stance = ?", sought.stance),
                ("q.manner = ?", sought.manner),
                ("q.last_day >= ?", sought.since),
                ("q.first_day <= ?", sought.until),
            )
            if value is not None
        ]
        if sought.by or sought.entities is not None:
            parts.append(self._source(sought))
        if sought.outlet:
            parts.append(self._outlet(sought))
        parts += map(self._content, sought.about)
        ways = {part.way for part in parts}
        return _Narrow(
            " AND ".join(part.where for part in parts), tuple(value for part in parts for value in part.values),
            "few" if "few" in ways else "all" if "all" in ways else "ledger",
        )  # fmt: skip

    def _source(self, sought: Sought) -> _Narrow:
        """Return the condition on whose words they are: words of the source as written, or whom it means."""
        parts: list[str] = []
        values: list[Any] = []
        if sought.by:
            folded = name_key(sought.by)
            parts.append("instr(q.source_key, ?) OR q.entity_key = ?")
            values += [folded, folded]
        if sought.entities is not None:
            parts.append(_MEANT)
            values += [json.dumps(sought.entities)] * 2
        return _Narrow(f"({' OR '.join(parts)})", tuple(values))

    def _outlet(self, sought: Sought) -> _Narrow:
        rows = self._connection.execute("SELECT DISTINCT outlet FROM clips WHERE outlet IS NOT NULL")
        called = [outlet for (outlet,) in rows if name_key(str(outlet)) == name_key(sought.outlet)]
        chosen = "SELECT number FROM clips WHERE outlet IN (SELECT value FROM json_each(?))"
        return self._among(chosen, json.dumps(called))

    def _content(self, about: tuple[str, tuple[int, ...], tuple[str, ...]]) -> _Narrow:
        """Return the condition that a content holds a word, or names one so called. The full text index says in which
        clips; a word without phrases, or that it has nowhere, as part of other words, is looked for in all."""
        word, meant, phrases = about
        condition = _NAMED if meant else "instr(q.content_key, ?)"
        holds = (words_key(word), *([json.dumps(meant)] * 2 if meant else ()))
        if phrases:
            chosen, match = "SELECT rowid FROM search WHERE search MATCH ?", match_of((phrases,))
            if self._connection.execute(f"{chosen} LIMIT 1", (match,)).get is not None:
                among = self._among(chosen, match)
                return _Narrow(f"{among.where} AND {condition}", (*among.values, *holds), among.way)
        return _Narrow(condition, holds, "all")

    def _among(self, chosen: str, value: str) -> _Narrow:
        """Return the condition that a claim stands in one of the chosen clips."""
        few: bool = self._connection.execute(f"SELECT count(*) FROM ({chosen} LIMIT {_FEW + 1})", (value,)).get <= _FEW
        return _Narrow(f"{'' if few else '+'}q.clip IN ({chosen})", (value,), "few" if few else "ledger")

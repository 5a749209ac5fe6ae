"""The loom's entities, and what clips call them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from keii.records.evidence import Evidence
from keii.store.loom_rows import as_json, as_reasons
from keii.store.loom_stories import StoryRows


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """An entity as far as comparing and naming it needs it."""

    number: int
    name: str
    type: str
    forms: tuple[str, ...]
    titles: tuple[str, ...]
    seen: frozenset[tuple[str, str]]  #: how clips spell and title it, as JSON


class EntityRows(StoryRows):
    """Entities by number, and the personas of clips that mean them."""

    def personas(self, number: int) -> dict[str, tuple[int, int]]:
        """Return a clip's names for things: name -> number of the entity by rule and after judgements."""
        rows: Any = self._connection.execute("SELECT name, base, entity FROM personas WHERE clip = ?", (number,))
        return {name: (base, entity) for name, base, entity in rows}

    def spelled(self, keys: Iterable[str]) -> dict[str, set[int]]:
        """Return for each key the entities that are spelled so somewhere."""
        found: dict[str, set[int]] = {key: set() for key in keys}
        rows: Any = self._connection.execute(
            "SELECT s.key, s.entity FROM json_each(?) w CROSS JOIN spellings s ON s.key = w.value",
            (as_json(list(found)),),
        )
        for key, entity in rows:
            found[key].add(entity)
        return found

    def in_story(self, story: int, most: int) -> tuple[int, ...]:
        """Return the entities the latest clips of a story mention."""
        rows: Any = self._connection.execute(
            "SELECT DISTINCT p.entity FROM (SELECT clip FROM story_clips WHERE story = ? ORDER BY day DESC, id LIMIT ?)"
            " s CROSS JOIN personas p ON p.clip = s.clip",
            (story, most),
        )
        return tuple(sorted(row[0] for row in rows))

    def thing(self, number: int) -> Thing:
        """Return an entity with the spellings and titles it was seen with."""
        name, type_ = self.named(number)
        rows: Any = self._connection.execute(
            "SELECT DISTINCT forms, titles FROM personas WHERE entity = ? ORDER BY forms, titles LIMIT 200", (number,)
        ).fetchall()
        forms = dict.fromkeys(form for row in rows for form in json.loads(row[0]))
        titles = dict.fromkeys(title for row in rows for title in json.loads(row[1]))
        return Thing(
            number=number, name=name, type=type_, forms=tuple(forms), titles=tuple(titles), seen=frozenset(rows)
        )

    def named(self, number: int) -> tuple[str, str]:
        """Return an entity's name and type."""
        name, type_ = self._row("SELECT name, type FROM entities WHERE number = ?", number)
        return name, type_

    def new_entity(self, name: str, type_: str) -> int:
        """Return the number of a new entity."""
        self._connection.execute("INSERT INTO entities (name, type) VALUES (?,?)", (name, type_))
        return self._connection.last_insert_rowid()

    def put_persona(
        self, clip: int, name: str, *, type_: str, forms: str, titles: str, mentions: int,
        base: int, entity: int, reasons: Sequence[Evidence], keys: Iterable[str],
    ) -> None:  # fmt: skip
        """Note what a clip's name for a thing means; forms and titles are JSON."""
        self._connection.execute(
            "INSERT OR REPLACE INTO personas VALUES (?,?,?,?,?,?,?,?,?)",
            (clip, name, type_, forms, titles, mentions, base, entity, as_reasons(reasons)),
        )
        self.put_keys(entity, keys)

    def put_keys(self, entity: int, keys: Iterable[str]) -> None:
        """Note by which spellings an entity is found."""
        self._connection.executemany("INSERT OR IGNORE INTO spellings VALUES (?,?)", [(key, entity) for key in keys])

    def drop_personas(self, clip: int, names: Iterable[str]) -> None:
        """Forget names a clip no longer has."""
        self._connection.executemany("DELETE FROM personas WHERE clip = ? AND name = ?", [(clip, n) for n in names])

    def rebase_entity(self, entity: int, base: int) -> None:
        """Give another entity, by rule, what the rules gave this one and no judgement took away, and its spellings."""
        self._connection.execute(
            "UPDATE personas SET base = ?1, entity = ?1 WHERE base = ?2 AND entity = ?2", (base, entity)
        )
        self._connection.execute("UPDATE meant SET base = ? WHERE base = ?", (base, entity))
        self._connection.execute(
            "UPDATE judgements SET data = json_set(data, '$.entity', ?)"
            " WHERE about = 'clip' AND json_extract(data, '$.entity') = ?",
            (base, entity),
        )
        self._connection.execute("UPDATE OR IGNORE spellings SET entity = ? WHERE entity = ?", (base, entity))
        self._connection.execute("DELETE FROM spellings WHERE entity = ?", (entity,))

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

    def clips_with(self, entity: int) -> tuple[int, ...]:
        """Return the clip taken in last that mentions an entity, if any does."""
        rows: Any = self._connection.execute("SELECT max(clip) FROM personas WHERE entity = ?", (entity,))
        return tuple(clip for (clip,) in rows if clip is not None)

    def name_entity(self, entity: int, name: str, type_: str) -> None:
        """Give an entity its name and type."""
        self._connection.execute("UPDATE entities SET name = ?, type = ? WHERE number = ?", (name, type_, entity))

"""Readings whose names are called as the dossier calls them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import apsw

from keii.records.reading import Reading
from keii.store import clips

NamedReadings = tuple[tuple[Reading, ...], int]


def readings(connection: apsw.Connection, story: int | None, entities: Sequence[int], most: int) -> NamedReadings:
    """Return the latest readings of a story, or of the clips that mention all of some entities, and how many more
    there are. Clips that repeat another word for word are left out."""
    where, values = ["x.clip IS NULL OR x.kind = 'version'"], []
    if story is not None:
        where.append("c.number IN (SELECT clip FROM story_clips WHERE story = ?)")
        values.append(story)
    for entity in entities:
        where.append("c.number IN (SELECT clip FROM personas WHERE entity = ?)")
        values.append(entity)
    rows: list[Any] = connection.execute(
        "SELECT c.number FROM clips c LEFT JOIN copies x ON x.clip = c.number"
        f" WHERE {' AND '.join(f'({part})' for part in where)}"
        " ORDER BY c.published IS NULL, c.published DESC, c.number",
        tuple(values),
    ).fetchall()
    numbers = [number for (number,) in rows]
    return tuple(of_number(connection, number) for number in numbers[:most]), max(0, len(numbers) - most)


def of_number(connection: apsw.Connection, number: int) -> Reading:
    """Return the reading of a clip, its entities called as in the dossier."""
    (reading,) = clips.readings(connection, number)
    rows: Any = connection.execute(
        "SELECT p.name, e.name FROM personas p JOIN entities e ON e.number = p.entity WHERE p.clip = ?", (number,)
    )
    return called(reading, dict(rows))


def called(reading: Reading, names: Mapping[str, str]) -> Reading:
    """Return a reading with its entities called by other names."""
    return replace(
        reading,
        names=tuple(replace(name, entity=names.get(name.entity, name.entity)) for name in reading.names),
        events=tuple(
            replace(
                event,
                actor=names.get(event.actor, event.actor) if event.actor else event.actor,
                recipient=names.get(event.recipient, event.recipient) if event.recipient else event.recipient,
            )
            for event in reading.events
        ),
    )

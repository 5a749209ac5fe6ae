"""Clips under correction: readings as they were without it, and clips that are put by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import apsw

from keii.records.clip import Clip
from keii.records.codec import from_json
from keii.records.reading import Reading
from keii.store.sheet import Sheet
from keii.store.write import replace_reading

_MANY = 400  # ids asked for at once
_UNCORRECTED = (
    "SELECT coalesce(u.json, r.json), c.text FROM clips c JOIN readings r ON r.clip = c.number"
    " LEFT JOIN uncorrected u ON u.clip = c.number WHERE c.id = ?1"
    " UNION ALL SELECT json, text FROM put_by WHERE id = ?1"
)
_UNDER = (
    "SELECT id FROM uncorrected JOIN clips ON number = clip WHERE id IN ({0})"
    " UNION ALL SELECT id FROM put_by WHERE id IN ({0})"
)


def uncorrected(connection: apsw.Connection, id_: str) -> Reading | None:
    """Return a clip's reading without corrections, also where the clip is put by; None: no clip has that id."""
    rows: Any = connection.execute(_UNCORRECTED, (id_,))
    return next((reading_from(whole, text) for whole, text in rows), None)


def as_came(connection: apsw.Connection, ids: Iterable[str]) -> dict[str, Clip]:
    """Return, by id, the clips that are under correction or put by, as they are without."""
    wanted, found = list(ids), {}
    for at in range(0, len(wanted), _MANY):
        some = wanted[at : at + _MANY]
        marks = ",".join(f"?{n}" for n in range(1, len(some) + 1))
        under: list[Any] = connection.execute(_UNDER.format(marks), tuple(some)).fetchall()
        for (id_,) in under:
            if reading := uncorrected(connection, id_):
                found[id_] = reading.clip
    return found


def put_by(connection: apsw.Connection, id_: str) -> bool:
    """Say whether a clip is put by: known, but not shown."""
    return connection.execute("SELECT 1 FROM put_by WHERE id = ?", (id_,)).get is not None


def renew(connection: apsw.Connection, sheet: Sheet) -> None:
    """Put a new reading in the place of a clip's old one, also where the clip is put by. Where corrections of it were
    entered or undone since the sheet was made nothing is done: what is there is right."""
    if put_by(connection, sheet.id):
        connection.execute(
            "UPDATE put_by SET json = ? WHERE id = ?", (sheet.uncorrected or sheet.reading[-1], sheet.id)
        )
        return
    held = connection.execute(
        "SELECT u.held FROM clips c JOIN uncorrected u ON u.clip = c.number WHERE c.id = ?", (sheet.id,)
    ).get
    if held == sheet.held:
        replace_reading(connection, sheet)


def reading_from(whole: str, text: str) -> Reading:
    """Return a reading as kept, JSON without the clip's text, with it."""
    data = json.loads(whole)
    data["clip"]["text"] = text
    return from_json(data)

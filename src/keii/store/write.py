"""Writing a sheet into its tables. Called inside a transaction."""

from __future__ import annotations

from typing import Any

import apsw

from keii.store import places
from keii.store.sheet import Sheet

_CLIP = (
    "id", "source_id", "start", "end", "kind", "outlet", "outlet_by", "title", "url", "published", "published_by",
    "register", "text",
)  # fmt: skip
_FILLED_IN = ("outlet", "outlet_by", "published", "published_by", "title")
_NEXT = "SELECT max(coalesce((SELECT max(number) FROM clips), 0), coalesce((SELECT max(number) FROM put_by), 0)) + 1"


def insert_clip(
    connection: apsw.Connection, sheet: Sheet, intake: int, original: int | None = None, number: int | None = None
) -> int:
    """Store a clip that is not there, with its reading; return its number. `original` is the number of what it was
    made from, `number` that of a clip that was put by; None: the next."""
    number = connection.execute(_NEXT).get if number is None else number
    marks = ",".join("?" * len(sheet.clip))
    columns = ", ".join(_CLIP)
    values = (*sheet.clip, intake, original, number)
    connection.execute(f"INSERT INTO clips ({columns}, intake, original, number) VALUES ({marks},?,?,?)", values)
    clip: dict[str, Any] = dict(zip(_CLIP, sheet.clip, strict=True))
    places.put(
        connection, number, source_id=clip["source_id"], kind=clip["kind"], url=clip["url"], day=clip["published"]
    )
    insert_reading(connection, sheet, number)
    return number


def replace_reading(connection: apsw.Connection, sheet: Sheet) -> None:
    """Put a new reading, date, outlet and title in the place of those a clip has; its number and text stay, and so does
    its place among the others until it is woven again."""
    number: int = connection.execute("SELECT number FROM clips WHERE id = ?", (sheet.id,)).get
    for table in (
        "readings", "names", "times", "quantities", "claims", "events", "problems", "clip_links", "strands",
        "woven", "uncorrected",
    ):  # fmt: skip
        connection.execute(f"DELETE FROM {table} WHERE clip = ?", (number,))  # our own table names
    clip = dict(zip(_CLIP, sheet.clip, strict=True))
    connection.execute(
        "UPDATE clips SET outlet = ?, outlet_by = ?, published = ?, published_by = ?, title = ? WHERE number = ?",
        (*(clip[column] for column in _FILLED_IN), number),
    )
    insert_reading(connection, sheet, number)


def insert_reading(connection: apsw.Connection, sheet: Sheet, number: int) -> None:
    """Store what was found in the clip of that number: the whole as JSON, and the columns that questions need."""
    connection.execute("INSERT INTO readings VALUES (?,?,?,?,?)", (number, *sheet.reading))
    connection.execute("INSERT INTO strands VALUES (?,?)", (number, sheet.strand))
    for table, rows in sheet.tables:
        marks = ",".join("?" * (len(rows[0]) + 1))
        filled = ((number, *row) for row in rows)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)  # our own names
    if sheet.uncorrected is not None:
        connection.execute("INSERT INTO uncorrected VALUES (?,?,?)", (number, sheet.held, sheet.uncorrected))

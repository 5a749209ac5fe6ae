"""Writing a sheet into its tables. Called inside a transaction."""

from __future__ import annotations

import apsw

from keii.store.sheet import Sheet

_CLIP = (
    "id", "source_id", "start", "end", "kind", "outlet", "outlet_by", "title", "url", "published", "published_by",
    "register", "text",
)  # fmt: skip
_FILLED_IN = ("outlet", "outlet_by", "published", "published_by")


def insert_clip(connection: apsw.Connection, sheet: Sheet, intake: int, original: int | None = None) -> None:
    """Store a clip that is not there yet, with its reading. `original` is the number of what it was made from."""
    marks = ",".join("?" * len(sheet.clip))
    columns = ", ".join(_CLIP)
    values = (*sheet.clip, intake, original)
    connection.execute(f"INSERT INTO clips ({columns}, intake, original) VALUES ({marks},?,?)", values)
    insert_reading(connection, sheet, connection.last_insert_rowid())


def replace_reading(connection: apsw.Connection, sheet: Sheet) -> None:
    """Put a new reading, date and outlet in the place of those a clip has; its number and text stay, and so does its
    place among the others until it is woven again."""
    number: int = connection.execute("SELECT number FROM clips WHERE id = ?", (sheet.id,)).get
    for table in ("readings", "names", "times", "quantities", "claims", "events", "problems", "strands", "woven"):
        connection.execute(f"DELETE FROM {table} WHERE clip = ?", (number,))  # our own table names
    clip = dict(zip(_CLIP, sheet.clip, strict=True))
    connection.execute(
        "UPDATE clips SET outlet = ?, outlet_by = ?, published = ?, published_by = ? WHERE number = ?",
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

"""Writing a sheet into its tables. Called inside a transaction."""

from __future__ import annotations

import apsw

from keii.store.sheet import Sheet

_CLIP = (
    "id", "source_id", "start", "end", "kind", "outlet", "outlet_by", "title", "url", "published", "published_by",
    "register", "text",
)  # fmt: skip
_FILLED_IN = ("outlet", "outlet_by", "published", "published_by")


def insert_clip(connection: apsw.Connection, sheet: Sheet, intake: int) -> None:
    """Store a clip that is not there yet, with its reading."""
    marks = ",".join("?" * len(sheet.clip))
    columns = ", ".join(_CLIP)
    connection.execute(f"INSERT INTO clips ({columns}, intake) VALUES ({marks},?)", (*sheet.clip, intake))
    insert_reading(connection, sheet, connection.last_insert_rowid())


def replace_reading(connection: apsw.Connection, sheet: Sheet) -> None:
    """Put a new reading, date and outlet in the place of those a clip has; its number and text stay."""
    number: int = connection.execute("SELECT number FROM clips WHERE id = ?", (sheet.id,)).get
    for table in ("readings", "names", "times", "quantities", "claims", "events", "problems", "strands", "woven"):
        connection.execute(f"DELETE FROM {table} WHERE clip = ?", (number,))  # our own table names
    clip = dict(zip(_CLIP, sheet.clip, strict=True))
    if connection.execute("SELECT published IS ? FROM clips WHERE number = ?", (clip["published"], number)).get == 0:
        connection.execute("DELETE FROM story_clips WHERE clip = ?", (number,))  # another day, maybe another story
    connection.execute(
        "UPDATE clips SET outlet = ?, outlet_by = ?, published = ?, published_by = ? WHERE number = ?",
        (*(clip[column] for column in _FILLED_IN), number),
    )
    insert_reading(connection, sheet, number)


def insert_reading(connection: apsw.Connection, sheet: Sheet, number: int) -> None:
    """Store what was found in the clip of that number: the whole as JSON, and the columns that questions need."""
    connection.execute("INSERT INTO readings VALUES (?,?,?,?,?)", (number, *sheet.reading))
    if sheet.strand is not None:
        connection.execute("INSERT INTO strands VALUES (?,?)", (number, sheet.strand))
    for table, rows in sheet.tables:
        marks = ",".join("?" * (len(rows[0]) + 1))
        filled = ((number, *row) for row in rows)
        connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)  # our own names

"""表 -> 切り抜き: every row of a table one clip, never split; a row without text is named, the others go on."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO, TextIOWrapper
from typing import BinaryIO, TextIO

from keii.errors import N_, EncodingError, FormatError, InputError
from keii.ingest.csv.columns import columns_of, has_column
from keii.ingest.decode import decode, label_problem, mark_of
from keii.ingest.entry import Entry, entry_clips, line_of
from keii.ingest.garbled import restored
from keii.ingest.published import from_line
from keii.ingest.stream import Item, Items, Stream, given_of, not_taken, place_of, spread
from keii.ingest.survey import ESCAPED, errors_of, survey
from keii.records.order import Order
from keii.records.problem import Problem

LONGEST = 1 << 24
"""Characters of a field at most."""
_DELIMITERS = (",", "\t", ";")
_LEAST = 2
"""Columns whose names are known, of a file that is not called .csv or .tsv."""
_HEAD = 8192
_NAMES, _NAME = 20, 30
"""Columns told in an error, and characters of the name of each."""


def recognise(head: bytes, name: str, columns: Mapping[str, str] | None = None) -> bool:
    """Say whether a file that begins so is a table with a column of texts; `columns` as in `take_csv`."""
    line = _head_of(head)
    if columns and all(has_column(_names(line)[0], column) for column in columns.values()):
        return True
    known = columns_of(_names(line)[0])
    named = name.lower().endswith((".csv", ".tsv"))
    several = any(delimiter in line for delimiter in _DELIMITERS)
    return (named and (several or "text" in known)) or ("text" in known and len(known) >= _LEAST)


def take_csv(file: BinaryIO, *, name: str, order: Order, columns: Mapping[str, str] | None = None) -> Stream:
    """Return the clips of a table's rows and the rows not taken, in order. `columns`: field -> the name of its column,
    where it is not one that is known. Raises `FormatError` where no column holds texts, `EncodingError` for bytes
    that are no text."""
    found = survey(file)
    file.seek(0)
    problems: tuple[Problem, ...] = ()
    if found.codec:
        text: TextIO = TextIOWrapper(file, encoding=found.codec, errors=errors_of(found.codec), newline="")
        problems = () if found.ascii else label_problem(order.label, found.encoding)
    else:
        text, problems = _whole(file.read(), name, order.label)
    first = text.readline(_HEAD)
    names, delimiter = _names(first.lstrip("\ufeff"))
    missing = [column for column in (columns or {}).values() if not has_column(names, column)]
    places = columns_of(names, columns)
    shown = "・".join(" ".join(one.split())[:_NAME] for one in names[:_NAMES] if one.strip())
    if missing:
        raise FormatError("{0}: no column is called {1}; there are: {2}", name, missing[0], shown)
    if "text" not in places:
        raise FormatError(
            "{0}: no column of this table is known to hold texts; there are: {1}", name, shown,
            hint="name it: --column text=NAME",
        )  # fmt: skip
    table = _Table(name, order, places, delimiter, problems)
    return Stream(digest=found.digest, size=found.size, items=_items(file, text, table, found.size))


@dataclass(frozen=True, slots=True)
class _Table:
    """表: what holds for all rows."""

    name: str
    order: Order
    places: Mapping[str, int]
    delimiter: str
    problems: tuple[Problem, ...]


def _whole(data: bytes, name: str, label: str | None) -> tuple[StringIO, tuple[Problem, ...]]:
    try:
        decoded = decode(data, label=label)
    except EncodingError as error:
        raise error.at(name) from error
    return StringIO(decoded.text, newline=""), decoded.problems


def _items(file: BinaryIO, text: TextIO, table: _Table, size: int) -> Items:
    csv.field_size_limit(LONGEST)  # of the whole process; Python's own limit is that of no article
    rows = csv.reader(_lines(text), delimiter=table.delimiter, strict=False)
    used, number = 0, 1  # the first row has the names
    try:
        while True:
            number += 1
            place = place_of(table.name, number)
            try:
                row = next(rows, None)
            except csv.Error:
                row = []
            if row is None:
                break
            at = min(file.tell(), size) if isinstance(text, TextIOWrapper) else size
            yield from spread(list(_row_items(row, place, table)), used, at)
            used = at
    except (OSError, UnicodeError):
        yield not_taken(place_of(table.name, number), N_("the file could not be read to its end")), size
    finally:
        if isinstance(text, TextIOWrapper):
            text.detach()


def _lines(text: TextIO) -> Iterator[str]:
    """Yield the lines in pieces the parser of rows can hold, NULs left out."""
    while line := text.readline(LONGEST):
        yield line.replace("\0", "")


def _row_items(row: Sequence[str], place: str, table: _Table) -> Iterator[Item]:
    if not any(cell.strip() for cell in row):
        return
    fields = {field: row[at] for field, at in table.places.items() if at < len(row)}
    text = fields.get("text", "")
    if not text.strip():
        yield not_taken(place, N_("no text"))
        return
    if any(not cell.isascii() and ESCAPED.search(cell) for cell in fields.values()):
        yield not_taken(place, N_("no UTF-8 (character {0})"), "1")
        return
    whole = restored([*fields.values()])
    fields = dict(zip(fields, whole.texts, strict=True))
    day, odd = _day(fields.get("published", ""))
    entry = Entry(
        id=line_of(fields.get("id")) or line_of(fields.get("url")) or place,
        text=fields["text"],
        title=line_of(fields.get("title")),
        url=line_of(fields.get("url")),
        published=day,
        outlet=line_of(fields.get("outlet")),
        problems=(*whole.problems, *((Problem(code="K2104", args=(place, odd)),) if odd else ())),
    )
    yield from entry_clips(entry, given_of(table.order, table.problems), whole=True)


def _day(said: str) -> tuple[date | None, str]:
    """Return a cell as a day, and the cell where it is none: 2025-05-10, 20250510, 2025/5/10 18:30, 令和7年5月10日."""
    said = said.strip()
    if not said:
        return None, ""
    try:
        return date.fromisoformat(said[:10] if said[4:5] == "-" else said[:8]), ""
    except ValueError:
        day = from_line(said)
        return day, "" if day else said[:60]


def _head_of(head: bytes) -> str:
    """Return the first line of a file, read as far as can be told; "" for none."""
    line = head.removeprefix(b"\xef\xbb\xbf").split(b"\n", 1)[0][:_HEAD] if mark_of(head)[0] != "utf-16" else b""
    try:
        text = decode(line or head[:_HEAD]).text.lstrip("\ufeff").split("\n", 1)[0] if head.strip() else ""
    except InputError:
        return ""
    return text


def _names(line: str) -> tuple[list[str], str]:
    """Return the names of the columns, and what stands between them."""
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), []), delimiter
    except csv.Error:
        return [], delimiter

"""Rows -> bytes: JSON Lines, or CSV that a spreadsheet opens as text. Pure."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, Final, Literal

from keii.publish.rows import Json, Kind

Format = Literal["jsonl", "csv"]

_SPAN: Final = (("start", "span.0"), ("end", "span.1"), ("text", "text"))
COLUMNS: Final = MappingProxyType(
    {
        "clips": (
            *((name, name) for name in ("id", "source_id")), ("start", "span.0"), ("end", "span.1"),
            *((name, name) for name in ("kind", "outlet", "outlet_by", "title", "url", "published", "published_by",
                                        "register", "text")),
        ),
        "claims": (
            *((name, name) for name in ("clip", "outlet", "published", "n", "said", "stance", "manner")),
            ("source", "source.text"), ("source_start", "source.span.0"), ("source_end", "source.span.1"),
            ("entity", "source.entity"), ("carried", "source.carried"), ("via", "via.*.text"),
            ("content", "content.text"), ("content_start", "content.span.0"), ("content_end", "content.span.1"),
            ("cue", "cue.text"), ("cue_start", "cue.span.0"), ("cue_end", "cue.span.1"), ("addressee", "addressee"),
        ),
        "names": (("clip", "clip"), *_SPAN, ("type", "type"), ("entity", "entity"), ("title", "title.text")),
        "times": (("clip", "clip"), *_SPAN, ("value", "value"), ("anchor", "anchor")),
        "quantities": (("clip", "clip"), *_SPAN, ("low", "value.0"), ("high", "value.1"), ("unit", "unit"),
                       ("bound", "bound")),
        "events": (
            *((name, name) for name in ("clip", "type", "actor", "recipient")), ("anchor", "anchor.text"),
            ("start", "anchor.span.0"), ("end", "anchor.span.1"), ("date", "date"), ("place", "place"),
            ("claim", "claim"),
        ),
        "stories": (*((name, name) for name in ("id", "label", "first", "last")), ("outlets", "outlets.&"),
                    ("clips", "clips.&")),
        "entities": (*((name, name) for name in ("id", "type", "name")), ("aliases", "aliases.&"),
                     ("clips", "clips.&")),
        "conflicts": (*((name, name) for name in ("id", "story", "kind", "about")),
                      ("source", "account.source"), ("via", "account.via.*"), ("said", "account.said"),
                      ("clip", "account.clip"), ("start", "account.span.0"), ("end", "account.span.1"),
                      ("text", "account.text")),
    }
)  # fmt: skip
"""Kind -> its CSV columns: (header, path into the JSON row); `*` joins a chain with " > ", `&` a list with "; "."""

_JOINED: Final = MappingProxyType({"*": " > ", "&": "; "})

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""A cell that begins so is run as a formula by spreadsheets (the full-width forms too, in Japanese ones)."""


def table_bytes(kind: Kind, form: Format, rows: Iterable[Json]) -> Iterator[bytes]:
    """Return the lines of an export, each with its line end. CSV has a header line and CR LF; cells that a
    spreadsheet would run are prefixed with an apostrophe."""
    if form == "jsonl":
        for row in rows:
            yield json_line(row).encode()
        return
    columns = COLUMNS[kind]
    yield _csv_line([header for header, _ in columns])
    for row in _table_rows(kind, rows):
        yield _csv_line([_cell(_at(row, path.split("."))) for _, path in columns])


def json_line(row: Json) -> str:
    """Return an object as one line of JSON, with its line end."""
    return json.dumps(row, ensure_ascii=False) + "\n"


def safe_cell(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return "'" + text if text.startswith(_RISKY) else text


def _table_rows(kind: Kind, rows: Iterable[Json]) -> Iterator[Json]:
    """Return what stands in a line of the table: of a conflict each account, of an entity also the clips naming it."""
    for row in rows:
        if kind == "conflicts":
            yield from (row | {"account": account} for account in row["accounts"])
        elif kind == "entities":
            yield row | {"clips": list(dict.fromkeys(mention["clip"] for mention in row["mentions"]))}
        else:
            yield row


def _at(value: Any, path: list[str]) -> Any:
    for n, step in enumerate(path):
        if value is None:
            return None
        if step in _JOINED:
            found = (_at(item, path[n + 1 :]) for item in value)
            return _JOINED[step].join(str(item) for item in found if item is not None)
        if step.isdigit():  # a single amount is its own low and high
            value = value[int(step)] if isinstance(value, list) else value
        else:
            value = value.get(step)
    return value


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return value if isinstance(value, int | float) else safe_cell(str(value))


def _csv_line(cells: Iterable[str | int | float]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue().encode()

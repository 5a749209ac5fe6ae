"""JSON Lines の一行: what one line holds, checked: bytes that came in become a `Document` or a reason why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keii.errors import N_, filled


@dataclass(frozen=True, slots=True)
class Document:
    """文書: one line of JSON Lines. Fields Keii does not know are left aside."""

    text: str
    id: str | None = None
    published: date | None = None
    outlet: str | None = None
    title: str | None = None
    url: str | None = None


class BadLineError(ValueError):
    """A line that is no document; the message, its {0} filled with `values`, is the reason."""

    def __init__(self, message: str, *values: str) -> None:
        super().__init__(filled(message, values))
        self.parts = (message, *values)


def document_of(line: str, columns: Mapping[str, str] | None = None) -> Document:
    """Return the document a line holds. `columns`: field -> what it is called in these lines, where that is not its own
    name.

    Raises `BadLineError` with the reason: not JSON, no text, a field of the wrong type.
    """
    try:
        fields = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadLineError("not JSON ({0})", _why(error)) from error
    if not isinstance(fields, dict):
        raise BadLineError("not a JSON object")
    said = columns or {}
    fields |= {field: fields[name] for field, name in said.items() if name in fields}
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadLineError('no "{0}"', said["text"]) if "text" in said else BadLineError('no "text"')
    strings = {name: _string(fields, name) for name in ("id", "outlet", "title", "url")}
    return Document(text=text, published=day_of(fields.get("published")), **strings)


def day_of(value: object) -> date | None:
    """Return an ISO day or time ("2025-05-10", "2025-05-10T18:30:00+09:00") as a day; None for null or "".

    A time's day is the day it names in its own zone. Raises `BadLineError` for anything else.
    """
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value).date()
        except ValueError:
            pass
    raise BadLineError('"published" is no ISO date: {0}', repr(str(value)[:40]))


def _string(fields: dict[str, object], name: str) -> str | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if name == "id" and isinstance(value, int):
        return str(value)
    raise BadLineError('"{0}" is no string', name)


def _why(error: Exception) -> str:
    return (
        f"{error.msg} at character {error.pos}" if isinstance(error, json.JSONDecodeError) else N_("nested too deeply")
    )

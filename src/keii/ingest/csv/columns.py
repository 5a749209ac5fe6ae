"""欄: what the columns of a table hold, by their names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.tables.load import load
from keii.text.view import view_of

FIELDS = ("text", "title", "published", "outlet", "url", "id")


@dataclass(frozen=True, slots=True)
class Column:
    """欄の名: a name a column may have, and the field of a document it means."""

    id: str
    field: str
    example: str
    near_miss: str
    source: str


def columns_of(names: Sequence[str], said: Mapping[str, str] | None = None) -> dict[str, int]:
    """Return which column holds each field of a document: field -> place. `said`: field -> name, the user's word.

    Of two columns that mean the same the first counts.
    """
    known = _known()
    wanted = {_key(name): field for field, name in (said or {}).items()}
    found: dict[str, int] = {}
    for place, name in enumerate(names):
        field = wanted.get(_key(name))
        if field:
            found[field] = place
    for place, name in enumerate(names):
        field = known.get(_key(name))
        if field and place not in found.values():
            found.setdefault(field, place)
    return found


def has_column(names: Sequence[str], name: str) -> bool:
    """Say whether a column is called so, width, capitals and blanks aside."""
    return _key(name) in map(_key, names)


@cache
def _known() -> Mapping[str, str]:
    return MappingProxyType({_key(row.example): row.field for row in load("keii.ingest.csv", "columns.tsv", Column)})


def _key(name: str) -> str:
    return "".join(view_of(name).text.lower().split()).replace("-", "_")

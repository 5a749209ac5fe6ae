"""座標: where places are that the dossier names. coordinates.tab is no part of the engine's tables: it decides no
reading, so that its digest does not count it (`keii.tables.digest`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.tables.load import load
from keii.tables.names import places


@dataclass(frozen=True, slots=True, kw_only=True)
class Coordinate:
    """座標: one place. Degrees, north and east positive."""

    name: str
    lat: float
    lon: float
    kind: str
    source: str


@cache
def coordinates() -> Mapping[str, Coordinate]:
    """Return where places are, by their name."""
    rows = load("keii.browsing", "coordinates.tab", Coordinate)
    return MappingProxyType({row.name: row for row in rows})


@cache
def spellings() -> Mapping[str, str]:
    """Return the spellings of those places, with the name they mean; of a spelling of several, the first in the
    tables."""
    known = coordinates()
    found = {name: name for name in known}
    for row in places():
        if row.entity in known:
            for form in row.forms:
                found.setdefault(form, row.entity)
    return MappingProxyType(found)


def forms(name: str) -> tuple[str, ...]:
    """Return all spellings of a place; of one that is not known its name."""
    return _forms().get(name, (name,))


@cache
def _forms() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, meant in spellings().items():
        found.setdefault(meant, []).append(form)
    return MappingProxyType({name: tuple(some) for name, some in found.items()})

"""Whom an actor stands for: a president and a ministry act for their country."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from keii.records.reading import Reading
from keii.tables.names import organisations, people


def homes_in(reading: Reading) -> Mapping[str, str]:
    """Return, of the people and bodies a clip names, the country or place each belongs to: entity -> entity.

    What the clip says goes first (ロシアのプーチン大統領, ロシア国防省), then what the tables know. Who belongs to
    none is left out.
    """
    text = reading.clip.text
    places = {name.entity for name in reading.names if name.type == "GPE"}
    homes: dict[str, str] = {}
    before = None
    for name in reading.names:
        if name.type in ("PER", "ORG") and name.entity not in homes:
            if before is not None and text[before.span.end : name.span.start] in ("", "の"):
                homes[name.entity] = before.entity
            elif home := _home(name.entity, places):
                homes[name.entity] = home
        before = name if name.type == "GPE" else None
    return homes


def _home(entity: str, places: set[str]) -> str | None:
    begins = [place for place in places if entity.startswith(place) and entity != place]
    return max(begins, key=lambda place: (len(place), place)) if begins else _known().get(entity)


@cache
def _known() -> Mapping[str, str]:
    """Return the country of people and bodies the tables know."""
    return MappingProxyType({row.entity: row.where for row in (*people(), *organisations()) if row.where})

"""Eras (元号): 令和7年 -> 2025."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class _Row:
    name: str
    letter: str
    first: str
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Era:
    """元号: its name, the letter forms use (R7), and its first day."""

    name: str
    letter: str
    first: date
    example: str


@cache
def eras() -> tuple[Era, ...]:
    """Return the eras since 1868, oldest first."""
    rows = load("keii.find.dates", "eras.tsv", _Row)
    return tuple(Era(row.name, row.letter, date.fromisoformat(row.first), row.example) for row in rows)


def era_year(name: str, year: int) -> int | None:
    """Return the calendar year of a year of an era, by name or letter; None for an unknown era and year 0.

    A year after the era's end is counted on (昭和100年 is 2025), as people do.
    """
    for era in eras():
        if name in (era.name, era.letter):
            return era.first.year + year - 1 if year > 0 else None
    return None


def era_years(year: int) -> tuple[int, ...]:
    """Return the calendar years that a year's number means in the eras that had so many years."""
    firsts = [era.first.year for era in eras()]
    lasts = [*firsts[1:], date.max.year]
    years = [first + year - 1 for first in firsts]
    return tuple(one for one, last in zip(years, lasts, strict=True) if one <= last)


@cache
def era_names() -> str:
    """Return the eras' names as alternatives of a regular expression."""
    return "|".join(re.escape(era.name) for era in eras())

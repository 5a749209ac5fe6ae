"""Units and bound words: the tables units.tsv and bounds.tsv, ready for matching."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import cast

from keii.records.quantity import Bound
from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class UnitRow:
    """単位: a row of units.tsv."""

    unit: str
    said: str
    kind: str
    unless: str  #: what must not follow, as a regular expression: 人 is no counter in 7人制
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True)
class LesserRow:
    """下の単位: a row of lesser.tsv; how many of the lesser unit make one of the unit."""

    unit: str
    lesser: str
    parts: int
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True)
class BoundRow:
    """限度の言葉: a row of bounds.tsv."""

    word: str
    side: str
    pattern: str
    bound: str
    example: str
    near_miss: str
    source: str


_BEFORE_NUMBER = ("magnitude", "mark")


@cache
def unit_rows() -> tuple[UnitRow, ...]:
    """Return the rows of units.tsv."""
    return load("keii.find.quantities", "units.tsv", UnitRow)


@cache
def bound_rows() -> tuple[BoundRow, ...]:
    """Return the rows of bounds.tsv."""
    return load("keii.find.quantities", "bounds.tsv", BoundRow)


@cache
def units_by_first() -> Mapping[str, tuple[UnitRow, ...]]:
    """Return for each first character the units that follow a number, longest first."""
    table: dict[str, list[UnitRow]] = defaultdict(list)
    for row in unit_rows():
        if row.kind not in _BEFORE_NUMBER:
            table[row.unit[0]].append(row)
    return MappingProxyType({c: tuple(sorted(rows, key=lambda row: -len(row.unit))) for c, rows in table.items()})


@cache
def unless() -> Mapping[str, re.Pattern[str]]:
    """Return for each unit that needs it what must not follow."""
    return MappingProxyType({row.unit: re.compile(row.unless) for row in unit_rows() if row.unless})


@cache
def magnitudes() -> tuple[UnitRow, ...]:
    """Return the units that stand before the number (M7.8), longest first."""
    return tuple(sorted((r for r in unit_rows() if r.kind == "magnitude"), key=lambda row: -len(row.unit)))


@cache
def marks() -> tuple[UnitRow, ...]:
    """Return the marks of money that stand before the number (¥500, US$3億), longest first."""
    return tuple(sorted((r for r in unit_rows() if r.kind == "mark"), key=lambda row: -len(row.unit)))


@cache
def lesser_rows() -> tuple[LesserRow, ...]:
    """Return the rows of lesser.tsv."""
    return load("keii.find.quantities", "lesser.tsv", LesserRow)


@cache
def lesser_of() -> Mapping[str, tuple[LesserRow, ...]]:
    """Return for each unit what may follow it: 12円 50銭."""
    table: dict[str, list[LesserRow]] = defaultdict(list)
    for row in lesser_rows():
        table[row.unit].append(row)
    return MappingProxyType({unit: tuple(rows) for unit, rows in table.items()})


@cache
def bound_before() -> tuple[tuple[re.Pattern[str], Bound], ...]:
    """Return the words that may end right before a number, with what they say."""
    rows = (row for row in bound_rows() if row.side == "before")
    return tuple((re.compile(f"(?:{row.pattern})$"), cast("Bound", row.bound)) for row in rows)


@cache
def any_bound_before() -> re.Pattern[str]:
    """Return what matches where one of `bound_before` does."""
    return re.compile("(?:" + "|".join(row.pattern for row in bound_rows() if row.side == "before") + ")$")


@cache
def bound_after() -> tuple[re.Pattern[str], Mapping[str, Bound]]:
    """Return one pattern with a group a word for what may follow a unit, and what each group says."""
    rows = [row for row in bound_rows() if row.side == "after"]
    pattern = re.compile("|".join(f"(?P<{row.word}>{row.pattern})" for row in rows))
    return pattern, MappingProxyType({row.word: cast("Bound", row.bound) for row in rows})

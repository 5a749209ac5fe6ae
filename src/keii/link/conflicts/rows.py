"""The room's tables: what figures count, whose words are signs of what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.tables.load import load
from keii.tables.names import organisations, people, places

PACKAGE = "keii.link.conflicts"


@dataclass(frozen=True, slots=True)
class ThingRow:
    """数えるもの: a row of things.tsv."""

    thing: str
    unit: str
    words: tuple[str, ...]
    grows: bool
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True)
class ClassRow:
    """内訳: a row of classes.tsv."""

    name: str
    words: tuple[str, ...]
    whole: bool
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class PlainRow:
    """数えるものを言わない言葉: a row of plain.tsv."""

    role: str
    words: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    """単位の表記: a row of units.tsv."""

    unit: str
    spelled: tuple[str, ...]
    common: bool
    scale: int
    says: str


@dataclass(frozen=True, slots=True)
class SignRow:
    """しるし: a row of signs.tsv."""

    id: str
    sign: str
    where: str
    weight: float
    pattern: str
    example: str
    near_miss: str
    source: str


@cache
def homes() -> Mapping[str, str]:
    """Return the country of people and bodies the tables know, by entity: 気象庁 日本."""
    return MappingProxyType({row.entity: row.where for row in (*people(), *organisations()) if row.where})


@cache
def countries() -> Mapping[str, str]:
    """Return for each way to write a country that country: 米国 アメリカ."""
    rows = [row for row in places() if row.kind == "country"]
    return MappingProxyType({form: row.entity for row in rows for form in (row.entity, *row.forms)})


@cache
def thing_rows() -> tuple[ThingRow, ...]:
    """Return the rows of things.tsv."""
    return load(PACKAGE, "things.tsv", ThingRow)


@cache
def class_rows() -> tuple[ClassRow, ...]:
    """Return the rows of classes.tsv."""
    return load(PACKAGE, "classes.tsv", ClassRow)


@cache
def sign_rows() -> tuple[SignRow, ...]:
    """Return the rows of signs.tsv."""
    return load(PACKAGE, "signs.tsv", SignRow)


@cache
def things(unit: str) -> Mapping[str, str]:
    """Return for each normal form the thing it says beside a figure of a unit: 被害 of 人 and of 円 are two."""
    kind = "円" if unit in money() else unit
    rows = [row for row in thing_rows() if row.unit in ("", kind)]
    return MappingProxyType({word: row.thing for row in sorted(rows, key=lambda row: row.unit) for word in row.words})


@cache
def money() -> frozenset[str]:
    """Return the units of money."""
    return frozenset(
        {"円", "ドル", "ユーロ", "ポンド", "元", "ウォン", "ルーブル", "フラン", "ルピー", "ペソ", "レアル"}
    )


@cache
def thing_names() -> frozenset[str]:
    """Return the names of all things."""
    return frozenset(row.thing for row in thing_rows())


@cache
def growing() -> frozenset[str]:
    """Return the things whose later figures are larger as a matter of course."""
    return frozenset(row.thing for row in thing_rows() if row.grows)


@cache
def classes() -> Mapping[str, str]:
    """Return for each normal form the class of people it says."""
    return MappingProxyType({word: row.name for row in class_rows() for word in row.words})


@cache
def whole_classes() -> frozenset[str]:
    """Return the classes that may stand for all who are meant."""
    return frozenset(row.name for row in class_rows() if row.whole)


@cache
def plain(role: str) -> frozenset[str]:
    """Return the normal forms of one role of plain.tsv: loose, stop, suffix, side or both."""
    rows = load(PACKAGE, "plain.tsv", PlainRow)
    return frozenset(word for row in rows if row.role == role for word in row.words)


@cache
def units() -> Mapping[str, tuple[str, int]]:
    """Return for each spelling of a unit its one name and its scale."""
    rows = load(PACKAGE, "units.tsv", UnitRow)
    return MappingProxyType({said: (row.unit, row.scale) for row in rows for said in row.spelled})


@cache
def said_by_unit() -> Mapping[str, str]:
    """Return for each unit that says what it measures that thing: M 地震の規模."""
    return MappingProxyType({row.unit: row.says for row in load(PACKAGE, "units.tsv", UnitRow) if row.says})


@cache
def common_units() -> frozenset[str]:
    """Return the units that say nothing of what is counted."""
    return frozenset(row.unit for row in load(PACKAGE, "units.tsv", UnitRow) if row.common)


@cache
def signs(where: str) -> tuple[tuple[re.Pattern[str], SignRow], ...]:
    """Return the compiled rows of signs.tsv that look at one part: content, cue, figure."""
    return tuple((re.compile(row.pattern), row) for row in sign_rows() if row.where == where)


@cache
def any_sign(where: str) -> re.Pattern[str]:
    """Return one pattern that hits where any of `signs` does: most parts hold none."""
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern, _ in signs(where)))


def signs_in(where: str, part: str) -> list[SignRow]:
    """Return the rows of signs.tsv that look at one kind of part and hit this one."""
    if not any_sign(where).search(part):
        return []
    return [row for pattern, row in signs(where) if pattern.search(part)]

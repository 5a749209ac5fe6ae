"""Where a town is, by the prefecture or city named right before it: 広島県府中市, 東京都府中市."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from keii.records.name import Name

_WHERE = re.compile(
    r"(北海道|東京都|(?:京都|大阪)府|[\u4e00-\u9fff]{2,3}県)(?=.)|([\u4e00-\u9fffァ-ヶぁ-ん]{2,6}市)(?=[\u4e00-\u9fff]{1,3}区)"
)
"""Prefecture at the beginning of a town's name, or the city of a ward."""


def where(names: Iterable[str]) -> frozenset[str]:
    """Return the prefectures, else the cities, with which spellings of a place begin: 広島県府中市 -> 広島県."""
    found = (match for name in names if (match := _WHERE.match(name)))
    return frozenset(match[1] or match[2] for match in found)


def other_place(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether spellings of two places put them in different prefectures, or wards in different cities."""
    a, b = where(mine), where(theirs)
    return bool(a and b) and not a & b and {name[-1] == "市" for name in a} == {name[-1] == "市" for name in b}


def chained(names: Sequence[Name], text: str) -> dict[int, str]:
    """Return, for places with a government that stand right behind another, where they begin -> the words from the
    first of them on: 府中市 in 「広島県府中市」 -> 広島県府中市."""
    found: dict[int, str] = {}
    first, end = 0, -1
    for name in sorted((n for n in names if n.type == "GPE"), key=lambda n: n.span.start):
        first = first if name.span.start == end else name.span.start
        end = name.span.end
        if first < name.span.start:
            found[name.span.start] = text[first:end]
    return found

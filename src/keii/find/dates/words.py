"""Words of time in a text: the rows of words.tsv, found where they stand as words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.eras import eras
from keii.find.dates.lengths import excluded, shifted_atom
from keii.records.parse import Parse
from keii.tables.load import load

_FIGURES: Final = frozenset("0123456789元一二三四五六七八九十")
"""After these 年末 and 月末 are 年 and 月 with 末."""


_DAY_KINDS: Final = frozenset(("rday", "mday"))
_DAY_GOES_ON: Final = ("夜", "朝", "夕", "未明", "午")
"""一昨日夜, which Sudachi may cut as 一昨 and 日夜."""


@dataclass(frozen=True, slots=True)
class WordRow:
    """時の言葉: a row of words.tsv."""

    word: str
    kind: str
    n: int
    part: str
    example: str
    near_miss: str
    source: str


@cache
def word_rows() -> tuple[WordRow, ...]:
    """Return the rows of words.tsv."""
    return load("keii.find.dates", "words.tsv", WordRow)


def word_atoms(parse: Parse) -> Iterator[Atom]:
    """Return the words of time in order, not overlapping; each begins and ends where a morpheme does."""
    text, entries, free = parse.text, _by_first(), 0
    for candidate in _beginnings().finditer(text):
        at = candidate.start()
        if at < free:
            continue
        for word, atom in entries[candidate.group()]:
            if text.startswith(word, at) and _stands(parse, atom, at, at + len(word), at == free):
                free = at + len(word)
                if atom.length and excluded(text, at, free):  # 半年に1度
                    break
                found = Atom(at, free, *atom[2:])
                yield (shifted_atom(text, at, free, atom.length) or found) if atom.length else found
                break


def _stands(parse: Parse, atom: Atom, start: int, end: int, after_day: bool) -> bool:
    """Say whether a word found in the text is one there: not 年末 in 2019年末, 前日 in 以前日本に, 今日 in 今日的."""
    text, starts, ends = parse.text, parse.starts, parse.ends
    before = text[start - 1] if start else " "
    if (text[start] in "年月" and before in _FIGURES) or text.startswith(("的", "年始"), end) or before == "末":
        return False
    first = bisect_left(starts, start)
    if not (first < len(starts) and starts[first] == start) and not (
        (atom.kind == "xpart" and before in "月年度") or (atom.kind == "part" and after_day)
    ):
        return False
    last = bisect_left(ends, end, max(first - 1, 0))
    if last < len(ends) and ends[last] == end:
        return True
    return text.startswith("付", end) or (atom.kind in _DAY_KINDS and text.startswith(_DAY_GOES_ON, end))


@cache
def _by_first() -> Mapping[str, tuple[tuple[str, Atom], ...]]:
    table: dict[str, list[tuple[str, Atom]]] = defaultdict(list)
    for row in word_rows():
        table[row.word[0]].append((row.word, _atom(row)))
    for era in eras():
        year = era.first.year
        table[era.name[0]] += [
            (f"{era.name}元年度", Atom(0, 0, "fy", year, "era")),
            (f"{era.name}元年", Atom(0, 0, "year", year, "era")),
        ]
    longest_first = {c: tuple(sorted(words, key=lambda entry: -len(entry[0]))) for c, words in table.items()}
    return MappingProxyType(longest_first)


def _atom(row: WordRow) -> Atom:
    if row.kind == "clock":
        return Atom(0, 0, "clock", row.n * 60, row.word, part="noon")
    length = _length(row.part) if row.kind == "len" else None
    return Atom(0, 0, row.kind, row.n, row.word, part=row.part, length=length)


def _length(iso: str) -> Length:
    days, _, clock = iso.removeprefix("P").partition("T")
    amounts = {
        f"{u}{t}": int(n) for t, part in (("", days), ("T", clock)) for n, u in re.findall(r"(\d+)([A-Z])", part)
    }
    return Length(
        years=amounts.get("Y", 0), months=amounts.get("M", 0), days=amounts.get("D", 0), hours=amounts.get("HT", 0)
    )


@cache
def _beginnings() -> re.Pattern[str]:
    """Return what matches the first character of each place where the text has a word, stand there or not."""
    rests = {first: "|".join(re.escape(word[1:]) for word, _ in entries) for first, entries in _by_first().items()}
    return re.compile("|".join(f"{re.escape(first)}(?={rest})" for first, rest in rests.items()))

"""Lengths of time: 3日間, 1年2カ月, 3時間半; with 前 and 後 distances: 2年前."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.cues import pattern, words
from keii.find.dates.numerals import Numerals

_MONTHS = "[カかヶヵケ箇個]月"
_UNIT = re.compile(rf"年|{_MONTHS}|週間?|日|時間|分|秒|世紀")
_ORDER: Final = MappingProxyType({"年": 0, "月": 1, "週": 2, "日": 3, "時": 4, "分": 5, "秒": 6})
_HALVES: Final = MappingProxyType({0: (1, 6), 1: (3, 15), 3: (4, 12), 4: (5, 30), 5: (6, 30)})
"""半 after a unit: which smaller unit it is, and how many of it."""
_BEFORE = re.compile(r"(?:ほど|余り|あまり|近く|くらい|ぐらい)?(?:前(?![後半例提倒払日回任身線年月])|まえ)")
_AFTER = re.compile(r"(?:ほど|余り|あまり|近く|くらい|ぐらい)?(?:後(?![半ろ続任期遺継方援退])|あと(?!\d))")
_COUNTED = (
    "回|件|本|食|便|杯|時間|錠|個|枚|往復|ミリ|リットル|グラム|トン|バレル|円|ドル|キロ|人|%|歩|台|隻|羽|頭|匹|社|戸|"
    "軒|冊|ページ|単位|袋|缶|粒|曲|試合|ポイント|カロリー"
)
A_DAY: Final = re.compile(rf"数回|[にで]?(?:約|およそ|最大|最低|少なくとも)?\d[\d,.万千百]*(?:{_COUNTED})")
"""「1日に3回」: what follows a day, an hour or a year by which something is counted."""
_ARC = re.compile(r"度\d{1,2}分$")


def read_length(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read a length (1年2カ月, 3時間半, 3日間) or, with 前 or 後, a distance (2年前)."""
    text, start = c.text, c.numbers[at].span.start
    amounts, end, following = _amounts(c, at)
    if not amounts or any(n != int(n) for n in amounts.values()):
        return None
    end = _half(text, end, amounts)
    if text.startswith("間", end) and not text.startswith("間隔", end):
        end = _half(text, end + 1, amounts) if text[end - 1] != "半" else end + 1
    length = Length(*(int(amounts.get(i, 0)) for i in range(7)))
    if not any(length):
        return None
    return shifted_atom(text, start, end, length) or _plain_atom(text, start, end, length), following


def _half(text: str, end: int, amounts: dict[int, float]) -> int:
    """Add the 半 of 1年半 to the amounts; return where the length ends then."""
    if not text.startswith("半", end) or text.startswith(("半ば", "半導", "半島", "半数", "半分"), end):
        return end
    half = _HALVES.get(max(amounts))
    if half is not None:
        amounts[half[0]] = half[1]
    return end + 1


def shifted_atom(text: str, start: int, end: int, length: Length) -> Atom | None:
    """Return the atom of a length with 前 or 後."""
    for shape, n in ((_BEFORE, -1), (_AFTER, 1)):
        shift = shape.match(text, end)
        if shift:
            if _of_something(text, start):
                return Atom(start, shift.end(), "dist", n, "ago" if n < 0 else "later", length=length)
            return Atom(start, shift.end(), "off", n, "ago" if n < 0 else "later", length=length)
    return None


def _plain_atom(text: str, start: int, end: int, length: Length) -> Atom:
    if excluded(text, start, end) or _is_rate(text, end, length):
        return Atom(start, end, "per", 0, "length", length=length)
    if text.endswith(("過去", "直近"), 0, start):
        return Atom(start - 2, end, "past", -1, "past-length", length=length)
    return Atom(start, end, "len", 0, "length", length=length)


def _of_something(text: str, start: int) -> bool:
    """Say whether what a distance counts from is named right before it: 投票の3日前, 放流開始1時間前."""
    before = text[start - 1 : start]
    if before == "ら":
        return text.endswith("から", 0, start) and not text.endswith(("今から", "いまから"), 0, start)
    if before == "の":
        return not text.endswith(("その", "今から", "この"), 0, start)
    return "一" <= before <= "龠" and before != "約" and not text.endswith(("今後",), 0, start)


def _is_rate(text: str, end: int, length: Length) -> bool:
    """Say whether one day, one hour … is what something else is counted by: 1時間に30ミリ."""
    return sum(length) == 1 and (text[end - 1] != "間" or length.hours == 1) and bool(A_DAY.match(text, end))


def _amounts(c: Numerals, at: int) -> tuple[dict[int, float], int, int]:
    amounts: dict[int, float] = {}
    end = c.numbers[at].span.end
    last = -1
    while at < len(c.numbers):
        number = c.numbers[at]
        unit = _UNIT.match(c.text, number.span.end)
        if unit is None or number.low != number.high or number.low > 10**6 or (amounts and number.span.start != end):
            break
        order = _ORDER["月" if unit.group()[-1] == "月" else unit.group()[0]] if unit.group() != "世紀" else 0
        if order <= last:
            break
        amounts[order] = float(number.low)
        last, end, at = order, unit.end(), at + 1
    return amounts, end, at


def read_months(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 3カ月."""
    return read_length(c, at) if c.text[c.numbers[at].span.end + 1 : c.numbers[at].span.end + 2] == "月" else None


def read_seconds(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read a length in seconds; not those of 北緯31度34分50秒, nor a hundredth (9秒97)."""
    number, text = c.numbers[at], c.text
    if (
        _ARC.search(text, max(0, number.span.start - 6), number.span.start)
        or text[number.span.end + 1 : number.span.end + 2].isdigit()
    ):
        return None
    return read_length(c, at)


def shifted(text: str, end: int) -> bool:
    """Say whether 前 or 後 follows a number and its unit: 3日前."""
    return bool(_BEFORE.match(text, end) or _AFTER.match(text, end))


def excluded(text: str, start: int, end: int) -> bool:
    """Say whether what stands around a number and its unit of time makes it no time: 3年生, 5年分, 中学2年."""
    return bool(pattern("no-length-after").match(text, end)) or text.endswith(
        words("no-length-before"), max(0, start - 4), start
    )

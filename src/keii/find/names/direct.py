"""Names that a row of the tables gives as they stand; countries in one character where the text shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import HEADED, LISTED, SHIELD, Candidate
from keii.find.names.rows import name_type, word_set
from keii.find.names.teams import OUTLETS
from keii.find.names.units import Units

_ROWS = re.compile("[XCGLOMP]")
_COUNTRY = re.compile(
    "(?<=[cCB])c|c(?=[cC])|(?<=r)c|c(?=[MOstPAvnxkKJSNzfGLYp]|rt)|(?<=[(,m])c(?=[),m])|(?<=[|,.([])c(?=[.o])"
)  # 米ロ・日米|対露|米国防総省 米大統領|(米)、|露は
_OUTLET = re.compile(r"(?<=[CGcpqLx])W(?=\])|(?<=[e(])W(?=[)|.\]])|(?<=[OW]m)W|W(?=m[OW])|(?<=[OW],)W|W(?=,[OW])")
# 【モスクワ共同】 写真=共同 (時事) 朝日・読売


def listed(units: Units) -> Iterator[Candidate]:
    """Yield what the tables say without context."""
    for match in _ROWS.finditer(units.codes):
        i = match.start()
        entry = units.entries[i][0]
        kind = None if entry.type == "NONE" else name_type(entry.type)
        power = LISTED if kind else SHIELD
        yield Candidate(power, units.starts[i], units.ends[i], kind, entry.id, entry)


def _places(codes: str, code: str, shape: re.Pattern[str]) -> Iterator[int]:
    """Yield where a shape that begins with one code matches: looks at the places of that code alone."""
    at = codes.find(code)
    while at >= 0:
        if shape.match(codes, at):
            yield at
        at = codes.find(code, at + 1)


def countries(units: Units) -> Iterator[Candidate]:
    """Yield countries written in one character, in company only: 米大統領, 日米, (英)."""
    for i in _places(units.codes, "c", _COUNTRY):
        entry = units.entries[i][0]
        if units.ends[i] - units.starts[i] == 1 and _is_country(units, i):
            yield Candidate(LISTED, units.starts[i], units.ends[i], name_type(entry.type), "names.one_character", entry)


def _is_country(units: Units, i: int) -> bool:
    """日, 中 and 朝 stand for countries in words of two only (日米, 中韓), never alone."""
    char = units.text[units.starts[i]]
    if units.codes[i - 1 : i] in ("d", "u"):
        return False
    return char not in "日中朝" or units.codes[i - 1 : i] in ("c", "C") or units.codes[i + 1 : i + 2] in ("c", "C", "O")


def outlets(units: Units) -> Iterator[Candidate]:
    """Yield outlets in their short form where text names its source: 【ソウル共同】, 写真=時事."""
    for i in _places(units.codes, "W", _OUTLET):
        entry = units.entries[i][0]
        yield Candidate(LISTED, units.starts[i], units.ends[i], name_type(entry.type), "names.outlet_short", entry)


_REPORTS = re.compile("によ(?:る|れ|り)|が報じ|の取材")


def outlets_reporting(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield short outlets before a word of reporting: 朝日によると."""
    for match in _REPORTS.finditer(units.text):
        i = finish.get(match.start(), -1)
        entry = next((e for e in units.entries[i] if e.code == "W"), None) if i >= 0 else None
        if entry and entry.kind in OUTLETS:
            yield Candidate(HEADED, units.starts[i], units.ends[i], "ORG", "names.outlet_reports", entry)


_COUNTRY_NAME = re.compile("[Cc]")


@cache
def _moneys() -> re.Pattern[str]:
    """Return the shape of the currencies that a country's name stands before: スイスフラン, スウェーデン・クローナ."""
    words_of_money = sorted((re.escape(money) for money in word_set("money")), key=lambda money: (-len(money), money))
    return re.compile(f"・?(?:{'|'.join(words_of_money)})")


def moneys(units: Units) -> Iterator[Candidate]:
    """Yield shields over countries in the names of their money."""
    for match in _COUNTRY_NAME.finditer(units.codes):
        i = match.start()
        money = _moneys().match(units.text, units.ends[i])
        if money and not units.codes.startswith("rt", i + 1):  # 米|元|大統領
            yield Candidate(SHIELD, units.starts[i], money.end(), None, "names.money")

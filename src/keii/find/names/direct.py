"""Names that a row of the tables gives as they stand; countries in one character where the text shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import HEADED, LISTED, SHAPE, SHIELD, Candidate
from keii.find.names.rows import name_type, word_set
from keii.find.names.teams import OUTLETS
from keii.find.names.units import Units, word

_ROWS = re.compile("[XCGLOMP]")
_COUNTRY = re.compile(
    "(?<=[cCB])c|c(?=[cC])|(?<=r)c|c(?=[MOstPAvnxkKJSNzfGLYp]|rt)|(?<=[(,m])c(?=[),m])|(?<=c[,m])c|c(?=[,m]c)|(?<=[|,.([])c(?=[.o])"
)  # 米ロ・日米|対露|米国防総省 米大統領|(米)、|露は
_OUTLET = re.compile(r"(?<=[CGcpqLx])W(?=\])|(?<=[e(])W(?=[)|.\]])|(?<=[OW]m)W|W(?=m[OW])|(?<=[OW],)W|W(?=,[OW])")
# 【モスクワ共同】 写真=共同 (時事) 朝日・読売


_HERE = re.compile("[で内前](?!よ)|に(?:到着|入|集ま|招|着)|を訪|周辺|の(?:前|庭|敷地|会議室|執務室|大統領執務室|地下)")


def listed(units: Units) -> Iterator[Candidate]:
    """Yield what the tables say without context."""
    for match in _ROWS.finditer(units.codes):
        i = match.start()
        entry = units.entries[i][0]
        kind = None if entry.type == "NONE" else name_type(entry.type)
        power = LISTED if kind else SHIELD
        if kind == "ORG" and _HERE.match(units.text, units.ends[i]) and word(units, i) in word_set("seat_of_power"):
            kind = "LOC"
        yield Candidate(power, units.starts[i], units.ends[i], kind, entry.id, entry)


def _places(codes: str, code: str, shape: re.Pattern[str]) -> Iterator[int]:
    """Yield where a shape that begins with one code matches: looks at the places of that code alone."""
    at = codes.find(code)
    while at >= 0:
        if shape.match(codes, at):
            yield at
        at = codes.find(code, at + 1)


_SUFFIXES = "台"
"""Characters of countries that end the names of quarters: 清和|台."""


def countries(units: Units) -> Iterator[Candidate]:
    """Yield countries written in one character, in company only: 米大統領, 日米, (英)."""
    for i in _places(units.codes, "c", _COUNTRY):
        entry = units.entries[i][0]
        if units.ends[i] - units.starts[i] == 1 and _is_country(units, i):
            yield Candidate(LISTED, units.starts[i], units.ends[i], name_type(entry.type), "names.one_character", entry)


def _is_country(units: Units, i: int) -> bool:
    """日, 中 and 朝 stand for countries in words of two only (日米, 中韓), never alone."""
    char = units.text[units.starts[i]]
    if units.codes[i - 1 : i] in ("d", "u") or (char in _SUFFIXES and units.codes[i - 1 : i] in tuple("nxpSNJY")):
        return False
    if units.codes[i - 1 : i] in (",", "m") or units.codes[i + 1 : i + 2] in (",", "m"):
        return char not in "日朝" and (char != "中" or "c" in (units.codes[i - 2 : i - 1], units.codes[i + 2 : i + 3]))
    return char not in "日中朝" or units.codes[i - 1 : i] in ("c", "C") or units.codes[i + 1 : i + 2] in ("c", "C", "O")


def outlets(units: Units) -> Iterator[Candidate]:
    """Yield outlets in their short form where text names its source: 【ソウル共同】, 写真=時事."""
    for i in _places(units.codes, "W", _OUTLET):
        entry = units.entries[i][0]
        yield Candidate(LISTED, units.starts[i], units.ends[i], name_type(entry.type), "names.outlet_short", entry)


_PARTY = re.compile("(?<=\\()W(?=m.)|(?<=.m)W(?=\\))")


def parties(units: Units) -> Iterator[Candidate]:
    """Yield parties in their short form in lists of candidates: 前川清成(維新・新)."""
    for i in _places(units.codes, "W", _PARTY):
        beside = word(units, i + 2) if units.codes[i + 1] == "m" else word(units, i - 2)
        entry = units.entries[i][0]
        if entry.kind == "party" and beside in ("新", "前", "元", "現"):
            yield Candidate(LISTED, units.starts[i], units.ends[i], "ORG", "names.party_short", entry)


_COMPANY = re.compile("(?<![CcBnvzxpSN])c([kx](?:m[kKx])*)(?=[.,o()|>])")


def companies(units: Units) -> Iterator[Candidate]:
    """Yield the unknown katakana word behind a country in one character, a company: 米|サンディスク."""
    for i in _places(units.codes, "c", _COMPANY):
        first = i + 1
        last = first
        while units.codes[last + 1] == "m":
            last += 2
        start, end = units.starts[first], units.ends[last]
        if end - start > 2 and "ァ" <= units.text[start] <= "ヿ" and units.text[start - 1] in "米英独仏伊加豪印韓中":
            yield Candidate(SHAPE, start, end, "ORG", "names.foreign_company")


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
    return re.compile(f"・?(?:{'|'.join(words_of_money)})(?![ァ-ヺー])")


def moneys(units: Units) -> Iterator[Candidate]:
    """Yield shields over countries in the names of their money."""
    for match in _COUNTRY_NAME.finditer(units.codes):
        i = match.start()
        money = _moneys().match(units.text, units.ends[i])
        if money and not units.codes.startswith("rt", i + 1):  # 米|元|大統領
            yield Candidate(SHIELD, units.starts[i], money.end(), None, "names.money")


_FISH = "ヒラメ|ブリ|アジ|サバ|ハマチ|カンパチ|イカ|タコ|スズキ|マダイ"
_FOODS = "薬|みそ|味噌|しょうゆ|野菜|麦|大豆|小麦|豆|芋|イモ|卵|油|砂糖|塩|灯油|酒|水を|魚|肉"
_NO_NAME = re.compile(
    f"(?:{_FISH})[や、・と]タイ|タイ(?:[や、・](?:{_FISH})|の(?:養殖|稚魚|刺し?身|塩焼き|だし|あら|切り身|一本釣り)|を釣|釣り)"
    "|米(?:を(?:炊|食べ|作|つく|買|売|収穫|研|配|備蓄|栽培|分け|運|届|担|盗|仕入|といで|洗|蒸|積)"
    f"|が(?:足り|不足|高く|とれ|実)|[と・や、](?:{_FOODS}))"
    "|使い捨てカイロ|(?:秋田|土佐|甲斐|紀州|北海道)犬"
)


def no_names(units: Units) -> Iterator[Candidate]:
    """Yield shields over words that look like places: タイ the fish, 米 the grain, a language, 秋田犬."""
    if any(sign in units.text for sign in ("タイ", "米", "カイロ", "犬")):
        for match in _NO_NAME.finditer(units.text):
            yield Candidate(SHIELD, match.start(), match.end(), None, "names.no_name")
    if "語" not in units.text:
        return
    for match in _SPOKEN.finditer(units.codes):
        i = match.start()
        if units.text[units.starts[i + 1] : units.ends[i + 1]] == "語":
            yield Candidate(SHIELD, units.starts[i], units.ends[i + 1], None, "names.no_name")


_SPOKEN = re.compile("[CG]n")

"""People by their spelling: katakana with ・, a reading in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, PAIR, PERSON, SHAPE, Candidate
from keii.find.names.people import KANJI, person, title_after
from keii.find.names.rows import surnames, word_set
from keii.find.names.units import Units, word

_KATAKANA = re.compile("[ァ-ヴー](?<![ァ-ヴー].)[ァ-ヴー]*+(?:[・＝=](?:[ァ-ヴー]+|[A-Z](?![A-Za-z])\\.?))+", re.DOTALL)
"""Looks only where a katakana word begins, and only once at each."""
_THING = re.compile("の(?!夫妻|一家|両氏|[父母妻夫娘兄弟姉妹])|を|にあ|に住|で[はも開]|から|行き|号|社|製|株")
"""Behind katakana joined by ・ that the dictionary does not know: more often a place, body or work than a person."""
_JOINED = re.compile(
    "(?<=[ァ-ヴー]{2})(?:ヘッド)?(?:コーチ|キャプテン|アナウンサー|キャスター|マネジャー|マネージャー)$"
)
"""Titles in katakana that the dictionary leaves joined to a foreign name: ザハルチュク|コーチ."""


def foreign(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield katakana joined by ・ or ＝."""
    for match in _KATAKANA.finditer(units.text):
        first, last = begin.get(match.start()), _last(units, match, finish)
        if first is None or last is None or first >= last:
            continue
        last -= units.codes[last] == "t" and last > first + 1
        honoured = units.codes[last + 1 : last + 2] == "h"
        while last > first and units.codes[last] in "CLGYO" and units.codes[last - 1] in "me" and not honoured:
            last -= 2
        last -= last > first and units.codes[last] in "CG" and units.codes[last - 1] not in "me" and not honoured
        if last <= first:
            continue
        title = title_after(units, last + 1)
        power = _foreign(units, first, last + 1, title is not None)
        if power and first and (units.codes[first - 1] == "t" or word(units, first - 1) in word_set("kin")):
            power = COMPOUND
        if power == SHAPE and _THING.match(units.text, match.end()):
            continue
        joined = _JOINED.search(match.group()) if power else None
        if joined and units.ends[last] == match.end():
            end = match.start() + joined.start()
            yield Candidate(COMPOUND, match.start(), end, "PER", "names.foreign", title=(end, match.end()))
        elif power:
            yield person(units, first, last + 1, power, "names.foreign", title)


def _last(units: Units, match: re.Match[str], finish: dict[int, int]) -> int | None:
    """Return the unit the run ends with, without a last part that goes on: タイブ・アジア|太平洋."""
    last = finish.get(match.end())
    return finish.get(units.text.rfind("・", match.start(), match.end())) if last is None else last


def _foreign(units: Units, first: int, last: int, titled: bool) -> int:
    part = units.codes[first:last]
    rest = part[1:]
    if any(c in "CcqGgslt" for c in (rest[:-1] if titled else rest)) or (
        part[0] in "CcGgslt" and (units.ends[first] - units.starts[first] > 3 or "K" in part)
    ):
        return 0
    if titled:  # before a title that begins with a body, the body is the title's: 甲・乙|情報局|次長
        return COMPOUND + (units.codes[last : last + 1] == "s")
    if units.codes[last : last + 1] in ("s", "g", "l", "K") or "K" in part or "O" in part:
        return 0
    return PERSON if any(c in "SNJP" for c in part) else SHAPE


_READING = re.compile(r"\(([ぁ-ん]{2,}[・ ]?[ぁ-ん]+)[)=＝、]")
_SELF = re.compile(r"(?<=[=＝])[ぁ-ん]{1,5}・[ぁ-ん]{1,8}(?=[)、,])")
"""The reading of a name beside it in a bracket: 本名庄子徳治＝しょうじ・とくじ."""


_FOREIGN_READING = re.compile(r"\(([ァ-ヺー]+[・＝][ァ-ヺー・＝]+)\)")


_SPLIT = re.compile(r"[SNxnpvPGY]{1,2}\([^()]{1,4}\)N")


_KANJI_AFTER = re.compile("\\(([一-鿿]{2,4})\\)")


_KATAKANA_BEFORE = re.compile("[ァ-ヺー]+・[ァ-ヺー]+$")


_COUNT = re.compile("[一二三四五六七八九十〇]+")
"""An age in a bracket: (三六)."""
_LONGEST = 60
"""No name in katakana is longer."""


def readings(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield name and reading of 山田太郎(やまだ・たろう); the reading is a spelling of the same name."""
    text = units.text
    if "(" not in text:
        return
    for match in _READING.finditer(text):
        bracket = begin.get(match.start())
        if bracket:
            yield from _read(units, bracket, match.start(1), match.end(1))
    for match in _SELF.finditer(text):
        yield Candidate(PAIR, match.start(), match.end(), "PER", "names.reading")
    for match in _FOREIGN_READING.finditer(text):
        end = match.start()
        name = re.search("[一-鿿]{2,4}$", text[max(0, end - 7) : end])
        if name and end - len(name.group()) in begin and not _listed(units, begin.get(match.start(1), -1)):
            yield Candidate(PAIR, end - len(name.group()), end, "PER", "names.reading")
            yield Candidate(PAIR, match.start(1), match.end(1), "PER", "names.reading")
    for match in _KANJI_AFTER.finditer(text):
        yield from _kanji_after(units, match, begin, finish)
    for match in _SPLIT.finditer(units.codes):
        start, end = units.starts[match.start()], units.ends[match.end() - 1]
        if re.fullmatch("[一-鿿々ヶ]{1,4}\\([ぁ-ん]+\\)[一-鿿々]+", units.text[start:end]):
            yield Candidate(PAIR, start, end, "PER", "names.reading", title=title_after(units, match.end()))


def _kanji_after(
    units: Units, match: re.Match[str], begin: dict[int, int], finish: dict[int, int]
) -> Iterator[Candidate]:
    """Yield パク・ソンホ and 朴成浩 of パク・ソンホ(朴成浩)外相."""
    bracket = match.start()
    if _COUNT.fullmatch(match[1]):
        return
    name = _KATAKANA_BEFORE.search(units.text, max(0, bracket - _LONGEST), bracket)
    if not name or name.start() not in begin or match.end() not in finish:
        return
    if _listed(units, begin.get(match.start(1), -1)):
        return
    title = title_after(units, finish[match.end()] + 1)
    yield Candidate(PAIR, name.start(), bracket, "PER", "names.reading", title=title)
    yield Candidate(PAIR, match.start(1), match.end(1), "PER", "names.reading", title=title)


def _read(units: Units, bracket: int, start: int, end: int) -> Iterator[Candidate]:
    honoured = units.codes[bracket - 1] == "h"
    bracket -= honoured
    first = bracket
    while first > 0 and units.codes[first - 1] in "SNJnxpvPQzuGYLk" and bracket - first < 4:
        if not KANJI.fullmatch(units.text, units.starts[first - 1], units.ends[first - 1]):
            break
        first -= 1
    while first < bracket - 1 and (units.codes[first] == "t" or word(units, first) in word_set("kin")):
        first += 1
    run, dotted = first, "・" in units.text[start:end]
    while first < bracket and not (units.codes[first] in "SPQJN" or _surname(units, first)):
        first += 1
    closed = bisect_left(units.starts, end + 1)
    called = units.codes[closed : closed + 1] == "h"
    if first == bracket and (called or (honoured and dotted)):
        first = run
    size = units.ends[bracket - 1] - units.starts[first] if first < bracket else 0
    if not (dotted or called) and (units.codes[first] not in "SP" or bracket - first < 2):
        return
    if 2 - called <= size <= 6:
        title = title_after(units, bracket) if honoured else None
        yield person(units, first, bracket, PAIR, "names.reading", title)
        yield Candidate(PAIR, start, end, "PER", "names.reading")


def _listed(units: Units, i: int) -> bool:
    return i < 0 or units.codes[i] in "CGLOMY"


def _surname(units: Units, i: int) -> bool:
    text = word(units, i)
    return text in surnames() or (units.codes[i + 1] == "N" and len(text) <= 3)

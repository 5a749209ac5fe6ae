"""What the fitted model sees and the rules do not: its spans trimmed of titles, its kinds turned into our types."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from keii.find.names.candidate import SHIELD, TAGGED, Candidate
from keii.find.names.heads import apposes, leads
from keii.find.names.lexicon import lexicon
from keii.find.names.people import title_after
from keii.find.names.rows import name_type, surnames, word_set
from keii.find.names.tagger import Kind, Table, Tagged, tag
from keii.find.names.units import Units, word
from keii.records.name import NameType
from keii.records.parse import Parse

LEAST = 100
"""Scores under this are right about half of the time (docs/models.md): left out."""
SURE = 300
CAPITALS = 600
"""Words in capitals (MNP) are as often things as organisations."""
OVER_LISTED = 62
"""A sure organisation of the model that holds a place of the tables and more (大阪|シティドーム) is kept whole."""
SURE_WHOLE, WHOLE = 500, 96
"""Score from which the model's name is kept whole over the parts the rules have, and the power it then has. With
weights of other texts F1 0.870 became 0.878 on 4,193 names of corpus/names and 0.939 became 0.942 on 1,323 of real
news (2026-11); thresholds of 300 to 1200 lay within 0.004."""
_BODY = (
    "会派",
    "テロ組織",
    "武装組織",
    "過激派組織",
    "ゲリラ",
    "特殊部隊",
    "治安部隊",
    "市民団体",
    "労働団体",
    "子会社",
)
"""Words that say what kind of body the name behind them is."""
_NO_END = ("内", "前", "側", "両党", "定例会", "執行部", "・")
"""Words that may stand behind a name in one run of nouns."""
_LONGEST = 16
_DIGITS = "一二三四五六七八九十百千万億兆数"
_FOREIGN = re.compile("[ァ-ヺー]{3,}")


def fitted(
    units: Units,
    parse: Parse,
    kept: list[Candidate],
    begin: dict[int, int],
    finish: dict[int, int],
    table: Table | None = None,
) -> Iterator[Candidate]:
    """Yield the model's names, trimmed, but those whose span the rules have: they fill what the rules left."""
    spans = {(one.start, one.end) for one in kept}
    starts = [one.start for one in kept]
    for one in tag(parse, table):
        start, end = parse.starts[one.first], parse.ends[one.last - 1]
        first, last = begin.get(start), finish.get(end)
        if first is None or last is None or (start, end) in spans:
            continue
        if first == last and units.codes[first] == "Y" and one.kind == "LOC":
            entry = units.entries[first][0]
            yield Candidate(TAGGED, start, end, name_type(entry.type), "names.fitted", entry)
        elif one.score >= LEAST:
            for found in _trimmed(units, one, first, last):
                yield found._replace(power=WHOLE) if _whole(units, one, found, kept, starts) else found


def _whole(units: Units, one: Tagged, found: Candidate, kept: list[Candidate], starts: list[int]) -> bool:
    """Say whether a sure name of the model holds all that the rules have of it, and they have parts alone.

    民和党|青葉県連 is one organisation, JR|蕨駅 one place, 山田|トメ one person.
    """
    near = max(0, bisect_left(starts, found.start) - 1)
    parts = [k for k in kept[near : bisect_left(starts, found.end)] if k.end > found.start]
    if not parts or (parts[0].start, parts[0].end) == found[1:3] or units.text.endswith(_NO_END, 0, found.end):
        return False
    if any(k.start < found.start or k.end > found.end or k.power == SHIELD for k in parts):
        return False
    if found.type == "ORG":
        return one.score >= SURE_WHOLE and parts[0].start == found.start and parts[0].type == "ORG"
    if found.type == "PER":
        other = any(k.rule in ("names.foreign", "names.reading") for k in parts)
        other = other or units.text.endswith(tuple(word_set("area")), 0, found.end)
        return one.score >= SURE_WHOLE and not other and (parts[-1].type == "PER" or parts[-1].end < found.end)
    return one.score >= SURE and one.kind == "FAC" and parts[0].start - found.start < 2


def _trimmed(units: Units, one: Tagged, first: int, last: int) -> Iterator[Candidate]:
    """Yield the name without the words before it (同国, 国営) and the title after it; nothing where nothing is left."""
    codes, end, person = units.codes, last, one.kind == "PER"
    while end >= first and codes[end] in "th;":
        end -= 1
    if person:
        end = next((i - 1 for i in range(first + 1, end + 1) if codes[i] in "OMCW"), end)
        first += first < end and word(units, first) in word_set("kin")
    elif end < last or (one.kind == "ORG" and codes[end + 1 : end + 2] == "t" and word(units, end) in word_set("area")):
        return
    while first <= end and (codes[first] in "rft;" or leads(units, first)):
        first += 1
    if one.kind == "ORG":
        first = next((i + 1 for i in range(end - 1, first - 1, -1) if _kind_word(units, i)), first)
        first = next((i + 1 for i in range(first, end) if units.text.endswith(_BODY, 0, units.ends[i])), first)
    if first > end or not _nameable(units, one, first, end):
        return
    start, stop = units.starts[first], units.ends[end]
    power = OVER_LISTED if _holds_place(units, one, first, end) else TAGGED
    title = title_after(units, end + 1) if person else None
    yield Candidate(power, start, stop, _type(one.kind, units.text[start:stop]), "names.fitted", title=title)


def _kind_word(units: Units, i: int) -> bool:
    """Say whether a unit says what kind of body the name behind it is, and is no part of it: 会派|清風会."""
    behind = units.codes[i + 1]
    return behind in "OxkJSp" and units.codes[i] in "nszX" and apposes(units, i)


def _holds_place(units: Units, one: Tagged, first: int, end: int) -> bool:
    sure = one.kind == "ORG" and one.score >= SURE and end > first
    short = units.ends[end] - units.starts[first] <= _LONGEST
    return sure and short and not any(c in "ftdOMP" for c in units.codes[first : end + 1])


def _nameable(units: Units, one: Tagged, first: int, end: int) -> bool:
    """Say whether the units may be a name at all: no particles, no common last word, no lone place for a person."""
    codes = units.codes[first : end + 1]
    text = units.text[units.starts[first] : units.ends[end]]
    if any(c in "|.,()<>[]" for c in codes) or "=" in text or codes[0] == "d" or not text.strip(_DIGITS):
        return False
    if text in word_set("not_name") or word(units, end) in word_set("not_tail") or not codes.strip("sglbXht;"):
        return False
    if one.kind == "PER":
        return _person(one, codes, text)
    if text.isascii() and text.isupper() and one.score < CAPITALS:
        return False
    return codes not in ("n", "v", "K", "f", "z") or one.score >= SURE


def _person(one: Tagged, codes: str, text: str) -> bool:
    if codes in "GYLpKOMCgls":
        return text in surnames() and one.score >= SURE
    if "・" in text and "一" <= text[-1] <= "鿿":
        return False
    return "d" not in codes and (len(codes) > 1 or len(text) > 1)


def _type(kind: Kind, text: str) -> NameType:
    """Return the type: by the head of the tables the text ends with; else katakana places have a government."""
    if kind == "PER":
        return _no_person(text)
    if kind == "ORG" or text.endswith(_BRANCH):
        return "ORG"
    head = _head_type(text)
    if head:
        return name_type(head)
    return "GPE" if kind == "LOC" and _FOREIGN.fullmatch(text) else "LOC"


_BRANCH = ("支店", "支社", "支局", "支部")
_LAND = ("峠", "大橋", "街道", "海道", "ライン", "ハイウエー")
_HOUSE = ("屋", "堂", "亭", "軒", "土建", "工務店", "商店")


def _no_person(text: str) -> NameType:
    """Return the type of what the model takes for a person, by its last word: 大内峠, 山田屋."""
    if text not in surnames() and len(text) > 2 and "・" not in text[-3:]:
        if text.endswith(_LAND):
            return "LOC"
        if text.endswith(_HOUSE):
            return "ORG"
    return "PER"


def _head_type(text: str) -> str:
    lex = lexicon()
    for size in range(min(5, len(text) - 1), 0, -1):
        number = lex.number.get(text[-size:], -1)
        if number >= 0 and lex.codes[number] in "sgl":
            return lex.entries[number][0].type
    return ""

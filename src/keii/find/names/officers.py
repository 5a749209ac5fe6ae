"""People by what surrounds a name that no table knows: an office of state, a government, さん behind one character."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, PERSON, Candidate
from keii.find.names.people import KANJI, person, title_after
from keii.find.names.persons import KANA_WORD, also_surname
from keii.find.names.rows import word_set
from keii.find.names.units import Units, word

_RULING = re.compile("(?<![kKSNJmeOCGp])[SPQJYkx](?=n)")


def ruling(units: Units) -> Iterator[Candidate]:
    """Yield the person a government is called by: 石破|政権."""
    if "政権" not in units.text and "内閣" not in units.text:
        return
    for match in _RULING.finditer(units.codes):
        i = match.start()
        if units.text.startswith(("政権", "内閣"), units.ends[i]) and _rules(units, i):
            yield person(units, i, i + 1, PERSON, "names.ruling", None)


def _rules(units: Units, i: int) -> bool:
    code, text = units.codes[i], word(units, i)
    if code == "Y":
        return also_surname(units, i)
    return code in "SPQJ" or (len(text) > 2 and KANA_WORD.fullmatch(text) is not None)


_CALLED = re.compile("(?<=[o,])[nxvz](?=h)|(?<![CGYLpxknSNOPKzt])t(?=[th])")
_KIND_TO = ("さん", "ちゃん", "くん", "君")


def called(units: Units) -> Iterator[Candidate]:
    """Yield a given name of one character before さん: 孫の|結|さん; and the surname 王 before any title."""
    if "王" not in units.text and not any(word_to in units.text for word_to in _KIND_TO):
        return
    for match in _CALLED.finditer(units.codes):
        i = match.start()
        if units.codes[i] == "t":
            if word(units, i) == "王" and word(units, i + 1) != "様":
                yield person(units, i, i + 1, PERSON, "names.called", title_after(units, i + 1))
            continue
        kind = units.text.startswith(_KIND_TO, units.ends[i])
        if (
            kind
            and word(units, i) not in word_set("kin")
            and units.ends[i] - units.starts[i] == 1
            and KANJI.match(units.text, units.starts[i])
        ):
            yield person(units, i, i + 1, PERSON, "names.called", title_after(units, i + 1))


_CREDIT = re.compile(
    "[(\\n](?:聞き手(?:と構成)?|文(?:と写真|・写真)?|構成|題字|絵|取材|論説委員|訳|翻訳|編集|筆者|司会|写真|撮影)"
    "[・=＝: ]"
    "((?:[一-鿿々ヶァ-ヺー]{1,6}[、,・])*[一-鿿々ヶァ-ヺー]{1,6})(?=[)\\n])"
)


def credited(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield those who wrote or drew: (聞き手・田母神), (論説委員・曲)."""
    for match in _CREDIT.finditer(units.text):
        for item in re.finditer("[^、・,]+", match[1]):
            start, end = match.start(1) + item.start(), match.start(1) + item.end()
            first, last = begin.get(start), finish.get(end)
            if first is not None and last is not None and _NO_CREDIT.isdisjoint(units.codes[first : last + 1]):
                yield Candidate(PERSON, start, end, "PER", "names.credit")


_NO_CREDIT = frozenset("WOMsbCth")
"""Codes of units that name a body or post: (写真=共同)."""
_OFFICER = re.compile("([pYxSNJnkKQz](?<![^o|.,<(m>\\]].)[pYxSNJnkKQz]{0,2})(?=[cCM]?(?:rd?r?)?t)")
_OF_PARTY = re.compile("(?<=Oo)([pYx]{1,2})(?=t)")
_OFFICES = ("首相", "相", "官房長官", "庁長官", "大統領", "総書記", "国家主席")
_LONG_KANJI, _LONG_KANA = 4, 12


def officers(units: Units) -> Iterator[Candidate]:
    """Yield the holder of an office of state by a name no table knows: 石動|農相, 川名|辺|外相, 民和党の|紫野|議長."""
    for match in _OFFICER.finditer(units.codes):
        first, last = match.span(1)
        title = title_after(units, last)
        if first and units.codes[first - 1] == "m" and "ァ" <= units.text[units.starts[first]] <= "ヿ":
            continue
        if title and units.text.endswith(_OFFICES, title[0], title[1]) and _unknown(units, first, last):
            yield person(units, first, last, COMPOUND + 1, "names.officer", title)
    for match in _OF_PARTY.finditer(units.codes) if "Oo" in units.codes else ():
        first, last = match.span(1)
        if KANJI.fullmatch(units.text, units.starts[first], units.ends[last - 1]):
            yield person(units, first, last, PERSON, "names.officer", title_after(units, last))


def _unknown(units: Units, first: int, last: int) -> bool:
    """Say whether units may be the crumbs of a name: no common word of two characters, all in one script."""
    start, end = units.starts[first], units.ends[last - 1]
    if KANJI.fullmatch(units.text, start, end):
        words = [word(units, i) for i in range(first, last) if units.codes[i] in "nz"]
        proper = set(units.codes[first:last]) & set("pYxSNJQ")
        return end - start <= _LONG_KANJI and bool(proper) and all(len(one) == 1 for one in words)
    kana = KANA_WORD.fullmatch(units.text, start, end) is not None
    return kana and 3 < end - start <= _LONG_KANA and (last - first > 1 or units.codes[first] in "kJSNQx")

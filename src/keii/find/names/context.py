"""Names that the words around them give away: 団体「…」, 株式会社…, 【…＝記者】, 浜田、江津両市."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, HEADED, PAIR, PERSON, SHAPE, SHIELD, Candidate
from keii.find.names.heads import apposes, word_ends
from keii.find.names.rows import word_set
from keii.find.names.units import Units, word
from keii.records.name import NameType

_QUOTED = re.compile("[nzsvukKAgtlbxpb]<([^<>,|()]{1,12})>")
_COMPANY_AFTER = re.compile("株式会社|\\(株\\)|有限会社|合同会社")
_COMPANY_PARTS = "SNJxpnkKAvzdmGgCLOuse"
_BYLINE = re.compile(r"[＝=]([一-鿿々ァ-ヺー・]{2,10})[】\]]")
_DATELINE = re.compile(r"\[([CGLYpqk])([nlvWx])\]")
_SHARED = re.compile(
    "の?[両各2-9数二三四五](?:(市|県|町|村|区|州|都県|府県|カ国|か国|国)|(党|社|大学|銀行)"
    "|(氏|容疑者|被告|選手|議員|特派員|記者)|(地区|集落|校区|島))"
)
_LIST_ITEM = "pqGYSNJxkLPQnCOWdvz"


def quoted(units: Units) -> Iterator[Candidate]:
    """Yield the name in 投資会社「…」, a quotation after a word for an organisation; shield 映画「…」."""
    for match in _QUOTED.finditer(units.codes):
        noun, (first, last) = match.start(), match.span(1)
        if units.text.endswith(word_ends("thing"), 0, units.ends[noun]):
            yield Candidate(SHIELD, units.starts[noun + 1], units.ends[match.end() - 1], None, "names.thing")
        elif _called(units, noun) and _callable(units, first, last):
            if _ACTS.fullmatch(units.codes, first, last):
                yield Candidate(SHIELD, units.starts[first], units.ends[last - 1], None, "names.thing")
            else:
                yield Candidate(PAIR, units.starts[first], units.ends[last - 1], "ORG", "names.quoted_org")


def _called(units: Units, noun: int) -> bool:
    """Say whether a noun is a word for an organisation, by itself or by its end: 会社, 質店, 書店."""
    ends = word_ends("org_noun_end")
    return word(units, noun) in word_set("org_noun") or units.text.endswith(ends, 0, units.ends[noun])


_ACTS = re.compile("[nyz]*v[nvyz]*")
"""Codes of a few common nouns with an act among them, what a headline has somebody say: 企業「賃上げ困難」."""
_LIKE_A_NAME = re.compile(
    "[ぁ-ゖァ-ヺー・]{2,12}|.*(?:会|店|隊|団|座|連|組|院|園|塾|舎|屋|亭|荘|庵|工房|ネット|クラブ|ハウス|ホーム)",
    re.DOTALL,
)
_LONGEST_CALLED = 24
"""No name in quotation marks is longer."""
_SHORT = 10
"""Characters of a name in quotation marks that holds what may be particles or verbs: 青いトゲ."""
_SENTENCE = re.compile("[だたるいうくすん!?、]$|^[もはがをに]")


def _callable(units: Units, first: int, last: int) -> bool:
    """Say whether quoted units may be what something is called: nouns, or short and without a sentence's end."""
    text = units.text[units.starts[first] : units.ends[last - 1]]
    if len(text) > _LONGEST_CALLED or "。" in text:
        return False
    if "." not in units.codes[first:last] or _LIKE_A_NAME.fullmatch(text):
        return True
    return len(text) <= _SHORT and not units.text.startswith("と", units.ends[last]) and not _SENTENCE.search(text)


def companies(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield the noun run beside 株式会社, without that word."""
    for match in _COMPANY_AFTER.finditer(units.text):
        last = finish.get(match.start())
        first = begin.get(match.end())
        if last is not None and units.codes[last] in _COMPANY_PARTS and units.codes[last] not in "em":
            start = last
            while start and units.codes[start - 1] in _COMPANY_PARTS:
                start -= 1
            while start < last and units.codes[start] in "em":
                start += 1
            yield Candidate(PERSON, units.starts[start], units.ends[last], "ORG", "names.company_word")
        elif first is not None and units.codes[first] in _COMPANY_PARTS:
            end = first
            while end + 1 < len(units.ends) and units.codes[end + 1] in _COMPANY_PARTS:
                end += 1
            yield Candidate(PERSON, units.starts[first], units.ends[end], "ORG", "names.company_word")


_MAKER = re.compile("[nvzKsxr]o([kAxJ])(?=[.,o()|]|$)")
_OWNER = re.compile("(?<![kKnvxSNJmApe])([kAx])o[nvtszr]")


def makers(units: Units) -> Iterator[Candidate]:
    """Yield the one unknown word in メーカーの|ユニバンス and ユニバンス|の社長, which is a company."""
    codes = units.codes
    for match in _MAKER.finditer(codes) if "ok" in codes or "oA" in codes or "ox" in codes or "oJ" in codes else ():
        if units.text.endswith(word_ends("maker"), 0, units.ends[match.start()]):
            yield _company(units, match.start(1))
    for match in _OWNER.finditer(codes) if "ko" in codes or "Ao" in codes or "xo" in codes else ():
        if units.text.startswith(word_ends("of_company"), units.starts[match.end() - 1]):
            yield _company(units, match.start(1))


def _company(units: Units, i: int) -> Candidate:
    return Candidate(SHAPE, units.starts[i], units.ends[i], "ORG", "names.maker")


_APPOSED = re.compile("[nszXv]([kxJPO](?:m[kxJ])*)(?=[.,o()|>h]|$)")


def apposed(units: Units) -> Iterator[Candidate]:
    """Yield the name right behind a word for an organisation: 武装組織|アルシャバーブ, 会派|民主改革連合."""
    for match in _APPOSED.finditer(units.codes):
        first, last = match.start(1), match.end() - 1
        if units.text[units.starts[first] - 1] in "紙誌":
            continue
        if apposes(units, first - 1) and units.ends[last] - units.starts[first] > 2:
            entry = next((e for e in units.entries[first] if e.type == "ORG"), None) if first == last else None
            yield Candidate(COMPOUND + 1, units.starts[first], units.ends[last], "ORG", "names.apposed", entry)


_PAPER = re.compile("[Cc]z([kKxJPOWLGps](?:m[kKxJp])*)")


def papers(units: Units) -> Iterator[Candidate]:
    """Yield the paper or magazine behind its country: 英紙|ガーディアン."""
    if "紙" not in units.text and "誌" not in units.text:
        return
    for match in _PAPER.finditer(units.codes):
        first, last = match.start(1), match.end() - 1
        if units.text[units.ends[first - 1] - 1] in "紙誌" and units.ends[last] - units.starts[first] > 1:
            entry = next((e for e in units.entries[first] if e.type == "ORG"), None) if first == last else None
            yield Candidate(COMPOUND, units.starts[first], units.ends[last], "ORG", "names.paper", entry)


_UNION = re.compile("(?<![A-Za-z])(?:JA(?!L|X)|NPO法人|NPO|NGO)|コープ|生協")
_UNION_PARTS = frozenset("GYLpxknSNJKzgls")


def unions(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield cooperatives and associations by the word they begin with: JA|あおば|みどり, NPO法人|あすなろ."""
    if not any(sign in units.text for sign in ("JA", "NPO", "NGO", "コープ", "生協")):
        return
    for match in _UNION.finditer(units.text):
        first = begin.get(match.start())
        at = begin.get(match.end(), len(units.codes))
        legal = match.group().startswith(("NPO", "コープ"))
        if first is None or units.codes[at : at + 1] not in tuple("GYLpxkSNJn" if legal else "GYLpxkSNJ"):
            continue
        last = at
        while last + 1 < len(units.codes) and units.codes[last + 1] in _UNION_PARTS and last - at < 4:
            last += 1
        start = units.starts[at if match.group().startswith(("NPO", "NGO")) else first]
        yield Candidate(COMPOUND, start, units.ends[last], "ORG", "names.union")


_SHOP = re.compile("(?<![CGLYpxkKnSA])[OWkxKJ][GpYLS]?z")


def shops(units: Units) -> Iterator[Candidate]:
    """Yield a shop of a company, a place: そごう|神戸|店."""
    if "店" not in units.text:
        return
    for match in _SHOP.finditer(units.codes):
        first, last = match.start(), match.end() - 1
        if word(units, last) in ("店", "本店") and last - first > 1:
            yield Candidate(COMPOUND, units.starts[first], units.ends[last], "LOC", "names.shop")


def bylines(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the reporter of 【モスクワ＝山田太郎】."""
    for match in _BYLINE.finditer(units.text):
        first = begin.get(match.start(1))
        if first is None:
            continue
        last = bisect_left(units.starts, match.end(1))
        short = match.end(1) - match.start(1) == 2 and units.codes[first:last] not in ("S", "p", "Y", "L", "x")
        if not short and not set(units.codes[first:last]) & set("OWCcGMts"):
            yield Candidate(PERSON, match.start(1), match.end(1), "PER", "names.byline")


def datelines(units: Units) -> Iterator[Candidate]:
    """Yield place and outlet of 【モスクワ共同】: what stands between the place and the bracket is the outlet."""
    for match in _DATELINE.finditer(units.codes):
        place, outlet = match.start(1), match.start(2)
        if word(units, outlet) in word_set("not_outlet"):
            continue
        where = units.entries[place][0] if units.entries[place] else None
        who = next((e for e in units.entries[outlet] if e.type == "ORG"), None)
        yield Candidate(COMPOUND, units.starts[place], units.ends[place], "GPE", "names.dateline", where)
        yield Candidate(COMPOUND, units.starts[outlet], units.ends[outlet], "ORG", "names.dateline", who)


def shared_heads(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield each of 浜田、江津両市 and 民和、公友両党: names that share one head."""
    for match in _SHARED.finditer(units.text):
        at = finish.get(match.start())
        kind: NameType = "GPE" if match[1] else "ORG" if match[2] else "PER" if match[3] else "LOC"
        items: list[int] = []
        while at is not None and at >= 0 and units.codes[at] in _LIST_ITEM:
            if units.codes[at] in "nvzd" and units.ends[at] - units.starts[at] < 2:
                break
            items.append(at)
            if at < 2 or units.codes[at - 1] not in ",m":
                break
            at -= 2
        if len(items) > 1:
            yield from (_item(units, i, kind) for i in items)


_CONTACT = re.compile(
    "担当[:・＝= ]((?:[一-鿿々ヶァ-ヺー]{1,6}[、・,]){0,9}[一-鿿々ヶァ-ヺー]{1,6})(?=[)\\n]|へ|まで|$)"
)


def contacts(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield the people to ask, ten at most: (担当・神戸), 担当=中越、下元."""
    for match in _CONTACT.finditer(units.text) if "担当" in units.text else ():
        for item in re.finditer("[^、・,]+", match[1]):
            start, end = match.start(1) + item.start(), match.start(1) + item.end()
            first, last = begin.get(start), finish.get(end)
            if first is None or last is None or units.text.endswith("担当", start, end):
                continue
            if units.codes[last] not in "stbzglCh":
                yield Candidate(PERSON, start, end, "PER", "names.contact")


def _item(units: Units, i: int, kind: NameType) -> Candidate:
    entry = next((e for e in units.entries[i] if e.type == kind), None)
    return Candidate(HEADED, units.starts[i], units.ends[i], kind, "names.shared_head", entry)

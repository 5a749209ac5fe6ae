"""Organisations by their head: what stands before 委員会, 銀行, 軍 in one run of nouns is part of the name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, Candidate
from keii.find.names.entry import Entry
from keii.find.names.heads import apposes, bare_end, both_katakana, leads, named, soft
from keii.find.names.rows import surnames, word_set
from keii.find.names.units import Units, word
from keii.records.name import NameType

_NOUNS = "CGLYOMWPQSNJcpqxnvkKAdrsbglzufmyhte"


_RUN = re.compile(f"[{_NOUNS}]*[sM][CGLYOMWPQSNJcpqxnvkKAdrsbglzumet]*")
_FIRM_ABROAD = re.compile("r[CcGqp]{1,2}O")
_FIRM = re.compile("O[^|.,()<>o\\[\\]]+")


_HEAD = re.compile("[sMO]")


_STATE = frozenset({"ministry", "army", "government", "agency", "parliament", "body", "court", "police", "office"})


"""Heads that lean on one place right before them: ロシア|国防省, 米|軍."""


_LEFT = frozenset("CGLYOMWpqxnvkKASNJcglszQmb")


def compounds(units: Units) -> Iterator[Candidate]:
    """Yield organisations with a head, one for each chain of heads in a run of nouns."""
    for match in _runs(units.codes):
        yield from _in_run(units, match.start(), match.end())


def _runs(codes: str) -> Iterator[re.Match[str]]:
    """Yield the runs of nouns with a head, each from the nouns on that stand before the next head; where that is a
    company (O) and no head follows in the run, the company with what leans on it."""
    at = 0
    while head := _HEAD.search(codes, at):
        start = at + len(codes[at : head.start()].rstrip(_NOUNS))
        match = (
            _RUN.match(codes, start)
            or _FIRM_ABROAD.search(codes, max(start, head.start() - 3), head.end())
            or _FIRM.match(codes, head.start())
        )
        if match:
            yield match
        at = (match or head).end()


def _in_run(units: Units, first: int, last: int) -> Iterator[Candidate]:
    codes, at, floor = units.codes, first, first
    while at < last:
        if codes[at] not in "sMO":
            at += 1
            continue
        head = at
        end = _right(units, head, last)
        if _unfinished(units, end):
            at = floor = end
            continue
        start = _left(units, head, floor)
        if start is not None:
            start = _after_person(units, start, head, end)
        if start is not None and end - start > 1:
            entry = units.entries[end - 1][0] if units.entries[end - 1] else units.entries[head][0]
            stop = units.ends[bare_end(units, start, end - 1)]
            name = units.text[units.starts[start] : stop]
            if name not in word_set("not_name"):
                kind: NameType = "LOC" if _building(units, end) else "ORG"
                yield Candidate(COMPOUND, units.starts[start], stop, kind, _rule(units, end - 1, entry))
        at = floor = end


def _rule(units: Units, last: int, entry: Entry) -> str:
    return entry.id if units.codes[last] == "s" else "names.country_organ"


_SEATS = (
    "県庁", "府庁", "都庁", "道庁", "役所", "役場", "刑務所",
    "文化センター", "スポーツセンター", "トレーニングセンター",
)  # fmt: skip


_AT = re.compile("[でに前内](?!よる|よれ)")


def _building(units: Units, end: int) -> bool:
    """Say whether a seat of local government stands for the building: 市役所で会見した."""
    at = units.ends[end - 1]
    return units.text.endswith(_SEATS, 0, at) and (at == len(units.text) or _AT.match(units.text, at) is not None)


def _right(units: Units, head: int, last: int) -> int:
    """Return the end of the chain of heads that begins with one: 韓国軍|合同参謀本部, 警視庁|捜査2課."""
    end = head + 1
    while True:
        at = end
        while at < last and at - end < 5 and units.codes[at] in "npxvkKduzSNQJGLYgfrAb" and not leads(units, at):
            if _is_part(units, at):
                break
            at += 1
        if at >= last or not (
            _is_part(units, at) or (units.codes[at] in "sM" and (units.codes[head] != "O" or _wing(units, at, end)))
        ):
            return end
        end = at + 1


_WINGS = frozenset({"agency", "embassy", "court", "army", "parliament", "police", "team"})


"""Heads that make a part of the organisation they stand right behind: EU|代表部."""


def _wing(units: Units, at: int, end: int) -> bool:
    if at != end or units.codes[at] != "s":
        return False
    kind, whole = units.entries[at][0].kind, units.entries[end - 1]
    return kind in _WINGS or (kind == "school" and bool(whole) and whole[0].kind in ("school", "university"))


def _is_part(units: Units, i: int) -> bool:
    """Say whether a unit is a head that parts of organisations bear: 課, 支部, 学科."""
    return units.codes[i] == "b" or (units.codes[i] == "s" and word(units, i) in word_set("sub_head"))


def _left(units: Units, head: int, floor: int) -> int | None:
    """Return where the name that ends with this head begins, or None where nothing before it names anything."""
    kind = units.entries[head][0].kind
    if units.codes[head] == "O":
        if units.text.startswith(("大使館", "領事館"), units.ends[head] - 3):
            return _posted(units, head, floor)
        return head - 1 if kind == "university" and head > floor and units.codes[head - 1] == "G" else head
    if kind == "embassy":
        return _embassy(units, head, floor)
    at, codes = head, units.codes
    while at > floor and _takes(units, at - 1, at, head):
        at -= 1
        if codes[at] in "CcO":
            break
    if at > floor and codes[at] in "Cc" and codes[at - 1] == "r" and units.text[units.starts[at - 1]] in "在駐全":
        at -= 1
    if at > floor + 1 and codes[at] in "Cc" and codes[at - 1] in "Cc" and units.text[units.starts[at - 2]] in "在駐":
        at -= 2
    at = _without_lead(units, at, head)
    while at < head and codes[at] in "zmg":
        at += 1
    if soft(units, head) and (
        at == head or codes[head - 1] not in "SNQJkxAOpm" or codes[head + 1 : head + 2] in tuple("nvzKlsgbkx")
    ):
        return None
    return at if named(units, at, head) else None


def _takes(units: Units, i: int, before: int, head: int) -> bool:
    code = units.codes[i]
    if code not in _LEFT and not (code in "dr" and _counts(units, i)):
        return False
    if leads(units, i):
        return False
    if units.codes[head] == "M" and before == head and code in "kKJSNQPm":
        return False
    kind = units.entries[head][0].kind
    if code == "m":
        return both_katakana(units, i)
    if code in "Cc" and word(units, before) in _FOUNDED:
        return True
    if code in "Cc" and kind not in _STATE:
        whole = units.ends[i] - units.starts[i] > 1
        return whole and (before == head or units.codes[before] in "nvrm")
    if code == "O" and before == head and kind == "outlet":
        return units.text[units.starts[head]] == "社"
    return True


_FOUNDED = ("国立", "王立")
"""Words that tie a country to the body behind them: 韓国|国立|海洋博物館, 英|王立|協会."""


def _counts(units: Units, i: int) -> bool:
    """Say whether a number or prefix belongs to a name: 捜査2課, 第7艦隊, 在日米軍, 新日本銀行."""
    text = word(units, i)
    if units.codes[i] == "r":
        return text in "第新全東西南北環亜聖"
    if word(units, i - 1) == "第" and units.codes[i + 1] == "n":
        return True
    return units.codes[i - 1] in "rvn" and units.codes[i + 1] == "s"


def _without_lead(units: Units, start: int, head: int) -> int:
    for i in range(head - 1, start - 1, -1):
        if leads(units, i) or (_names(units, i + 1, head) and apposes(units, i)):
            return i + 1
    return start


def _names(units: Units, i: int, head: int) -> bool:
    """Say whether a unit may be a whole name behind the word for its kind: 武装組織|フーシ派."""
    return units.codes[i] == "M" or (units.codes[i] in "OWxkJ" and i < head)


def _unfinished(units: Units, end: int) -> bool:
    """Say whether a head is no head here: 大 in 関東大|震災, 同盟 in 同盟|国, 省 in 四川省, 庁 in 県庁."""
    last = end - 1
    if units.codes[last] != "s":
        return False
    if units.ends[last] - units.starts[last] == 1:
        if units.text[units.starts[last]] == "省" and units.codes[last - 1] in "pGYL":
            return True
        if units.text[units.starts[last]] in "高中小" and units.codes[end : end + 1] in tuple("SQNJ"):
            return True  # 太田市|高林
        return units.text[units.starts[last]] not in "大高中小委会局課室社園館所隊団派" and units.codes[
            end : end + 1
        ] in tuple("nvkKxpSNJ")
    return False


_PERSON_FIRST = re.compile("[SQ][NJ]|SS(?=[nO])|[PQ]|[SYGp](?=M)|k(?=ns)")


_TITLE_NEXT = re.compile("[nvzruk]{0,4}[th]")


def _after_person(units: Units, start: int, head: int, end: int) -> int:
    """Return where the organisation begins that stands between a person and the title: 芦田千尋|立志党|代表."""
    person = _PERSON_FIRST.match(units.codes, start, head + 1)
    if person and _TITLE_NEXT.match(units.codes, end):
        first = word(units, start)
        return person.end() if units.codes[start] in "SQPk" or first in surnames() else start
    return start


def _embassy(units: Units, head: int, floor: int) -> int | None:
    """駐日米国大使館, 在ペルー日本大使館, ロシア大使館: one country before the head, one place after 在 or 駐."""
    at, codes = head, units.codes
    if at == floor or codes[at - 1] not in "CcqGO":
        return None
    return _posted(units, head - 1, floor)


def _posted(units: Units, first: int, floor: int) -> int:
    """Return where 在 or 駐 with its place begins before the unit `first`, else `first`."""
    at = first
    while at > floor and units.codes[at - 1] in "CcGqpm":
        at -= 1
    if at > floor and units.codes[at - 1] == "r" and units.text[units.starts[at - 1]] in "在駐":
        return at - 1
    return first


_PARTY = re.compile("[nvW]O")
_BRANCH = re.compile("(?<![OWM])[GYp]b(?=[.,o()|>]|$)")
_BRANCHES = ("支部", "支局", "支社", "支店")


def parties(units: Units) -> Iterator[Candidate]:
    """Yield parties by the word before one that the tables know, 統一|民主党, and branches by their town, 函館|支部."""
    if "党" in units.text:
        for match in _PARTY.finditer(units.codes):
            i = match.start()
            if units.entries[i + 1][0].kind == "party" and word(units, i) in word_set("party_word"):
                yield Candidate(COMPOUND + 1, units.starts[i], units.ends[i + 1], "ORG", "names.party")
    for match in _BRANCH.finditer(units.codes) if "b" in units.codes else ():
        i = match.start()
        if word(units, i + 1) in _BRANCHES:
            yield Candidate(COMPOUND, units.starts[i], units.ends[i + 1], "ORG", "names.branch")

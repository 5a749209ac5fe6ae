"""Names behind the word for what they do: 調査会社ラピス中部, 菓子通販のオヤツ, NPO法人森を愛する会, 「波の音」店主."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, PAIR, SHIELD, Candidate
from keii.find.names.heads import apposes, last_characters, word_ends
from keii.find.names.units import Units, word

_SOLID = re.compile("([kxJSNpYGLAXKn](?<=[nszXvKurl].)[kxJSNpYGLAXKOnvzsm]{0,5})(?=[.,o()|>t]|$)")
_NAMING = frozenset("kxJSNpYGLAX")
_PERSONAL = frozenset("SNJQ")


def solid(units: Units) -> Iterator[Candidate]:
    """Yield the run of nouns right behind a word for a firm or body: 調査会社|ラピス|中部, 金型メーカー|備後|ダイス."""
    trades, lasts = word_ends("trade"), last_characters("trade")
    for match in _SOLID.finditer(units.codes):
        end = match.end()
        first = match.start()
        while first < end and not (
            units.text[units.starts[first] - 1] in lasts and units.text.endswith(trades, 0, units.starts[first])
        ):
            first += 1
        if first == end or not _whole(units, first, end) or units.ends[end - 1] - units.starts[first] < 2:
            continue
        codes = units.codes[first:end]
        if units.codes[end : end + 1] == "t" and _PERSONAL.issuperset(codes):
            continue
        power = SHIELD + 1 if "X" in codes else COMPOUND + 1
        yield Candidate(power, units.starts[first], units.ends[end - 1], "ORG", "names.trade")


_GROUPS = ("暴力団", "会派", "市民団体", "政治団体", "右翼団体", "住民団体", "支援団体")
_GROUPED = ("会", "組", "一家", "連合")
_COMMON = ("理事会", "委員会", "総会", "評議員会", "説明会", "職員", "関係者", "側", "など")


def _whole(units: Units, first: int, end: int) -> bool:
    """Say whether a run looks like a name: it holds an unknown or proper word, and no other word for a kind of body."""
    codes, text = units.codes[first:end], units.text[units.starts[first] : units.ends[end - 1]]
    if units.text.endswith(_GROUPS, 0, units.starts[first]) and len(text) > 2 and text.endswith(_GROUPED):
        return not text.endswith(_COMMON)
    if codes[0] == "n" or _NAMING.isdisjoint(codes) or codes == "X" or codes[-1] == "m":
        return False
    return not any(apposes(units, i) for i in range(first, end - 1))


_LEGAL = re.compile(
    "株式会社|\\(株\\)|有限会社|合同会社|(?:NPO|社団|財団|医療|社会福祉|学校|宗教|農事組合|特定非営利活動)法人(?:社団)?"
)
_TO_THE_END = re.compile("[^ \\n、。()「」『』=＝<>:/・]{2,20}(?=[ \\n(]|$)")
_TO_THE_BODY = re.compile(
    "[^ \\n、。()「」『』=＝<>:/・]{1,18}?(?:の会|会|ネット|ネットワーク|クラブ|園|隊|家|舎|塾)"
    "(?=[はがをのにともで、。()・]|$|\\n)"
)
_ALL_KANA = re.compile("[ぁ-ゖー]{3,7}")
_UNSAID = frozenset("をはがのにでとへもなや")
_PARTICLES = re.compile("[はがをへ]|から|まで")


def legal(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield what stands behind a legal form up to a bracket, a blank or the end, or up to 会: NPO法人|森を愛する会."""
    for match in _LEGAL.finditer(units.text) if "社" in units.text or "法人" in units.text else ():
        start = match.end()
        name = _TO_THE_END.match(units.text, start)
        if name is None or (_PARTICLES.search(name.group()) and not _ALL_KANA.fullmatch(name.group())):
            name = _TO_THE_BODY.match(units.text, start) if match.group().endswith("法人") else None
        if name is None or start not in begin or name.end() not in finish or name.group().endswith(_COMMON):
            continue
        first, last = begin[start], finish[name.end()]
        if name.group()[0] not in _UNSAID and _telling(units, first, last):
            yield Candidate(COMPOUND + 2, start, name.end(), "ORG", "names.legal")


def _telling(units: Units, first: int, last: int) -> bool:
    codes = units.codes[first : last + 1]
    return codes[-1] not in "thb;" and (not _NAMING.isdisjoint(codes) or "." in codes or codes[-1] in "szn")


_OWNED = re.compile("<([^<>|]{1,10})>t")
_OF_TRADE = re.compile("[nszvK]o<([^<>|]{1,10})>")
_KEEPER = re.compile("(?:店主|店長|女将|おかみ|オーナー|支配人|料理長|社長|副社長|専務|理事長|園長|主宰|席亭)")
_ENDED = re.compile("[。!?、]$|[^ァ-ヺー一-鿿](?:だ|た|る|い|う|く|す|ない|ます|です|ください)$")


def owned(units: Units) -> Iterator[Candidate]:
    """Yield the shop or firm in quotation marks before its keeper, 「波の音」|店主, or behind の: 仲卸の|「やま幸」."""
    if "「" not in units.text and "『" not in units.text:
        return
    for match in _OWNED.finditer(units.codes):
        if _KEEPER.match(units.text, units.starts[match.end() - 1]):
            yield from _quoted(units, match)
    for match in _OF_TRADE.finditer(units.codes):
        if units.text.endswith(word_ends("trade"), 0, units.ends[match.start()]):
            yield from _quoted(units, match)


def _quoted(units: Units, match: re.Match[str]) -> Iterator[Candidate]:
    start, end = units.starts[match.start(1)], units.ends[match.end(1) - 1]
    if end - start <= 16 and not _ENDED.search(units.text, start, end):
        yield Candidate(PAIR, start, end, "ORG", "names.owned")


_DIVIDED = re.compile("G[nvzLfypx]{0,5}b")
_DIVISIONS = ("部", "課", "室", "局")


def divisions(units: Units) -> Iterator[Candidate]:
    """Yield a part of the government of a place: 富山県|土木部, 上天草市|総務|課."""
    for match in _DIVIDED.finditer(units.codes) if "b" in units.codes else ():
        first, last = match.start(), match.end() - 1
        if word(units, first)[-1] in "都道府県市区町村" and word(units, last).endswith(_DIVISIONS):
            yield Candidate(COMPOUND, units.starts[first], units.ends[last], "ORG", "names.division")


_SCHOOL = re.compile("[中小高](?=の?(?:生徒|児童|体育館|校庭|校長|教諭|校舎|野球部|吹奏楽部|[1-6]年))")
_BEFORE_SCHOOL = re.compile("(?<![一-鿿々ヶァ-ヺー])[一-鿿々ヶ]{1,7}\\Z")
_LONGEST_SCHOOL = 7
"""Characters of a school's name without 中, 小 or 高."""
_PUBLIC = re.compile("([市県区町村都府道]立)([一-鿿々ヶ]{1,7}?)(中|小|高)(?![一-鿿々])")


def schools(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield schools in their short form where pupils, years or 市立 say so: 青葉中の生徒, 江東区立深川六中."""
    if "中" not in units.text and "小" not in units.text and "高" not in units.text:
        return
    for match in _PUBLIC.finditer(units.text):
        start = match.start()
        at = finish.get(start + 1)
        if at is not None and units.codes[at] == "G":
            start = units.starts[at]
        if start in begin and match.end() in finish:
            yield Candidate(COMPOUND + 2, start, match.end(), "ORG", "names.school")
    for match in _SCHOOL.finditer(units.text):
        name = _BEFORE_SCHOOL.search(units.text, max(0, match.start() - _LONGEST_SCHOOL), match.start())
        first, last = begin.get(name.start()) if name else None, finish.get(match.end())
        if first is not None and last is not None and _placed(units, first, last):
            yield Candidate(COMPOUND, units.starts[first], match.end(), "ORG", "names.school")


def _placed(units: Units, first: int, last: int) -> bool:
    """Say whether what stands before 中 may be a school's name: a place or surname, no time or street."""
    return units.codes[first] in "pGYSLx" and last > first and units.codes[first:last].isalpha()

"""Places that a shape of the text gives away: 伯耆大山―鳥取間, 払沢の滝, 明石|川沿い, メキシコ|シラオ; and ships."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import HEADED, PAIR, SHIELD, WEAK, Candidate
from keii.find.names.rows import word_set
from keii.find.names.units import Units, word

_ABROAD = re.compile("C[kx](?=[.,o()|]|n[.,o()])")


def abroad(units: Units) -> Iterator[Candidate]:
    """Yield the unknown katakana place fused with its country: メキシコ|シラオ."""
    for match in _ABROAD.finditer(units.codes):
        i = match.start() + 1
        beside = units.text[units.starts[i] - 1 : units.starts[i] + 1]
        if all("ァ" <= char <= "ヺ" or char == "ー" for char in beside) and units.ends[i - 1] == units.starts[i]:
            yield Candidate(WEAK, units.starts[i], units.ends[i], "GPE", "names.abroad")


_STOP = "[一-鿿々ァ-ヺーヶケ]{2,8}"
_ASIDE = "(?:\\([^()\\n]{1,12}\\))?"
_TO = re.compile(f"[―－—〜~-]({_STOP}){_ASIDE}の?間(?!違)")
_FROM = re.compile(f"({_STOP}){_ASIDE}\\Z")
_FARTHEST = 24
"""Characters that the first end of a section with its aside takes at most."""
_RAILWAY = re.compile("[線駅]|列車|電車|鉄道|高速道|自動車道")
_SEAT = ("都", "道", "府", "県", "市", "区", "町", "村", "港", "駅", "間")


def sections(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield both ends of a section of a line: 伯耆大山―鳥取|間, places without a government."""
    if "間" not in units.text or not _RAILWAY.search(units.text):
        return
    for match in _TO.finditer(units.text):
        least = max(0, match.start() - _FARTHEST)
        before = _FROM.search(units.text[least : match.start()])
        if before is None:
            continue
        for start, end in ((least + before.start(1), least + before.end(1)), match.span(1)):
            last = finish.get(end)
            if last is None or units.codes[last] not in "pGLYSNJxkqnQ" or units.text.endswith(_SEAT, 0, end):
                continue
            first = last
            while first and units.starts[first] > start and units.codes[first - 1] not in "lL":
                first -= 1
            if units.starts[first] >= start and units.ends[last] - units.starts[first] > 1:
                yield Candidate(PAIR, units.starts[first], units.ends[last], "LOC", "names.section")


_WITH_PARTICLE = re.compile("の(?:滝|池(?![一-鿿])|瀬戸(?![一-鿿]))")


def with_particle(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield a fall, pond or strait with a particle inside: 払沢の滝."""
    for match in _WITH_PARTICLE.finditer(units.text):
        i, last = finish.get(match.start(), -1), finish.get(match.end(), -1)
        if i < 0 or last < 0 or units.codes[i] not in "pGYLSNJxnQ" or not _whole_name(units, i):
            continue
        yield Candidate(HEADED, units.starts[i], match.end(), "LOC", "names.with_particle")


def _whole_name(units: Units, i: int) -> bool:
    """Say whether one unit may name a fall or pond: two or three characters, not of a government or a common noun."""
    name = word(units, i)
    if not 2 <= len(name) <= 3 or name[-1] in "都道府県市区町村国内山川" or units.codes[i] == "n":
        return False
    return (not i or units.codes[i - 1] in ".,o|(<Gg[") and name not in word_set("lead")


_ALONG = ("川沿い", "川岸", "川べり", "湖畔", "川河口", "川河川敷", "海岸沿い")


def along(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the river or lake whose head the dictionary has in another word: 明石|川沿い, 余呉|湖畔."""
    for words in _ALONG:
        at = units.text.find(words)
        while at > 0:
            i = begin.get(at, 0)
            if i and units.codes[i - 1] in "pGYSNJxQL" and units.ends[i] - at > 1:
                first = i - 1
                size = 2 if words[0] == "海" else 1
                if units.ends[first] - units.starts[first] > 1 and word(units, first)[-1] not in "都道府県市区町村":
                    yield Candidate(HEADED, units.starts[first], at + size, "LOC", "names.along")
            at = units.text.find(words, at + 1)


_REGIONS = "四国|九州|近畿|山陰|北陸|東海"
_CHUGOKU = re.compile(
    f"中国(?!・四国地方)(?=[・、](?:{_REGIONS}))|(?<=[一-鿿]{{2}}[・、])中国(?<=(?:{_REGIONS})[・、]中国)(?=[・、]|地方)"
)


def chugoku(units: Units) -> Iterator[Candidate]:
    """Yield the part of Japan among other parts: 中国・四国, 近畿、中国、四国."""
    if "中国・" not in units.text and "中国、" not in units.text:
        return
    for match in _CHUGOKU.finditer(units.text):
        yield Candidate(HEADED, match.start(), match.end(), "LOC", "names.among_regions")


_AREAS = re.compile("(?<=[一-鿿])(?:地域|地方)(?![一-鿿])")


def areas(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the places before the last of a list that ends in 地域 or 地方: 佐久・諏訪・木曽|地域."""
    if "地域" not in units.text and "地方" not in units.text:
        return
    for match in _AREAS.finditer(units.text):
        at = begin.get(match.start(), 0) - 2
        while at > 0 and units.codes[at] in "m," and units.codes[at - 1] in "GYpLS" and units.codes[at + 1] in "GYpLS":
            if word(units, at - 1)[-1] not in "都道府県市区町村" and units.codes[at - 1] != "L":
                yield Candidate(HEADED, units.starts[at - 1], units.ends[at - 1], "LOC", "names.area_of_list")
            at -= 2


_TITLE = re.compile("(?:題|題名|タイトル|曲名|テーマ|愛称|書名|作品名)[はをがも][「『]([^「」『』\\n]{1,30})[」』]")
_BOOK = re.compile("の『([^『』。\\n]{1,20})』")


def works(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield shields over what a work is called: 演題は「ドニプロのほとりで」, 太宰治の『津軽』."""
    if "は「" in units.text or "題" in units.text:
        for match in _TITLE.finditer(units.text):
            yield Candidate(SHIELD, match.start(1), match.end(1), None, "names.work")
    for match in _BOOK.finditer(units.text) if "の『" in units.text else ():
        i = begin.get(match.start(), 0)
        if i and units.codes[i - 1] in "NSPJ":
            yield Candidate(SHIELD, match.start(1), match.end(1), None, "names.work")


_VESSEL = re.compile(
    "巡視[船艇]|護衛艦|駆逐艦|潜水艦|掃海[艇艦]|補給艦|揚陸艦|フリゲート艦?|巡洋艦|戦艦|空母|練習船|調査船|客船"
)


def vessels(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield shields over ships and trains behind the word for them: 巡視船|おきなわ."""
    if not any(sign in units.text for sign in "船艦艇空"):
        return
    for match in _VESSEL.finditer(units.text):
        i = begin.get(match.end(), -1)
        if i >= 0 and units.codes[i] in "pGYLSNJxkKnQC" and units.ends[i] - units.starts[i] > 1:
            yield Candidate(SHIELD, units.starts[i], units.ends[i], None, "names.vessel")

"""Organisations by what is said of them: ユニの国枝社長, ユニ株, 維新公認, 連合は春闘で, うねび病院."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, SHAPE, SHIELD, Candidate
from keii.find.names.heads import apposes, word_ends
from keii.find.names.units import Units, spans

_LED = re.compile("(?<![kKnvxSNJmApeGCLYz])([kxJ])o[SNJQPkmYp]{1,5}t")
_SHARE = re.compile("(?<![kKnvxSNJmApeGCLYz])([kxKA])u(?=[.,o])")
_STRAINS = ("ウイルス", "変異", "感染")


def led(units: Units) -> Iterator[Candidate]:
    """Yield the unknown word whose head is named, ユニ|の|国枝|社長, and the one whose shares are: ユニ|株|は."""
    codes = units.codes
    for match in _LED.finditer(codes) if "ko" in codes or "xo" in codes or "Jo" in codes else ():
        last = match.end() - 1
        if units.text.startswith(word_ends("firm_office"), units.starts[last]):
            yield _firm(units, match.start(1), "names.led")
    if "株" in units.text and not any(sign in units.text for sign in _STRAINS):
        for match in _SHARE.finditer(codes):
            i = match.start(1)
            if units.text[units.starts[i + 1] : units.ends[i + 1]] == "株" and not apposes(units, i):
                yield _firm(units, i, "names.share")


def _firm(units: Units, i: int, rule: str) -> Candidate:
    return Candidate(SHAPE + 1, units.starts[i], units.ends[i], "ORG", rule)


_BACKED = re.compile(
    "(?<![一-鿿々ァ-ヺーA-Za-z])(?:自民|公明|立憲|立民|民主|国民|維新|共産|社民|れいわ|参政|社会|民社|新進)"
    "(?=(?:推薦|公認|支持|県連|都連|府連|新人|現職)(?!党))"
)
_LABOUR = re.compile("(?<![一-鿿々ァ-ヺーA-Za-z・0-9])連合(?=[のはがとやも、](?!国)|など|会長|傘下|系労)")
_UNIONS = ("労組", "春闘", "賃上げ", "労働組合", "労働団体", "メーデー")


def bodies(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield parties that back a candidate, 維新|公認, and the federation of unions where unions are the matter."""
    text = units.text
    if "推薦" in text or "公認" in text or "支持" in text:
        for start, end in spans(_BACKED, text, begin, finish):
            yield Candidate(COMPOUND, start, end, "ORG", "names.backed")
    if "連合" in text and any(sign in text for sign in _UNIONS):
        for start, end in spans(_LABOUR, text, begin, finish):
            yield Candidate(COMPOUND, start, end, "ORG", "names.labour")


_CARE = (
    "病院|眼科|医院|クリニック|歯科|保育園|保育所|幼稚園|こども園|薬局|内科|小児科|整形外科|皮膚科|産婦人科|診療所|学園"
)
_KANA = re.compile(
    "(?:(?<=[市区町村県都府]の)|(?<=[、。・\\n「( ]))"
    "(?!ある|その|この|あの|かか|いわ|ほか|いく|すべ|かつ|いず|また|なお|さら)"
    f"([ぁ-ゖー]{{2,8}}(?<![のなはがをにで])(?:総合|中央|記念|こども|動物)?(?:{_CARE}))(?![一-鿿])"
)


def care(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield hospitals, schools and the like by their name in kana: うねび|総合|病院."""
    if not any(sign in units.text for sign in "院園科局所"):
        return
    for start, end in spans(_KANA, units.text, begin, finish, 1):
        yield Candidate(COMPOUND + 1, start, end, "ORG", "names.care")


_AIMS = (
    "守る|愛する|考える|支える|つくる|作る|歩く|求める|語り継ぐ|伝える|学ぶ|見守る|取り戻す|育てる|なくす|応援する|"
    "支援する|救う|変える|残す|生かす|広める|広げる|進める|止める|許さない|問う|つなぐ|結ぶ|救援する|記録する|連帯する"
)
_PART = "[一-鿿ァ-ヺー々A-Za-z0-9]{1,10}"
_JOINED = re.compile(
    f"(?<![一-鿿ァ-ヺー々A-Za-z0-9])(?:{_PART}の(?<![市県区町村国社年日]の))?(?:{_PART}|[一-鿿]り[一-鿿])[をと](?:{_AIMS})"
    "(?:市民|住民|県民|全国|若者|女性|父母|親|有志|弁護士)?の?(?:会|ネットワーク|連絡会)(?=[のはがをにともで、。()」』|\n]|$)"
)


def joined(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield bodies called by their aim: 飯綱の森を愛する会, 移住者と連帯する全国ネットワーク."""
    if not any(sign in units.text for sign in ("る会", "るネット", "する全国", "る市民", "る住民", "る県民")):
        return
    for start, end in spans(_JOINED, units.text, begin, finish):
        yield Candidate(COMPOUND + 2, start, end, "ORG", "names.joined")


_BOARDS = ("選管", "選挙管理委員会")
_WHOSE = ("市", "県", "町", "村", "区", "市の", "県の", "町の", "村の", "区の")


def boards(units: Units) -> Iterator[Candidate]:
    """Shield the board of elections of a place that is not named: 市|選管."""
    if "選管" not in units.text and "選挙管理" not in units.text:
        return
    for i in re.finditer("[go]?M", units.codes):
        start = units.starts[i.end() - 1]
        if units.text.startswith(_BOARDS, start) and units.text.endswith(_WHOSE, 0, start):
            first = i.start()
            if first == 0 or units.codes[first - 1] not in "CGLYpxkn":
                yield Candidate(SHIELD, start, units.ends[i.end() - 1], None, "names.board")


_ALUMNI = re.compile("(?<![一-鿿々ァ-ヺー])[一-鿿々ァ-ヺー]{2,8}?大(?=卒(?!業)|院?生(?=[のがはをとでも、)()]|$))")
_COLLEGE = frozenset("pGYSLxJONk")


def alumni(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the university of its students: 一橋大|卒, 東海大|生."""
    if "大卒" not in units.text and "大生" not in units.text and "大院生" not in units.text:
        return
    for match in _ALUMNI.finditer(units.text):
        first = begin.get(match.start())
        if first is not None and units.codes[first] in _COLLEGE:
            yield Candidate(SHIELD - 1, match.start(), match.end(), "ORG", "names.alumni")

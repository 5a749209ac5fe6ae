"""People by ring names: behind a rank of sumo (大関千歳錦, 東大関磐の里), at the mark of a bout (○磐の里(8勝3敗))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import PERSON, SHIELD, Candidate
from keii.find.names.units import Units, spans

_NAME = "([一-鿿々]{1,3}[のノ乃ヶケ][一-鿿々]{1,3}|[一-鿿々]{2,5})"
_RANKS = ("横綱", "大関", "関脇", "小結", "前頭", "平幕", "新入幕", "十両", "幕下", "力士")
_RANK = re.compile(f"(?:{'|'.join(_RANKS)})(?:[一-九十0-9]+枚目)?の?{_NAME}(?=[(はがをにともへ、・。 \n「]|$)")
_BOUT = re.compile(
    f"[○●]{_NAME}(?=\\()|(?<=\\)){_NAME}[○●]|(?<![一-鿿々の○●]){_NAME}(?=\\([0-9一二三四五六七八九十]+勝)"
)
_ANIMAL = re.compile(
    "(?:[犬猫馬牛豚鹿猿熊鶏亀]|ロバ|ヤギ|ヒツジ|ゾウ|パンダ|ライオン|トラ|キリン|カバ|サイ|クマ|ゴリラ|チンパンジー|ペンギン|アシカ"
    "|イルカ|シャチ|アザラシ|ラッコ|オウム|インコ|ウサギ|カメ|コアラ|カンガルー|オランウータン|サル|ネコ|イヌ|ポニー)"
    "(?:の|、)?「?([ァ-ヺー]{2,10})」?(?=[はがをもにと、。(])"
)
_KATAKANA = re.compile("(?<![ァ-ヺー・])[ァ-ヺー・]+(?![ァ-ヺー・]|さん|氏|容疑者)")
_RELATED = ("兄の", "弟の", "姉の", "妹の", "父の", "母の", "妻の", "夫の")
_PETS = (*"犬猫馬牛豚鹿猿熊鶏亀", "ロバ", "ゾウ", "パンダ", "動物園", "水族館")


def animals(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Shield the names of animals in katakana, all through the text: 雄ロバの|ペドロ."""
    if not any(pet in units.text for pet in _PETS):
        return
    names = {match[1] for match in _ANIMAL.finditer(units.text)}
    for start, end in spans(_KATAKANA, units.text, begin, finish) if names else ():
        if units.text[start:end] in names and not units.text.endswith(_RELATED, 0, start):
            yield Candidate(SHIELD, start, end, None, "names.animal")


_NO_PART = frozenset("vtghdsPQ")
"""Codes of units that no ring name holds: 横綱|昇進, 十両|優勝; a wrestler of the tables is known already."""


def wrestlers(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield wrestlers by their rank or at the mark of a bout."""
    if not any(rank in units.text for rank in _RANKS):
        return
    for match in _RANK.finditer(units.text):
        start, end = match.span(1)
        first, last = begin.get(start), finish.get(end)
        if first is not None and last is not None and _NO_PART.isdisjoint(units.codes[first : last + 1]):
            yield Candidate(PERSON, start, end, "PER", "names.wrestler")
    for match in _BOUT.finditer(units.text):
        start, end = match.span(match.lastindex or 0)
        if start in begin and end in finish:
            yield Candidate(PERSON, start, end, "PER", "names.wrestler")

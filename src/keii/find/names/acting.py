"""Places that act, speak or employ in the text are organisations: 目達原駐屯地の隊員, 霧原神社によると."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keii.find.names.candidate import Candidate

_PLACES = (
    "基地", "駐屯地", "市役所", "町役場", "村役場", "区役所", "県庁", "府庁", "都庁", "道庁", "工場",
    "製作所", "刑務所", "拘置所", "神社", "大社", "神宮", "八幡宮", "天満宮", "寺", "教会", "牧場",
    "農場", "スキー場", "ゴルフ場", "競馬場", "劇場", "映画館", "空港", "公園", "発電所", "原発", "ホテル",
    "旅館", "水族館", "動物園", "美術館", "博物館", "資料館", "記念館",
)  # fmt: skip
_ACTS = re.compile(
    "によ(?:ると|れば)|では「|は[^、。]{0,8}(?:発表|公表|説明|謝罪|陳謝|否定|開示)し"
    "|の(?:隊員|広報|職員|社員|従業員|司令|担当者|幹部|館長|学芸員|園長|飼育員|係員|宮司|禰宜|住職|神職|支配人|料理長|調教師|隊長|警備員)"
)


def acting(text: str, kept: Sequence[Candidate]) -> list[Candidate]:
    """Return the names with the places that act in the text as organisations."""
    return [one._replace(type="ORG", rule="names.acting", entry=None) if _acts(text, one) else one for one in kept]


def _acts(text: str, one: Candidate) -> bool:
    return one.type == "LOC" and text.endswith(_PLACES, one.start, one.end) and _ACTS.match(text, one.end) is not None

"""Places that act, speak or employ in the text are organisations: 目達原駐屯地の隊員, 霧原神社によると."""

from __future__ import annotations

import re
from collections.abc import Sequence

from keii.find.names.candidate import Candidate
from keii.find.names.heads import word_ends

_ACTS = re.compile(
    "によ(?:ると|れば)|では「|は[^、。]{0,8}(?:発表|公表|説明|謝罪|陳謝|否定|開示)し"
    "|の(?:隊員|広報|職員|社員|従業員|司令|担当者|幹部|館長|学芸員|園長|飼育員|係員|宮司|禰宜|住職|神職|支配人|料理長|調教師|隊長|警備員)"
)


def acting(text: str, kept: Sequence[Candidate]) -> list[Candidate]:
    """Return the names with the places that act in the text as organisations."""
    return [one._replace(type="ORG", rule="names.acting", entry=None) if _acts(text, one) else one for one in kept]


def _acts(text: str, one: Candidate) -> bool:
    """Say whether a name is a place of a kind that employs people, and what follows has it act."""
    place = one.type == "LOC" and text.endswith(word_ends("acting_place"), one.start, one.end)
    return place and _ACTS.match(text, one.end) is not None

"""Lands (国): which country a name says it is of — ロシア国防省 ロシア, ホワイトハウス アメリカ."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from types import MappingProxyType

from keii.tables import names as name_tables

_LONGEST = 12
"""Longest name of a country that may begin the name of a body: 中央アフリカ共和国 has nine characters."""
_SEATS: Mapping[str, str] = MappingProxyType(
    {
        "ホワイトハウス": "アメリカ", "国防総省": "アメリカ", "国務省": "アメリカ", "クレムリン": "ロシア",
        "首相官邸": "日本", "防衛省": "日本", "自衛隊": "日本", "海上保安庁": "日本", "エリゼ宮": "フランス",
        "朝鮮労働党": "北朝鮮", "朝鮮中央通信": "北朝鮮", "青瓦台": "韓国", "中南海": "中国",
    }
)  # fmt: skip
"""Seats of power and bodies that do not name their country."""
_UNION = ("EU", "欧州連合", "欧州委員会", "欧州議会", "欧州理事会")
"""How the bodies of the European Union begin, which acts and is acted upon as a state is."""


@cache
def countries() -> frozenset[str]:
    """Return the entities of all countries."""
    return frozenset(k.entity for k in name_tables.places() if k.kind == "country")


@lru_cache(maxsize=1 << 14)  # names and nouns never end
def land_of(text: str) -> str | None:
    """Return the country a name is, begins with, or is a seat of; None: its words do not say."""
    for seat, land in _SEATS.items():
        if text.startswith(seat):
            return land
    if text.startswith(_UNION):
        return "欧州連合"
    for end in range(min(len(text), _LONGEST), 1, -1):
        if text[:end] in countries():
            return text[:end]
    return None


_TOWNS = ("city", "capital", "town")


@cache
def _towns() -> Mapping[str, str]:
    named = ((k.entity, k.where) for k in name_tables.places() if k.kind in _TOWNS)
    return MappingProxyType({town: land for town, land in named if land in countries() and land != _HOME})


_HOME = "日本"


def seat_of(text: str) -> str | None:
    """Return the country of a town abroad, which stands for it where states deal: モスクワを訪れた -> ロシア."""
    return _towns().get(text)

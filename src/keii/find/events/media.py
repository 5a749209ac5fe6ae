"""Media (報道機関): who tells of events and does none."""

from __future__ import annotations

from functools import cache, lru_cache

from keii.tables import names as name_tables

_KINDS = ("newspaper", "broadcaster", "newsagency", "outlet")
_ENDINGS = (
    "新聞",
    "通信",
    "放送",
    "テレビ",
    "新聞社",
    "通信社",
    "メディア",
    "報道",
    "日報",
    "新報",
    "NEWS",
    "ニュース",
)


@lru_cache(maxsize=1 << 14)  # names and nouns never end
def is_media(text: str) -> bool:
    """Say whether a name or noun is a medium's: 朝日新聞, 米メディア."""
    return text.endswith(_ENDINGS) or text in _known()


_PLATFORMS = frozenset(
    (
        "X", "ツイッター", "旧ツイッター", "フェイスブック", "Facebook", "テレグラム", "インスタグラム", "Instagram",
        "ユーチューブ", "YouTube", "ティックトック", "TikTok", "LINE", "微博", "ブログ", "SNS", "サイト",
    )
)  # fmt: skip


def is_platform(text: str) -> bool:
    """Say whether one only writes on it, and to nobody: Xに, フェイスブックに."""
    return text in _PLATFORMS


@cache
def _known() -> frozenset[str]:
    return frozenset(k.entity for k in name_tables.organisations() if k.kind in _KINDS)

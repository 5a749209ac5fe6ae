"""Spellings of one name: folded keys, parts, scripts. All take and return names as written or folded."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from types import MappingProxyType

from keii.link.entities.rows import shortenings
from keii.text.view import view_of

KEPT = 1 << 15
"""Names whose folded forms are kept at hand: about 10 MB, more than a month of a national paper names."""
_LINKS = re.compile(r"[\s・･=＝゠]+")
_KATAKANA = re.compile(r"[ァ-ヺー]+")
_FOREIGN = re.compile(rf"{_KATAKANA.pattern}(?:{_LINKS.pattern}(?:{_KATAKANA.pattern}|[A-ZＡ-Ｚ][.．]?))*")
_KANJI = re.compile(r"[\u4e00-\u9fff々ヶ\U00020000-\U0003ffff]+")
_SOUNDS = (
    ("ヴァ", "バ"), ("ヴィ", "ビ"), ("ヴェ", "ベ"), ("ヴォ", "ボ"), ("ヴ", "ブ"), ("ティ", "チ"), ("ディ", "ジ"),
    ("フュ", "ヒュ"), ("ウィ", "ウイ"), ("ホイ", "ウイ"), ("ウェ", "ウエ"), ("ホエ", "ウエ"), ("ウォ", "ウオ"),
    ("クァ", "クア"), ("ツァ", "ツア"), ("イェ", "エ"), ("ヤン", "アン"), ("ッ", ""), ("ー", ""),
)  # fmt: skip
"""表記の揺れ of foreign sounds, applied in this order to both sides: ヴィクトル -> ビクトル, ホイット -> ウイト."""
_VARIANTS = MappingProxyType(
    str.maketrans(
        "邊邉辺澤齋齊斎髙﨑櫻廣濱濵國嶋嶌龍瀧眞惠榮學澁彌邨藪條德條與莊槇曾冨塚髮渕淵埜惣穗",
        "辺辺辺沢斉斉斉高崎桜広浜浜国島島竜滝真恵栄学渋弥村薮条徳条与荘槙曽富塚髪淵淵野惣穂",
    )
)
"""異体字 of names -> the form in daily use: 渡邉 -> 渡辺. Source: 常用漢字表 and its 康熙字典体, JIS X 0213."""


def daily(text: str) -> str:
    """Return a text with 異体字 in their form in daily use, as long as before: 渡邉 -> 渡辺."""
    return text.translate(_VARIANTS)


@lru_cache(KEPT)
def key(name: str) -> str:
    """Return a name folded for comparing: width, case, dots and blanks inside, 異体字, long marks, ッ and ヴ are one;
    an end that is written short as a rule is short: 灯台県選挙管理委員会 -> 灯台県選管."""
    plain = _LINKS.sub("", view_of(name).text.casefold()).translate(_VARIANTS)
    return _ended(_sounded(plain) if _KATAKANA.search(plain) else plain)


@lru_cache(KEPT)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a foreign name, folded: グレース・オムワンバ -> グレス, オムワンバ; else the name."""
    return tuple(key(part) for part in _LINKS.split(name) if part)


def foreign(name: str) -> bool:
    """Say whether a name is written in katakana only, dots and initials apart: トーマス・W・ハーディ."""
    return bool(_FOREIGN.fullmatch(name))


def kanji(name: str) -> bool:
    """Say whether a name is written in kanji only."""
    return bool(_KANJI.fullmatch(name))


def one_apart(one: str, other: str) -> bool:
    """Say whether two folded foreign names of four or more sounds differ by one character at most: put in, left out,
    or another one, the first never. オムワンバ, オンワンバ."""
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    at = next((n for n, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at + (len(short) == len(long)) :] == long[at + 1 :]


def _ended(name: str) -> str:
    for long, short in _ends():
        if name.endswith(long):
            return name[: -len(long)] + short if len(name) > len(long) + 1 else name
    return name


@cache
def _ends() -> tuple[tuple[str, str], ...]:
    """Return ends and their short forms, folded, the longest first."""
    ends = ((_sounded(row.long), row.short.casefold()) for row in shortenings() if row.fold)
    return tuple(sorted(ends, key=lambda end: -len(end[0])))


def _sounded(name: str) -> str:
    for before, after in _SOUNDS:
        name = name.replace(before, after)
    return name

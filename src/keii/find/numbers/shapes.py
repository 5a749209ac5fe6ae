"""Shapes of numbers, and what their characters are worth."""

from __future__ import annotations

import re
from decimal import Decimal
from types import MappingProxyType
from typing import Final

DIGITS: Final = MappingProxyType({c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0})
SMALL: Final = MappingProxyType({"十": 10, "百": 100, "千": 1000})
LARGE: Final = MappingProxyType({"万": 10**4, "億": 10**8, "兆": 10**12, "京": 10**16})
LONGEST = 64
"""Digits beyond which a number is kept as text only (K1204): int() refuses 4,301 digits, and no news figure has 65."""

_KANJI = "".join(DIGITS)
_SCALES = "".join(SMALL) + "".join(LARGE)
_ASCII = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)"
_OVER = "余(?=[万億兆])"
"""The 余 of 10余万, which stands within the number; that of 百余人 stands after it."""
_FRACTION = r"(?:[.・]\d+)?"
_TAIL = rf"(?:[{_SCALES}]+(?:{_ASCII}{_FRACTION}|[{_KANJI}数]+)?)*(?:数[{_SCALES}]*|{_OVER}[{_SCALES}]+)?"

RUN: Final = re.compile(rf"[0-9{_KANJI}十百千数][0-9,.・点{_KANJI}{_SCALES}数余]*")
"""A stretch that may hold numbers: one character class first, so that the search runs at the speed of `memchr`."""

SHAPE: Final = re.compile(
    rf"(?P<figures>{_ASCII}{_FRACTION}{_TAIL})|"
    rf"(?P<kanji>[{_KANJI}十百千数](?:[{_KANJI}{_SCALES}数]|{_OVER})*(?:[・点][{_KANJI}]+[{_SCALES}]*)?)"
)
"""One number within a run."""

RANGE: Final = re.compile(r"[〜～~−–—―-]|ー(?=\d)")
"""What stands between the ends of a range."""

_HURT_AFTER = re.compile(r"人[がは]?(?:死亡|死傷|重[傷体]|軽傷|けが|負傷|行方不明|不明|逮捕|拘束|犠牲|殺害)")
_HURT_BEFORE = re.compile(r"(?:うち|死者|死亡|負傷者?|けが人|[重軽]傷者?|不明者?|犠牲者)$")


def one_hurt(text: str, start: int, end: int) -> bool:
    """Say whether the 一 before 人 counts casualties or arrests: 一人が死亡, 死者一人; not 幹部の一人, 一人暮らし."""
    return bool(_HURT_AFTER.match(text, end) or _HURT_BEFORE.search(text, max(0, start - 4), start))


def worth(text: str, vague: int = 0) -> Decimal | None:
    """Return what a number in `SHAPE` is worth; 数 counts as `vague`. None: more than `LONGEST` digits.

    例: "1万5000" 15000, "二千三百" 2300, "二〇三〇" 2030, "3.5万" 35000, "三点五" 3.5, "1万億" 1000000000000 (a greater
    scale after a smaller one multiplies all before it), "10数" 10 and `vague`.
    """
    if text.isdecimal():
        return Decimal(text) if len(text) <= LONGEST else None
    total, section, largest = Decimal(0), Decimal(0), 0
    literal, given = "", False
    for char in text:
        if char in SMALL:
            section += (Decimal(literal) if literal else 1) * SMALL[char]
            literal = ""
        elif char in LARGE:
            section += Decimal(literal) if literal else 0
            scale = LARGE[char]
            if 0 < largest < scale:
                total = (total + section) * scale
            else:
                total += (section if given else 1) * scale
            largest, section, literal, given = max(largest, scale), Decimal(0), "", False
            continue
        elif char not in ",余":
            if char == "数" and literal:
                section, literal = section + Decimal(literal), ""
            literal += _digit(char, vague)
        given = True
        if len(literal) > LONGEST:
            return None
    return total + section + (Decimal(literal) if literal else 0)


def _digit(char: str, vague: int) -> str:
    if char == "数":
        return str(vague)
    if char in "・点.":
        return "."
    return str(DIGITS[char]) if char in DIGITS else char


def last_scale(text: str) -> int:
    """Return the worth of the scales a number ends in, 1 for none: 「3万」 10000, 「2千億」 100000000000."""
    scale = 1
    for char in reversed(text):
        step = SMALL.get(char) or LARGE.get(char)
        if step is None:
            break
        scale *= step
    return scale

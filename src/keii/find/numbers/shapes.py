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
_FRACTION = r"(?:[.・]\d+)?"
_TAIL = rf"(?:[{_SCALES}]+(?:{_ASCII}{_FRACTION}|[{_KANJI}数]+)?)*数?"

RUN: Final = re.compile(rf"[0-9{_KANJI}十百千数][0-9,.・点{_KANJI}{_SCALES}数]*")
"""A stretch that may hold numbers: one character class first, so that the search runs at the speed of `memchr`."""

SHAPE: Final = re.compile(
    rf"(?P<figures>{_ASCII}{_FRACTION}{_TAIL})|(?P<kanji>[{_KANJI}十百千数][{_KANJI}{_SCALES}数]*(?:[・点][{_KANJI}]+[{_SCALES}]*)?)"
)
"""One number within a run."""

RANGE: Final = re.compile(r"[〜～~−–—―-]|ー(?=\d)")
"""What stands between the ends of a range."""


def worth(text: str, vague: int = 0) -> Decimal | None:
    """Return what a number in `SHAPE` is worth; 数 counts as `vague`. None: more than `LONGEST` digits.

    例: "1万5000" 15000, "二千三百" 2300, "二〇三〇" 2030, "3.5万" 35000, "三点五" 3.5.
    """
    if text.isdecimal():
        return Decimal(text) if len(text) <= LONGEST else None
    total, section = Decimal(0), Decimal(0)
    literal = ""
    for char in text:
        if char in SMALL:
            section += (Decimal(literal) if literal else 1) * SMALL[char]
            literal = ""
        elif char in LARGE:
            section += Decimal(literal) if literal else 0
            total += (section or 1) * LARGE[char]
            section, literal = Decimal(0), ""
        elif char != ",":
            literal += _digit(char, vague)
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

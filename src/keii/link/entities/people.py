"""What two spellings of persons' names have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from keii.link.entities.shapes import Shape, sounds_like, stands_first
from keii.link.entities.spelling import one_apart

Common = Literal["same name", "same surname", "surname", "near surname", "spelling", "sounds"]
_GIVEN = 3  # kanji a given name has at most


def in_common(one: Shape, other: Shape) -> Common | None:
    """Return what two names of persons have in common; None for nothing."""
    if one.key == other.key:
        return "same surname" if one.bare else "same name"
    if one.foreign and other.foreign:
        return _foreigners(one, other)
    if one.kanji and other.kanji:
        short, long = (one, other) if len(one.key) < len(other.key) else (other, one)
        begun = long.key.startswith(short.key) and len(short.key) < len(long.key) <= len(short.key) + _GIVEN
        return "surname" if begun and short.bare else None
    if one.kanji != other.kanji and one.foreign != other.foreign:
        in_kanji, in_kana = (one, other) if one.kanji else (other, one)
        return "sounds" if sounds_like(in_kanji.name, in_kana.name) else None
    return None


def at_odds(mine: Iterable[Shape], theirs: Iterable[Shape]) -> bool:
    """Say whether full names show that two persons with one surname are two: 佐藤一郎, 佐藤次郎."""
    ours, others = [s for s in mine if not s.bare], [s for s in theirs if not s.bare]
    if not ours or not others:
        return False
    for script in ("kanji", "foreign"):
        a, b = [s for s in ours if getattr(s, script)], [s for s in others if getattr(s, script)]
        if a and b and not any(_may_be_one(x, y) for x in a for y in b):
            return True
    return False


def _may_be_one(one: Shape, other: Shape) -> bool:
    return in_common(one, other) is not None or one.key.startswith(other.key) or other.key.startswith(one.key)


def _foreigners(one: Shape, other: Shape) -> Common | None:
    """Compare katakana names part by part: last names, then the others; of Korea and China the first part too."""
    a, b = one.parts, other.parts
    if len(a) == 1 or len(b) == 1:
        return _alone(a, b)
    exact = a[-1] == b[-1]
    if not exact and not one_apart(a[-1], b[-1]):
        return None
    if a[0] == b[0]:
        return "spelling"
    initial = min(len(a[0]), len(b[0])) == 1
    return "spelling" if one_apart(a[0], b[0]) or (initial and exact) else None


def _alone(a: tuple[str, ...], b: tuple[str, ...]) -> Common | None:
    """Compare a name of one part with another: it is the last part, or a surname that stands first."""
    (short,), long = (a, b) if len(a) == 1 else (b, a)
    if short == long[-1] or (short == long[0] and stands_first(short)):
        return "surname"
    return "near surname" if one_apart(short, long[-1]) else None

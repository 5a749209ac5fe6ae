"""Short forms of organisations and places: by rows, not by guessing."""

from __future__ import annotations

from functools import cache, lru_cache

from keii.link.entities.rows import shortenings, tails
from keii.link.entities.spelling import KEPT, key
from keii.tables.names import places

_STEM = "一一"  # any two kanji before a last part
_PLACES = frozenset({"GPE", "LOC"})
_STATE = ("国家", "国立", "連邦", "王立", "中央")
"""Words for whose an office of state is, in place of the country's name."""


def shortened(short: str, long: str) -> str:
    """Return what two names begin with, where one is the other with a part written short, else "": 灯台県選管 and
    灯台県選挙管理委員会 -> 灯台県選; 海保 and 海上保安庁 -> 海."""
    a, b = key(short), key(long)
    if a not in _writings(b) and b not in _writings(a):
        return ""
    same = next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
    return a[:same]


def tailless(short: str, long: str, type_: str) -> bool:
    """Say whether a name is another without a last part that may be left out, or, in katakana, without parts behind a
    dot: セレスト・アセット."""
    a, b = key(short), key(long)
    if len(a) < 2 or not b.startswith(a) or a == b:
        return False
    return b[len(a) :] in _tails(_PLACES if type_ in _PLACES else frozenset({type_}))


def placeless(short: str, long: str) -> bool:
    """Say whether a name is another without the country or place before it: ペルー地球物理庁, 地球物理庁."""
    a, b = key(short), key(long)
    if len(a) < 2 or not b.endswith(a):
        return False
    return b[: len(b) - len(a)] in _places()


def replaced(short: str, long: str) -> bool:
    """Say whether two names differ only in how they name the country: 国家防災庁, ペルー防災庁."""
    a, b = key(short), key(long)
    for state in _STATE:
        for one, other in ((a, b), (b, a)):
            rest = one.removeprefix(state)
            if rest != one and len(rest) > 1 and other.endswith(rest) and other[: -len(rest)] in _places():
                return True
    return False


@lru_cache(KEPT)
def _writings(folded: str) -> frozenset[str]:
    """Return what a folded name becomes with one part written short."""
    return frozenset(folded.replace(long, short) for long, short in _folded_shortenings() if long in folded)


@cache
def _folded_shortenings() -> tuple[tuple[str, str], ...]:
    return tuple((key(row.long), key(row.short)) for row in shortenings())


@cache
def _tails(types: frozenset[str]) -> frozenset[str]:
    """Return the last parts of names of some types, folded as at the end of a name."""
    return frozenset(key(_STEM + row.tail)[len(_STEM) :] for row in tails() if types & set(row.types))


@cache
def _places() -> frozenset[str]:
    """Return the folded names of places with a government."""
    return frozenset(key(form) for place in places() if place.type == "GPE" for form in (*place.forms, *place.context))

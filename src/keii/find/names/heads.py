"""Heads of names: which words end an organisation or a place, and what before them names something."""

from __future__ import annotations

import re
from functools import cache

from keii.find.names.rows import word_set
from keii.find.names.units import Units, word

_NAMED = frozenset("CGLYOMWpqxkASNJcPQ")
"""Codes of units that name something by themselves."""

_CITED = re.compile(
    "によ[るれり]|の(?:取材|記者|報道|調査|世論|電話|まとめ)|が(?:報|伝|入手|先|行|[0-9一-九])"
    "|編集|日本語|$|\\n|[)・ 】]|社"
)
"""What follows an outlet that is cited: 列島通信によると."""


def named(units: Units, start: int, head: int) -> bool:
    """Say whether the units before a head name something: a proper noun, or nouns before a head that takes them."""
    part = units.codes[start:head]
    text = word(units, head)
    if any(c in _NAMED for c in part) or units.codes[head] == "M":
        return True
    if text in ("省", "庁"):
        return len(part) > 0
    if word(units, start) == "第" and len(part) > 1:
        return True
    size = units.starts[head] - units.starts[start] if part else 0
    if text in word_set("strong_head") and len(part) >= 2 and size >= 4:
        return True
    if part and part[-1] in "nvzKl":
        if size > 1 and text in word_set("cited_head"):
            return _CITED.match(units.text, units.ends[head]) is not None
        if len(part) == 1 and _takes_one(units, head, size):
            return True
    return odd(units, start, head)


def _takes_one(units: Units, head: int, size: int) -> bool:
    """Say whether one common word before this head makes a name: 帝都|大学; not_name holds 国立大学."""
    firm = units.entries[head][0].kind in ("company", "bank", "party") and not soft(units, head)
    return firm or (word(units, head) in word_set("alone_head") and size > 1)


def bare_end(units: Units, first: int, last: int) -> int:
    """Return the last unit of a name without the 社 behind a name in katakana or letters: デリゴー|社."""
    before = units.text[units.ends[last - 1] - 1] if last > first else ""
    return last - (word(units, last) == "社" and ("ァ" <= before <= "ヿ" or before.isascii()) and before != "")


def odd(units: Units, start: int, end: int) -> bool:
    """Say whether units are the crumbs of a name the dictionary does not know: two words of one character, 白|浦."""
    sizes = [units.ends[i] - units.starts[i] for i in range(start, end) if units.codes[i] in "nvzxuSNpl"]
    return len(sizes) >= 2 and sizes[0] == 1 and sizes[1] == 1


def soft(units: Units, head: int) -> bool:
    """Say whether a head is a common noun as well: バス, 開発, 映画."""
    return word(units, head) in word_set("soft_head")


def leads(units: Units, i: int) -> bool:
    """Say whether a unit stands before a name and is no part of it, or ends what does: 大手, 国営, 同, 政府|系."""
    if units.codes[i] == "z" and i and units.text[units.starts[i - 1] : units.ends[i]] in word_set("lead"):
        return True
    return word(units, i) in word_set("lead")


def apposes(units: Units, i: int) -> bool:
    """Say whether a unit says what kind of body the name behind it is: 武装|組織, 会派."""
    return units.text.endswith(word_ends("org_noun"), 0, units.ends[i])


@cache
def word_ends(kind: str) -> tuple[str, ...]:
    """Return the words of one kind as `str.endswith` and `str.startswith` take them."""
    return tuple(sorted(word_set(kind)))


@cache
def last_characters(kind: str) -> frozenset[str]:
    """Return the characters that words of one kind end in: no other can stand before what follows one."""
    return frozenset(word[-1] for word in word_set(kind))


def both_katakana(units: Units, i: int) -> bool:
    """Say whether the characters on both sides of a unit (a middle dot) are katakana."""
    return all("ァ" <= units.text[at : at + 1] <= "ヿ" for at in (units.starts[i] - 1, units.ends[i]))

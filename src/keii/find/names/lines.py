"""Railway lines with the railway before them: 関東鉄道|常総線, 名古屋市営地下鉄|東山線, JR|紀勢線."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import COMPOUND, Candidate
from keii.find.names.heads import leads
from keii.find.names.rows import word_set
from keii.find.names.units import Units, word

_LINE = re.compile("線(?![一-鿿])")
_PARTS = frozenset("GYLpxkKnSNOMWsQAzJ")
_MOST = 7
"""Units of a line with its railway at most: 名古屋市|営|地下鉄|東|山|線 has six."""


def lines(units: Units, finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield a line with its railway as one place."""
    for match in _LINE.finditer(units.text):
        last = finish.get(match.end())
        if last is None or units.codes[last] not in "lL":
            continue
        first = _first(units, last)
        if first is not None:
            yield Candidate(COMPOUND + 2, units.starts[first], units.ends[last], "LOC", "names.line")


def _first(units: Units, last: int) -> int | None:
    """Return where the railway before a line begins; None where none stands there."""
    at, rail = last, -1
    while at and last - at < _MOST and _may_lead(units, at - 1) and not leads(units, at - 1):
        at -= 1
        if rail < 0 and word(units, at).endswith(tuple(word_set("railway"))):
            rail = at
    if rail < 0:
        return None
    if word(units, rail).startswith("JR"):
        return rail
    while at < rail and units.codes[at] == "G" and word(units, at)[-1] in "都道府県" and word(units, at + 1) != "営":
        at += 1
    return at


def _may_lead(units: Units, i: int) -> bool:
    """Say whether a unit may be part of a railway's name."""
    return units.codes[i] in _PARTS or word(units, i) in word_set("railway")

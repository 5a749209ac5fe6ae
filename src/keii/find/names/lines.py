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
        if last is None or (units.codes[last] not in "lL" and not _of_jr(units, last)):
            continue
        first = _first(units, last)
        if first is None:
            continue
        line = _behind_company(units, first, last)
        if line > first:
            yield Candidate(COMPOUND + 2, units.starts[first], units.ends[line - 1], "ORG", "names.line")
        yield Candidate(COMPOUND + 2, units.starts[line], units.ends[last], "LOC", "names.line")


def _of_jr(units: Units, last: int) -> bool:
    """Say whether a noun ends a line of JR's whose name the dictionary cuts: JR|姫|新線."""
    return units.codes[last] == "n" and units.text.find("JR", max(0, units.starts[last] - 4), units.starts[last]) >= 0


_COMPANIES = ("鉄道", "電鉄", "鐵道", "東京メトロ", "大阪メトロ")


def _behind_company(units: Units, first: int, last: int) -> int:
    """Return where a line begins behind a company in full (関東鉄道|常総線); `first` where it is one with its name."""
    for i in range(last - 1, first - 1, -1):
        name = units.text[units.starts[first] : units.ends[i]]
        if name.endswith(_COMPANIES) and len(name) > 3 and word(units, i) != "地下鉄":
            return i + 1 if units.text[units.starts[i + 1] : units.ends[last]] != "本線" else first
    return first


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

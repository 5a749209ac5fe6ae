"""Lists of appointments (人事): names with a blank inside, and the office that a chief (支店長) heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import COMPOUND, PAIR, Candidate
from keii.find.names.people import title_after
from keii.find.names.rows import given_names, surnames, word_set
from keii.find.names.units import Units

_SPACED = re.compile(
    "(?:(?<=[)▽◇◆▼△=＝、。・:「\n ])|^)([一-鿿々﨑ヶ]{1,4}) ([一-鿿々ぁ-ゖァ-ヺー]{1,4})"
    "(?=[▽◇◆▼△()=＝、。\n ]|氏|さん|$)"
)
_BLANK = re.compile(" (?<=[一-鿿々﨑ヶ] )[一-鿿々ぁ-ゖァ-ヺー]")
_LISTED = frozenset(")▽=＝◇")


def spaced(units: Units, begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield 姓 and 名 with a blank between, as lists of appointments print them: (水沢支店長)千葉 修."""
    if not _BLANK.search(units.text):
        return
    for match in _SPACED.finditer(units.text):
        first, last = begin.get(match.start(1)), finish.get(match.end())
        if (
            first is None
            or last is None
            or "t" in units.codes[first:last]
            or (units.codes[first] in "GCL" and units.codes[last] in "GCLpY")
        ):
            continue
        signs = (
            match[1] in surnames() or units.codes[first] in "SQ",
            match[2] in given_names() or units.codes[last] in "NJ",
            units.text[match.start() - 1] in _LISTED,
        )
        if sum(signs) > 1:
            title = title_after(units, last + 1)
            yield Candidate(PAIR, match.start(), match.end(), "PER", "names.spaced", title=title)


_CHIEF = re.compile("長(?![一-鿿々])")
_RUN = frozenset("CGYLpxkKnSNOMWsgzJAlty")
_OFFICE = frozenset({"支局", "支店", "支社", "工場", "税務署", "消防署", "郵便局"})
"""Heads whose chief is a title as well: 高橋支店長. They count in lists and before の alone."""
_MOST = 6


def chiefs(units: Units, begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the body in the office of its chief: 水沢支店|長, 下南幼稚園|長, 宮津市立図書館|長."""
    for match in _CHIEF.finditer(units.text):
        end = match.start()
        head = next((h for h in _chief_of() if units.text.endswith(h, 0, end)), "")
        first = _first(units, end - len(head), begin) if head else None
        if first is None:
            continue
        stem = units.codes[first : begin.get(end - len(head), first + 1)]
        if head in _OFFICE:
            listed = units.text[end + 1 : end + 2] in tuple("の()") or units.text[units.starts[first] - 1] in "▽◇("
            if not listed or "S" in stem:
                continue
        if set(stem) & set("CGYLpxkOWSN"):
            yield Candidate(COMPOUND, units.starts[first], end, "ORG", "names.chief")


def _first(units: Units, at: int, begin: dict[int, int]) -> int | None:
    """Return the first unit of the run of nouns before an offset; None where there is none."""
    while at not in begin and at > 0:
        at -= 1
    last = begin.get(at, 0)
    first = last
    while first and last - first < _MOST and units.codes[first - 1] in _RUN and units.codes[first - 1] != "t":
        first -= 1
    return first if first < last else None


@cache
def _chief_of() -> tuple[str, ...]:
    return tuple(sorted(word_set("chief_of"), key=lambda head: (-len(head), head)))

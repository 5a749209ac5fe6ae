"""Short forms in brackets behind an organisation whose characters come from it: 西海水理研究所(西水研)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from keii.find.names.candidate import SHIELD, Candidate
from keii.find.names.units import Units

_BRACKETED = re.compile("\\((?:以下、?|略称[・=:]?|通称[・=:]?)?「?([一-鿿々ァ-ヺー]{2,7})」?\\)")
_LEAST = 5
"""Characters of a name that is worth a short form."""


def shortened(
    units: Units, kept: Sequence[Candidate], begin: Mapping[int, int], finish: Mapping[int, int]
) -> Iterator[Candidate]:
    """Yield a short form in brackets behind its organisation, and the same characters elsewhere in the clip."""
    starts = [one.start for one in kept]
    told = set[str]()
    for one in kept if "(" in units.text else ():
        if one.type != "ORG" or one.end - one.start < _LEAST:
            continue
        match = _BRACKETED.match(units.text, one.end)
        if match and match[1] not in told and _drawn_from(match[1], units.text[one.start : one.end]):
            told.add(match[1])
            for short in _everywhere(units, one, match[1], begin, finish):
                near = bisect_right(starts, short.start) - 1
                if near < 0 or kept[near].end <= short.end:
                    yield short


def _drawn_from(short: str, name: str) -> bool:
    """Say whether the characters of a short form stand in the name in the same order."""
    rest = iter(name)
    return len(short) < len(name) and all(char in rest for char in short)


def _everywhere(
    units: Units, one: Candidate, short: str, begin: Mapping[int, int], finish: Mapping[int, int]
) -> Iterator[Candidate]:
    """Yield a short form of `one` wherever it stands as whole units."""
    at = units.text.find(short)
    while at >= 0:
        end = at + len(short)
        if at in begin and end in finish:
            yield Candidate(SHIELD - 1, at, end, "ORG", "names.shortened", one.entry)
        at = units.text.find(short, end)

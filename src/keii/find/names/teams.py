"""National teams and editions of outlets: names that end in a word that is no head elsewhere (代表, 版)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from keii.find.names.candidate import COMPOUND, Candidate
from keii.find.names.rows import word_set
from keii.find.names.units import Units

OUTLETS = frozenset({"newspaper", "broadcaster", "newsagency", "outlet"})
"""Kinds of rows of organisations.tsv that publish."""

_TEAM = re.compile("Ct|[OW]")


def teams(units: Units) -> Iterator[Candidate]:
    """Yield national teams: サッカー|日本|代表."""
    for match in _TEAM.finditer(units.codes) if "代表" in units.text else ():
        last = match.end() - 1
        if units.text.endswith("代表", 0, units.ends[last]) and units.codes[last + 1 : last + 2] not in tuple("nzs"):
            at = units.starts[match.start()]
            sport = _sports().search(units.text, max(0, at - 24), at)
            start = sport.start() if sport else at
            if units.codes[last] == "t" or start < at or units.codes[last] == "W":
                yield Candidate(COMPOUND, start, units.ends[last], "ORG", "names.team")


@cache
def _sports() -> re.Pattern[str]:
    """Return the shape of sports and classes before a national team, up to where the search ends."""
    sports = "|".join(re.escape(sport) for sport in sorted(word_set("sport"), key=lambda sport: (-len(sport), sport)))
    return re.compile(f"(?:{sports}|U-?[0-9]{{2}}|[0-9]+人制)+$")


_EDITION = re.compile("(?:[^ \\n、。()「」]{2,5})版")


def editions(units: Units) -> Iterator[Candidate]:
    """Yield an outlet with its edition: 読売新聞|関西版."""
    for match in re.finditer("[OW](?=[LCGXnvkKYps])", units.codes):
        i = match.start()
        entry = units.entries[i][0]
        edition = _EDITION.match(units.text, units.ends[i])
        if edition and entry.kind in OUTLETS:
            yield Candidate(COMPOUND, units.starts[i], edition.end(), "ORG", "names.edition", entry)

"""A span that may be a name, and which of two that overlap is kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from keii.find.names.entry import Entry
from keii.records.name import NameType


class Candidate(NamedTuple):
    """候補: code points ``[start, end)`` proposed as a name of `type`; NONE shields the text from all others."""

    power: int  #: which step says so: higher wins, whatever the length
    start: int
    end: int
    type: NameType | None  #: None: a shield
    rule: str  #: id of the row or step
    entry: Entry | None = None  #: the row of the tables it stands for
    within: str = ""  #: country the thing belongs to, from the text: ロシアの外務省 -> ロシア
    title: tuple[int, int] | None = None


SHIELD, PAIR, COMPOUND, PERSON, HEADED, LISTED, SHAPE, TAGGED, WEAK = 100, 90, 80, 70, 65, 60, 50, 40, 30
"""Powers of the steps: a shield, two spellings that prove each other, a compound with its head, a person with a
title, a row of the tables, a shape (place + 川), the tagger, weak signs."""


def resolve(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return those that stand, in text order, not overlapping: by power, then length, then place."""
    kept: list[Candidate] = []
    starts: list[int] = []
    for one in sorted(candidates, key=lambda c: (-c.power, c.start - c.end, c.start)):
        at = bisect_right(starts, one.start)
        if at and kept[at - 1].end > one.start:
            continue
        if at < len(kept) and kept[at].start < one.end:
            continue
        kept.insert(at, one)
        starts.insert(at, one.start)
    return kept

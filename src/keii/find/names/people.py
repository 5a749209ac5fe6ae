"""A person as a candidate: the span, the row it stands for, the title that follows."""

from __future__ import annotations

import re

from keii.find.names.candidate import Candidate
from keii.find.names.units import Units

_TITLE_RUN = re.compile("[tnzrvOCcGMLsguKAkdxpqYem]{0,40}?[th]+")
"""A title with its parts; the longest by far, of a panel of a committee of a council, have some twenty units."""

KANJI = re.compile("[一-鿿々ヶヵ]+")


def person(units: Units, first: int, last: int, power: int, rule: str, title: tuple[int, int] | None) -> Candidate:
    """Return units ``[first, last)`` as a person; one unit of a row of the tables stands for that row.

    `rule` is the step that says so (the row's id takes its place where a full name of the tables stands there), `title`
    the span of the title behind the name. 国枝|社長 -> 国枝.
    """
    people = [e for e in units.entries[first] if e.type == "PER"] if last == first + 1 else []
    entry = people[0] if people and (len(people) == 1 or people[0].code == "P") else None
    rule = entry.id if entry and entry.code == "P" else rule
    return Candidate(power, units.starts[first], units.ends[last - 1], "PER", rule, entry, title=title)


def title_after(units: Units, at: int) -> tuple[int, int] | None:
    """Return the span of the title that begins at a unit, over its parts: 朝鮮労働党総書記."""
    match = _TITLE_RUN.match(units.codes, at)
    return (units.starts[at], units.ends[match.end() - 1]) if match else None

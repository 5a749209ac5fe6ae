"""What the fitted model sees and the rules do not: its spans trimmed of titles, its kinds turned into our types."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import TAGGED, Candidate
from keii.find.names.heads import leads
from keii.find.names.lexicon import lexicon
from keii.find.names.people import title_after
from keii.find.names.rows import name_type, surnames, word_set
from keii.find.names.tagger import Kind, Tagged, tag
from keii.find.names.units import Units, word
from keii.records.name import NameType
from keii.records.parse import Parse

LEAST = 100
"""Scores under this are right about half of the time (docs/models.md): left out."""
SURE = 300
CAPITALS = 600
"""Words in capitals (MNP) are as often things as organisations."""
OVER_LISTED = 62
"""A sure organisation of the model that holds a place of the tables and more (大阪|シティドーム) is kept whole."""
_LONGEST = 16
_FOREIGN = re.compile("[ァ-ヺー]{3,}")


def fitted(
    units: Units, parse: Parse, kept: list[Candidate], begin: dict[int, int], finish: dict[int, int]
) -> Iterator[Candidate]:
    """Yield the model's names, trimmed, but those whose span the rules have: they fill what the rules left."""
    spans = {(one.start, one.end) for one in kept}
    for one in tag(parse):
        start, end = parse.starts[one.first], parse.ends[one.last - 1]
        first, last = begin.get(start), finish.get(end)
        if first is None or last is None or (start, end) in spans:
            continue
        if first == last and units.codes[first] == "Y" and one.kind == "LOC":
            entry = units.entries[first][0]
            yield Candidate(TAGGED, start, end, name_type(entry.type), "names.fitted", entry)
        elif one.score >= LEAST:
            yield from _trimmed(units, one, first, last)


def _trimmed(units: Units, one: Tagged, first: int, last: int) -> Iterator[Candidate]:
    """Yield the name without the words before it (同国, 国営) and the title after it; nothing where nothing is left."""
    codes, end, person = units.codes, last, one.kind == "PER"
    while end >= first and codes[end] in "th;":
        end -= 1
    if person:
        end = next((i - 1 for i in range(first + 1, end + 1) if codes[i] in "OMCW"), end)
    elif end < last or (one.kind == "ORG" and codes[end + 1 : end + 2] == "t" and word(units, end) in word_set("area")):
        return
    while first <= end and (codes[first] in "rft;" or leads(units, first)):
        first += 1
    if first > end or not _nameable(units, one, first, end):
        return
    start, stop = units.starts[first], units.ends[end]
    power = OVER_LISTED if _holds_place(units, one, first, end) else TAGGED
    title = title_after(units, end + 1) if person else None
    yield Candidate(power, start, stop, _type(one.kind, units.text[start:stop]), "names.fitted", title=title)


def _holds_place(units: Units, one: Tagged, first: int, end: int) -> bool:
    sure = one.kind == "ORG" and one.score >= SURE and end > first
    short = units.ends[end] - units.starts[first] <= _LONGEST
    return sure and short and not any(c in "ftdOMP" for c in units.codes[first : end + 1])


def _nameable(units: Units, one: Tagged, first: int, end: int) -> bool:
    """Say whether the units may be a name at all: no particles, no common last word, no lone place for a person."""
    codes = units.codes[first : end + 1]
    text = units.text[units.starts[first] : units.ends[end]]
    if any(c in "|.,()<>[]" for c in codes) or "=" in text or codes[0] == "d":
        return False
    if text in word_set("not_name") or word(units, end) in word_set("not_tail") or not codes.strip("sglbXht;"):
        return False
    if one.kind == "PER":
        return _person(one, codes, text)
    if text.isascii() and text.isupper() and one.score < CAPITALS:
        return False
    return codes not in ("n", "v", "K", "f", "z") or one.score >= SURE


def _person(one: Tagged, codes: str, text: str) -> bool:
    if codes in "GYLpKOMCgls":
        return text in surnames() and one.score >= SURE
    return "d" not in codes and (len(codes) > 1 or len(text) > 1)


def _type(kind: Kind, text: str) -> NameType:
    """Return the type: by the head of the tables the text ends with; else katakana places have a government."""
    if kind == "PER" or kind == "ORG":
        return kind
    head = _head_type(text)
    if head:
        return name_type(head)
    return "GPE" if kind == "LOC" and _FOREIGN.fullmatch(text) else "LOC"


def _head_type(text: str) -> str:
    lex = lexicon()
    for size in range(min(5, len(text) - 1), 0, -1):
        number = lex.number.get(text[-size:], -1)
        if number >= 0 and lex.codes[number] in "sgl":
            return lex.entries[number][0].type
    return ""

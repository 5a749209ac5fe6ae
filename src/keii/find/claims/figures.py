"""Rival figures and quotations under one cue (並記): 主催者は3万人、警察は1万人と発表した."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from keii.find.claims.bonds import Bond
from keii.find.claims.draft import Draft, Place, proper
from keii.find.claims.gather import floor_of
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line, end_of, speaks, start_of
from keii.find.claims.sources import PERSONAL
from keii.find.claims.stance import stance
from keii.records.span import Span

_FRAMES = frozenset({"と", "とする", "を"})
_PLAIN = ("名詞", "接頭辞", "接尾辞", "形状詞", "助詞-副助詞", "副詞", "補助記号-括弧", "記号")
_BETWEEN = frozenset({"を", "の", "〜", "・", "%", "で", "ほぼ"})
_TWO = 3
"""Two parts need two は or が; `Line.marks` closes with -1."""
_LONGEST = 16
"""One part (「反政府側の人権監視団は少なくとも四百人以上」) has at most this many morphemes."""


class Part(NamedTuple):
    """項: whose, and the content's positions [start, end)."""

    noun: Noun
    start: int
    end: int
    quoted: bool


def side_by_side(place: Place, k: int, draft: Draft) -> list[Draft]:
    """Return the claims of a cue whose content is two or more parts, each with its source; else the draft alone."""
    line, bond = place.line, place.bonds[k]
    if bond.frame not in _FRAMES or bond.passive or len(line.marks) < _TWO or _part(line, bond.end, 0) is None:
        return [draft]
    parts = _parts(line, bond, floor_of(place, k))
    if len(parts) < 2:
        return [draft]
    made = (_of_part(line, bond, draft, part) for part in reversed(parts))
    return [d for d in made if d is not None]


def _parts(line: Line, bond: Bond, floor: int) -> list[Part]:
    """Return the parts before the cue from the last to the first."""
    out: list[Part] = []
    end = bond.end
    while end > floor:
        part = _part(line, end, floor)
        if part is None:
            break
        out.append(part)
        if part.noun.start <= floor or line.surf[part.noun.start - 1] != "、":
            break
        end = part.noun.start - 1
    return out


def _part(line: Line, end: int, floor: int) -> Part | None:
    """Return the part that ends before `end`: noun phrase + は or が + a figure or a quotation."""
    quoted = end - 1 in line.quote_ends
    p = end - 2 if quoted else _figure(line, end, floor)
    if p is None or p - 1 <= floor or line.surf[p - 1] not in ("は", "が", "も"):
        return None
    if quoted and not speaks(line, p):
        return None
    noun = noun_before(line, p - 1, floor)
    return Part(noun, p, end, quoted) if noun is not None and noun.klass in PERSONAL else None


def _figure(line: Line, end: int, floor: int) -> int | None:
    """Return where the figure that ends before `end` begins: right after は or が; None: no figure."""
    number = False
    for p in range(end - 1, max(floor, end - _LONGEST) - 1, -1):
        if line.surf[p] in ("は", "が", "も") and line.tag[p].startswith(("助詞-係助詞", "助詞-格助詞")):
            return p + 1 if number else None
        if not (line.tag[p].startswith(_PLAIN) or line.surf[p] in _BETWEEN):
            return None
        number = number or line.tag[p].startswith("名詞-数詞")
    return None


def _of_part(line: Line, bond: Bond, draft: Draft, part: Part) -> Draft | None:
    if part.quoted:
        content = proper(line.scene, end_of(line, part.start), start_of(line, part.end - 1))
    else:
        content = proper(line.scene, start_of(line, part.start), end_of(line, part.end - 1))
    if content is None:
        return None
    text = line.scene.parse.text[content.start : content.end]
    return replace(
        draft,
        content=content,
        source=Span(start_of(line, part.noun.start), end_of(line, part.noun.end - 1)),
        carried=False,
        manner="direct" if part.quoted else "indirect",
        stance=stance(bond.cue, bond.frame, text, direct=part.quoted),
    )

"""Quotations with their speaker after them (「…」と監督。), and headlines: 「…」 山本社長が会見."""

from __future__ import annotations

from dataclasses import dataclass

from keii.find.claims.lists import lists
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line, speaks

PERSONAL = frozenset({"person", "group", "name", "whole"})


@dataclass(slots=True)
class Voice:
    """声: who says a quotation, by code points. `row` names the row of cues.tsv."""

    row: str
    source: tuple[int, int]  #: code points
    cue: tuple[int, int]  #: code points


def named(line: Line, p: int) -> Voice | None:
    """「…」と農園の主人。: と and who says it, the sentence's end."""
    q = p + 2
    if line.surf[q : q + 1] != ["と"]:
        return None
    first = q + 1 + (line.surf[q + 1 : q + 2] == ["、"])
    end = _gap(line, first, _words_end(line))
    noun = noun_before(line, end, first) if first < end else None
    if noun is None or noun.start != first or noun.klass not in PERSONAL:
        return None
    if not (speaks(line, p) or _clipped(line, p) or (noun.klass == "person" and size(line, p) >= SPOKEN)):
        return None
    return _voice(line, "quote-name", noun, q)


def _gap(line: Line, first: int, end: int) -> int:
    """Return the first position from `first` on behind which a headline leaves a blank, else `end`."""
    starts, ends = line.scene.parse.starts, line.scene.parse.ends
    if line.tag[-1].startswith("補助記号-句点"):
        return end
    return next((q + 1 for q in range(first, end - 1) if ends[line.at[q]] < starts[line.at[q + 1]]), end)


def _clipped(line: Line, p: int) -> bool:
    """Say whether the quotation that opens at p ends as headlines cut words short: 「分別徹底を」「工場は無人へ」."""
    return line.scene.parse.surfaces[line.scene.closing[line.at[p]] - 1] in ("を", "へ", "に", "も", "ず")


SPOKEN = 4
"""A person's words of this many morphemes need no predicate: 「こんな雪は初めて」と、近くの女性。"""


def announced(line: Line, p: int) -> Voice | None:
    """Headlines: 「…」 山本社長が会見 / 山本社長が会見「…」."""
    if line.tag[-1].startswith("補助記号-句点") or not speaks(line, p):
        return None
    if p == 0:
        r = next((r for r in range(3, min(line.size, _HEAD)) if line.surf[r] in ("が", "は", "ら")), None)
        noun = noun_before(line, r, 2) if r is not None else None
        fits = noun is not None and noun.start == 2 and any(w in lists().announcing for w in line.lemma[noun.end :])
    else:
        fits = p > 2 and line.lemma[p - 1] in lists().announcing and line.surf[p - 2] in ("が", "は", "も")
        noun = noun_before(line, p - 2) if fits else None
        fits = noun is not None and noun.start == 0 and finished(line, p + 2)
    if not fits or noun is None or noun.klass not in PERSONAL:
        return None
    return _voice(line, "quote-title", noun, p)


_HEAD = 14
"""Who speaks stands within this many morphemes of a headline's quotation."""


def _voice(line: Line, row: str, noun: Noun, cue: int) -> Voice:
    parse = line.scene.parse
    span = (parse.starts[line.at[noun.start]], parse.ends[line.at[noun.end - 1]])
    mark = parse.starts[line.at[cue]]
    return Voice(row, span, (mark, mark + 1))


def size(line: Line, p: int) -> int:
    first = line.at[p]
    return line.scene.closing[first] - first - 1


def _words_end(line: Line) -> int:
    """Return the position after the sentence's last word, its stop and closing marks left out."""
    end = line.size
    while end and line.tag[end - 1].startswith(("補助記号-句点", "補助記号-括弧閉")) and end - 1 not in line.aside_ends:
        end -= 1
    return end


def finished(line: Line, p: int, *, gap: bool = True) -> bool:
    """Say whether the sentence ends at p, a stop or a bracket left out."""
    while p + 1 < line.size and p + 1 in line.aside_ends:
        p += 2
    if gap and 0 < p < line.size and line.scene.parse.ends[line.at[p - 1]] < line.scene.parse.starts[line.at[p]]:
        return True
    if p < line.size and line.tag[p].startswith(("補助記号-一般", "記号")):
        return True
    return p >= line.size or line.tag[p].startswith("補助記号-句点") or (p < line.size and p in line.quotes)

"""Frames of what is found or held: 調査で…ことが分かった, …可能性を指摘した, …というのが市の説明だ."""

from __future__ import annotations

from keii.find.claims.bonds import PREDICATE, Bond, complex_end
from keii.find.claims.cues import Hit, cue_by_id
from keii.find.claims.lists import lists
from keii.find.claims.scene import Line

_COPULAS = frozenset({"だ", "です", "。", "で", "だっ", "でし"})
_THINGS = frozenset({"こと", "事"})
_NEAR = 10
"""How many morphemes may stand between ことが and 分かった (「ことが9日、県の調査で初めて分かった」 has 9)."""
_OWNED = 12
"""How many morphemes may stand between というのが and its noun (「というのが大方の市場関係者の見方だ」 has 7)."""


def with_raised(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Clause + 可能性, 必要性 + を + a verb of saying: …する可能性を指摘した; 否定した makes it a denial."""
    p, end = hit.start, hit.end
    if p <= floor or not line.tag[p - 1].startswith(PREDICATE) or line.surf[p - 1] in ("な", "と", "か"):
        return None
    if line.surf[end : end + 1] not in (["を"], ["も"], ["に"]):
        return None
    verb = next((q for q in range(end + 1, min(end + 5, line.size)) if line.lemma[q] in lists().raising), None)
    if verb is None:
        return None
    stop, passive, negative = complex_end(line, verb + 1)
    cue = cue_by_id()["hitei"] if line.surf[verb] == "否定" and not negative else hit.cue
    return Bond(cue, "る", p, p, stop, passive, noun=p)


def with_toiunoga(line: Line, hit: Hit, floor: int) -> Bond | None:
    """Clause + というのが + X の見方だ."""
    p = hit.start
    if line.surf[p - 1] != "の" or (hit.end < line.size and line.surf[hit.end] not in _COPULAS):
        return None
    for q in range(p - 2, max(floor + 3, p - _OWNED) - 1, -1):
        if line.surf[q] == "が":
            fits = line.surf[q - 3 : q] == ["と", "いう", "の"]
            stop = complex_end(line, hit.end)[0]
            return Bond(hit.cue, "との", q - 3, q - 3, stop, noun=p) if fits else None
    return None


def with_survey(line: Line, hit: Hit, floor: int) -> Bond | None:
    """調査で…ことが分かった, …ことが調査で分かった. The bond's `noun` is where the content begins, `words` one past
    the noun that is the source."""
    e = hit.end
    after = e + 1 if line.surf[e : e + 1] == ["で"] and line.surf[e + 1 : e + 2] != ["は"] else e
    if after == e or hit.start < floor:
        return None
    known = next((q for q in range(after, line.size) if line.lemma[q] in lists().known), None)
    if known is None:
        return None
    thing = next((q for q in range(known - 1, floor, -1) if line.surf[q] in _THINGS and line.surf[q + 1] == "が"), None)
    if thing is None or known - thing > _NEAR or (line.lemma[known] == "明らか" and "なる" not in line.lemma[known:]):
        return None
    start = floor
    if thing > after:
        start = after + (line.surf[after] == "、")
    return Bond(hit.cue, "調査で", thing, e, complex_end(line, known + 1)[0], noun=start)

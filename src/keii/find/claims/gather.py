"""The cues of a sentence bound to their contents, and the clauses they stand in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from keii.find.claims.bonds import Bond
from keii.find.claims.clauses import with_suru
from keii.find.claims.cues import Hit
from keii.find.claims.draft import Place
from keii.find.claims.frames import bind
from keii.find.claims.lists import lists
from keii.find.claims.nouns import Noun, noun_before
from keii.find.claims.scene import Line
from keii.find.claims.sources import topics

_TURNED = frozenset({"say", "demand", "criticise", "ask", "propose", "warn", "claim", "explain", "reveal", "announce"})
"""Kinds of cues whose passive names its source with から: 市から求められた; とみられる names none."""
_HOLDING = frozenset({"と", "とする", "との", "こと", "よう"})


_ON = frozenset({"て", "で"})
"""How a passive goes on in the same clause: 監督から「任せた」と言われて腹が決まった(と明かした)."""
_TURNS = frozenset({"ため", "一方", "ものの"})
_OWN = frozenset({"person", "group", "name"})


def gather(line: Line, places: Sequence[int]) -> tuple[list[Bond], list[Hit]]:
    """Return the bonds of a sentence in order, and the cues that found no content in it."""
    found: list[Bond] = []
    loose: list[Hit] = []
    stop = floor = 0
    base = line.at[0] if line.at and line.at[-1] - line.at[0] == line.size - 1 else None  # nothing folded away
    for i in places:
        p = i - base if base is not None else bisect_left(line.at, i)
        if p < stop:
            continue
        bond = with_suru(line, p, floor) if line.lemma[p] == "する" else bind(line, p, floor)
        if bond is None:
            continue
        if isinstance(bond, Hit):
            loose.append(bond)
        elif (not bond.passive or _turned(line, p, bond)) and not (found and _spent(found[-1], bond)):
            _add(found, bond)
            stop = found[-1].stop
            floor = floor if bond.frame == "話として" or bond.adnominal else stop
    return found, loose


def _spent(before: Bond, bond: Bond) -> bool:
    """Say whether the と of the bond belongs to the one before: 少なすぎると批判していた知事は(対応を評価した)."""
    return bond.frame == "と" and before.frame == "と" and before.end == bond.end


def _turned(line: Line, p: int, bond: Bond) -> bool:
    """Say whether a passive at p can name its source: 市から求められた, 碑には…と記されている."""
    if bond.cue.kind == "write":
        return "に" in line.surf[:p]
    if bond.cue.kind not in _TURNED and bond.cue.id not in _RULED:
        return False
    return "から" in line.surf[:p] or agent(line, p, bond) is not None


_RULED = frozenset({"handan", "kettei"})
"""Rows of judging, whose passive names who with によって: 検査院によって不当と認定された."""


def agent(line: Line, p: int, bond: Bond) -> Noun | None:
    """Return by whom a passive at p is: 長老に「負ける」と諭された, 検査院によって不当と認定された; None: not said."""
    for q in range(p - 1, 0, -1):
        if line.surf[q] != "に" or line.tag[q] != "助詞-格助詞":
            continue
        by = line.surf[q + 1 : q + 2] in (["よっ"], ["より"], ["よる"])
        told = bond.cue.kind in _TURNED and bond.frame == "と" and (q > bond.end or bond.end - 1 in line.quote_ends)
        noun = noun_before(line, q) if by or told else None
        if noun is not None and (noun.klass in _OWN or (by and noun.capable)):
            return noun
    return None


def owner_of(line: Line, bond: Bond) -> Noun | None:
    """Return X of 「…との X の主張」, 「…とする X の説明」."""
    p = bond.noun
    if p < 1 or line.surf[p - 1] != "の" or p - 1 <= bond.end + 1:
        return None
    noun = noun_before(line, p - 1, bond.end + 2)
    return noun if noun is not None and noun.klass in _PERSONAL else None


_PERSONAL = frozenset({"person", "group", "name", "whole"})


def _add(found: list[Bond], bond: Bond) -> None:
    """Add a bond, or let it take the place of the one before: とする報告書 that of とする."""
    if bond.frame == "との" and found and found[-1].words == bond.words:
        found[-1] = bond
    elif bond.frame == "る" and found and found[-1].stop == bond.end and found[-1].frame in ("よう", "を"):
        found[-1] = replace(found[-1], stop=bond.stop, adnominal=False)
    else:
        found.append(bond)


def floor_of(place: Place, k: int) -> int:
    """Return where the clause of the k-th bond begins: after the clause of the bond or report before it."""
    line, bond = place.line, place.bonds[k]
    floor = 0
    for other in place.bonds[:k]:
        apart = other.stop < bond.end and not other.adnominal and other.frame != "話として"
        apart = apart and not (other.passive and line.surf[other.stop - 1] in _ON)
        apart = apart and not (other.frame == "との" and owner_of(line, other) is not None)
        apart = apart and not (bond.cue.kind == "report" and bond.frame == "と" and other.cue.kind != "report")
        if apart and not leads(line, other.stop, bond.end):
            floor = max(floor, clause_end(line, other.stop, bond.end))
    for report in place.reports:
        if floor < report.stop <= bond.end:
            floor = report.stop
    return floor


def last_clause(line: Line, floor: int, end: int) -> int:
    """Return the position after the last 「…が、」「…ため、」 if a source with は stands after it, else `floor`."""
    if "、" not in line.surf[floor + 1 : end]:
        return floor
    for p in range(end - 1, floor, -1):
        if line.surf[p] == "、" and _turns(line, p):
            able = any(t.noun.klass in _OWN and t.form == "は" for t in topics(line, p + 1, end))
            return p + 1 if able else floor
    return floor


def _turns(line: Line, comma: int) -> bool:
    """Say whether the comma closes a clause that the next one turns from: …が、, …のに対し、, …一方、."""
    last = line.surf[comma - 1]
    if last == "対し":
        return line.surf[comma - 3 : comma - 1] == ["の", "に"]
    return last in _TURNS or (line.tag[comma - 1] == "助詞-接続助詞" and last in ("が", "ので"))


def clause_end(line: Line, stop: int, limit: int) -> int:
    """Return where the clause of a cue that stops at `stop` ends: after the comma of 述べたうえで、 or right there."""
    for p in range(stop, min(limit, stop + 6)):
        if line.surf[p] == "、":
            return p + 1
        if line.tag[p].startswith(("名詞-固有名詞", "動詞-一般")) or p in line.quotes:
            break
    return stop


def is_nested(line: Line, bond: Bond, later: tuple[Bond, ...]) -> bool:
    """Say whether the cue is the predicate of another cue's content: (…と)漏らしていた(と明かした)."""
    return bool(later) and any(leads(line, bond.stop, other.end) for other in later if other.frame in _HOLDING)


def leads(line: Line, stop: int, end: int) -> bool:
    """Say whether nothing but ものだ, のだ and the like stands from `stop` up to `end`."""
    if not 0 <= end - stop <= 4:
        return False
    fillers = lists().fillers
    return all(line.surf[p] in fillers or line.tag[p].startswith("助動詞") for p in range(stop, end))

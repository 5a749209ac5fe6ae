"""Reports and reproaches denied (…との野党の主張を否定した): one claim of those who made them, one of who denies."""

from __future__ import annotations

from dataclasses import replace

from keii.find.claims.draft import Draft, Place, span_of
from keii.find.claims.scene import Line
from keii.find.claims.sources import topics

_REFUSALS = frozenset({"否定", "否認", "一蹴", "打つ"})
"""Verbs that deny what their object says: 否定する, 打ち消す."""
_REACH = 4


def denies(line: Line, first: int, stop: int) -> bool:
    """Say whether を and a verb of denial, not negated, stand in [first, stop)."""
    for p in range(first, min(first + _REACH, stop)):
        if line.surf[p] in ("を", "も"):
            verb = next((q for q in range(p + 1, stop) if line.lemma[q] in _REFUSALS), None)
            return verb is not None and "ない" not in line.lemma[verb:stop]
    return False


def refused(place: Place, k: int, draft: Draft, earlier: list[Draft]) -> list[Draft]:
    """Return the draft of a との noun that is denied: with the denial beside it where its owner stands at the noun
    (選管は、…との野党の主張を否定した), else as the denial itself (国防省は、…との報道を否定した)."""
    line, bond = place.line, place.bonds[k]
    if draft.source is None or draft.carried or draft.source.start < draft.content.end:
        return [replace(draft, stance="deny")]
    floor = max((b.stop for b in place.bonds[:k]), default=0)
    found = [t for t in topics(line, floor, bond.end) if t.form == "は" and t.noun.capable]
    source = span_of(line, found[0].noun) if found else earlier[-1].source if earlier else None
    if source is None or source == draft.source:
        return [draft]
    return [draft, replace(draft, rule="hitei", source=source, stance="deny", via=())]

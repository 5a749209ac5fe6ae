"""撤回・是認: a later statement of one source takes back what it said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from keii.link.conflicts.accounts import accounts_of, sign, source_key
from keii.link.conflicts.overlap import rarity_of, shared_words
from keii.records.conflict import Conflict
from keii.records.evidence import Evidence
from keii.records.point import Point

NEEDED = 2.0
"""Shared words at which an admission is taken to be of what was said before (corpus/stories, 2026-11)."""


def admissions(points: Sequence[Point]) -> list[Conflict]:
    """Return for each admission what the same source said of it in an earlier clip; `points` in order of time."""
    rarity = rarity_of(points)
    by_source: dict[str, list[Point]] = defaultdict(list)
    out = []
    for point in points:
        key = source_key(point)
        if key is None:
            continue
        if sign(point, "admit"):
            earlier = [
                p for p in by_source[key] if p.clip != point.clip and not sign(p, "admit") and not sign(p, "demand")
            ]
            taken_back = [(p, words) for p in earlier if _weight(words := shared_words(point, p, rarity)) >= NEEDED]
            if taken_back:
                out.append(_conflict(point, taken_back))
        by_source[key].append(point)
    return out


def _weight(words: Sequence[Evidence]) -> float:
    return sum(evidence.weight for evidence in words)


def _conflict(point: Point, earlier: Sequence[tuple[Point, tuple[Evidence, ...]]]) -> Conflict:
    words = max((words for _, words in earlier), key=_weight)
    return Conflict(
        kind="update",
        about="・".join(e.note for e in sorted(words, key=lambda e: -e.weight)[:3]),
        accounts=accounts_of([p for p, _ in earlier] + [point]),
        reasons=(*words, Evidence(feature="admits", weight=sign(point, "admit"), note=point.text[:20])),
    )

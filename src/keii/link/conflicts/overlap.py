"""What two statements of a story share (語の重なり)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from keii.records.evidence import Evidence
from keii.records.point import Point

RARE, OFTEN = 1.5, 0.3
"""Weights of a shared word that few statements of the story hold, and of one that many hold; 1 between."""
_FEW = 3
_MOST = 0.35


def rarity_of(points: Sequence[Point]) -> Mapping[str, float]:
    """Return how much a shared word says: what three statements hold more, what a third of the story holds little."""
    counts: dict[str, int] = defaultdict(int)
    for point in points:
        for word, _ in point.words:
            counts[word] += 1
    most = max(_FEW + 1, len(points) * _MOST)
    return {word: RARE if n <= _FEW else OFTEN if n > most else 1.0 for word, n in counts.items()}


def shared_words(a: Point, b: Point, rarity: Mapping[str, float]) -> tuple[Evidence, ...]:
    """Return the words two statements share, each with what it says."""
    mine, other = dict(a.words), dict(b.words)
    return tuple(
        Evidence(feature="word", weight=mine[word] * other[word] * rarity[word], note=word)
        for word in mine
        if word in other
    )

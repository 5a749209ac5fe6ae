"""切り分け: which lines of a section begin a clip, by the summed weights of the features, with the reasons."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.ingest.scrap.features import GOING, LOCAL, MARKUP
from keii.ingest.scrap.section import Section
from keii.records.evidence import Evidence
from keii.tables.load import load

_BEAM = 3
"""Clips in hand kept in view at a time. Of 71 pages 2 to 8 cut all the same way, 1 cut three otherwise (2026-11)."""


@dataclass(frozen=True, slots=True)
class Weight:
    """重み: one feature's weight in log odds, with what it means. `example` must show it, `near_miss` must not."""

    id: str
    weight: float
    gloss: str
    example: str  #: lines joined by ⏎; ✂ before the line that may begin a clip
    near_miss: str


@dataclass(frozen=True, slots=True)
class Cut:
    """切れ目: the line that begins a clip, and the features that said so."""

    at: int
    evidence: tuple[Evidence, ...]


def weights() -> Mapping[str, float]:
    """Return the fitted weights: feature -> log odds. `training/cutting.py` refits them."""
    return _weights()


@cache
def _weights() -> Mapping[str, float]:
    return MappingProxyType({row.id: row.weight for row in load("keii.ingest.scrap", "weights.tsv", Weight)})


@cache
def _markup_weights() -> Mapping[str, float]:
    return MappingProxyType({row.id: row.weight for row in load("keii.ingest.scrap", "markup.tsv", Weight)})


def cuts(section: Section, by: Mapping[str, float] | None = None) -> tuple[Cut, ...]:
    """Return the lines of a section after its first that begin a clip, in order: the likeliest way to cut it.

    The clips in hand are followed side by side (a beam): each line either goes on or begins anew, at the log
    odds of the features between them. `by` replaces the shipped weights (for fitting).
    """
    scorer = _Scorer(section, by or weights())
    hands = [_Hand(0, 0.0, None)]
    for at in range(1, len(section)):
        hands = _step(scorer, hands, at)
    best = max(hands, key=lambda hand: hand.score)
    return tuple(Cut(at, evidence(section, begin, at, by or weights())) for begin, at in best.bounds())


def evidence(section: Section, begin: int, at: int, by: Mapping[str, float]) -> tuple[Evidence, ...]:
    """Return the features present at line `at` when the clip in hand began at `begin`, heaviest first."""
    found = [
        Evidence(feature=name, weight=by.get(name, 0.0), note=note[:40])
        for name, feature in (*LOCAL.items(), *GOING.items())
        if (note := feature(section, begin, at))
    ]
    if section[at].markup:
        marked = [(name, note) for name, feature in MARKUP.items() if (note := feature(section, begin, at))]
        found += [Evidence(feature=name, weight=_markup_weights()[name], note=note) for name, note in marked]
    return tuple(sorted(found, key=lambda e: (-abs(e.weight), e.feature)))


@dataclass(frozen=True, slots=True)
class _Hand:
    """手元の切り抜き: where the clip in hand began, the log likelihood of the way to it, and the hand before."""

    begin: int
    score: float
    before: _Hand | None

    def bounds(self) -> list[tuple[int, int]]:
        out, hand = [], self
        while hand.before is not None:
            out.append((hand.before.begin, hand.begin))
            hand = hand.before
        return out[::-1]


class _Scorer:
    def __init__(self, section: Section, by: Mapping[str, float]) -> None:
        self._section = section
        self._local: Sequence[tuple[Callable[[Section, int, int], str], float]] = [
            (feature, by[name]) for name, feature in LOCAL.items() if by.get(name)
        ]
        self._going = [(feature, by[name]) for name, feature in GOING.items() if by.get(name)]

    def local(self, at: int) -> float:
        odds = sum(weight for feature, weight in self._local if feature(self._section, 0, at))
        if self._section[at].markup:
            odds += sum(_markup_weights()[name] for name, feature in MARKUP.items() if feature(self._section, 0, at))
        return odds

    def going(self, begin: int, at: int) -> float:
        return sum(weight for feature, weight in self._going if feature(self._section, begin, at))


def _step(scorer: _Scorer, hands: list[_Hand], at: int) -> list[_Hand]:
    local = scorer.local(at)
    kept: list[_Hand] = []
    anew: _Hand | None = None
    for hand in hands:
        odds = local + scorer.going(hand.begin, at)
        kept.append(_Hand(hand.begin, hand.score + _log_likelihood(-odds), hand.before))
        cut = _Hand(at, hand.score + _log_likelihood(odds), hand)
        if anew is None or cut.score > anew.score:
            anew = cut
    if anew is not None:
        kept.append(anew)
    kept.sort(key=lambda hand: -hand.score)
    return kept[:_BEAM]


def _log_likelihood(odds: float) -> float:
    """Return the logarithm of the likelihood that log odds stand for."""
    return -math.log1p(math.exp(-odds)) if odds > -30 else odds

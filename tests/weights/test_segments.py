"""The pruned search finds what a plain Viterbi over all labels finds."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from keii.weights.segments import Segment, best_segments, worth_searching

TYPES = 2
LABELS = 1 + 4 * TYPES
BEGIN, INSIDE, END, SINGLE = range(4)


def may_follow(before: int, label: int) -> bool:
    """Say whether a BIES label may stand after another."""
    opened = before > 0 and (before - 1) % 4 in (BEGIN, INSIDE)
    goes_on = label > 0 and (label - 1) % 4 in (INSIDE, END)
    return opened == goes_on and (not opened or (before - 1) // 4 == (label - 1) // 4)


def plain_viterbi(scores: NDArray[np.int64]) -> int:
    """Return the score of the best label sequence, without any short cut."""
    best = {0: 0}
    for row in scores.tolist():
        best = {
            label: max(value for before, value in best.items() if may_follow(before, label)) + row[label]
            for label in range(LABELS)
            if any(may_follow(before, label) for before in best)
        }
    return max(value for label, value in best.items() if may_follow(label, 0))


def total_of(scores: NDArray[np.int64], segments: list[Segment]) -> int:
    labels = [0] * len(scores)
    for s in segments:
        size = s.last - s.first
        kinds = [SINGLE] if size == 1 else [BEGIN, *[INSIDE] * (size - 2), END]
        labels[s.first : s.last] = [1 + 4 * s.type + kind for kind in kinds]
    return sum(int(row[label]) for row, label in zip(scores, labels, strict=True))


matrices = st.lists(st.lists(st.integers(-9, 9), min_size=LABELS, max_size=LABELS), min_size=1, max_size=9)


@given(matrices)
def test_the_search_finds_the_best_score(rows: list[list[int]]) -> None:
    scores = np.array(rows)
    found = best_segments(scores)
    assert total_of(scores, found) == plain_viterbi(scores)
    assert sum(s.gain for s in found) == total_of(scores, found) - int(scores[:, 0].sum())


@given(matrices, matrices)
def test_sentences_are_searched_apart(first: list[list[int]], second: list[list[int]]) -> None:
    both = best_segments(np.array(first + second), [0, len(first)])
    apart = best_segments(np.array(first)) + [
        s._replace(first=s.first + len(first), last=s.last + len(first)) for s in best_segments(np.array(second))
    ]
    assert both == apart


@given(matrices)
def test_segments_do_not_overlap_and_each_is_worth_it(rows: list[list[int]]) -> None:
    found = best_segments(np.array(rows))
    assert all(a.last <= b.first for a, b in pairwise(found))
    assert all(s.first < s.last and s.gain > 0 for s in found)


def gains_of(*labels: tuple[int, int, int, int]) -> NDArray[np.int64]:
    """Gains of one type; each column's are begin, inside, end, single."""
    return np.array(labels)


def test_a_weak_column_inside_a_strong_segment_is_kept() -> None:
    gains = gains_of((5, -9, -9, -9), (-9, -3, -9, -9), (-9, -9, 5, -9))
    alone, across = worth_searching(gains)
    assert not alone.any()
    assert across.tolist() == [[True, True, False]]


def test_a_column_no_segment_can_pay_for_is_left_out() -> None:
    gains = gains_of((5, -9, -9, 1), (-9, -30, -9, -9), (-9, -9, 5, 1))
    alone, across = worth_searching(gains)
    assert alone.tolist() == [[True, False, True]]
    assert not across.any()


def test_a_sentence_does_not_pay_for_its_neighbour() -> None:
    gains = gains_of((50, -9, -9, -9), (-99, -3, -99, -99), (-9, -9, 50, -9))
    assert worth_searching(gains, [0])[1].tolist() == [[True, True, False]]
    for first in (1, 2):
        assert not worth_searching(gains, [0, first])[1].any()


def test_types_are_looked_at_apart() -> None:
    gains = np.array([[5, 0, -9, -9, -9, -9, -9, -9], [-9, -9, -9, -9, -9, -9, 5, 2]])
    alone, across = worth_searching(gains)
    assert alone.tolist() == [[False, False], [False, True]]
    assert not across.any()

"""The best set of labelled, not overlapping segments of a score matrix: exact Viterbi over BIES labels.

Labels: 0 is outside (O), then for each type begin, inside, end, single. A segment of one is single; a longer one is
begin, any number of inside, end, all of its type. Only the shape is constrained; there are no transition weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.int32] | NDArray[np.int64] | NDArray[np.float64] | NDArray[np.int16] | NDArray[np.float32]


class Segment(NamedTuple):
    """One labelled segment: columns [first, last), index of its type, how much it scores above all-outside."""

    first: int
    last: int
    type: int
    gain: float


def best_segments(scores: Scores, firsts: Sequence[int] = (0,)) -> list[Segment]:
    """Return the segments with the highest total score, in order; nothing where outside is as good.

    `scores` is (columns, 1 + 4 types); `firsts` are the columns where sentences begin, ascending, from 0: no segment
    runs over one. Columns that no segment worth having can hold are left out before the search:
    a bound on what any segment through a column can gain (best label of each column, summed) is computed for all
    columns at once, so the result is that of the full search.
    """
    gains = scores[:, 1:] - scores[:, :1]
    runs = _runs(worth_searching(gains.max(axis=1), firsts), firsts)
    return [segment for first, last in runs for segment in _search(gains[first:last].tolist(), first)]


def worth_searching(best: Scores, firsts: Sequence[int] = (0,)) -> NDArray[np.bool_]:
    """Say for each column whether some run of columns of its sentence through it has a positive sum of `best`."""
    total = np.cumsum(best, dtype=np.float64)
    before = np.concatenate(([0.0], total[:-1]))
    # steps larger than any sum keep the running extremes of one sentence apart from those of its neighbours
    apart = np.zeros(len(best))
    apart[list(firsts)] = 2 * np.abs(best).sum(dtype=np.float64) + 1
    steps = np.cumsum(apart)
    left = before - steps - np.minimum.accumulate(before - steps)
    right = np.maximum.accumulate((total - steps)[::-1])[::-1] - (total - steps)
    return left + right + best > 0


def _runs(kept: NDArray[np.bool_], firsts: Sequence[int]) -> list[tuple[int, int]]:
    """Return the runs of kept columns, cut where sentences begin."""
    edges = np.diff(np.concatenate(([False], kept, [False])).astype(np.int8))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    cuts = [at for at in firsts if 0 < at < len(kept) and kept[at - 1] and kept[at]]
    return list(zip(sorted(starts.tolist() + cuts), sorted(ends.tolist() + cuts), strict=True))


def _search(rows: list[list[float]], offset: int) -> list[Segment]:
    """Search one run of columns. `closed[t]` is the best score of the first t columns with no segment open."""
    if len(rows) == 1:
        return _single(rows[0], offset)
    kinds = range(len(rows[0]) // 4)
    closed = [0.0]
    chosen: list[Segment | None] = []
    opened, since = [float("-inf")] * len(kinds), [0] * len(kinds)
    for t, row in enumerate(rows):
        base = best = closed[t]
        choice: Segment | None = None
        for kind in kinds:
            begin, inside, end, single = row[4 * kind : 4 * kind + 4]
            if base + single > best:
                best, choice = base + single, Segment(t, t + 1, kind, single)
            going = opened[kind]
            if going + end > best:
                best, choice = going + end, Segment(since[kind], t + 1, kind, going + end - closed[since[kind]])
            if base + begin > going + inside:
                opened[kind], since[kind] = base + begin, t
            else:
                opened[kind] = going + inside
        closed.append(best)
        chosen.append(choice)
    return _traced(chosen, offset)


def _single(row: list[float], at: int) -> list[Segment]:
    """Search a run of one column: the best single, where it gains."""
    singles = row[3::4]
    best = max(singles)
    return [Segment(at, at + 1, singles.index(best), best)] if best > 0 else []


def _traced(chosen: list[Segment | None], offset: int) -> list[Segment]:
    out, t = [], len(chosen)
    while t > 0:
        segment = chosen[t - 1]
        if segment is None:
            t -= 1
        else:
            out.append(Segment(segment.first + offset, segment.last + offset, segment.type, segment.gain))
            t = segment.first
    return out[::-1]

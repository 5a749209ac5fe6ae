"""The best set of labelled, not overlapping segments of a score matrix: exact Viterbi over BIES labels.

Labels: 0 is outside (O), then for each type begin, inside, end, single. A segment of one is single; a longer one is
begin, any number of inside, end, all of its type. Only the shape is constrained; there are no transition weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.int32] | NDArray[np.int64] | NDArray[np.float64] | NDArray[np.int16] | NDArray[np.float32]
_Column = tuple[list[float], tuple[int, ...], int]
"""A column to search: its gains, the types that may stand there, the bits of those that may go on behind it."""
_BITS = np.array([1 << kind for kind in range(62)])
"""One bit for each type."""


class Segment(NamedTuple):
    """One labelled segment: columns [first, last), index of its type, how much it scores above all-outside."""

    first: int
    last: int
    type: int
    gain: float


def best_segments(scores: Scores, firsts: Sequence[int] = (0,)) -> list[Segment]:
    """Return the segments with the highest total score, in order; nothing where outside is as good.

    `scores` is (columns, 1 + 4 types); `firsts` are the columns where sentences begin, ascending, from 0: no segment
    runs over one. Only where some segment gains is searched, and for its types alone, so the result is that of the
    full search.
    """
    return most_gaining(scores[:, 1:] - scores[:, :1], firsts)


def most_gaining(gains: Scores, firsts: Sequence[int] = (0,)) -> list[Segment]:
    """Return the same as `best_segments`; `gains` is (columns, 4 types): how much better each label is than outside."""
    alone, across = worth_searching(gains, firsts)
    bits = _BITS[: len(alone)]
    joined = bits @ across
    kept = bits @ alone | joined
    kept[1:] |= joined[:-1]
    columns = kept.nonzero()[0]
    out: list[Segment] = []
    run: list[_Column] = []
    for at, row, here, goes_on in zip(
        columns.tolist(), gains[columns].tolist(), kept[columns].tolist(), joined[columns].tolist(), strict=True
    ):
        run.append((row, _kinds(here), goes_on))
        if not goes_on:
            out += _search(run, at + 1 - len(run)) if len(run) > 1 else _single(row, at)
            run = []
    return out


@lru_cache(maxsize=1 << 10)
def _kinds(bits: int) -> tuple[int, ...]:
    """Return the types whose bits are set."""
    return tuple(kind for kind in range(bits.bit_length()) if bits >> kind & 1)


def worth_searching(gains: Scores, firsts: Sequence[int] = (0,)) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say for each type and column (types, columns) whether a single there gains, and whether some longer segment over
    it and the next column does. `gains` as for `most_gaining`.

    The gain of a longer segment is begin + end + all inside, so with `total`, the running sum of inside, it is one term
    of its first column plus one of its last, and the best of each is a running maximum.
    """
    table = gains.T.astype(np.float64).reshape(-1, 4, len(gains))
    begin, inside, end, single = table.swapaxes(0, 1)
    barrier = np.zeros(len(gains))
    barrier[list(firsts)] = 2 * np.abs(table).sum() + 1  # more than any segment gains: none crosses into a sentence
    inside -= barrier
    end -= barrier
    total = inside.cumsum(axis=1)
    opening = np.maximum.accumulate(begin - total, axis=1)
    closing = np.maximum.accumulate((end + total - inside)[:, ::-1], axis=1)[:, ::-1]
    across = np.zeros(single.shape, dtype=np.bool_)
    across[:, :-1] = opening[:, :-1] + closing[:, 1:] > 0
    return single > 0, across


def _search(run: list[_Column], offset: int) -> list[Segment]:
    """Search one run of columns. `closed[t]` is the best score of the first t columns with no segment open, `chosen[t]`
    which segment ends with column t: its first column and type, None for none."""
    closed: list[float] = [0]
    chosen: list[tuple[int, int] | None] = []
    opened: dict[int, tuple[float, int]] = {}
    for t, (row, kinds, goes_on) in enumerate(run):
        base = best = closed[t]
        choice = None
        going_on: dict[int, tuple[float, int]] = {}
        for kind in kinds:
            at = 4 * kind
            if base + row[at + 3] > best:
                best, choice = base + row[at + 3], (t, kind)
            if kind in opened:
                going, since = opened[kind]
                if going + row[at + 2] > best:
                    best, choice = going + row[at + 2], (since, kind)
                if goes_on >> kind & 1:
                    begun, going = base + row[at], going + row[at + 1]
                    going_on[kind] = (begun, t) if begun > going else (going, since)
            elif goes_on >> kind & 1:
                going_on[kind] = base + row[at], t
        opened = going_on
        closed.append(best)
        chosen.append(choice)
    return _traced(closed, chosen, offset)


def _single(row: list[float], at: int) -> list[Segment]:
    """Search a run of one column: the best single, where it gains."""
    singles = row[3::4]
    best = max(singles)
    return [Segment(at, at + 1, singles.index(best), best)] if best > 0 else []


def _traced(closed: list[float], chosen: list[tuple[int, int] | None], offset: int) -> list[Segment]:
    out, t = [], len(chosen)
    while t > 0:
        choice = chosen[t - 1]
        if choice is None:
            t -= 1
        else:
            first, kind = choice
            out.append(Segment(first + offset, t + offset, kind, closed[t] - closed[first]))
            t = first
    return out[::-1]

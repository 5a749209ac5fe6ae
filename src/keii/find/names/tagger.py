"""The names model: a linear score for each morpheme and label, then the best segments of each sentence."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from keii.find.names.features import name_slots
from keii.records.parse import Parse
from keii.weights.linear import load_weights, scores
from keii.weights.segments import best_segments

Kind = Literal["PER", "ORG", "LOC", "FAC"]
KINDS: tuple[Kind, ...] = ("PER", "ORG", "LOC", "FAC")
"""人 / 組織 / 土地 (with or without a government) / 施設. The order of the labels in names.npz."""


HALF = 50
"""Sum of weights that is a score of 100. Of the 2,393 names the model gave on its test sets, those scored under 100
were right in 53 %, under 200 in 66 %, under 300 in 77 %, under 500 in 84 %, above in 91 %
(training/names.py, 2026-11)."""


class Tagged(NamedTuple):
    """One name the model sees: morphemes [first, last), its kind, how far its score is above no name at all.

    Names scored under 100 are right half of the time; see `HALF` for more.
    """

    first: int
    last: int
    kind: Kind
    score: int


def tag(parse: Parse) -> tuple[Tagged, ...]:
    """Return the names the model sees, in order, not overlapping; none crosses a sentence's end."""
    if not parse.starts:
        return ()
    scored = scores(_weights(), name_slots(parse)).astype(np.int32)[:, : 1 + 4 * len(KINDS)]
    found = best_segments(scored, [sentence.first for sentence in parse.sentences])
    return tuple(Tagged(s.first, s.last, KINDS[s.type], int(s.gain) * 100 // HALF) for s in found)


@cache
def _weights() -> NDArray[np.int8]:
    """Return the weights with rows padded to 32 bytes: each then lies in one line of the processor's cache."""
    labels = load_weights("names.npz")["labels"]
    wide = np.zeros((len(labels), 32), dtype=np.int8)
    wide[:, : labels.shape[1]] = labels
    return wide

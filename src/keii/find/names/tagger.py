"""The names model: a linear score for each morpheme and label, then the best segments of each sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from keii.find.names.candidate import Candidate
from keii.find.names.features import name_slots
from keii.find.names.units import Units
from keii.records.parse import Parse
from keii.weights.linear import gains, load_weights, packed_gains
from keii.weights.segments import most_gaining

Table = NDArray[np.uint64]
"""Weights as `padded` makes them of a row for each slot of `features` and a column for each label."""
Kind = Literal["PER", "ORG", "GPE", "LOC"]
KINDS: tuple[Kind, ...] = ("PER", "ORG", "GPE", "LOC")
"""人 / 組織 / 国や自治体 / 土地や施設. The order of the labels in names.npz."""


HALF = 65
"""Sum of weights that is a score of 100. Of the 2,899 names the model gave on its test sets, those scored under 300
were right in 31 %, under 500 in 43 %, above in 74 % (training/names.py, 2026-11): what other guides call right, so that
for news after ours it is more."""


class Tagged(NamedTuple):
    """One name the model sees: morphemes [first, last), its kind, how far its score is above no name at all.

    Names of a low score are more often wrong than right; see `HALF`.
    """

    first: int
    last: int
    kind: Kind
    score: int


def tag(parse: Parse, seen: Units, kept: Sequence[Candidate], table: Table | None = None) -> tuple[Tagged, ...]:
    """Return the names the model sees, in order, not overlapping; none crosses a sentence's end.

    `seen` are the text's units, `kept` the rules' names, in order and apart: the model sees both. `table` is a table of
    weights to use in place of the shipped one, from `padded`.
    """
    if not parse.starts:
        return ()
    gained = gains(_shipped() if table is None else table, name_slots(parse, seen, kept))
    found = most_gaining(gained[:, : 4 * len(KINDS)], [sentence.first for sentence in parse.sentences])
    return tuple(Tagged(s.first, s.last, KINDS[s.type], int(s.gain) * 100 // HALF) for s in found)


def padded(labels: NDArray[np.int8]) -> Table:
    """Return a table of weights to read with: rows of 32 bytes, each in one line of the processor's cache."""
    return packed_gains(labels)


@cache
def _shipped() -> Table:
    return padded(load_weights("names.npz")["labels"].astype(np.int8, copy=False))

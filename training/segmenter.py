"""Structured perceptron (Collins 2002) over BIES labels, with answers that may be open in part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keii.weights.linear import Slots
from keii.weights.segments import Segment, best_segments

Marked = tuple[int, int, tuple[int, ...]]
"""(first morpheme, last, the types it may have): several where the data does not tell them apart, none: unknown."""
_NEVER = -1e9


@dataclass(slots=True)
class Example:
    """One text: features (templates, morphemes), first morpheme of each sentence, marked segments, and the morphemes
    of which the data says nothing (open)."""

    slots: Slots
    firsts: list[int]
    marked: list[Marked]
    open: list[tuple[int, int]]


def train(
    examples: Sequence[Example], bits: int, types: int, epochs: int, cost: float, miss: float, seed: int = 1
) -> NDArray[np.float64]:
    """Return averaged weights (2**bits, 1 + 4 types).

    Labels that are wrong get `cost` on top while training, outside where a name stands `miss`: the model has to win
    by that much.
    """
    width = 1 + 4 * types
    weights, drift = np.zeros((1 << bits, width)), np.zeros((1 << bits, width))
    order, step = np.random.default_rng(seed), 1
    allowed = [allowed_labels(example, width) for example in examples]
    for _ in range(epochs):
        for n in order.permutation(len(examples)):
            example, may = examples[n], allowed[n]
            scored = weights[example.slots].sum(axis=0)
            costs = np.where(may, 0.0, cost)
            costs[~may[:, 0], 0] = miss
            ours = path(best_segments(scored + costs, example.firsts), len(may))
            if may[np.arange(len(may)), ours].all():
                step += 1
                continue
            gold = path(best_segments(np.where(may, scored, _NEVER), example.firsts), len(may))
            wrong = np.flatnonzero(ours != gold)
            at = example.slots[:, wrong]
            for table, by in ((weights, 1.0), (drift, float(step))):
                np.add.at(table, (at, gold[wrong]), by)
                np.add.at(table, (at, ours[wrong]), -by)
            step += 1
    return weights - drift / step


def allowed_labels(example: Example, width: int) -> NDArray[np.bool_]:
    """Return (morphemes, labels): which labels the data allows."""
    out = np.zeros((example.slots.shape[1], width), dtype=np.bool_)
    out[:, 0] = True
    for first, last in example.open:
        out[first:last] = True
    for first, last, kinds in example.marked:
        out[first:last] = False
        for kind in kinds:
            for at, label in enumerate(labels(kind, last - first), first):
                out[at, label] = True
    return out


def path(segments: Sequence[Segment], count: int) -> NDArray[np.int64]:
    """Return the label of each of `count` columns."""
    out = np.zeros(count, dtype=np.int64)
    for segment in segments:
        out[segment.first : segment.last] = labels(segment.type, segment.last - segment.first)
    return out


def labels(kind: int, size: int) -> list[int]:
    """Return the labels of a segment of `size` morphemes of the type `kind`."""
    begin = 1 + 4 * kind
    return [begin + 3] if size == 1 else [begin, *[begin + 1] * (size - 2), begin + 2]

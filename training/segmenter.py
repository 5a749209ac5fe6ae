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
    """One text: features (templates, morphemes), first morpheme of each sentence, marked segments, the morphemes of
    which the data says nothing (open), and whether it is of our own kind of text."""

    slots: Slots
    firsts: list[int]
    marked: list[Marked]
    open: list[tuple[int, int]]
    own: bool = False


def train(
    examples: Sequence[Example],
    bits: int,
    types: int,
    epochs: int,
    cost: float,
    miss: float,
    dropped: float = 0.0,
    seed: int = 1,
) -> NDArray[np.float64]:
    """Return averaged weights (2**bits, 1 + 4 types).

    Labels that are wrong get `cost` on top while training, outside where a name stands `miss`: the model has to win
    by that much. At each step a share `dropped` of the features is hidden. Examples of our own kind have weights of
    their own beside the common ones (Daumé 2007); what is returned is the sum of both, for texts of our own kind.
    """
    width, size = 1 + 4 * types, 1 << bits
    weights, drift = np.zeros((2 * size + 1, width), dtype=np.float32), np.zeros((2 * size + 1, width))
    random, step = np.random.default_rng(seed), 0
    allowed = [allowed_labels(example, width) for example in examples]
    for _ in range(epochs):
        for n in random.permutation(len(examples)):
            step += 1
            example, may = examples[n], allowed[n]
            seen = _seen(example, size, random, dropped)
            scored = weights.take(seen, axis=0).sum(axis=0)
            ours = _beaten(scored, may, example.firsts, cost, miss)
            if ours is None:
                continue
            gold = path(best_segments(np.where(may, scored.astype(np.float64), _NEVER), example.firsts), len(may))
            wrong = np.flatnonzero(ours != gold)
            at = (seen[:, wrong] * width).ravel()
            for table, by in ((weights, 1.0), (drift, float(step))):
                flat = table.reshape(-1)
                np.add.at(flat, at + np.tile(gold[wrong], len(seen)), table.dtype.type(by))
                np.add.at(flat, at + np.tile(ours[wrong], len(seen)), table.dtype.type(-by))
            weights[2 * size] = 0
    mean = weights - drift / (step + 1)
    return mean[:size] + mean[size : 2 * size]


def _seen(example: Example, size: int, random: np.random.Generator, dropped: float) -> NDArray[np.int64]:
    """Return the rows of the table an example is scored by: those hidden are the last, which stays empty."""
    slots = example.slots.astype(np.int64)
    hidden = random.random(slots.shape, dtype=np.float32) < dropped
    common = np.where(hidden, 2 * size, slots)
    return np.concatenate((common, np.where(hidden, 2 * size, slots + size))) if example.own else common


def _beaten(
    scored: NDArray[np.float32], may: NDArray[np.bool_], firsts: Sequence[int], cost: float, miss: float
) -> NDArray[np.int64] | None:
    """Return the labels that win with costs on top, None where the data allows them all."""
    costs = np.where(may, 0.0, cost).astype(np.float32)
    costs[~may[:, 0], 0] = miss
    ours = path(best_segments(scored + costs, firsts), len(may))
    return None if may[np.arange(len(may)), ours].all() else ours


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

"""Averaged perceptrons (Collins 2002) over hashed features, and the squeezing of their weights into int8."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from keii.weights.linear import Slots

Signs = NDArray[np.float32]
"""+1 or -1 for each column of a slot matrix."""


def train_binary(
    examples: Sequence[tuple[Slots, Signs]], bits: int, epochs: int, margin: float = 1.0, seed: int = 1
) -> NDArray[np.float64]:
    """Return averaged weights (2**bits,) after `epochs` passes in an order drawn from `seed`.

    One example is a sentence's decisions: they are scored together, then all that miss the margin are corrected.
    """
    weights, drift = np.zeros(1 << bits), np.zeros(1 << bits)
    order, step = np.random.default_rng(seed), 1
    for _ in range(epochs):
        for n in order.permutation(len(examples)):
            found, signs = examples[n]
            wrong = weights[found].sum(axis=0) * signs <= margin
            if wrong.any():
                at, by = found[:, wrong], np.broadcast_to(signs[wrong], (len(found), int(wrong.sum())))
                np.add.at(weights, at, by)
                np.add.at(drift, at, by * step)
            step += 1
    return weights - drift / step


def to_int8(weights: NDArray[np.float64], share: float = 1.0) -> NDArray[np.int8]:
    """Return weights scaled so that `share` of the largest is 127 or -127, and what lies beyond is cut to that."""
    limit = np.abs(weights).max() * share or 1.0
    return np.rint(np.clip(weights, -limit, limit) * (127 / limit)).astype(np.int8)

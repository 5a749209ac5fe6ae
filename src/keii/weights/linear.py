"""The numbers behind the small linear models: strings to hashed features, features to scores, all in numpy.

A model sees a text as a matrix of atoms (素性の原子): one row a property, one column a token, each entry the CRC-32 of
a string, so that the same text gives the same features on every machine and Python. A template names one to three
atoms; their hash picks a slot of the weight table.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

Atoms = NDArray[np.uint32]
Slots = NDArray[np.uint32]
Integers = NDArray[np.int64]
Gains = NDArray[np.uint64]
Weights = NDArray[np.int8] | NDArray[np.int16]

_MULTIPLIER = np.uint32(0x9E3779B1)
"""2^32 divided by the golden ratio, made odd: Knuth's multiplicative hash (The Art of Computer Programming, 6.4)."""
_PARTS = 3
Part = tuple[int, int]
"""One part of a template: (row of the atom matrix, step from the token looked at)."""


def string_id(text: str) -> int:
    """Return the CRC-32 of a string: 0 only for the empty one, the same everywhere."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass"))


@dataclass(frozen=True, slots=True)
class Templates:
    """素性の型: which atoms make one feature. Made by `templates`; sorted by number of parts, fewest first."""

    seeds: Slots  #: (templates, 1), differ for every template
    rows: Integers  #: (looked at, 1): the atom rows the templates look at, each (row, step) once
    steps: Integers  #: the same for the steps
    parts: tuple[Integers, ...]  #: for each part: which of the looked at it is, for templates that have it


def templates(parts: Iterable[Sequence[Part]]) -> Templates:
    """Return templates ready for `slots`. Each is one to three `Part`s; their order in the list does not matter."""
    ordered = sorted((tuple(p) for p in parts), key=lambda p: (len(p), p))
    if any(not 1 <= len(p) <= _PARTS for p in ordered):
        raise ValueError("a template has one to three parts")
    seeds = np.array([[string_id(repr(p))] for p in ordered], dtype=np.uint32)
    looked = sorted({part for p in ordered for part in p})
    places = {part: n for n, part in enumerate(looked)}
    having = ([p for p in ordered if len(p) > k] for k in range(_PARTS))
    return Templates(
        seeds=seeds,
        rows=np.array([[row] for row, _ in looked], dtype=np.int64),
        steps=np.array([[step] for _, step in looked], dtype=np.int64),
        parts=tuple(np.array([places[p[k]] for p in group], dtype=np.int64) for k, group in enumerate(having)),
    )


def slots(atoms: Atoms, at: Integers, made: Templates, bits: int) -> Slots:
    """Return the slots (templates, columns looked at) below ``2**bits`` that the features at columns `at` fall in.

    Every step from a column of `at` must stay inside `atoms`.
    """
    looked = np.ascontiguousarray(atoms).ravel().take(at + (made.rows * atoms.shape[1] + made.steps))
    return _hashed(looked, made, bits)


def slots_in_place(atoms: Atoms, made: Templates, bits: int) -> Slots:
    """Return the same as `slots` for every column of `atoms`, where no template takes a step."""
    return _hashed(atoms.take(made.rows[:, 0], axis=0), made, bits)


def _hashed(looked: Atoms, made: Templates, bits: int) -> Slots:
    out = np.empty((len(made.seeds), looked.shape[1]), dtype=np.uint32)
    out[:] = made.seeds
    for part in made.parts:
        if len(part):
            having = out[len(out) - len(part) :]
            having ^= looked.take(part, axis=0)
            having *= _MULTIPLIER
    out >>= np.uint32(32 - bits)
    return out


def scores(weights: Weights, found: Slots) -> NDArray[np.int16]:
    """Return for each column the sum of its slots' weights: (columns,), or (columns, labels) for a table with labels.

    Weights come from int8, so sums of up to 255 templates fit in int16. No slot lies outside the table: "wrap" only
    spares numpy the check.
    """
    summed: NDArray[np.int16] = np.add.reduce(weights.take(found, axis=0, mode="wrap"), axis=0, dtype=np.int16)
    return summed


def packed_gains(labels: Weights) -> Gains:
    """Return by how much each label of a table (slots, labels) is better than the first: the table `gains` takes.

    Four gains lie side by side in one integer, so that all of a slot lie in one line of the processor's cache and are
    added four at once; each is kept above 0, so that none borrows from its neighbour.
    """
    better = labels[:, 1:].astype(np.int16) - labels[:, :1] + _ABOVE_0
    wide = np.zeros((len(better), -(-better.shape[1] // 4) * 4), dtype="<u2")
    wide[:, : better.shape[1]] = better
    return wide.view("<u8")


def gains(table: Gains, found: Slots) -> NDArray[np.int16]:
    """Return (columns, labels but the first) the sum of the gains of each column's slots, of up to 128 templates.

    Labels are filled up to a multiple of four with such as never gain.
    """
    summed = np.empty((found.shape[1], table.shape[1]), dtype=np.uint64)
    for first in range(0, len(summed), _AT_ONCE):
        some = slice(first, first + _AT_ONCE)
        np.add.reduce(table.take(found[:, some], axis=0, mode="wrap"), axis=0, out=summed[some])
    out: NDArray[np.int16] = (summed.view("<u2") - np.uint16(_ABOVE_0 * len(found))).view(np.int16)
    return out


_AT_ONCE = 64
"""Columns whose rows are gathered at once: few enough (98 kB for 48 templates) to stay in the processor's cache."""
_ABOVE_0 = 256
"""What is added to each difference of two int8: 128 sums of up to 511 fit in 16 bits."""


def spread(firsts: Integers, count: int, reach: int) -> Integers:
    """Return where each of `count` tokens stands once `reach` empty columns lie before, between and after sentences.

    `firsts` holds the index of each sentence's first token, ascending.
    """
    marks = np.zeros(count, dtype=np.int64)
    marks[firsts[firsts < count]] = 1
    out: Integers = np.arange(count, dtype=np.int64) + reach * marks.cumsum()
    return out


@cache
def load_weights(file: str) -> Mapping[str, Weights]:
    """Return the int8 tables of a weight file in this package by name, ready for `scores`."""
    content = files("keii.weights").joinpath(file).read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as stored:
        return MappingProxyType({name: stored[name] for name in stored.files})

"""What the names model looks at: 素性 of each morpheme and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from keii.records.parse import Parse
from keii.weights.atoms import (
    LONG,
    LONG_TAG,
    PREFIX,
    ROWS,
    SHAPE,
    SUFFIX,
    SUFFIX2,
    SURFACE,
    TAG,
    TAG2,
    UNIT,
    Word,
    opened,
    word_atoms,
)  # fmt: skip
from keii.weights.linear import Atoms, Slots, slots, spread, string_id, templates

BITS = 18
"""2^18 to 2^22 slots gave the same F1 within 0.3 (reference measurement of 2026-11)."""
REACH = 2
TEMPLATES = templates([
    *([(row, step)] for row in (SURFACE, TAG) for step in (-2, -1, 0, 1, 2)),
    *([(SHAPE, step)] for step in (-1, 0, 1)), [(PREFIX, 0)], [(SUFFIX, 0)], [(SUFFIX2, 0)], [(LONG, 0)],
    [(LONG_TAG, 0), (UNIT, 0)], [(LONG_TAG, -1), (LONG_TAG, 1)], [(SUFFIX, 0), (TAG2, 1)], [(SUFFIX, 1), (TAG2, 0)],
    [(SURFACE, -1), (SURFACE, 0)], [(SURFACE, 0), (SURFACE, 1)],
    [(TAG, -1), (TAG, 0)], [(TAG, 0), (TAG, 1)], [(TAG, -1), (SURFACE, 0)], [(SURFACE, 0), (TAG, 1)],
    [(SURFACE, -1), (TAG, 0)], [(TAG, 0), (SURFACE, 1)],
    [(TAG, -1), (TAG, 0), (TAG, 1)], [(TAG, 0), (TAG, 1), (TAG, 2)], [(TAG, -2), (TAG, -1), (TAG, 0)],
    [(SHAPE, -1), (SHAPE, 0), (SHAPE, 1)],
])  # fmt: skip
_PLACES = np.array([string_id(name) for name in ("unit single", "unit first", "unit last", "unit inside")], np.uint32)
_ODD = np.uint32(0x85EBCA6B)


def name_slots(parse: Parse) -> Slots:
    """Return the features (templates, morphemes) of every morpheme; neighbours never lie in another sentence."""
    count = len(parse.starts)
    firsts = np.array([sentence.first for sentence in parse.sentences], dtype=np.int64)
    at = spread(firsts, count, REACH)
    wide = np.zeros((ROWS, count + REACH * (len(firsts) + 1)), dtype=np.uint32)
    wide[:, at] = _atoms(parse)
    return slots(wide, at, TEMPLATES, BITS)


def _words(parse: Parse) -> Iterator[Word]:
    return zip(parse.surfaces, parse.lemmas, parse.tags, parse.forms, parse.long_tags, strict=True)


def _atoms(parse: Parse) -> Atoms:
    out = opened(parse.packed) if parse.packed else word_atoms(_words(parse))
    starts, places = np.array(parse.long_starts, dtype=np.int64), np.arange(len(parse.starts))
    inside = starts != places
    kinds = 2 * inside
    kinds[:-1] += inside[1:]
    out[UNIT] = _PLACES.take(kinds)
    firsts = (~inside).nonzero()[0]
    mixed = (out[SURFACE] ^ (places - starts).astype(np.uint32)) * _ODD
    out[LONG] = np.add.reduceat(mixed, firsts).take((~inside).cumsum() - 1)
    return out

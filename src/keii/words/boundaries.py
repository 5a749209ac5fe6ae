"""Where phrases (文節) begin: one linear score a morpheme, all morphemes of a text at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from keii.weights.atoms import (
    FORM,
    FRAME,
    LEMMA,
    LONG_TAG,
    PREFIX,
    ROWS,
    SHAPE,
    SUFFIX,
    SURFACE,
    TAG,
    TAG1,
    TAG2,
    UNIT,
)  # fmt: skip
from keii.weights.linear import Atoms, Integers, Slots, load_weights, scores, slots, spread, templates
from keii.words.tokens import Morphemes

BITS = 16
REACH = 2
TEMPLATES = templates([
    *([(row, step)] for row in (SURFACE, TAG, FRAME) for step in (-2, -1, 0, 1)),
    *([(row, step)] for row in (LEMMA, FORM, LONG_TAG, UNIT, SHAPE) for step in (-1, 0)),
    [(FORM, 1)], [(TAG2, 2)], [(PREFIX, 0)], [(SUFFIX, -1)],
    [(SURFACE, -1), (SURFACE, 0)], [(TAG, -1), (TAG, 0)], [(TAG2, -1), (SURFACE, 0)], [(SURFACE, -1), (TAG2, 0)],
    [(FRAME, 0), (FRAME, 1)], [(FRAME, -2), (FRAME, -1)], [(UNIT, 0), (TAG2, 0)], [(FORM, -1), (TAG2, 0)],
    [(FRAME, -1), (FRAME, 0), (FRAME, 1)], [(FRAME, -2), (FRAME, -1), (FRAME, 0)], [(TAG2, -1), (TAG2, 0), (TAG2, 1)],
    [(TAG2, -1), (TAG2, 0), (UNIT, 0)], [(SHAPE, -1), (SHAPE, 0), (TAG1, 0)], [(FRAME, -1), (TAG1, 0), (FRAME, 1)],
])  # fmt: skip


def morpheme_atoms(m: Morphemes) -> Atoms:
    """Return the atoms of a morpheme array, one column a morpheme; not to be written on."""
    return np.frombuffer(m.packed, dtype=np.uint32).reshape(ROWS, -1)


def boundary_slots(atoms: Atoms, firsts: Integers) -> Slots:
    """Return the features (templates, morphemes) of the question whether a phrase begins at each morpheme."""
    count = atoms.shape[1]
    at = spread(firsts, count, REACH)
    wide = np.zeros((ROWS, count + REACH * (len(firsts) + 1)), dtype=np.uint32)
    wide[:, at] = atoms
    return slots(wide, at, TEMPLATES, BITS)


def phrase_starts(atoms: Atoms, firsts: Integers) -> NDArray[np.bool_]:
    """Say for each morpheme whether a phrase begins there. The first morpheme of a sentence always begins one."""
    weights = load_weights("phrases.npz")["begins"]
    begins: NDArray[np.bool_] = scores(weights, boundary_slots(atoms, firsts)) > 0
    begins[firsts] = True
    return begins

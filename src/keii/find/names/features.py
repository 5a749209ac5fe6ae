"""What the names model looks at: 素性 of each morpheme and its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from keii.find.names import evidence as told
from keii.find.names.candidate import Candidate
from keii.find.names.units import Units
from keii.records.parse import Parse
from keii.weights import atoms
from keii.weights.atoms import (
    LONG,
    LONG_TAG,
    PREFIX,
    SHAPE,
    SUFFIX,
    SUFFIX2,
    SURFACE,
    TAG,
    UNIT,
    Word,
    opened,
    word_atoms,
)  # fmt: skip
from keii.weights.linear import Atoms, Slots, slots, spread, string_id, templates

BITS = 18
"""2^18 to 2^22 slots gave the same F1 within 0.3 (reference measurement of 2026-11)."""
REACH = 2
ROWS = atoms.ROWS + told.ROWS
CODE, CODE1, KIND, RULE, RULE_TYPE, ELSEWHERE, PERSON, TITLE_AHEAD, HEAD_AHEAD, AFTER, BEFORE, PLACE, BEYOND, AHEAD = (
    range(atoms.ROWS, ROWS)
)  # fmt: skip
_WORDS = (
    *([(SURFACE, step)] for step in (-2, -1, 0, 1, 2)), *([(row, step)] for row in (TAG, SHAPE) for step in (-1, 0, 1)),
    [(PREFIX, 0)], [(SUFFIX, 0)], [(SUFFIX2, 0)], [(LONG, 0)], [(LONG_TAG, 0), (UNIT, 0)],
    [(SURFACE, -1), (SURFACE, 0)], [(SURFACE, 0), (SURFACE, 1)], [(SHAPE, -1), (SHAPE, 0), (SHAPE, 1)],
)  # fmt: skip
_TABLES = (
    *([(CODE, step)] for step in (-1, 0, 1)), [(KIND, 0)],
    [(CODE, -1), (CODE, 0)], [(CODE, 0), (CODE, 1)], [(CODE, -1), (CODE, 0), (CODE, 1)],
    [(PERSON, 0)], [(PERSON, 0), (CODE, 1)], [(PERSON, -1), (PERSON, 0)], [(PERSON, 0), (PERSON, 1)],
)  # fmt: skip
_RULES = (
    [(RULE, 0)], [(RULE_TYPE, 0), (CODE, 0)], [(ELSEWHERE, 0)], [(ELSEWHERE, 0), (CODE, 0)],
    [(ELSEWHERE, 0), (RULE_TYPE, 0)],
)  # fmt: skip
_RUNS = (
    [(TITLE_AHEAD, 0)], [(TITLE_AHEAD, 0), (CODE, 0)], [(TITLE_AHEAD, 0), (BEFORE, 0)], [(TITLE_AHEAD, 0), (SHAPE, 0)],
    [(HEAD_AHEAD, 0)], [(HEAD_AHEAD, 0), (CODE, 0)], [(AFTER, 0), (CODE, 0)], [(BEFORE, 0), (CODE, 0)],
    [(BEFORE, 0), (AFTER, 0), (CODE1, 0)], [(PLACE, 0), (CODE, 0)],
    [(BEYOND, 0), (BEFORE, 0)], [(BEYOND, 0), (CODE1, 0)], [(AHEAD, 0), (AFTER, 0)], [(AHEAD, 0), (CODE1, 0)],
)  # fmt: skip
TEMPLATES = templates([*_WORDS, *_TABLES, *_RULES, *_RUNS])
"""Fifteen more (words with the tags beside them, codes two units away, rules of the neighbours) changed nothing: F1
0.886 and 0.885 on 3,424 names of half of the own documents after fitting to the other half (2026-11)."""
_PLACES = np.array([string_id(name) for name in ("unit single", "unit first", "unit last", "unit inside")], np.uint32)
_ODD = np.uint32(0x85EBCA6B)


def name_slots(parse: Parse, seen: Units, kept: Sequence[Candidate]) -> Slots:
    """Return the features (templates, morphemes) of every morpheme; neighbours never lie in another sentence.

    `seen` are the units of the text, `kept` the names the rules have, in order and apart.
    """
    count = len(parse.starts)
    firsts = np.array([sentence.first for sentence in parse.sentences], dtype=np.int64)
    at = spread(firsts, count, REACH)
    wide = np.zeros((ROWS, count + REACH * (len(firsts) + 1)), dtype=np.uint32)
    words = _words(parse)
    wide[: atoms.ROWS, at] = words
    wide[atoms.ROWS :, at] = told.evidence(parse, seen, kept, words[SURFACE])
    return slots(wide, at, TEMPLATES, BITS)


def _word_tuples(parse: Parse) -> Iterator[Word]:
    return zip(parse.surfaces, parse.lemmas, parse.tags, parse.forms, parse.long_tags, strict=True)


def _words(parse: Parse) -> Atoms:
    out = opened(parse.packed) if parse.packed else word_atoms(_word_tuples(parse))
    starts, places = np.array(parse.long_starts, dtype=np.int64), np.arange(len(parse.starts))
    inside = starts != places
    kinds = 2 * inside
    kinds[:-1] += inside[1:]
    out[UNIT] = _PLACES.take(kinds)
    firsts = (~inside).nonzero()[0]
    mixed = (out[SURFACE] ^ (places - starts).astype(np.uint32)) * _ODD
    out[LONG] = np.add.reduceat(mixed, firsts).take((~inside).cumsum() - 1)
    return out

"""Phrases (文節) of a morpheme array: where they begin, what they depend on, how they stand in the sentence.

Kyoto style, but 「…によると」 is one phrase with what it leans on: 国防省によると, not 国防省に|よると.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import repeat

import numpy as np

from keii.records.parse import Phrase, Sentence
from keii.text.sentences import Line
from keii.weights.atoms import CLOSING, FLAGS, LEMMA, OPENING
from keii.weights.linear import Atoms, Integers, string_id
from keii.words.arcs import content_words
from keii.words.boundaries import phrase_starts
from keii.words.dependency import Fence, heads
from keii.words.functions import CLAUSE_ENDS, functions_of
from keii.words.tokens import Morphemes

_YORU = string_id("よる")
_CLOSING_OF = {"「": "」", "『": "』"}


def phrases(
    morphemes: Morphemes, atoms: Atoms, lines: tuple[Line, ...]
) -> tuple[tuple[Phrase, ...], tuple[Sentence, ...]]:
    """Return the phrases and sentences of a text; see `Phrase` and `Sentence` for what they hold. `atoms` are those of
    `morpheme_atoms`."""
    count = len(morphemes.starts)
    bounds = [bisect_left(morphemes.starts, line.span.end) for line in lines]
    kept = [(a, b, line) for a, b, line in zip([0, *bounds], bounds, lines, strict=False) if a < b]
    if not kept:
        return (), ()
    begun = np.array([*(a for a, _, _ in kept), count])
    firsts = _starts(morphemes, atoms, begun[:-1]).nonzero()[0]
    bounding = firsts.searchsorted(begun)
    places, ends = bounding.tolist(), bounding[1:].repeat(bounding[1:] - bounding[:-1])
    out = _phrases(morphemes, atoms, firsts, ends, count)
    sentences = tuple(
        Sentence(start=morphemes.starts[a], end=morphemes.ends[b - 1], first=a, last=b, first_phrase=p,
                 last_phrase=q, paragraph=line.paragraph)
        for (a, b, line), p, q in zip(kept, places, places[1:], strict=False)
    )  # fmt: skip
    return out, sentences


def _starts(m: Morphemes, atoms: Atoms, firsts: Integers) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return whether a phrase begins at each morpheme; によると and its like do not begin one."""
    begins = phrase_starts(atoms, firsts)
    for at in (begins & (atoms[LEMMA] == _YORU)).nonzero()[0].tolist():
        follows = m.surfaces[at + 1 : at + 3]
        if at and m.surfaces[at - 1] == "に" and (follows[:1] in (("と",), ("ば",)) or follows == ("ます", "と")):
            begins[at] = at in firsts
    return begins


def _phrases(m: Morphemes, atoms: Atoms, firsts: Integers, ends: Integers, count: int) -> tuple[Phrase, ...]:
    words = content_words(atoms, firsts)
    found = heads(atoms, firsts, ends, fences(m, atoms, firsts, ends), words)
    starts = firsts.tolist()
    lasts = [*starts[1:], count]
    kinds, contents, _ = zip(*functions_of(m, starts, found, words.tolist()), strict=True)
    begins, stops = [m.starts[a] for a in starts], [m.ends[b - 1] for b in lasts]
    columns = zip(begins, stops, starts, lasts, found, kinds, contents, strict=True)
    return tuple(map(tuple.__new__, repeat(Phrase), columns))  # `Phrase._make` without a step in Python a phrase


def fences(m: Morphemes, atoms: Atoms, firsts: Integers, ends: Integers) -> list[Fence]:
    """Return the closed 「」 and 『』 that lie over more than one phrase of one sentence."""
    marks = (atoms[FLAGS] & (OPENING | CLOSING)).nonzero()[0]
    out, stack = [], list[tuple[str, int]]()
    for at, phrase in zip(marks.tolist(), (firsts.searchsorted(marks, side="right") - 1).tolist(), strict=True):
        mark = m.surfaces[at]
        if mark in _CLOSING_OF:
            stack.append((_CLOSING_OF[mark], phrase))
        elif mark in ("」", "』"):
            opened = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == mark), -1)
            if opened >= 0:
                begin = stack[opened][1]
                del stack[opened:]
                if begin < phrase < ends[begin]:
                    out.append((begin, phrase, m.tags[at - 1].startswith(CLAUSE_ENDS)))
    return out

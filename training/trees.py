"""Gold phrases and heads laid over the engine's own morphemes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from data import Gold
from keii.weights.linear import Integers
from keii.words.tokens import Morphemes, morphemes


@dataclass(slots=True)
class Tree:
    """One sentence: its morphemes, the index of the first morpheme of each phrase, each phrase's head (-1: root)."""

    morphemes: Morphemes
    firsts: Integers
    heads: Integers


def trees(sentences: Iterable[Gold]) -> tuple[list[Tree], int]:
    """Return the sentences whose phrases all begin where one of our morphemes does, and how many do not."""
    out, dropped = [], 0
    for gold in sentences:
        columns, _ = morphemes(gold.text)
        index = {start: n for n, start in enumerate(columns.starts)}
        firsts = [index.get(start, -1) for start, _ in gold.phrases]
        whole = -1 not in firsts and len(set(firsts)) == len(firsts)
        if columns.starts and whole and all(h == -1 or h > n for n, h in enumerate(gold.heads)):
            out.append(Tree(columns, np.array(firsts), np.array(gold.heads)))
        else:
            dropped += 1
    return out, dropped

"""What each phrase depends on (係り受け): a linear score for every pair of phrases, then one pass with a stack.

The pass is Sassano's (2004, Linear-Time Dependency Analysis for Japanese): each phrase in turn takes as its dependents
the phrases on top of the stack for as long as the score says so. The pairs of a text are scored all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from keii.tables.load import load
from keii.weights.atoms import COMMA, FORM
from keii.weights.linear import Atoms, Integers, load_weights, scores, string_id
from keii.words.arcs import (
    FARTHEST,
    HEAD,
    LAST,
    LAST_FORM,
    Bits,
    Pairs,
    bits_of,
    bits_table,
    pair_slots,
    pairs_of,
    phrase_atoms,
    plain_marks,
)

_CONTINUING = string_id("連用形-一般")
_LEADING, _CASE, _YORU, _COUNTER, _DE, _DA, _TO = (1 << k for k in range(7))
_LASTS = {
    "は/助詞-係助詞": _LEADING, "が/助詞-格助詞": _LEADING | _CASE, "も/助詞-係助詞": _LEADING, "を/助詞-格助詞": _CASE,
    "に/助詞-格助詞": _CASE, "と/助詞-接続助詞": _YORU, "ば/助詞-接続助詞": _YORU, "接尾辞-名詞的": _COUNTER,
    "で/助詞-格助詞": _DE, "だ/助動詞": _DA, "と/助詞-格助詞": _TO,
}  # fmt: skip
"""Bits of what a phrase may end in. The head word of a phrase has the same bits: those of the endings with which it
takes no は phrase."""

Fence = tuple[int, int, bool]
"""The phrases in which a quotation opens and closes, and whether it ends in a clause of its own (…続ける」と)."""


def heads(
    atoms: Atoms, firsts: Integers, ends: Integers, fences: Sequence[Fence] = (), words: Integers | None = None
) -> list[int]:
    """Return for each phrase the index of its head, -1 for the last of a sentence.

    `atoms` are those of the morphemes, `firsts` the first morpheme of each phrase, `ends` for each phrase one past
    the last phrase of its sentence. A head always stands to the right; arcs do not cross. `fences` are closed
    quotations over several phrases: all in one lead to its last phrase, nothing before it leads to another, and where
    it ends in a clause not to the last either. `words`: the `content_words`, where those are known already.
    """
    if not len(firsts):
        return []
    features, pairs = phrase_atoms(atoms, firsts, words), pairs_of(ends, roots=False)
    depends = scores(load_weights("dependency.npz")["depends"], pair_slots(features, pairs, ends)) > 0
    settle(depends, features, pairs, np.bitwise_or.reduceat(atoms[FORM], firsts) != 0)
    decisions, at = depends.tolist(), pairs.at.tolist()
    fence_in(decisions, pairs, fences)
    return one_pass(decisions, at, ends.tolist())


def settle(depends: NDArray[np.bool_], phrases: Atoms, pairs: Pairs, inflects: NDArray[np.bool_]) -> None:
    """Settle the decisions that an encyclopedia teaches badly. `inflects`: the phrase holds an inflected word."""
    lasts, marks = bits_of(_last_bits(), phrases[LAST]), plain_marks(phrases)
    barred = _barred(phrases, lasts)
    if barred.any():
        leading = (lasts & _LEADING | marks & COMMA) != 0
        depends &= ~(leading.take(pairs.earlier) & barred.take(pairs.later))
    case, quoted = _bound(lasts, marks, inflects)
    if (case[:-1] & quoted[1:]).any():  # few texts have such a pair
        depends |= case.take(pairs.earlier) & quoted.take(pairs.later) & (pairs.later == pairs.earlier + 1)


def fence_in(depends: NDArray[np.bool_] | list[bool], pairs: Pairs, fences: Sequence[Fence]) -> None:
    """Settle the decisions that a closed quotation settles."""
    at = [*pairs.at.tolist(), len(depends)] if fences else []
    for opens, closes, clause in fences:
        for j in range(opens - 1, -1, -1):
            begin, end = at[j] + opens - j - 1, min(at[j] + closes + clause - j - 1, at[j + 1])
            if begin >= end:  # nor do those before it reach into the quotation
                break
            depends[begin:end] = [False] * (end - begin)
        for j in range(closes - 1, opens - 1, -1):
            place = at[j] + closes - j - 1
            if place >= at[j + 1]:
                break
            depends[place] = True


@cache
def _last_bits() -> Bits:
    return bits_table(_LASTS)


@cache
def _head_bits() -> Bits:
    moments = dict.fromkeys(("日", "時", "分"), _COUNTER)
    return bits_table(dict.fromkeys(occasions(), _DE | _DA) | moments | {"よる": _YORU})


def _barred(phrases: Atoms, lasts: Integers) -> NDArray[np.bool_]:
    """Return which phrases cannot be the predicate that one in は, が, も or a comma leads to.

    Those are 「…によると」, bare days and hours (首相は9日、…), which take no は phrase anywhere in the training
    corpus, and occasions of speaking with で (外相は会見で、…; occasions.tsv). The encyclopedia we train on has
    「首都はパリで、」 instead, and the model alone read 39 of 2,500 は and が of
    news so, some of them rightly (2026-11).
    """
    both = lasts & bits_of(_head_bits(), phrases[HEAD])
    both &= ~_DA + _DA * (phrases[LAST_FORM] == _CONTINUING)  # だ as で alone
    out: NDArray[np.bool_] = both != 0
    return out


def _bound(lasts: Integers, marks: Atoms, inflects: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which phrases end in が, を or に without a mark, and which in a predicate with と.

    The first belongs to the second where they touch (2人が解放されたと…): so 41 of 43 in the training corpus, too few
    for the model to learn it, while news is full of them.
    """
    return (lasts & _CASE != 0) & (marks == 0), inflects & (lasts == _TO)


@dataclass(frozen=True, slots=True)
class Occasion:
    """One row of occasions.tsv: a noun for where or by what means people speak."""

    lemma: str
    example: str
    source: str


@cache
def occasions() -> frozenset[str]:
    """Return the lemmas of occasions.tsv."""
    return frozenset(row.lemma for row in load("keii.words", "occasions.tsv", Occasion))


def one_pass(depends: list[bool], at: list[int], ends: list[int]) -> list[int]:
    """Return the heads the decisions lead to. `depends[at[j] + i - j - 1]` says whether phrase j may depend on i."""
    out = [-1] * len(ends)
    stack: list[int] = []
    for i, end in enumerate(ends):
        if i + 1 == end:
            for j in stack:
                out[j] = i
            stack.clear()
            continue
        while stack:
            j = stack[-1]
            if i - j > FARTHEST or not depends[at[j] + i - j - 1]:
                break
            out[j] = i
            stack.pop()
        stack.append(i)
    return out

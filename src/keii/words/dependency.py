"""What each phrase depends on (係り受け): a linear score for every pair of phrases, then one pass with a stack.

The pass is Sassano's (2004, Linear-Time Dependency Analysis for Japanese): each phrase in turn takes as its dependents
the phrases on top of the stack for as long as the score says so. The pairs of a text are scored all at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from keii.tables.load import load
from keii.weights.atoms import COMMA, FORM
from keii.weights.linear import Atoms, Integers, load_weights, scores, string_id
from keii.words.arcs import FARTHEST, HEAD, LAST, LAST_FORM, Pairs, pair_slots, pairs_of, phrase_atoms, plain_marks

_CONTINUING = string_id("連用形-一般")
_LEADING, _CASE, _YORU_END, _COUNTER, _DE, _DA, _TO = (1 << k for k in range(7))
_LASTS = {
    "は/助詞-係助詞": _LEADING, "が/助詞-格助詞": _LEADING | _CASE, "も/助詞-係助詞": _LEADING, "を/助詞-格助詞": _CASE,
    "に/助詞-格助詞": _CASE, "と/助詞-接続助詞": _YORU_END, "ば/助詞-接続助詞": _YORU_END, "接尾辞-名詞的": _COUNTER,
    "で/助詞-格助詞": _DE, "だ/助動詞": _DA, "と/助詞-格助詞": _TO,
}  # fmt: skip
"""Bits of what a phrase may end in."""
_YORU, _MOMENT, _OCCASION = (1 << k for k in range(3))
"""Bits of what the head word of a phrase may be: よる, a counter of moments, an occasion of speaking."""

Fence = tuple[int, int, bool]
"""The phrases in which a quotation opens and closes, and whether it ends in a clause of its own (…続ける」と)."""


def heads(atoms: Atoms, firsts: Integers, ends: Integers, fences: Sequence[Fence] = ()) -> list[int]:
    """Return for each phrase the index of its head, -1 for the last of a sentence.

    `atoms` are those of the morphemes, `firsts` the first morpheme of each phrase, `ends` for each phrase one past
    the last phrase of its sentence. A head always stands to the right; arcs do not cross. `fences` are closed
    quotations over several phrases: all in one lead to its last phrase, nothing before it leads to another, and where
    it ends in a clause not to the last either.
    """
    if not len(firsts):
        return []
    features, pairs = phrase_atoms(atoms, firsts), pairs_of(ends, roots=False)
    depends = scores(load_weights("dependency.npz")["depends"], pair_slots(features, pairs, ends)) > 0
    settle(depends, features, pairs, np.logical_or.reduceat(atoms[FORM] != 0, firsts))
    fence_in(depends, pairs, fences)
    return one_pass(depends.tolist(), pairs.at.tolist(), ends.tolist())


def settle(depends: NDArray[np.bool_], phrases: Atoms, pairs: Pairs, inflects: NDArray[np.bool_]) -> None:
    """Settle the decisions that an encyclopedia teaches badly. `inflects`: the phrase holds an inflected word."""
    lasts, marks = _bits(_last_bits(), phrases[LAST]), plain_marks(phrases)
    leading, barred = _unlikely(phrases, lasts, marks)
    if barred.any():
        depends &= ~(leading.take(pairs.earlier) & barred.take(pairs.later))
    case, quoted = _bound(lasts, marks, inflects)
    if (case[:-1] & quoted[1:]).any():  # few texts have such a pair
        depends |= case.take(pairs.earlier) & quoted.take(pairs.later) & (pairs.later == pairs.earlier + 1)


def fence_in(depends: NDArray[np.bool_], pairs: Pairs, fences: Sequence[Fence]) -> None:
    """Settle the decisions that a closed quotation settles."""
    for opens, closes, clause in fences:
        near = slice(int(pairs.at[max(0, opens - FARTHEST)]), int(pairs.at[closes]))
        j, i = pairs.earlier[near], pairs.later[near]
        depends[near] &= (j >= opens) | (i < opens) | (i >= closes + clause)
        depends[near] |= (j >= opens) & (i == closes)


_Bits = tuple[Atoms, Integers]
"""Sorted ids of words, and the bits of each."""


def _table(words: Mapping[str, int]) -> _Bits:
    ids = sorted((string_id(word), bits) for word, bits in words.items())
    return np.array([n for n, _ in ids], dtype=np.uint32), np.array([bits for _, bits in ids], dtype=np.int64)


def _bits(table: _Bits, ids: Atoms) -> Integers:
    """Return the bits of each id, 0 for one that is not in the table."""
    known, bits = table
    at = known.searchsorted(ids)
    out: Integers = bits.take(at, mode="clip") * (known.take(at, mode="clip") == ids)
    return out


@cache
def _last_bits() -> _Bits:
    return _table(_LASTS)


@cache
def _head_bits() -> _Bits:
    moments = dict.fromkeys(("日", "時", "分"), _MOMENT)
    return _table(dict.fromkeys(occasions(), _OCCASION) | moments | {"よる": _YORU})


def _unlikely(phrases: Atoms, lasts: Integers, marks: Atoms) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which phrases end in は, が, も or a comma, and which cannot be the predicate such a phrase leads to.

    Those are 「…によると」, bare days and hours (首相は9日、…), which take no は phrase anywhere in the training
    corpus, and occasions of speaking with で (外相は会見で、…; occasions.tsv). The encyclopedia we train on has
    「首都はパリで、」 instead, and the model alone read 39 of 2,500 は and が of
    news so, some of them rightly (2026-11).
    """
    heads = _bits(_head_bits(), phrases[HEAD])
    says = (heads == _YORU) & (lasts == _YORU_END)
    moment = (heads == _MOMENT) & (lasts == _COUNTER)
    by = (lasts == _DE) | ((lasts == _DA) & (phrases[LAST_FORM] == _CONTINUING))
    return (lasts & _LEADING | marks & COMMA) != 0, says | moment | (by & (heads == _OCCASION))


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
        last = i + 1 == end
        while stack:
            j = stack[-1]
            if not last and (i - j > FARTHEST or not depends[at[j] + i - j - 1]):
                break
            out[j] = i
            stack.pop()
        if not last:
            stack.append(i)
    return out

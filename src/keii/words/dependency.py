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
from keii.words.arcs import FARTHEST, HEAD, LAST, LAST_FORM, Pairs, pair_slots, pairs_of, phrase_atoms, plain_marks


def _ids(*words: str) -> Atoms:
    """Return the sorted ids of some strings."""
    return np.array(sorted(map(string_id, words)), dtype=np.uint32)


_DE, _TO, _DA = string_id("で/助詞-格助詞"), string_id("と/助詞-格助詞"), string_id("だ/助動詞")
_YORU, _CONTINUING = string_id("よる"), string_id("連用形-一般")
_LEADING = _ids("は/助詞-係助詞", "が/助詞-格助詞", "も/助詞-係助詞")
_CASES = _ids("が/助詞-格助詞", "を/助詞-格助詞", "に/助詞-格助詞")
_YORU_ENDS = _ids("と/助詞-接続助詞", "ば/助詞-接続助詞")
_BARE_COUNTER, _MOMENTS = string_id("接尾辞-名詞的"), _ids("日", "時", "分")

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
    leading, barred = _unlikely(phrases)
    depends &= ~(leading[pairs.earlier] & barred[pairs.later])
    case, quoted = _bound(phrases, inflects)
    depends |= case[pairs.earlier] & quoted[pairs.later] & (pairs.later == pairs.earlier + 1)


def fence_in(depends: NDArray[np.bool_], pairs: Pairs, fences: Sequence[Fence]) -> None:
    """Settle the decisions that a closed quotation settles."""
    for opens, closes, clause in fences:
        near = slice(int(pairs.at[max(0, opens - FARTHEST)]), int(pairs.at[closes]))
        j, i = pairs.earlier[near], pairs.later[near]
        depends[near] &= (j >= opens) | (i < opens) | (i >= closes + clause)
        depends[near] |= (j >= opens) & (i == closes)


def _one_of(ids: Atoms, wanted: Atoms) -> NDArray[np.bool_]:
    """Say which ids are among `wanted`, which is sorted."""
    found: NDArray[np.bool_] = wanted[np.minimum(wanted.searchsorted(ids), len(wanted) - 1)] == ids
    return found


def _unlikely(phrases: Atoms) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which phrases end in は, が, も or a comma, and which cannot be the predicate such a phrase leads to.

    Those are 「…によると」, bare days and hours (首相は9日、…), which take no は phrase anywhere in the training
    corpus, and occasions of speaking with で (外相は会見で、…; occasions.tsv). The encyclopedia we train on has
    「首都はパリで、」 instead, and the model alone read 39 of 2,500 は and が of
    news so, some of them rightly (2026-11).
    """
    leading = _one_of(phrases[LAST], _LEADING) | (plain_marks(phrases) & COMMA != 0)
    says = (phrases[HEAD] == _YORU) & _one_of(phrases[LAST], _YORU_ENDS)
    moment = (phrases[LAST] == _BARE_COUNTER) & _one_of(phrases[HEAD], _MOMENTS)
    by = (phrases[LAST] == _DE) | ((phrases[LAST] == _DA) & (phrases[LAST_FORM] == _CONTINUING))
    return leading, moment | says | (by & _one_of(phrases[HEAD], _occasion_ids()))


def _bound(phrases: Atoms, inflects: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Return which phrases end in が, を or に without a mark, and which in a predicate with と.

    The first belongs to the second where they touch (2人が解放されたと…): so 41 of 43 in the training corpus, too few
    for the model to learn it, while news is full of them.
    """
    case = _one_of(phrases[LAST], _CASES) & (plain_marks(phrases) == 0)
    return case, inflects & (phrases[LAST] == _TO)


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


@cache
def _occasion_ids() -> Atoms:
    return _ids(*occasions())


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

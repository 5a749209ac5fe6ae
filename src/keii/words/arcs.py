"""What the dependency model looks at: phrases as atoms, and every pair of phrases of a sentence as features."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from keii.weights.atoms import (
    CLOSING,
    COMMA,
    CONTENT,
    FLAGS,
    FORM,
    FRAME,
    LEMMA,
    MARK,
    OPENING,
    STOP,
    SUFFIX,
    TAG,
    TAG2,
)
from keii.weights.linear import Atoms, Integers, Slots, slots_in_place, string_id, templates

BITS = 18
FARTHEST = 40
"""Pairs farther apart than this are not scored, so that the work stays linear in the length of a sentence: of 62,529
heads in the training corpus 4 stand farther. The last phrase of a sentence takes what is left."""

# rows of a phrase: its head word, its tail (what leans on the head word), marks, first word
HEAD, HEAD_TAG, HEAD_END, TAIL, LAST, LAST_FORM, MARKS, FIRST, TAIL_MARKS = range(9)
_ROWS = 9
# rows of a pair: nine of the earlier phrase, nine of the later, then their neighbours and what lies between
J, I = 0, _ROWS  # noqa: E741  # the earlier and the later phrase, as papers on dependency call them
(NEXT_TAIL, NEXT_TAG, NEXT_HEAD, BEFORE_TAIL, AFTER_TAIL, AFTER_TAG, AFTER_HEAD, FAR, BETWEEN, SAME, ENDS,
 PREDICATES) = range(2 * _ROWS, 2 * _ROWS + 12)  # fmt: skip
_PAIR_ROWS = 2 * _ROWS + 12

TEMPLATES = templates([tuple((row, 0) for row in rows) for rows in (
    (J + TAIL_MARKS, FAR), (J + HEAD, FAR), (J + TAIL, I + HEAD_TAG), (J + TAIL, I + HEAD), (J + TAIL, I + TAIL),
    (J + TAIL, I + LAST), (J + LAST, I + LAST_FORM), (J + HEAD, I + HEAD), (J + HEAD_TAG, I + HEAD_TAG),
    (J + HEAD, I + HEAD_TAG), (J + HEAD_TAG, I + HEAD), (J + HEAD_END, I + HEAD_END), (J + LAST, I + MARKS),
    (J + TAIL_MARKS, I + HEAD_TAG), (J + TAIL_MARKS, I + MARKS), (J + TAIL_MARKS, I + TAIL_MARKS),
    (J + TAIL_MARKS, I + MARKS, FAR), (J + TAIL_MARKS, I + HEAD_TAG, FAR), (J + TAIL, I + TAIL, FAR),
    (J + LAST, I + LAST_FORM, FAR), (J + HEAD, J + TAIL, I + HEAD), (J + HEAD, J + TAIL, I + HEAD_TAG),
    (J + HEAD_TAG, J + TAIL_MARKS, I + TAIL_MARKS), (J + HEAD_TAG, J + TAIL, I + HEAD_TAG),
    (J + TAIL, NEXT_TAIL, I + HEAD_TAG), (J + TAIL, NEXT_TAG, I + HEAD_TAG), (J + TAIL, NEXT_HEAD),
    (J + TAIL_MARKS, NEXT_TAIL, FAR), (J + TAIL, BEFORE_TAIL, I + HEAD_TAG), (J + TAIL, BEFORE_TAIL, I + HEAD),
    (J + TAIL, I + TAIL, AFTER_TAIL), (J + TAIL, I + TAIL, AFTER_TAG), (J + LAST, I + HEAD, AFTER_HEAD),
    (J + TAIL_MARKS, SAME, I + HEAD_TAG), (J + TAIL_MARKS, BETWEEN, I + HEAD_TAG), (J + TAIL_MARKS, BETWEEN, I + MARKS),
    (J + TAIL_MARKS, BETWEEN, I + TAIL), (J + TAIL_MARKS, ENDS), (J + TAIL, I + TAIL_MARKS, ENDS), (BETWEEN, FAR),
    (J + HEAD_TAG, J + TAIL, ENDS), (J + FIRST, I + FIRST), (J + TAIL, I + FIRST, FAR),
    (J + LAST_FORM, J + TAIL_MARKS, I + LAST_FORM),
    (J + TAIL_MARKS, PREDICATES, I + LAST_FORM), (J + TAIL_MARKS, PREDICATES, I + HEAD_TAG),
    (J + LAST, PREDICATES, I + TAIL), (J + LAST, PREDICATES, BEFORE_TAIL),
)])  # fmt: skip


_GA, _HA, _WO = string_id("が/助詞-格助詞"), string_id("は/助詞-係助詞"), string_id("を/助詞-格助詞")
_ODD = np.uint32(0x85EBCA6B)
"""Any odd number with mixed bits: spreads small codes over 32 bits (this one is MurmurHash3's)."""
_INVERSE = np.uint32(pow(0x85EBCA6B, -1, 1 << 32))
_FAR_OF = np.searchsorted([1, 2, 3, 4, 7, 12], np.arange(FARTHEST + 1), side="right").astype(np.uint32) * _ODD
"""Codes of distances 1, 2, 3, 4-6, 7-11, 12 and more."""


_NEIGHBOURS = np.array([TAIL, HEAD_TAG, HEAD])
_BYTES = np.array([1 << 8 * n for n in range(7)])
"""The bytes of an integer in which `_between` counts."""
_SIX, _FULL, _TOPS = (sum(byte << 8 * n for n in range(6)) for byte in (0xFF, 0x7F, 0x80))


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs of phrases of one sentence within reach, for all sentences: earlier, later; `at[j]` is where the
    pairs of phrase j begin, the nearest first."""

    earlier: Integers
    later: Integers
    at: Integers


def pairs_of(ends: Integers, *, roots: bool = True) -> Pairs:
    """Return the pairs within reach; `ends` as for `heads`. `roots`: also those whose later phrase ends its sentence;
    it takes what is left, whatever the score."""
    places = np.arange(len(ends))
    counts = np.minimum(np.maximum(ends - places - (1 if roots else 2), 0), FARTHEST)
    at = counts.cumsum() - counts
    earlier = places.repeat(counts)
    return Pairs(earlier, earlier + 1 + np.arange(len(earlier)) - at[earlier], at)


def content_words(atoms: Atoms, firsts: Integers) -> Integers:
    """Return the last content morpheme of each phrase (述べ of 述べました), its first where it has none."""
    return _last_with(atoms[FLAGS] & CONTENT != 0, firsts, _lasts(firsts, atoms.shape[1]))


def plain_marks(phrases: Atoms) -> Atoms:
    """Return the bits of MARKS of each phrase: OPENING, CLOSING, COMMA, STOP of the morphemes in it."""
    bits: Atoms = phrases[MARKS] * _INVERSE - np.uint32(1)
    return bits


def phrase_atoms(atoms: Atoms, firsts: Integers) -> Atoms:
    """Return (9, phrases) atoms of the phrases that begin at the morphemes `firsts`."""
    count = atoms.shape[1]
    lasts, flags = _lasts(firsts, count), atoms[FLAGS]
    plain = flags & MARK == 0
    head, word = _last_with(flags & CONTENT != 0, firsts, lasts), _last_with(plain, firsts, lasts)
    distance = np.arange(count) - head.repeat(lasts - firsts + 1)
    mixed = (atoms[FRAME] ^ (atoms[FORM] >> np.uint32(3)) ^ distance.astype(np.uint32)) * _ODD
    mixed *= (distance > 0) & plain  # only what leans on the head word
    marks = np.bitwise_or.reduceat(flags & np.uint32(OPENING | CLOSING | COMMA | STOP), firsts)
    out = np.empty((_ROWS, len(firsts)), dtype=np.uint32)
    out[HEAD], out[HEAD_TAG], out[HEAD_END] = atoms[LEMMA].take(head), atoms[TAG].take(head), atoms[SUFFIX].take(head)
    out[TAIL] = np.add.reduceat(mixed, firsts)
    out[TAIL] ^= np.where(word == head, atoms[TAG2, head] ^ atoms[FORM, head], np.uint32(0))
    out[LAST], out[LAST_FORM] = atoms[FRAME].take(word), atoms[FORM].take(word)
    out[MARKS], out[FIRST] = (marks + np.uint32(1)) * _ODD, atoms[FRAME, firsts]
    out[TAIL_MARKS] = out[TAIL] ^ out[MARKS]
    return out


def _lasts(firsts: Integers, count: int) -> Integers:
    """Return the last morpheme of each phrase."""
    out = np.empty(len(firsts), dtype=np.int64)
    out[:-1], out[-1] = firsts[1:], count
    return out - 1


def _last_with(kept: NDArray[np.bool_], firsts: Integers, lasts: Integers) -> Integers:
    """Return the last kept morpheme of each phrase, its first where none is kept."""
    latest: Integers = np.maximum.accumulate(np.where(kept, np.arange(len(kept)), -1))[lasts]
    return np.maximum(latest, firsts)


def pair_slots(phrases: Atoms, pairs: Pairs, ends: Integers) -> Slots:
    """Return the features (templates, pairs) of the question whether the earlier phrase depends on the later."""
    j, i = pairs.earlier, pairs.later
    out = np.empty((_PAIR_ROWS, len(j)), dtype=np.uint32)
    out[:_ROWS], out[_ROWS : 2 * _ROWS] = phrases.take(j, axis=1), phrases.take(i, axis=1)
    near = phrases.take(_NEIGHBOURS, axis=0)
    out[NEXT_TAIL : NEXT_HEAD + 1] = near.take(j + 1, axis=1)
    touching, last = i == j + 1, i + 1 == ends[j]
    out[BEFORE_TAIL] = phrases[TAIL].take(i - 1)
    out[BEFORE_TAIL, touching] = 0
    after = out[AFTER_TAIL : AFTER_HEAD + 1]
    after[:] = near.take(i + 1, axis=1, mode="clip")
    after[:, last] = 0
    out[FAR] = _FAR_OF.take(i - j)
    out[BETWEEN], out[PREDICATES] = _between(phrases, pairs)
    out[SAME] = (_next_same(phrases[LAST]).take(j) < i) + np.uint32(1)
    out[ENDS] = last + np.uint32(1)
    return slots_in_place(out, TEMPLATES, BITS)


def _between(phrases: Atoms, pairs: Pairs) -> tuple[Atoms, Atoms]:
    """Return codes for what stands strictly between: が, は, を, a comma, an opened and a closed bracket; predicates.

    Seven counts share one integer, eight bits each: no more than `FARTHEST` phrases stand between, so none runs over.
    """
    last, bits = phrases[LAST], plain_marks(phrases)
    has = (last == _GA, last == _HA, last == _WO, bits & COMMA != 0, bits & OPENING != 0, bits & CLOSING != 0,
           phrases[LAST_FORM] != 0)  # fmt: skip
    total = np.zeros(len(last) + 1, dtype=np.int64)
    (_BYTES @ np.array(has)).cumsum(out=total[1:])
    counts = total.take(pairs.later) - total.take(pairs.earlier + 1)
    some = (((counts & _SIX) + _FULL) & _TOPS) >> 7  # bit 0 of each byte: is the count above 0?
    kinds = some % 127  # 2^8 is 2 modulo 127, so the six bits move next to each other
    predicates = np.minimum(counts >> 48, 3)
    return (2 * kinds + 1).astype(np.uint32) * _ODD, (predicates + 1).astype(np.uint32) * _ODD


def _next_same(ids: Atoms) -> Integers:
    """Return for each phrase the next that has the same id, or the number of phrases."""
    order = ids.argsort(kind="stable")
    out = np.empty(len(ids), dtype=np.int64)
    out[:] = len(ids)
    same = ids[order[:-1]] == ids[order[1:]]
    out[order[:-1][same]] = order[1:][same]
    return out

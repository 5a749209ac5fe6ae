"""What the dependency model looks at: phrases as atoms, and every pair of phrases of a sentence as features."""

from __future__ import annotations

from collections.abc import Mapping
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


_ODD = np.uint32(0x85EBCA6B)
"""Any odd number with mixed bits: spreads small codes over 32 bits (this one is MurmurHash3's)."""
_INVERSE = np.uint32(pow(0x85EBCA6B, -1, 1 << 32))
_FAR_OF = np.searchsorted([1, 2, 3, 4, 7, 12], np.arange(FARTHEST + 1), side="right").astype(np.uint32) * _ODD
"""Codes of distances 1, 2, 3, 4-6, 7-11, 12 and more."""
_NEIGHBOURS = np.array([TAIL, HEAD_TAG, HEAD])

Bits = tuple[Atoms, Integers]
"""Sorted ids of words, and the bits of each."""


def bits_table(words: Mapping[str, int]) -> Bits:
    """Return the table `bits_of` takes."""
    ids = sorted((string_id(word), bits) for word, bits in words.items())
    return np.array([n for n, _ in ids], dtype=np.uint32), np.array([bits for _, bits in ids], dtype=np.int64)


def bits_of(table: Bits, ids: Atoms) -> Integers:
    """Return the bits of each id, 0 for one that is not in the table."""
    known, bits = table
    at = known.searchsorted(ids)
    out: Integers = bits.take(at, mode="clip") * (known.take(at, mode="clip") == ids)
    return out


# What stands between two phrases is counted in bytes of one integer: が, は, を; a comma, an opened and a closed
# bracket; predicates.
_PREDICATE = 1 << 48
_PARTICLES = bits_table({"が/助詞-格助詞": 1, "は/助詞-係助詞": 1 << 8, "を/助詞-格助詞": 1 << 16})
_COUNTED_MARKS = np.array([
    (bits & COMMA != 0) << 24 | (bits & OPENING != 0) << 32 | (bits & CLOSING != 0) << 40 for bits in range(2 * STOP)
])  # fmt: skip
_SIX, _FULL, _TOPS = (sum(byte << 8 * n for n in range(6)) for byte in (0xFF, 0x7F, 0x80))
_KINDS_OF = (2 * np.arange(64, dtype=np.uint32) + np.uint32(1)) * _ODD
"""Codes of which of the six stand between."""
_PREDICATES_OF = np.arange(1, 5, dtype=np.uint32) * _ODD
"""Codes of no predicate between, one, two, three and more."""


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


def phrase_atoms(atoms: Atoms, firsts: Integers, head: Integers | None = None) -> Atoms:
    """Return (9, phrases) atoms of the phrases that begin at the morphemes `firsts`. `head`: their `content_words`,
    where those are known already."""
    count = atoms.shape[1]
    lasts, flags = _lasts(firsts, count), atoms[FLAGS]
    plain = flags & MARK == 0
    head = content_words(atoms, firsts) if head is None else head
    word = _last_with(plain, firsts, lasts)
    distance = np.arange(count) - head.repeat(lasts - firsts + 1)
    mixed = (atoms[FRAME] ^ (atoms[FORM] >> np.uint32(3)) ^ distance.astype(np.uint32)) * _ODD
    mixed *= (distance > 0) & plain  # only what leans on the head word
    marks = np.bitwise_or.reduceat(flags & np.uint32(OPENING | CLOSING | COMMA | STOP), firsts)
    out = np.empty((_ROWS, len(firsts)), dtype=np.uint32)
    out[HEAD], out[HEAD_TAG], out[HEAD_END] = atoms[LEMMA].take(head), atoms[TAG].take(head), atoms[SUFFIX].take(head)
    alone = (atoms[TAG2].take(head) ^ atoms[FORM].take(head)) * (word == head)
    np.bitwise_xor(np.add.reduceat(mixed, firsts), alone, out=out[TAIL])
    out[LAST], out[LAST_FORM] = atoms[FRAME].take(word), atoms[FORM].take(word)
    out[MARKS], out[FIRST] = (marks + np.uint32(1)) * _ODD, atoms[FRAME].take(firsts)
    np.bitwise_xor(out[TAIL], out[MARKS], out=out[TAIL_MARKS])
    return out


def _lasts(firsts: Integers, count: int) -> Integers:
    """Return the last morpheme of each phrase."""
    out = np.empty(len(firsts), dtype=np.int64)
    out[:-1], out[-1] = firsts[1:], count
    return out - 1


def _last_with(kept: NDArray[np.bool_], firsts: Integers, lasts: Integers) -> Integers:
    """Return the last kept morpheme of each phrase, its first where none is kept."""
    latest: Integers = np.maximum.accumulate(np.arange(len(kept)) * kept).take(lasts)
    return np.maximum(latest, firsts)


def pair_slots(phrases: Atoms, pairs: Pairs, ends: Integers) -> Slots:
    """Return the features (templates, pairs) of the question whether the earlier phrase depends on the later."""
    j, i = pairs.earlier, pairs.later
    distance, last = i - j, i + 1 == ends.take(j)
    out = np.empty((_PAIR_ROWS, len(j)), dtype=np.uint32)
    near = phrases.take(_NEIGHBOURS, axis=0)
    for rows, of, at in ((J, phrases, j), (I, phrases, i), (NEXT_TAIL, near, j + 1), (AFTER_TAIL, near, i + 1)):
        of.take(at, axis=1, out=out[rows : rows + len(of)], mode="clip")  # what is clipped is set to 0 next
    if last.any():
        out[AFTER_TAIL : AFTER_HEAD + 1, last] = 0
    np.multiply(phrases[TAIL].take(i - 1), distance > 1, out=out[BEFORE_TAIL])
    out[FAR] = _FAR_OF.take(distance)
    out[BETWEEN], out[PREDICATES] = _between(phrases, pairs)
    np.add(_next_same(phrases[LAST]).take(j) < i, np.uint32(1), out=out[SAME])
    np.add(last, np.uint32(1), out=out[ENDS])
    return slots_in_place(out, TEMPLATES, BITS)


def _between(phrases: Atoms, pairs: Pairs) -> tuple[Atoms, Atoms]:
    """Return codes for what stands strictly between: which of the six kinds, and how many predicates.

    Seven counts share one integer, eight bits each: no more than `FARTHEST` phrases stand between, so none runs over.
    """
    has = bits_of(_PARTICLES, phrases[LAST]) + _COUNTED_MARKS.take(plain_marks(phrases))
    has += (phrases[LAST_FORM] != 0) * np.int64(_PREDICATE)
    total = has.cumsum()
    counts = (total - has).take(pairs.later) - total.take(pairs.earlier)
    some = (((counts & _SIX) + _FULL) & _TOPS) >> 7  # bit 0 of each byte: is the count above 0?
    kinds = some % 127  # 2^8 is 2 modulo 127, so the six bits move next to each other
    return _KINDS_OF.take(kinds), _PREDICATES_OF.take(counts >> 48, mode="clip")


def _next_same(ids: Atoms) -> Integers:
    """Return for each phrase the next that has the same id, or the number of phrases."""
    order = ids.argsort(kind="stable")
    out = np.empty(len(ids), dtype=np.int64)
    out[:] = len(ids)
    same = ids[order[:-1]] == ids[order[1:]]
    out[order[:-1][same]] = order[1:][same]
    return out

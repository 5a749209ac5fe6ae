"""A text as the set of its five-character strings, and the sketch by which near copies are found."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from keii.link.copies.hand import at_hand
from keii.link.copies.matter import matter, opening_sentences

SIZE = 5
"""Characters a string. Strings of 5 told copies from other papers' wordings of one story: highest 0.12 between the 80
bundled news texts, 2026-11."""
BANDS, ROWS = 16, 4
"""Bands of a sketch and values a band: two texts whose strings agree by 0.8 share a band with probability 0.9998, by
0.6 with 0.89, by 0.2 with 0.03 (1 - (1 - s^ROWS)^BANDS; Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, 3.4).
"""
FIRST, LEAST = 4, 20
"""Opening sentences that stand in a sketch too, and letters one must have: a report cut to its beginning has too few
strings of the whole to share a band; with a headline added the second sentence is the other's first."""
AT_HAND = 2_048
"""Texts whose strings stay at hand as numbers, some 12 MB: a clip is mostly compared with those of the same days."""
_SEED = 20
_FACTORS = tuple(
    np.uint64(n) for n in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93, 1)
)
"""Odd numbers by which the characters of a string become one number of 64 bits: chance makes two strings of two texts
one in 10 to the 13th (multilinear hashing; the constants are those of SplitMix64 and its kin)."""
_NO_WORDS = re.compile(r"[\W_]+")


def shingles(text: str) -> frozenset[str]:
    """Return the five-character strings of a text's matter, blanks and punctuation left out, width and case folded."""
    return frozenset(_strings(folded(text)))


def _strings(plain: str) -> list[str]:
    return [plain[at : at + SIZE] for at in range(max(1, len(plain) - SIZE + 1))] if plain else []


@at_hand(AT_HAND)
def numbers(text: str) -> NDArray[np.uint64]:
    """Return the five-character strings of a text as numbers, in ascending order, each once: to be counted, at an
    eighth of the room and a fifth of the time. A text of fewer characters is one string."""
    plain = folded(text)
    if not plain:
        return np.empty(0, np.uint64)
    codes = np.frombuffer(plain.ljust(SIZE, "\0").encode("utf-32-le"), np.uint32).astype(np.uint64)
    last = len(codes) - SIZE + 1
    hashed = np.zeros(last, np.uint64)
    for at, factor in enumerate(_FACTORS):
        hashed += codes[at : at + last] * factor
    hashed.sort()
    return np.concatenate((hashed[:1], hashed[1:][hashed[1:] != hashed[:-1]]))


def in_common(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> int:
    """Return how many numbers two lots have in common."""
    both = np.concatenate((one, other))
    both.sort()
    return int(np.count_nonzero(both[1:] == both[:-1]))


def folded(text: str) -> str:
    """Return the letters and figures of a text's matter in one width and case."""
    return _NO_WORDS.sub("", matter(text).casefold())


def sketch(text: str) -> tuple[int, ...]:
    """Return the numbers by which copies of a text are found: the bands of its strings and its opening sentences."""
    openings = opening_sentences(matter(text), FIRST, LEAST)
    return (*bands(_strings(folded(text))), *map(_hashed, openings))


def bands(strings: Collection[str]) -> tuple[int, ...]:
    """Return the bands of a text's MinHash sketch: texts that share one may be copies. Signed 64-bit numbers, so that
    a database takes them; () for an empty text."""
    if not strings:
        return ()
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(strings))  # a sketch is the same in any order, however often a string comes
    values = minhash.digest()
    return tuple(_number(band, values[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS))


def _hashed(sentence: str) -> int:
    """Return a sentence as one signed number of 64 bits."""
    return int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest(), "big", signed=True)


def _number(place: int, values: Iterable[int]) -> int:
    """Return values as one number: FNV-1a over them, with their place."""
    number = 0xCBF29CE484222325 ^ place
    for value in values:
        number = ((number ^ value) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return number - (1 << 64) if number >> 63 else number

"""A text as the set of its five-character strings, and the sketch by which near copies are found."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b

from rensa import RMinHash

from keii.link.copies.matter import AT_HAND, matter, opening_sentences

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
_SEED = 20
_NO_WORDS = re.compile(r"[\W_]+")


@lru_cache(AT_HAND)
def shingles(text: str) -> frozenset[str]:
    """Return the five-character strings of a text's matter, blanks and punctuation left out, width and case folded."""
    plain = folded(text)
    return frozenset(plain[at : at + SIZE] for at in range(max(1, len(plain) - SIZE + 1))) if plain else frozenset()


def folded(text: str) -> str:
    """Return the letters and figures of a text's matter in one width and case."""
    return _NO_WORDS.sub("", matter(text).casefold())


def sketch(text: str) -> tuple[int, ...]:
    """Return the numbers by which copies of a text are found: the bands of its strings and its opening sentences."""
    openings = opening_sentences(matter(text), FIRST, LEAST)
    return (*bands(shingles(text)), *map(_hashed, openings))


def bands(strings: frozenset[str]) -> tuple[int, ...]:
    """Return the bands of a text's MinHash sketch: texts that share one may be copies. Signed 64-bit numbers, so that
    a database takes them; () for an empty text."""
    if not strings:
        return ()
    minhash = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    minhash.update(list(strings))  # a sketch is the same in any order
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

"""Atoms (素性の原子) of words, shared by the phrase, dependency and names models."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from struct import Struct

import numpy as np

from keii.weights.linear import Atoms, string_id

Word = tuple[str, str, str, str, str]
"""(surface, lemma, tag, form, tag of the long unit)."""

# rows of the atom matrix
SURFACE, LEMMA, TAG, TAG2, TAG1, FORM, FRAME, LONG_TAG, SHAPE, PREFIX, SUFFIX, SUFFIX2, FLAGS, UNIT, LONG = range(15)
ROWS = 15
WORD_ATOMS = 13
"""SURFACE … FLAGS depend on the word alone; UNIT on its place in the long unit, LONG is the long unit itself."""

# bits of FLAGS
CONTENT, MARK, PARTICLE, OPENING, CLOSING, COMMA, STOP = (1 << k for k in range(7))

_PACK = Struct(f"={WORD_ATOMS}I")
_LEANING = ("助詞", "助動詞", "補助記号", "空白", "接尾辞-動詞的", "接尾辞-形容詞的", "動詞-非自立", "形容詞-非自立")
_FRAMED = ("助詞", "助動詞", "補助記号", "接続詞", "動詞-非自立", "形容詞-非自立", "形状詞-助動詞語幹")


def word_atoms(words: Iterable[Word]) -> Atoms:
    """Return (15, words) atoms: those of each word; rows UNIT and LONG are left at 0 for the caller."""
    return packed_atoms(list(map(packed, words)))


def packed_atoms(words: Sequence[bytes]) -> Atoms:
    """Return the same as `word_atoms` for words already packed."""
    out = np.zeros((ROWS, len(words)), dtype=np.uint32)
    if words:
        out[:WORD_ATOMS] = np.frombuffer(b"".join(words), dtype=np.uint32).reshape(-1, WORD_ATOMS).T
    return out


def opened(matrix: bytes) -> Atoms:
    """Return (15, words) atoms kept as bytes; the caller may write on them."""
    return np.frombuffer(matrix, dtype=np.uint32).reshape(ROWS, -1).copy()


@lru_cache(maxsize=1 << 15)
def packed(word: Word) -> bytes:
    """Return the atoms SURFACE … FLAGS of one word as bytes."""
    surface, lemma, tag, form, long_tag = word
    parts = tag.split("-")
    two = "-".join(parts[:2])
    framed = tag.startswith(_FRAMED)
    return _PACK.pack(
        string_id(surface), string_id(lemma), string_id(tag), string_id(two), string_id(parts[0]), string_id(form),
        string_id(f"{lemma}/{two}" if framed else two), string_id(long_tag), string_id(shape_of(surface)),
        string_id("^" + surface[:1]), string_id(surface[-1:] + "$"), string_id(surface[-2:] + "$"), _flags(tag),
    )  # fmt: skip


def _flags(tag: str) -> int:
    flags = 0 if tag.startswith(_LEANING) else CONTENT
    for start, bit in (
        ("補助記号", MARK), ("助詞", PARTICLE), ("補助記号-括弧開", OPENING), ("補助記号-括弧閉", CLOSING),
        ("補助記号-読点", COMMA), ("補助記号-句点", STOP),
    ):  # fmt: skip
        if tag.startswith(start):
            flags |= bit
    return flags


def shape_of(surface: str) -> str:
    """Return the runs of character kinds in a word: 漢 あ ア A a 9, or the mark itself. 例: 取り組み -> 漢あ漢あ+."""
    out = ""
    for char in surface[:12]:
        kind = _kind(char)
        if not out.endswith(kind):
            out += kind
    return out + (str(len(surface)) if len(surface) < 4 else "+")


def _kind(char: str) -> str:
    if "\u4e00" <= char <= "\u9fff" or char in "々〆":
        return "漢"
    if "\u3041" <= char <= "\u309f":
        return "あ"
    if "\u30a1" <= char <= "\u30ff" and char != "・":
        return "ア"
    if char.isdecimal():
        return "9"
    if char.isalpha():
        return "A" if char.isupper() else "a"
    return char

"""Morphemes (形態素): the only file that calls Sudachi.

A units with their C unit beside them: names align with A units in 97.6-100 % of gold spans, and the C unit's tag is a
good feature (reference measurements of 2026-11). IgnoreYomigana is off: it swallows short brackets after kanji, as
in 習近平（シー）.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from struct import Struct
from sys import intern
from typing import Any

import numpy as np
from sudachipy import Config, Dictionary, Morpheme, SplitMode, Tokenizer

from keii.weights.atoms import ROWS, WORD_ATOMS, packed
from keii.weights.linear import string_id

_PIECE_BYTES = 40_000
"""Sudachi refuses input over 49,149 bytes; pieces stay below with room for its own normalisation."""
_FIELDS = {"pos", "dictionary_form", "normalized_form", "split_a"}
"""All we ask of a word: reading only these takes 5 % off Sudachi's time (2026-11)."""
_LINKED_BREAKS = "。\n！？!?、 "


@dataclass(frozen=True, slots=True)
class Morphemes:
    """形態素列: columns of equal length; see `Parse` for what each holds."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    surfaces: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    long_starts: tuple[int, ...] = ()
    long_tags: tuple[str, ...] = ()
    known: tuple[bool, ...] = ()
    packed: bytes = b""  #: their atoms


def morphemes(text: str) -> tuple[Morphemes, tuple[tuple[int, int], ...]]:
    """Return the morphemes of a view, blanks left out, and the places (start, length) cut for want of a stop.

    Lone surrogates are analysed as U+FFFD; offsets do not move.
    """
    safe = text if _encodable(text) else "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    units: list[_Unit] = []
    forced = []
    if len(_LOCAL.seen) > _MOST_SEEN:
        _LOCAL.seen.clear()
    tokenizer = _tokenizer()
    for start, end, natural in _pieces(safe):
        units += _units(tokenizer, safe[start:end], _LOCAL.seen)
        if not natural:
            forced.append((start, end - start))
    return _columns(units), tuple(forced)


@cache
def dictionary_name() -> str:
    """Return name and version of the dictionary in use."""
    return f"sudachidict-core {version('sudachidict-core')}"


_Unit = tuple[Any, ...]
"""A C unit as rows of `_WIDTH`, one for each A unit: what the columns of `_COLUMNS` hold; its surface, and the numbers
of its A units (both empty but in the first row). A blank, which is no morpheme, has those two alone. One flat tuple,
ready to be strung together, since what costs time here is fetching from memory."""
_WHOLE, _NUMBERS = 0, 1
_COLUMNS = range(2, 9)
"""Surface, lemma, norm, tag, form, tag of the C unit, whether it is known."""
_WIDTH = 9
_MORE = Struct(f"={ROWS - WORD_ATOMS}I2i")
"""The numbers of an A unit after the atoms of its word: the other atoms; its size; how many A units stand before it in
its C unit (-1: a blank)."""
_FIRST, _INSIDE = string_id("unit first"), string_id("unit inside")


_Seen = dict[int | tuple[int, str] | tuple[int, str, str], _Unit | None]
"""Units already met, by word and surface; and by word alone while but one surface of it was met, None from the second
on."""


def _units(tokenizer: Tokenizer, piece: str, seen: _Seen) -> list[_Unit]:
    """Return the C units of a piece; their surfaces joined are the piece.

    A word nearly always has but one surface, so its number alone tells the unit, and Sudachi need not be asked where
    it stands. It has two where Sudachi folds what we do not: NATO and nato, … and three dots. The first time the
    second is met the surfaces joined are not the piece, and each unit is looked up by its surface too; so is that word
    from then on.
    """
    found = tokenizer.tokenize(piece)
    units = [seen.get(long.word_id()) or _by_surface(long, seen) for long in found]
    if "".join([unit[_WHOLE] for unit in units]) == piece:
        return units
    return [_by_surface(long, seen) for long in found]


def _by_surface(long: Morpheme, seen: _Seen) -> _Unit:
    """Return a C unit by word and surface; of a word not in the dictionary those leave its form open: where Sudachi
    takes a mark apart (…〰 -> ...〰), 〰 may be "..〰" or "〰"."""
    word, surface, known = long.word_id(), long.surface(), not long.is_oov()
    key = (word, surface) if known else (word, surface, long.dictionary_form())
    unit = seen.get(key)
    if unit is None:
        unit = _unit(long, surface)
        if len(surface) <= _LONGEST_SEEN and not (len(surface) > _LONGEST_NUMBER and surface.isdecimal()):
            seen[key] = unit
    if surface and known:
        other = seen.setdefault(word, unit)
        if other is not None and other[_WHOLE] != surface:
            seen[word] = None
    return unit


def _unit(long: Morpheme, surface: str) -> _Unit:
    tag_of = _tag_names()
    long_tag, base = tag_of[long.part_of_speech_id()][0], long.begin()
    split = long.split(SplitMode.A, add_single=False) if len(surface) > 1 else ()
    words: list[str | bool | bytes] = []
    numbers = b""
    for part in split or (long,):
        tag, form = tag_of[part.part_of_speech_id()]
        start, end = part.begin() - base, part.end() - base
        if start == end and surface:  # Sudachi took one code point apart (⑴ -> ( 1 )): its first part stands for it
            continue
        text, lemma, norm = intern(surface[start:end]), intern(part.dictionary_form()), intern(part.normalized_form())
        nth = len(words) // _WIDTH
        numbers += packed((text, lemma, tag, form, long_tag))
        numbers += _MORE.pack(_INSIDE if nth else _FIRST, 0, end - start, nth)
        words += ("", b"", text, lemma, norm, tag, form, long_tag, not part.is_oov())
    whole = intern(surface)
    if long_tag == "空白" or not surface:
        return (whole, _blank(len(surface)))
    words[_WHOLE], words[_NUMBERS] = whole, numbers
    return tuple(words)


@lru_cache(maxsize=64)
def _blank(size: int) -> bytes:
    """Return the numbers of a blank."""
    return bytes(4 * WORD_ATOMS) + _MORE.pack(0, 0, size, -1)


def _columns(units: list[_Unit]) -> Morphemes:
    """Return the parts of the units that make up a text, column by column: no work a part but in C."""
    words: list[Any] = []
    for unit in units:
        if len(unit) >= _WIDTH:
            words += unit
    if not words:
        return Morphemes()
    every = np.frombuffer(b"".join([unit[_NUMBERS] for unit in units]), np.int32).reshape(-1, ROWS + 2)
    kept = (every[:, -1] >= 0).nonzero()[0]
    ends, numbers = every[:, -2].cumsum().take(kept), every.take(kept, axis=0)
    surfaces, lemmas, norms, tags, forms, long_tags, known = (tuple(words[n::_WIDTH]) for n in _COLUMNS)
    return Morphemes(
        starts=tuple((ends - numbers[:, -2]).tolist()),
        ends=tuple(ends.tolist()),
        surfaces=surfaces,
        lemmas=lemmas,
        norms=norms,
        tags=tags,
        forms=forms,
        long_starts=tuple((np.arange(len(kept)) - numbers[:, -1]).tolist()),
        long_tags=long_tags,
        known=known,
        packed=numbers[:, :ROWS].T.tobytes(),
    )


def _pieces(text: str) -> list[tuple[int, int, bool]]:
    """Cut a text into pieces Sudachi takes: (start, end, ends at a natural break)."""
    if len(text) * 4 <= _PIECE_BYTES or len(text.encode()) <= _PIECE_BYTES:
        return [(0, len(text), True)] if text else []
    size = _PIECE_BYTES // 4
    out, start = [], 0
    while start < len(text):
        end = min(start + size, len(text))
        natural = end == len(text)
        if not natural:
            cut = next((c for c in (text.rfind(mark, start, end) for mark in _LINKED_BREAKS) if c > start), -1)
            natural = cut >= 0
            end = cut + 1 if natural else end
        out.append((start, end, natural))
        start = end
    return out


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


_MOST_SEEN = 150_000
"""Entries of `_Seen`, two a dictionary word; about 85 MB (measured 2026-11). News of a year holds some
60,000 different words."""
_LONGEST_SEEN = 24
"""Longer words (runs of marks or letters) do not come back."""
_LONGEST_NUMBER = 3
"""Nor do longer numbers: a year of news would hold some 100,000 of them."""


class _Local(threading.local):
    """One tokenizer a thread: Sudachi's are not to be shared (sudachi.rs#289). `seen` only saves time."""

    tokenizer: Tokenizer | None = None

    def __init__(self) -> None:
        self.seen: _Seen = {}


_LOCAL = _Local()


def _tokenizer() -> Tokenizer:
    if _LOCAL.tokenizer is None:
        _LOCAL.tokenizer = _dictionary().tokenizer(mode=SplitMode.C, fields=_FIELDS)
    return _LOCAL.tokenizer


@cache
def _dictionary() -> Dictionary:
    plugins = [
        {"class": "com.worksap.nlp.sudachi.DefaultInputTextPlugin"},
        {
            "class": "com.worksap.nlp.sudachi.ProlongedSoundMarkPlugin",
            "prolongedSoundMarks": ["ー", "〜", "〰"],
            "replacementSymbol": "ー",
        },
    ]
    return Dictionary(config=Config(system="core", inputTextPlugin=plugins))


@cache
def _tag_names() -> tuple[tuple[str, str], ...]:
    """Return for each part-of-speech id of the dictionary: (tag, conjugated form)."""
    dictionary = _dictionary()
    every = dictionary.pos_matcher(lambda _pos: True)
    return tuple(("-".join(p for p in pos[:4] if p != "*"), pos[5] if pos[5] != "*" else "") for pos in every)


def tags_under(*starts: str) -> frozenset[str]:
    """Return the tags of the dictionary that begin with one of `starts`: 助詞 -> 助詞-格助詞, …"""
    return frozenset(tag for tag, _ in _tag_names() if tag.startswith(starts))

"""Morphemes (形態素): the only file that calls Sudachi.

A units with their C unit beside them: names align with A units in 97.6-100 % of gold spans, and the C unit's tag is a
good feature (reference measurements of 2026-11). IgnoreYomigana is off: it swallows short brackets after kanji, as
in 習近平（シー）.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from typing import NamedTuple

from sudachipy import Config, Dictionary, Morpheme, SplitMode, Tokenizer

_PIECE_BYTES = 40_000
"""Sudachi refuses input over 49,149 bytes; pieces stay below with room for its own normalisation."""
_LINKED_BREAKS = "。\n！？!?、 "


@dataclass(slots=True)
class Morphemes:
    """形態素列: columns of equal length, filled piece by piece; see `Parse` for what each holds."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    surfaces: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    norms: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    long_starts: list[int] = field(default_factory=list)
    long_tags: list[str] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)


def morphemes(text: str) -> tuple[Morphemes, tuple[tuple[int, int], ...]]:
    """Return the morphemes of a view, blanks left out, and the places (start, length) cut for want of a stop.

    Lone surrogates are analysed as U+FFFD; offsets do not move.
    """
    safe = text if _encodable(text) else "".join("\ufffd" if 0xD800 <= ord(c) < 0xE000 else c for c in text)
    out = Morphemes()
    forced = []
    if len(_LOCAL.seen) > _MOST_SEEN:
        _LOCAL.seen.clear()
    tokenizer = _tokenizer()
    for start, end, natural in _pieces(safe):
        _append(out, tokenizer, safe[start:end], start, _LOCAL.seen)
        if not natural:
            forced.append((start, end - start))
    return out, tuple(forced)


@cache
def dictionary_name() -> str:
    """Return name and version of the dictionary in use."""
    return f"sudachidict-core {version('sudachidict-core')}"


def _append(out: Morphemes, tokenizer: Tokenizer, piece: str, base: int, seen: dict[tuple[int, str], _Parts]) -> None:
    """Append a piece's morphemes. `seen` holds the parts of dictionary words already met: a word's are always alike."""
    for long in tokenizer.tokenize(piece):
        begin = long.begin()
        surface = piece[begin : long.end()]
        word = long.word_id()
        parts = seen.get((word, surface))
        if parts is None:
            parts = _parts(long, surface)
            if not long.is_oov():
                seen[word, surface] = parts
        if not parts or parts[0].long_tag == "空白":
            continue
        first, at = len(out.starts), base + begin
        for part in parts:
            out.starts.append(at + part.start)
            out.ends.append(at + part.end)
            out.surfaces.append(part.surface)
            out.lemmas.append(part.lemma)
            out.norms.append(part.norm)
            out.tags.append(part.tag)
            out.forms.append(part.form)
            out.long_starts.append(first)
            out.long_tags.append(part.long_tag)
            out.known.append(part.known)


class _Part(NamedTuple):
    start: int
    end: int
    surface: str
    lemma: str
    norm: str
    tag: str
    form: str
    long_tag: str
    known: bool


_Parts = tuple[_Part, ...]


def _parts(long: Morpheme, surface: str) -> _Parts:
    tag_of = _tag_names()
    long_tag, base = tag_of[long.part_of_speech_id()][0], long.begin()
    split = long.split(SplitMode.A, add_single=False) if len(surface) > 1 else ()
    out = []
    for part in split or (long,):
        tag, form = tag_of[part.part_of_speech_id()]
        start, end = part.begin() - base, part.end() - base
        if start == end:  # Sudachi took one code point apart (⑴ -> ( 1 )): its first part stands for it
            continue
        out.append(
            _Part(
                start, end, surface[start:end], part.dictionary_form(), part.normalized_form(), tag, form, long_tag,
                not part.is_oov(),
            )
        )  # fmt: skip
    return tuple(out)


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


_MOST_SEEN = 100_000
"""Words whose parts are kept; about 60 MB. News of a year holds some 60,000 different ones."""


class _Local(threading.local):
    """One tokenizer a thread: Sudachi's are not to be shared (sudachi.rs#289). `seen` only saves time."""

    tokenizer: Tokenizer | None = None

    def __init__(self) -> None:
        self.seen: dict[tuple[int, str], _Parts] = {}


_LOCAL = _Local()


def _tokenizer() -> Tokenizer:
    if _LOCAL.tokenizer is None:
        _LOCAL.tokenizer = _dictionary().tokenizer(mode=SplitMode.C)
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

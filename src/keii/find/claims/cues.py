"""The lexicon of cues (cues.tsv) and finding its words in a parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from types import MappingProxyType
from typing import cast

from keii.find.claims.scene import Line
from keii.records.claim import Stance
from keii.records.parse import Parse
from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class Cue:
    """手がかり: one row of cues.tsv; its header says what the columns mean."""

    id: str
    words: tuple[str, ...]
    frames: tuple[str, ...]
    kind: str
    stance: str
    example: str
    near_miss: str
    source: str


@dataclass(slots=True)
class Hit:
    """当たり: the words of a row in a sentence, at positions [start, end) of its `Line`."""

    cue: Cue
    start: int
    end: int


_Rows = tuple[tuple[tuple[str, ...], Cue], ...]
_Index = Mapping[str, Mapping[str, _Rows]]
_NOT_WORDS = frozenset(
    {"toiu", "toshite", "quote-verb", "quote-paren", "quote-credit", "quote-head", "quote-alone"}
) | frozenset({"headline", "kou-v", "zen-bun"})
"""Rows whose words are shown for the reader; the code of bare, spoken, reported, headline and clauses finds them."""


_BEFORE_SURU = frozenset({"と", "も", "は"})


def cue_rows() -> tuple[Cue, ...]:
    """Return all rows of cues.tsv."""
    return load("keii.find.claims", "cues.tsv", Cue)


@cache
def cue_by_id() -> Mapping[str, Cue]:
    """Return the rows by id."""
    return MappingProxyType({row.id: row for row in cue_rows()})


def stance_of(cue: Cue) -> Stance:
    """Return the stance a cue gives of itself."""
    return cast("Stance", cue.stance)


@cache
def _index() -> _Index:
    """Return the rows by the first morpheme of each of their word sequences and then by the morpheme after it ("": any
    that begins no sequence); longest sequences first."""
    table: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for row in cue_rows():
        if row.id in _NOT_WORDS:
            continue
        for words in row.words:
            first, *rest = words.split(" ")
            table.setdefault(first, []).append((tuple(rest), row))
    return MappingProxyType({first: _by_second(rows) for first, rows in table.items()})


def _by_second(rows: list[tuple[tuple[str, ...], Cue]]) -> Mapping[str, _Rows]:
    rows.sort(key=lambda entry: -len(entry[0]))
    seconds = dict.fromkeys(["", *(rest[0] for rest, _ in rows if rest)])
    return MappingProxyType(
        {word: tuple(entry for entry in rows if not entry[0] or entry[0][0] == word) for word in seconds}
    )


@cache
def _firsts() -> frozenset[str]:
    return frozenset(_index()) | {"する"}


def hit_sentences(parse: Parse, inside: bytearray) -> Mapping[int, Sequence[int]]:
    """Return for each sentence the morphemes outside brackets at which a cue may begin."""
    firsts = _firsts()
    surfaces, lemmas = parse.surfaces, parse.lemmas
    out: dict[int, list[int]] = {}
    number, sentences = 0, parse.sentences
    for i in compress(range(len(surfaces)), map(firsts.__contains__, lemmas)):
        if inside[i] or (lemmas[i] == "する" and not (i and surfaces[i - 1] in _BEFORE_SURU)):
            continue
        while sentences[number].last <= i:
            number += 1
        out.setdefault(number, []).append(i)
    return out


def hits_at(line: Line, p: int) -> Iterator[Hit]:
    """Yield the rows whose words stand at position p; the longest sequences first."""
    lemma, after = line.lemma, p + 1
    rows = _index()[lemma[p]]
    for rest, row in rows.get(lemma[after] if after < line.size else "", rows[""]):
        if not rest:
            yield Hit(row, p, after)
        elif tuple(lemma[after : after + len(rest)]) == rest:
            yield Hit(row, p, after + len(rest))

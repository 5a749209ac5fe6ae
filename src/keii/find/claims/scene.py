"""The small view of a text that the claims room works on: sentences with what stands in brackets folded away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import compress
from operator import attrgetter
from typing import TYPE_CHECKING

from keii.records.name import Name
from keii.records.parse import Parse, Sentence
from keii.text.brackets import Bracket, brackets

if TYPE_CHECKING:
    from keii.find.claims.nouns import Noun

_FIRST = attrgetter("first")
_FLIPPED = bytes((1, 0)).ljust(256, b"\0")
"""Turns the marks of `Scene.inside` into those of what stands outside."""
_QUOTES = frozenset('「『“"')
_SPEECH_END = ("動詞", "形容詞", "助動詞", "助詞-終助詞", "接尾辞-形容詞的", "助詞-接続助詞", "補助記号")


@dataclass(slots=True, eq=False)
class Scene:
    """場面: a parse with its brackets as morpheme indexes. All indexes are into the columns of `parse`."""

    parse: Parse
    inside: bytearray  #: 1 for each morpheme within a closed bracket; its marks themselves are 0
    closing: Mapping[int, int]  #: opening mark -> closing mark, outermost closed brackets only
    opening: Mapping[int, int]  #: closing mark -> opening mark
    quoting: tuple[int, ...]  #: opening marks that are quotation marks, ascending
    named: Mapping[int, Name]  #: morpheme -> the name it is part of


@dataclass(slots=True, eq=False)
class Line:
    """行: one sentence's morphemes outside brackets; a bracket shows as its two marks side by side.

    Positions in the room's functions count these morphemes, from 0; `at` gives each one's index in the parse.
    """

    scene: Scene
    number: int  #: index of the sentence
    sentence: Sentence
    size: int  #: how many morphemes stand outside brackets
    at: list[int]
    surf: list[str]
    lemma: list[str]
    tag: list[str]
    quotes: tuple[int, ...]  #: positions of opening quotation marks; the closing mark is at the next position
    nouns: dict[tuple[int, int], Noun | None] = field(default_factory=dict)  #: what `noun_before` has answered
    marks: list[int] = field(default_factory=list)  #: positions of は, が, から …, filled by `topics`; -1 closes it


def scene_of(parse: Parse, names: tuple[Name, ...]) -> Scene:
    """Return the view of a text."""
    found, _ = brackets(parse.text, [s.end for s in parse.sentences])
    inside = bytearray(len(parse.starts))
    closing: dict[int, int] = {}
    quoting: list[int] = []
    end = -1
    for bracket in found:
        if bracket.span.start < end or not bracket.closed:
            continue
        marks = _marks(parse, bracket)
        if marks is None:
            continue
        first, last = marks
        inside[first + 1 : last] = b"\1" * (last - first - 1)
        closing[first] = last
        if bracket.mark in _QUOTES:
            quoting.append(first)
        end = bracket.span.end
    return Scene(
        parse,
        inside,
        closing,
        {v: k for k, v in closing.items()},
        tuple(quoting),
        _named(parse, names),
    )


def line_of(scene: Scene, number: int) -> Line:
    """Return one sentence's view."""
    parse, sentence = scene.parse, scene.parse.sentences[number]
    inside, first, last = scene.inside, sentence.first, sentence.last
    at = list(range(first, last))
    surf, lemma, tag = list(parse.surfaces[first:last]), list(parse.lemmas[first:last]), list(parse.tags[first:last])
    if inside.find(1, first, last) >= 0:
        outside = inside[first:last].translate(_FLIPPED)
        at, surf = list(compress(at, outside)), list(compress(surf, outside))
        lemma, tag = list(compress(lemma, outside)), list(compress(tag, outside))
    return Line(scene, number, sentence, len(at), at, surf, lemma, tag, _openings(scene, at))


def _openings(scene: Scene, at: list[int]) -> tuple[int, ...]:
    marks = scene.quoting
    first = bisect_left(marks, at[0]) if at else len(marks)
    if first == len(marks) or marks[first] > at[-1]:
        return ()
    return tuple([bisect_left(at, mark) for mark in marks[first : bisect_right(marks, at[-1])]])


def is_quote(line: Line, p: int) -> bool:
    """Say whether the morpheme at p is the opening mark of a quotation; p + 1 is then its closing mark."""
    return p in line.quotes


def ends_quote(line: Line, p: int) -> bool:
    """Say whether the morpheme at p is the closing mark of a quotation."""
    return p >= 1 and p - 1 in line.quotes and line.at[p] in line.scene.opening


def ends_aside(line: Line, p: int) -> bool:
    """Say whether the morpheme at p closes a bracket that is no quotation."""
    return p >= 1 and line.at[p] in line.scene.opening and p - 1 not in line.quotes


def speaks(line: Line, p: int, *, long: bool = True) -> bool:
    """Say whether the quotation opening at p holds a clause (ends as one does) or, with `long`, is long."""
    first = line.at[p]
    last = line.scene.closing[first]
    tags = line.scene.parse.tags
    if last - first > 1 and tags[last - 1].startswith(_SPEECH_END) and tags[last - 1] != "補助記号-括弧閉":
        return True
    if last - first > 3 and "助詞-係助詞" in tags[first + 1 : last]:
        return True
    return last - first > 8 and (long or any(tag == "助詞-格助詞" for tag in tags[first + 1 : last]))


def phrase_of(line: Line, p: int) -> int:
    """Return the index of the phrase that holds position p."""
    return bisect_right(line.scene.parse.phrases, line.at[p], key=_FIRST) - 1


def governed_from(line: Line, p: int) -> int:
    """Return the first position of all that depends, directly or not, on the phrase that holds position p."""
    phrases = line.scene.parse.phrases
    top = low = phrase_of(line, p)
    while low > line.sentence.first_phrase and line.sentence.first_phrase <= phrases[low - 1].head <= top:
        low -= 1
    return bisect_left(line.at, phrases[low].first)


def start_of(line: Line, p: int) -> int:
    """Return the code point at which position p begins."""
    return line.scene.parse.starts[line.at[p]]


def end_of(line: Line, p: int) -> int:
    """Return the code point one past position p."""
    return line.scene.parse.ends[line.at[p]]


def _marks(parse: Parse, bracket: Bracket) -> tuple[int, int] | None:
    """Return the morphemes that are the bracket's two marks, or None where a mark is part of a longer morpheme."""
    first = bisect_left(parse.starts, bracket.span.start)
    last = bisect_left(parse.starts, bracket.span.end - 1)
    if last >= len(parse.starts) or parse.starts[first] != bracket.span.start:
        return None
    if parse.ends[first] != bracket.span.start + 1 or parse.starts[last] != bracket.span.end - 1:
        return None
    return (first, last) if parse.ends[last] == bracket.span.end else None


def _named(parse: Parse, names: tuple[Name, ...]) -> Mapping[int, Name]:
    """Return for each morpheme of a name that name."""
    starts, ends = parse.starts, parse.ends
    out: dict[int, Name] = {}
    for name in names:
        last = name.span.end
        for i in range(bisect_left(ends, name.span.start + 1), len(starts)):
            if starts[i] >= last:
                break
            out[i] = name
    return out

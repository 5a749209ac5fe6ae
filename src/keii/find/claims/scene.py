"""The small view of a text that the claims room works on: sentences with what stands in brackets folded away."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING

from keii.records.name import Name
from keii.records.parse import Parse, Sentence
from keii.text.brackets import Bracket, brackets

if TYPE_CHECKING:
    from keii.find.claims.nouns import Noun

_FIRST = attrgetter("first")
_QUOTES = frozenset('「『“"')
_Marks = tuple[Sequence[int], Sequence[int], Sequence[int]]
"""Positions as a `Line` has them: where quotations open, where they close, where other brackets close."""
_NO_MARKS: _Marks = ((), (), ())
_SPEECH_END = ("動詞", "形容詞", "助動詞", "助詞-終助詞", "接尾辞-形容詞的", "助詞-接続助詞", "補助記号")


@dataclass(slots=True, eq=False)
class Scene:
    """場面: a parse with its brackets as morpheme indexes. All indexes are into the columns of `parse`."""

    parse: Parse
    inside: bytearray  #: 1 for each morpheme within a closed bracket; its marks themselves are 0
    closing: Mapping[int, int]  #: opening mark -> closing mark, outermost closed brackets only
    opens: tuple[int, ...]  #: the opening marks, ascending
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
    quotes: Sequence[int]  #: positions of opening quotation marks; the closing mark is at the next position
    quote_ends: Sequence[int]  #: positions of closing quotation marks
    aside_ends: Sequence[int]  #: positions of the closing marks of brackets that are no quotations
    nouns: dict[tuple[int, int], Noun | None] = field(default_factory=dict)  #: what `noun_before` has answered
    marks: list[int] = field(default_factory=list)  #: positions of は, が, から …, filled by `topics`; -1 closes it


def scene_of(parse: Parse, names: tuple[Name, ...]) -> Scene:
    """Return the view of a text."""
    found, _ = brackets(parse.text, [s.end for s in parse.sentences])
    inside = bytearray(len(parse.starts))
    closing: dict[int, int] = {}
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
        end = bracket.span.end
    return Scene(
        parse,
        inside,
        closing,
        tuple(closing),
        _named(parse, names),
    )


def line_of(scene: Scene, number: int) -> Line:
    """Return one sentence's view."""
    parse, sentence = scene.parse, scene.parse.sentences[number]
    first, last = sentence.first, sentence.last
    at = list(range(first, last))
    surf, lemma, tag = list(parse.surfaces[first:last]), list(parse.lemmas[first:last]), list(parse.tags[first:last])
    folds = _folds(scene, first, last)
    for mark in reversed(folds):
        within = slice(max(mark + 1 - first, 0), scene.closing[mark] - first)
        del at[within], surf[within], lemma[within], tag[within]
    marks = _positions(scene, at, [mark for mark in folds if mark >= first]) if folds else _NO_MARKS
    return Line(scene, number, sentence, len(at), at, surf, lemma, tag, *marks)


def _folds(scene: Scene, first: int, last: int) -> tuple[int, ...]:
    """Return the opening marks of the brackets that hold anything of the morphemes [first, last)."""
    begin, end = bisect_left(scene.opens, first), bisect_left(scene.opens, last)
    reaching = begin > 0 and scene.closing[scene.opens[begin - 1]] > first
    return scene.opens[begin - reaching : end]


def _positions(scene: Scene, at: list[int], folds: list[int]) -> _Marks:
    """Return the positions of the marks of the brackets that open in a line, by their opening marks."""
    quotes: list[int] = []
    quote_ends: list[int] = []
    aside_ends: list[int] = []
    for mark in folds:
        p = bisect_left(at, mark)
        if scene.parse.surfaces[mark] in _QUOTES:
            quotes.append(p)
            quote_ends.append(p + 1)
        else:
            aside_ends.append(p + 1)
    return quotes, quote_ends, aside_ends


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

"""A text in lines and segments, with what was found in it: stretches may lie inside and across one another. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType
from typing import Final, Literal

from keii.records.reading import Reading
from keii.records.span import Span

LayerKind = Literal["words", "content", "source", "cue", "time", "quantity", "PER", "ORG", "GPE", "LOC"]
"""示された語 / 主張の内容 / 発言主 / 伝える語 / 時 / 数量 / 人 / 組織 / 政府のある土地 / その他の場所"""

_RANK: Final = MappingProxyType(
    {kind: n for n, kind in enumerate(("words", "content", "source", "cue", "time", "quantity"))}
)
_INNERMOST = len(_RANK)


@dataclass(frozen=True, slots=True)
class Layer:
    """層: a stretch of a text, and what it was found to be."""

    span: Span
    kind: LayerKind
    of: tuple[int, ...] = ()  #: places in the reading's list: of its names, times, quantities or claims


@dataclass(frozen=True, slots=True)
class Opening:
    """A layer that begins, or goes on, with a segment."""

    layer: Layer
    first: bool  #: False: it began earlier and was broken off, by a line's end or by a layer that crosses it


@dataclass(frozen=True, slots=True)
class Segment:
    """区間: text with the same layers throughout."""

    start: int  #: in code points of the whole text
    text: str
    opens: tuple[Opening, ...]  #: what opens before it, outermost first
    closes: tuple[Layer, ...]  #: what closes after it, innermost first


@dataclass(frozen=True, slots=True)
class Line:
    """行: a line of the text; what is opened in it is closed in it."""

    span: Span  #: without its line end
    segments: tuple[Segment, ...]  #: (): an empty line


def layers(reading: Reading, words: Span | None = None) -> tuple[Layer, ...]:
    """Return what was found in a reading, and the `words` a visitor came for, each stretch of a kind once; the same
    source or cue of several claims is one layer."""
    found: dict[tuple[Span, LayerKind], list[int]] = {}
    for span, kind, n in _found(reading):
        if span.start < span.end:
            found.setdefault((span, kind), []).append(n)
    out = tuple(Layer(span, kind, tuple(of)) for (span, kind), of in found.items())
    return (Layer(words, "words"), *out) if words is not None and words.start < words.end else out


def lines(text: str, found: Iterable[Layer]) -> Iterator[Line]:
    """Return a text line by line, each in segments. The texts of a line's segments are the line; the lines, joined by
    line feeds, are the text. Layers that reach beyond the text are cut off there."""
    waiting = deque(sorted(_within(found, len(text)), key=_outer_first))
    going_on: list[Layer] = []
    at = 0
    for part in text.split("\n"):
        end = at + len(part)
        fresh: list[Layer] = []
        while waiting and waiting[0].span.start < end:
            layer = waiting.popleft()
            if layer.span.end > at:  # else nothing of it but a line end
                fresh.append(layer)
        yield Line(Span(at, end), tuple(_segments(text, Span(at, end), going_on, fresh)))
        at = end + 1
        going_on = [layer for layer in (*going_on, *fresh) if layer.span.end > at]


def _segments(text: str, line: Span, going_on: Sequence[Layer], fresh: Sequence[Layer]) -> Iterator[Segment]:
    """Yield the segments of a line. Of the layers in it those `going_on` began on an earlier line; `fresh` are in order
    of where they begin."""
    waiting = deque(fresh)
    ends = {place for layer in (*going_on, *fresh) for place in (layer.span.start, layer.span.end)}
    places = sorted(place for place in {line.start, *ends, line.end} if line.start <= place <= line.end)
    begun = {id(layer) for layer in going_on}
    stack: list[Layer] = []
    now = list(going_on)
    for n, (here, after) in enumerate(pairwise(places)):
        now = [layer for layer in now if layer.span.end > here]
        while waiting and waiting[0].span.start <= here:
            now.append(waiting.popleft())
        kept = _shared(stack, now)
        opens = tuple(Opening(layer, id(layer) not in begun) for layer in now[kept:])
        begun |= {id(layer) for layer in now}
        stack = now
        last = n == len(places) - 2
        following = [] if last else [layer for layer in now if layer.span.end > after]
        yield Segment(here, text[here:after], opens, tuple(reversed(now[_shared(now, following) :])))


def _shared(stack: Sequence[Layer], now: Sequence[Layer]) -> int:
    """Return how many layers from the outermost on stay as they are."""
    return next((n for n, (a, b) in enumerate(zip(stack, now, strict=False)) if a is not b), min(len(stack), len(now)))


def _within(found: Iterable[Layer], length: int) -> Iterator[Layer]:
    for layer in found:
        start, end = max(0, layer.span.start), min(length, layer.span.end)
        if start < end:
            yield Layer(Span(start, end), layer.kind, layer.of)


def _outer_first(layer: Layer) -> tuple[int, int, int]:
    return layer.span.start, -layer.span.end, _RANK.get(layer.kind, _INNERMOST)


def _found(reading: Reading) -> Iterator[tuple[Span, LayerKind, int]]:
    for n, claim in enumerate(reading.claims):
        yield claim.content, "content", n
        yield claim.cue, "cue", n
        if claim.source:
            yield claim.source.span, "source", n
    yield from ((time.span, "time", n) for n, time in enumerate(reading.times))
    yield from ((amount.span, "quantity", n) for n, amount in enumerate(reading.quantities))
    yield from ((name.span, name.type, n) for n, name in enumerate(reading.names))


def parts(text: str, most: int) -> tuple[Span, ...]:
    """Return a text in parts of whole lines, each of at most so many code points unless it is one line; a line end
    between two parts belongs to neither. A text that is not too long is one part."""
    out: list[Span] = []
    start = at = 0
    for line in text.split("\n"):
        end = at + len(line)
        if end - start > most and at > start:
            out.append(Span(start, at - 1))
            start = at
        at = end + 1
    return (*out, Span(start, len(text)))

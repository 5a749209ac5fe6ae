"""Sentences (文) and paragraphs of a view: cut at 。！？ outside brackets and at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from keii.records.span import Span

_OPEN = "「『（(【〔［[《〈“"
_CLOSE = "」』）)】〕］]》〉”"
_PAIR = dict(zip(_CLOSE, _OPEN, strict=True))
_STOPS = "。！？!?"
_GOING_ON = "とのをにへが、0-9A-Za-z"
"""What goes on after ！？: a particle, a comma, a word in Latin letters."""
_MARK = re.compile(
    f"[{re.escape(_OPEN + _CLOSE + _STOPS)}]"
    f"(?:(?<![{re.escape(_STOPS)}])|(?![{re.escape(_STOPS + _CLOSE)}])(?:(?<=。)|(?![{_GOING_ON}])))"
)
"""Brackets, and stops that neither another stop, a closing mark nor (after ！？) a particle follows."""
_LONGEST_ASIDE = 400
"""A bracket open for longer than this many code points without closing no longer holds a sentence together.
The longest quotation in our corpus has 163 code points (2026-11)."""
_LONGEST = 2_000
"""A sentence is cut after this many code points at the latest, at a comma or a blank where there is one: no sentence of
news is as long (the longest of 3,669 Wikinews articles, a table, has 1,912), and analysis wants bounded pieces."""
_SOFT_STOPS = "、，,； \t"


class Line(NamedTuple):
    """A sentence's place: its span, without blanks at either end, and the number of its non-blank line, from 0."""

    span: Span
    paragraph: int


def sentences(text: str) -> tuple[Line, ...]:
    """Return the sentences of a view in order. None is empty; blanks between them belong to none.

    A stop inside 「」『』（） does not end the sentence; a bracket that is never closed on its line holds nothing
    together. A stop right before a closing mark whose sentence goes on (「…。」と述べた) does not end it either.
    """
    out: list[Line] = []
    at, paragraph = 0, 0
    for line in text.split("\n"):
        if line and not line.isspace():
            out += [Line(span, paragraph) for span in _cut_line(text, at, at + len(line))]
            paragraph += 1
        at += len(line) + 1
    return tuple(out)


def _cut_line(text: str, start: int, end: int) -> list[Span]:
    out: list[Span] = []
    ends = [at + 1 for at in _outer_stops(text, start, end)]
    if not ends or ends[-1] < end:
        ends.append(end)
    for stop in ends:
        for a, b in ((start, stop),) if stop - start <= _LONGEST else _shortened(text, start, stop):
            if (span := _strip(text, a, b)) is not None:
                out.append(span)
        start = stop
    return out


def _shortened(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        half = start + _LONGEST // 2
        cut = max(text.rfind(mark, half, start + _LONGEST) for mark in _SOFT_STOPS) + 1
        cut = cut if cut > half else start + _LONGEST
        yield start, cut
        start = cut
    yield start, end


def _outer_stops(text: str, start: int, end: int) -> list[int]:
    """Return the places of the stops on this line outside brackets; brackets without their partner hold nothing."""
    stops: list[int] = []
    stack: list[tuple[str, int, int]] = []  # open brackets: mark, place, how many stops stand before it
    for found in _MARK.finditer(text, start, end):
        at = found.start()
        char = text[at]
        if char in _STOPS:
            stops.append(at)
        elif char in _OPEN:
            stack.append((char, at, len(stops)))
        elif stack:
            _shut(stack, stops, _PAIR[char], at)
    return stops


def _shut(stack: list[tuple[str, int, int]], stops: list[int], mark: str, at: int) -> None:
    """Take the innermost bracket of this mark from the stack, and the stops in it if it is short enough."""
    for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):
        opened, place, before = stack[depth]
        if opened == mark:
            if at - place <= _LONGEST_ASIDE:
                del stops[before:]
            del stack[depth:]
            break


def _strip(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None

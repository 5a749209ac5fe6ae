"""A reading's findings as stretches that do not overlap, so that a text can be shown with them marked. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from keii.records.reading import Reading
from keii.records.span import Span

MarkKind = Literal["PER", "ORG", "GPE", "LOC", "time", "quantity"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be marked."""

    span: Span
    kind: MarkKind


def marks(reading: Reading) -> tuple[Mark, ...]:
    """Return names, times and quantities in order of place; where two overlap, the one that begins first, then the
    longer one."""
    found = [Mark(name.span, name.type) for name in reading.names]
    found += [Mark(time.span, "time") for time in reading.times]
    found += [Mark(amount.span, "quantity") for amount in reading.quantities]
    out: list[Mark] = []
    for mark in sorted(found, key=lambda mark: (mark.span.start, -mark.span.end)):
        if mark.span.end > mark.span.start and (not out or out[-1].span.end <= mark.span.start):
            out.append(mark)
    return tuple(out)


def pieces(text: str, found: tuple[Mark, ...]) -> Iterator[tuple[int, str, MarkKind | None]]:
    """Return the whole text in pieces: (where it begins, the piece, how it is marked)."""
    at = 0
    for mark in found:
        if at < mark.span.start:
            yield at, text[at : mark.span.start], None
        yield mark.span.start, text[mark.span.start : mark.span.end], mark.kind
        at = mark.span.end
    if at < len(text):
        yield at, text[at:], None

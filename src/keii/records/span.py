"""範囲: a stretch of text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """範囲: the half-open stretch ``[start, end)`` of a text, in Unicode code points.

    Inside the line (words, find) a span points into the normalised view; in a `Reading` it points into
    `Clip.text` as saved. Never bytes, never UTF-16 units. ``0 <= start <= end``.
    """

    start: int  #: first code point
    end: int  #: one past the last code point


def overlaps(a: Span, b: Span) -> bool:
    """Say whether two spans share at least one code point."""
    return a.start < b.end and b.start < a.end


def contains(outer: Span, inner: Span) -> bool:
    """Say whether `inner` lies wholly within `outer` (equal spans do)."""
    return outer.start <= inner.start and inner.end <= outer.end

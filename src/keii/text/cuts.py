"""Where a text too long to be handled at once is cut: at line ends, else at stops, else at commas, else anywhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_BREAKS = ("\n", "。！？!?", "、，,； \t")
"""What a cut stands after, the best first."""


class Cut(NamedTuple):
    """切れ: one stretch of a text."""

    start: int  #: code points
    end: int
    natural: bool  #: it ends with the text, a line or a sentence


def cuts(text: str, size: int) -> Iterator[Cut]:
    """Yield stretches of at most `size` code points that make up a text, in order; only the last is under half of it.

    In each the last break of the best kind in its second half is taken. A text without one is cut all the same.
    """
    start = 0
    while len(text) - start > size:
        end, natural = _end(text, start + size // 2, start + size)
        yield Cut(start, end, natural)
        start = end
    yield Cut(start, len(text), natural=True)


def sentence_start(text: str, start: int, end: int) -> int:
    """Return where the first line or sentence after `start` begins, `end` where none does before it."""
    if start <= 0:
        return 0
    found = (text.find(mark, start, end) for mark in "\n。！？")
    return min((at + 1 for at in found if at >= 0), default=end)


def _end(text: str, half: int, end: int) -> tuple[int, bool]:
    for marks in _BREAKS:
        at = max(text.rfind(mark, half, end) for mark in marks) + 1
        if at > half:
            return at, marks is not _BREAKS[-1]
    return end, False

"""Text in a terminal's columns: a 漢字 or かな takes two."""

from __future__ import annotations

import shutil
import unicodedata
from itertools import pairwise

_NEVER_FIRST = frozenset("、。，．・：；？！）」』】〉》〕］｝ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ,.;:?!)]}")
"""行頭禁則: marks that no line begins with."""
_NEVER_LAST = frozenset("「『（【〈《〔［｛([{<")
"""行末禁則: marks that no line ends with."""
_WIDEST = 100  # longer lines are hard to read


def width(text: str) -> int:
    """Return how many columns a text takes."""
    return sum(_width(c) for c in text)


def pad(text: str, columns: int) -> str:
    """Return a text with blanks up to that many columns."""
    return text + " " * max(0, columns - width(text))


def clip_to(text: str, columns: int) -> str:
    """Return a text cut to that many columns, with … where something is left out."""
    if width(text) <= columns:
        return text
    out, used = [], 0
    for c in text:
        used += _width(c)
        if used > columns - 1:
            break
        out.append(c)
    return "".join(out) + "…"


def wrap(text: str, columns: int, indent: str = "") -> str:
    """Return a text broken into lines of at most that many columns, each with `indent` before it.

    Latin words stay whole; Japanese breaks anywhere but before 、。」 and small kana.
    """
    lines = []
    for paragraph in text.split("\n"):
        lines.extend(_lines(paragraph, max(10, columns - width(indent))))
    return "\n".join((indent + line).rstrip() for line in lines)


def terminal_width() -> int:
    """Return how many columns to fill."""
    return min(_WIDEST, shutil.get_terminal_size((80, 24)).columns)


def breaks(text: str, columns: int) -> list[int]:
    """Return where the lines of a one-line text end, that none is wider than so many columns: ascending offsets,
    without the text's own end."""
    out, at, used = [], 0, 0
    for piece in _pieces(text):
        size = width(piece.rstrip(" "))
        if used + size > columns and used:
            out.append(at)
            used = 0
        at += len(piece)
        used += width(piece)
    return out


def _lines(text: str, room: int) -> list[str]:
    cuts = [0, *breaks(text, room), len(text)]
    return [text[a:b].rstrip() for a, b in pairwise(cuts)]


def _pieces(text: str) -> list[str]:
    """Cut a text where a line may break: after blanks, and between wide characters."""
    out: list[str] = []
    for c in text:
        joined = out and (
            c == " "
            or out[-1][-1] in _NEVER_LAST
            or (out[-1][-1] != " " and (c in _NEVER_FIRST or (_width(c) == 1 and _width(out[-1][-1]) == 1)))
        )
        if joined:
            out[-1] += c
        else:
            out.append(c)
    return out


def _width(c: str) -> int:
    if c < "\u0300":
        return 1
    if unicodedata.combining(c) or "\u200b" <= c <= "\u200f" or "\ufe00" <= c <= "\ufe0f":
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1

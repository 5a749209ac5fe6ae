"""The normalised view of a saved text, and the map back to it.

The view is what the rules read: NFKC width and compatibility forms (ＡＢＣ -> ABC, ㈱ -> (株), ｶﾞ -> ガ, か+゛ -> が),
variation selectors and zero-width characters gone, line ends LF, every other blank a plain space. Every span found
in the view leads back to the saved text, which is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from keii.records.span import Span

_DROPPED = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef\u202a-\u202e\u2066-\u2069]"
)
_KEPT = frozenset("～〜…‥＝−“”‘’")
"""Left as written: NFKC would turn … into three dots; 〜 and ～ mark ranges, ＝ joins the parts of foreign names."""
_UNSTABLE = re.compile("[\u0300-\u036f\u3099\u309a\uff9e\uff9f\r]|" + _DROPPED.pattern)


@dataclass(frozen=True, slots=True)
class View:
    """写し: `text`, and for each of its code points the place in the saved text it came from.

    `origins` is None when the view has the saved text's length and every code point stands where it stood;
    else it has ``len(text) + 1`` ascending entries: `origins[i]` is where code point i began in the saved text,
    the last entry the saved length.
    """

    text: str
    origins: tuple[int, ...] | None

    def saved(self, span: Span) -> Span:
        """Return the smallest span of the saved text that holds all that `span` of the view came from."""
        if self.origins is None:
            return span
        start = self.origins[span.start]
        if span.end <= span.start:
            return Span(start, start)
        following = bisect_right(self.origins, self.origins[span.end - 1])
        return Span(start, self.origins[following] if following < len(self.origins) else self.origins[-1])

    def viewed(self, span: Span) -> Span:
        """Return the span of the view that came from `span` of the saved text; empty where all of it was dropped."""
        if self.origins is None:
            return span
        last = len(self.text)
        return Span(min(bisect_left(self.origins, span.start), last), min(bisect_left(self.origins, span.end), last))


def view_of(saved: str) -> View:
    """Return the normalised view of a saved text. Takes any string; lone surrogates pass through."""
    plain = saved.translate(_same_length())
    if plain.isascii() or (not _UNSTABLE.search(plain) and not any(c in _longer() for c in set(plain))):
        return View(plain, None)
    out: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(saved):
        folded = _fold(saved[start:end])
        out.append(folded)
        origins.extend([start] * len(folded))
    return View("".join(out), (*origins, len(saved)))


def _clusters(saved: str) -> list[tuple[int, int]]:
    """Cut a text into characters with the marks that lean on them; CR LF is one."""
    cuts = [0] if saved else []
    for at in range(1, len(saved)):
        this = saved[at]
        if unicodedata.combining(this) or this in "\uff9e\uff9f" or (this == "\n" and saved[at - 1] == "\r"):
            continue
        cuts.append(at)
    return list(zip(cuts, [*cuts[1:], len(saved)], strict=True))


def _fold(cluster: str) -> str:
    if cluster in ("\r\n", "\r"):
        return "\n"
    if cluster in _KEPT:
        return cluster
    cluster = _DROPPED.sub("", cluster)
    folded = unicodedata.normalize("NFKC", cluster)
    return "".join(" " if c != "\n" and (c.isspace() or c == "\x00") else c for c in folded)


@cache
def _same_length() -> dict[int, str]:
    """Return the folding of every single code point of the basic plane whose fold is one code point."""
    table = {}
    for code in range(0x10000):
        char = chr(code)
        if 0xD800 <= code < 0xE000 or char == "\r":
            continue
        folded = _fold(char)
        if len(folded) == 1 and folded != char:
            table[code] = folded
    return table


@cache
def _longer() -> frozenset[str]:
    """Return the code points of the basic plane whose fold is longer than themselves, or empty."""
    return frozenset(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000 and len(_fold(chr(code))) != 1)

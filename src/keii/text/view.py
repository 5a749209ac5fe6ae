"""The normalised view of a saved text, and the map back to it.

The view is what the rules read: NFKC width and compatibility forms (ＡＢＣ -> ABC, ㈱ -> (株), ｶﾞ -> ガ, か+゛ -> が),
variation selectors and zero-width characters gone, line ends LF, every other blank a plain space. Every span found
in the view leads back to the saved text, which is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.records.span import Span

_DROPPED = re.compile(
    "[\u200b-\u200f\u2060-\u2064\ufeff\u00ad\ufe00-\ufe0f\U000e0100-\U000e01ef\u202a-\u202e\u2066-\u2069]"
)
_LONE = re.compile("[\ud800-\udfff]")
_KEPT = frozenset("～〜…‥＝−“”‘’")
"""Left as written: NFKC would turn … into three dots; 〜 and ～ mark ranges, ＝ joins the parts of foreign names."""
_ODD = re.compile(r"[^ぁ-ゖァ-ヺー一-鿿、。「」『』〈〉《》【】・!-~ \n]")
"""All but the common characters that are left as they are: few of a text, where folding each looks at all (a tenth of
the time, 2026-11)."""
_MANY = 20
"""Different characters from which on one table for all is faster than replacing each (2026-11)."""
_UNSTABLE = re.compile("[\u0300-\u036f\u3099\u309a\uff9e\uff9f\r]|" + _DROPPED.pattern)
"""What changes with the characters beside it, or goes."""


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
    """Return the normalised view of a saved text. Takes any string; lone surrogates become U+FFFD."""
    odd = set(_ODD.findall(saved))
    if odd.isdisjoint(_moving()):
        return View(_folded(saved, odd), None)
    out: list[str] = []
    origins: list[int] = []
    for start, end in _clusters(saved, odd):
        cluster = saved[start:end]
        folded = cluster if end - start == 1 and cluster not in odd else _fold(cluster)
        out.append(folded)
        origins.extend([start] * len(folded))
    return View("".join(out), (*origins, len(saved)))


def _folded(text: str, odd: set[str]) -> str:
    """Return a text with each of these code points folded; no fold is longer or shorter than what it stands for."""
    if len(odd) > _MANY:
        return text.translate(_table())  # a text is a table: it is indexed by numbers
    folds = _folds()
    for char in odd & folds.keys():
        text = text.replace(char, folds[char])
    return text


def _clusters(saved: str, odd: set[str]) -> list[tuple[int, int]]:
    """Cut a text into characters with the marks that lean on them; CR LF is one. `odd`: its uncommon characters."""
    leaning = {char for char in odd if unicodedata.combining(char) or char in "\uff9e\uff9f"}
    cuts = [at for at, char in enumerate(saved) if char not in leaning or at == 0]
    if "\r\n" in saved:
        cuts = [at for at in cuts if not (saved[at] == "\n" and at and saved[at - 1] == "\r")]
    return list(zip(cuts, [*cuts[1:], len(saved)], strict=True))


def _fold(cluster: str) -> str:
    if cluster in ("\r\n", "\r"):
        return "\n"
    if cluster in _KEPT:
        return cluster
    cluster = _LONE.sub("\ufffd", _DROPPED.sub("", cluster))
    folded = unicodedata.normalize("NFKC", cluster)
    return "".join(" " if c != "\n" and (c.isspace() or c == "\x00") else c for c in folded)


@cache
def _folds() -> Mapping[str, str]:
    """Return the fold of every single code point of the basic plane that does not fold to itself.

    No fold holds another such code point, so that they may be replaced in any order.
    """
    plane = "".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000))))
    changed = {char for char in plane if unicodedata.normalize("NFKC", char) != char}
    candidates = changed.union(
        _DROPPED.findall(plane), re.findall(r"\s", plane), "\x00", map(chr, range(0xD800, 0xE000))
    ) - {"\r"}
    folds = ((char, _fold(char)) for char in sorted(candidates))
    return MappingProxyType({char: fold for char, fold in folds if fold != char})


@cache
def _table() -> str:
    """Return what every code point of the basic plane becomes, where that is one code point; else itself."""
    folds = _folds()
    return "".join(folds[char] if len(folds.get(char, "")) == 1 else char for char in map(chr, range(0x10000)))


@cache
def _moving() -> frozenset[str]:
    """Return the code points that may move those after them: unstable ones, and those of the basic plane whose fold is
    longer than themselves, or empty."""
    unstable = _UNSTABLE.findall("".join(map(chr, (*range(0xD800), *range(0xE000, 0x10000), *range(0xE0000, 0xE0200)))))
    return frozenset(unstable).union(char for char, fold in _folds().items() if len(fold) != 1)

"""text -> Gist: the words of a text for weaving and search."""

from __future__ import annotations

from functools import cache

from keii.records.gist import Gist
from keii.records.parse import Parse
from keii.records.span import Span
from keii.text.view import View, view_of
from keii.words.tokens import Morphemes, morphemes

_KINDS = (
    ("名詞-固有名詞", "P"),
    ("名詞-数詞", "D"),
    ("名詞-普通名詞-助数詞可能", "C"),
    ("名詞", "N"),
    ("代名詞", "F"),
    ("動詞-非自立可能", "F"),
    ("動詞", "V"),
    ("形容詞-非自立可能", "F"),
    ("形容詞", "A"),
    ("形状詞-助動詞語幹", "F"),
    ("形状詞", "A"),
    ("接尾辞-名詞的-助数詞", "C"),
    ("接尾辞", "C"),
)
"""Beginning of a part of speech -> the letter in `Gist.kinds`; the first that fits counts, anything else is F."""
_LEFT_OUT = ("補助記号", "空白")


def gist_of(text: str) -> Gist:
    """Return the gist of a saved text; its places are code points of that text."""
    view = view_of(text)
    columns, _ = morphemes(view.text)
    return gist(columns, view)


def gist(columns: Morphemes | Parse, view: View) -> Gist:
    """Return the gist of a text already analysed."""
    kept = [n for n, tag in enumerate(columns.tags) if not tag.startswith(_LEFT_OUT)]
    spans = [Span(columns.starts[n], columns.ends[n]) for n in kept]
    if view.origins is not None:
        spans = [view.saved(span) for span in spans]
    return Gist(
        words=tuple(_folded(columns.norms[n]) for n in kept),
        kinds="".join(_kind(columns.tags[n]) for n in kept),
        starts=tuple(span.start for span in spans),
        ends=tuple(span.end for span in spans),
    )


@cache
def _kind(tag: str) -> str:
    return next((letter for begins, letter in _KINDS if tag.startswith(begins)), "F")


def _folded(norm: str) -> str:
    return norm.casefold()

"""The words around a place: so much of its sentence as shows what it says."""

from __future__ import annotations

from keii.records.span import Span

_MOST = 28  # code points on either side: with a figure in the middle a line of a narrow column or two
_ENDS = "。！？!?\n"
_PAUSES = "、，,」』)） 　"


def around(text: str, span: Span) -> tuple[str, str]:
    """Return the words of a sentence before and after a place in it, cut at a pause and marked … where long."""
    return _before(text[max(0, span.start - 4 * _MOST) : span.start]), _after(text[span.end : span.end + 4 * _MOST])


def _before(text: str) -> str:
    at = max(text.rfind(end) for end in _ENDS) + 1
    bare = text[at:].lstrip()
    if len(bare) <= _MOST:
        return bare
    pauses = [at for mark in _PAUSES if (at := bare.find(mark, len(bare) - _MOST, len(bare) - 2)) >= 0]
    return "…" + bare[min(pauses) + 1 if pauses else len(bare) - _MOST :]


def _after(text: str) -> str:
    ends = [at for end in _ENDS if (at := text.find(end)) >= 0]
    bare = text[: min(ends)] + "。" if ends and text[min(ends)] == "。" else text[: min(ends)] if ends else text
    bare = bare.rstrip()
    if len(bare) <= _MOST:
        return bare
    pauses = [at for mark in _PAUSES if (at := bare.find(mark, 6, _MOST)) >= 0]
    return bare[: max(pauses) + 1 if pauses else _MOST] + "…"

"""絞り込み: filters that stand in the address, so that a page can be kept, shared and widened again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from keii.records.span import Span
from keii.web.links import query


@dataclass(frozen=True, slots=True)
class Chip:
    """札: a filter that holds, and the address without it."""

    text: str
    href: str


def left(path: str, asked: Mapping[str, str], *without: str, **more: object) -> str:
    """Return the address with what was asked but for some names, and more beside it."""
    return query(path, **({name: value for name, value in asked.items() if name not in without} | more))


def chips(path: str, asked: Mapping[str, str], texts: Mapping[str, str]) -> tuple[Chip, ...]:
    """Return a chip for each filter of `texts` that is asked for."""
    return tuple(Chip(text, left(path, asked, name)) for name, text in texts.items() if asked[name].strip())


def pieces(text: str, begin: int, marks: tuple[Span, ...]) -> list[tuple[str, bool]]:
    """Return a stretch of a clip that begins at `begin` in pieces, (words, whether marked); `marks` are of the clip."""
    bounds = sorted({0, len(text)} | {n - begin for mark in marks for n in (mark.start, mark.end)})
    inside = {n for mark in marks for n in range(mark.start - begin, mark.end - begin)}
    return [(text[a:b], a in inside) for a, b in pairwise(bounds) if 0 <= a < b <= len(text)]

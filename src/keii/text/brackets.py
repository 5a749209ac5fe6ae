"""Brackets (括弧) of a view: which opening mark belongs to which closing one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from keii.records.problem import Problem
from keii.records.span import Span

_OPEN = "「『（(【“〔［[〈《"
_CLOSE = "」』）)】”〕］]〉》"
_PARTNER = dict(zip(_CLOSE, _OPEN, strict=True)) | {"）": "(", "（": "("}
_FOLDED = {"（": "("}
_MARK = re.compile(f'[{re.escape(_OPEN + _CLOSE)}"\n]')
_QUOTES = frozenset('「『“"')
DEEPEST = 8
"""Marks nested deeper than this are left alone (K1102). The deepest nesting in our corpus is 3 (2026-11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """括弧: one pair of marks. 例: 「急ぐ」."""

    mark: str  #: the opening mark, half width where there are two widths: 「 『 ( 【 “ 〔 [ 〈 《 "
    span: Span  #: with the marks
    inner: Span  #: without them
    depth: int  #: how many brackets of any kind hold it
    quotes: int  #: how many quotation marks (「『“") hold it
    closed: bool  #: False: the closing mark is missing; `span.end` was supplied


@dataclass(slots=True)
class _Open:
    mark: str
    at: int
    depth: int
    quotes: int


def brackets(text: str, ends: Sequence[int]) -> tuple[tuple[Bracket, ...], tuple[Problem, ...]]:
    """Return the brackets of a view in order of their opening mark, in linear time.

    `ends` are the ends of its sentences, ascending. Marks pair within a line; a closing mark without a partner is
    nothing; an opening mark without one ends where the bracket around it ends, else with its sentence or line
    (K1101 for quotation marks). Marks nested deeper than `DEEPEST` are left alone (K1102).
    """
    return _brackets(text, tuple(ends))


@lru_cache(maxsize=2)  # quotes, claims and events ask one after the other about the same text
def _brackets(text: str, ends: tuple[int, ...]) -> tuple[tuple[Bracket, ...], tuple[Problem, ...]]:
    found: list[Bracket] = []
    problems: list[Problem] = []
    stack: list[_Open] = []
    beyond: list[str] = []
    for match in _MARK.finditer(text):
        char, at = match.group(), match.start()
        if char == "\n":
            _close_all(stack, at, ends, found, problems)
            beyond.clear()
        elif char in _OPEN or (char == '"' and not any(o.mark == '"' for o in stack)):
            _open(stack, beyond, _FOLDED.get(char, char), at, problems)
        elif beyond and beyond[-1] == _PARTNER.get(char, char):
            beyond.pop()
        else:
            _close(stack, _PARTNER.get(char, char), at, found, problems)
    _close_all(stack, len(text), ends, found, problems)
    found.sort(key=lambda b: b.span.start)
    return tuple(found), tuple(problems)


def _open(stack: list[_Open], beyond: list[str], mark: str, at: int, problems: list[Problem]) -> None:
    if len(stack) >= DEEPEST:
        if not beyond:
            problems.append(Problem(code="K1102", span=Span(at, at + 1), args=(str(DEEPEST),)))
        beyond.append(mark)
        return
    stack.append(_Open(mark, at, len(stack), sum(o.mark in _QUOTES for o in stack)))


def _close(stack: list[_Open], mark: str, at: int, found: list[Bracket], problems: list[Problem]) -> None:
    """Close the innermost open bracket of this mark; those opened within it and never closed end here too."""
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].mark == mark:
            for inner in stack[depth + 1 :]:
                _supply(inner, at, found, problems)
            found.append(_bracket(stack[depth], at, at + 1, closed=True))
            del stack[depth:]
            return


def _close_all(
    stack: list[_Open], line_end: int, ends: Sequence[int], found: list[Bracket], problems: list[Problem]
) -> None:
    for opened in stack:
        following = bisect_right(ends, opened.at)
        end = min(ends[following], line_end) if following < len(ends) else line_end
        _supply(opened, end, found, problems)
    stack.clear()


def _supply(opened: _Open, end: int, found: list[Bracket], problems: list[Problem]) -> None:
    found.append(_bracket(opened, max(end, opened.at + 1), max(end, opened.at + 1), closed=False))
    if opened.mark in _QUOTES:
        problems.append(Problem(code="K1101", span=Span(opened.at, opened.at + 1), args=(opened.mark,)))


def _bracket(opened: _Open, inner_end: int, end: int, *, closed: bool) -> Bracket:
    return Bracket(
        mark=opened.mark, span=Span(opened.at, end), inner=Span(opened.at + 1, inner_end),
        depth=opened.depth, quotes=opened.quotes, closed=closed,
    )  # fmt: skip

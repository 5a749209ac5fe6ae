"""Quotations (引用)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal, cast

from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.quote import Quote, QuoteKind
from keii.records.span import Span
from keii.tables.load import load
from keii.text.brackets import Bracket, brackets

_MARKS = frozenset('「『“"')
_PREDICATE = ("動詞", "形容詞", "助動詞", "接尾辞-形容詞的", "助詞-終助詞", "助詞-接続助詞")
_STOPS = "。！？!?…―〜"


@dataclass(frozen=True, slots=True)
class KindRow:
    """規則: one row of rules.tsv; its header says what the columns mean. Lengths in code points of the inside."""

    id: str
    mark: tuple[str, ...]
    inside: Literal["", "predicate", "noun"]
    after: tuple[str, ...]
    shortest: int
    longest: int
    kind: str
    example: str
    near_miss: str
    source: str


def find(parse: Parse) -> tuple[tuple[Quote, ...], tuple[Problem, ...]]:
    """Return the quotations of a text in order of their opening mark, and K1101, K1102 for marks out of balance."""
    found, problems = brackets(parse.text, [sentence.end for sentence in parse.sentences])
    quotes = (_quote(parse, bracket) for bracket in found if bracket.mark in _MARKS)
    return tuple(quotes), problems


def kind_rows() -> tuple[KindRow, ...]:
    """Return the rows that say what a quotation is, in the order in which they are tried."""
    return load("keii.find.quotes", "rules.tsv", KindRow)


def kind_row(parse: Parse, bracket: Bracket) -> KindRow:
    """Return the row that says what this quotation is; the last row fits everything."""
    predicate = _ends_as_clause(parse, bracket.inner)
    size = bracket.inner.end - bracket.inner.start
    for row in kind_rows():
        if row.mark and bracket.mark not in row.mark:
            continue
        if row.inside and (row.inside == "predicate") != predicate:
            continue
        if size < row.shortest or (row.longest and size > row.longest):
            continue
        if not row.after or _followed(parse.text, bracket.span, row.after):
            return row
    return kind_rows()[-1]


def _quote(parse: Parse, bracket: Bracket) -> Quote:
    return Quote(span=bracket.span, inner=bracket.inner, kind=cast("QuoteKind", kind_row(parse, bracket).kind),
                 depth=bracket.quotes, closed=bracket.closed)  # fmt: skip


def _followed(text: str, span: Span, after: tuple[str, ...]) -> bool:
    end = span.end
    while end < len(text) and text[end] == " ":
        end += 1
    return text.startswith(after, end) or ("^" in after and _alone(text, span))


def _alone(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 2) : span.start].rstrip(" ")
    following = text[span.end : span.end + 2].lstrip(" ")
    return (not before or before[-1] in "\n。！？") and (not following or following[0] in "\n。")


def _ends_as_clause(parse: Parse, inner: Span) -> bool:
    """Say whether the last word within is a verb, an adjective, an auxiliary or a closing particle, or a stop."""
    at = bisect_left(parse.starts, inner.end) - 1
    while at >= 0 and parse.starts[at] >= inner.start and parse.tags[at].startswith("補助記号"):
        if parse.surfaces[at] in _STOPS:
            return True
        at -= 1
    return at >= 0 and parse.starts[at] >= inner.start and parse.tags[at].startswith(_PREDICATE)

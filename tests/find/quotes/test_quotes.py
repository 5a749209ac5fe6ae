"""Quotations: rules.tsv both ways, corpus.toml, and what holds for any text."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.quotes.find import KindRow, find, kind_row, kind_rows
from keii.text.brackets import brackets
from keii.text.view import view_of
from keii.words.parse import parse

CASES = tomllib.loads(files("keii.find.quotes").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]


def rows_of(text: str) -> list[str]:
    parsed, _ = parse(view_of(text).text)
    found, _ = brackets(parsed.text, [s.end for s in parsed.sentences])
    return [kind_row(parsed, bracket).id for bracket in found if bracket.mark in '「『“"']


@pytest.mark.parametrize("row", kind_rows(), ids=lambda row: row.id)
def test_every_row_hits_its_example_and_not_its_near_miss(row: KindRow) -> None:
    assert row.id in rows_of(row.example)
    assert row.id not in rows_of(row.near_miss)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_corpus(case: dict[str, Any]) -> None:
    parsed, _ = parse(view_of(case["text"]).text)
    said = [[parsed.text[q.span.start : q.span.end], q.kind, q.depth, q.closed] for q in find(parsed)[0]]
    assert said == case["expect"]


def test_a_missing_mark_is_a_problem_and_no_more() -> None:
    parsed, _ = parse("社長は「聞いていないと述べた。\n次の話。")
    quotes, problems = find(parsed)
    assert [p.code for p in problems] == ["K1101"]
    assert [(parsed.text[q.span.start : q.span.end], q.closed) for q in quotes] == [("「聞いていないと述べた。", False)]


@settings(max_examples=60, deadline=None)
@given(st.text('「」『』()“”"あ急ぐと述べた、。\n人は', max_size=40))
def test_any_text_gives_spans_inside_it(text: str) -> None:
    parsed, _ = parse(view_of(text).text)
    for quote in find(parsed)[0]:
        assert 0 <= quote.span.start < quote.inner.start <= quote.inner.end <= quote.span.end <= len(parsed.text)

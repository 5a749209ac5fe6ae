"""Claims: corpus.toml, single points of whose, through whom, when, to whom, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.claims.find import find
from keii.find.dates.find import find as find_times
from keii.find.names.find import find as find_names
from keii.find.numbers.find import find as find_numbers
from keii.find.quotes.find import find as find_quotes
from keii.records.claim import Claim
from keii.records.problem import Problem
from keii.records.span import Span
from keii.text.view import view_of
from keii.words.parse import parse

CASES = tomllib.loads(files("keii.find.claims").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]


def read(text: str) -> tuple[str, tuple[Claim, ...], tuple[Problem, ...]]:
    view = view_of(text).text
    parsed, _ = parse(view)
    names, _ = find_names(parsed)
    quotes, _ = find_quotes(parsed)
    times, _ = find_times(parsed, find_numbers(parsed)[0], date(2025, 5, 10))
    claims, problems = find(parsed, names, quotes, times)
    return view, claims, problems


def row(text: str, claim: Claim) -> list[str]:
    def cut(span: Span) -> str:
        return text[span.start : span.end]

    source = cut(claim.source.span) if claim.source else ""
    carried = "c" if claim.source and claim.source.carried else ""
    return [source, cut(claim.content), claim.manner, claim.stance, "|".join(map(cut, claim.via)), carried]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:16])
def test_corpus(case: dict[str, Any]) -> None:
    text, claims, _ = read(case["text"])
    assert [row(text, claim) for claim in claims] == case["expect"]


def test_the_time_outside_the_content_is_when_it_was_said() -> None:
    _, claims, _ = read("外相は9日、会談は来月3日に開くと述べた。")
    assert [claim.said for claim in claims] == ["2025-05-09"]


def test_no_time_outside_the_content_is_no_time() -> None:
    _, claims, _ = read("外相は「会談は来月3日に開く」と述べた。")
    assert [claim.said for claim in claims] == [None]


def test_who_is_spoken_to() -> None:
    text, claims, _ = read("首相は記者団に対し、対話を続けると述べた。")
    addressee = claims[0].addressee
    assert addressee is not None
    assert text[addressee.start : addressee.end] == "記者団"


def test_the_cue_is_the_word_with_its_auxiliaries() -> None:
    text, claims, _ = read("同社は、調査を続けていると説明しています。")
    assert [text[c.cue.start : c.cue.end] for c in claims] == ["説明しています"]


def test_a_quotation_nobody_is_named_for_stays_open() -> None:
    _, claims, problems = read("「もうやめてほしい」と訴えた。")
    assert [claim.source for claim in claims] == [None]
    assert [problem.code for problem in problems] == ["K1302"]


def test_claims_come_in_order_of_their_content() -> None:
    _, claims, _ = read("知事は「急ぐ」と述べた。市によると、橋は古い。議長は「待て」と求めた。")
    assert [c.content.start for c in claims] == sorted(c.content.start for c in claims)
    assert len(claims) == 3


WORDS = [
    "首相は", "「", "」", "と", "述べた", "。", "、", "よう求めた", "によると", "考えを示した", "(", ")", "そう",
    "という", "とし", "て", "いる", "県が", "への取材でわかった", "ことが", "の話として", "ところ", "=", "【", "】",
    "中央通信", "から", "言われた", "のは", "だ", "急ぐ", "\n",
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=24))
def test_any_text_gives_spans_inside_it(pieces: list[str]) -> None:
    text, claims, _ = read("".join(pieces))
    for claim in claims:
        spans = [claim.content, claim.cue, *claim.via, *([claim.source.span] if claim.source else [])]
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_nothing_raises(text: str) -> None:
    read(text)

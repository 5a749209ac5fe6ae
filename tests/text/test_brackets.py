"""Brackets: matched, nested, out of balance, too deep; never outside the text, in linear time."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from keii.text.brackets import DEEPEST, Bracket, brackets


def found(text: str, *ends: int) -> list[tuple[str, int, int, bool]]:
    pairs, _ = brackets(text, ends or (len(text),))
    return [(text[b.span.start : b.span.end], b.depth, b.quotes, b.closed) for b in pairs]


def codes(text: str) -> list[str]:
    return [problem.code for problem in brackets(text, (len(text),))[1]]


def test_pairs_know_what_holds_them() -> None:
    assert found("「あ『い』(う「え」)」") == [
        ("「あ『い』(う「え」)」", 0, 0, True),
        ("『い』", 1, 1, True),
        ("(う「え」)", 1, 1, True),
        ("「え」", 2, 1, True),
    ]


def test_a_closing_mark_without_partner_is_nothing() -> None:
    assert found("」あ)「い」") == [("「い」", 0, 0, True)]


def test_a_missing_closing_mark_is_supplied_at_the_end_of_the_sentence() -> None:
    text = "彼は「急ぐと言った。次の文。"
    assert found(text, 10, len(text)) == [("「急ぐと言った。", 0, 0, False)]
    assert codes(text) == ["K1101"]


def test_a_missing_closing_mark_is_supplied_at_the_end_of_the_line() -> None:
    assert found("「急ぐ\n続く」", 7) == [("「急ぐ", 0, 0, False)]


def test_a_mark_never_closed_ends_with_the_bracket_around_it() -> None:
    assert found("「あ(い」う") == [("「あ(い」", 0, 0, True), ("(い", 1, 1, False)]
    assert codes("「あ(い」う") == []


def test_straight_marks_open_and_close_by_turns() -> None:
    assert found('"一"と"二"') == [('"一"', 0, 0, True), ('"二"', 0, 0, True)]


def test_marks_nested_too_deep_are_left_alone() -> None:
    text = "「" * 12 + "あ" + "」" * 12
    assert len(found(text)) == DEEPEST
    assert codes(text) == ["K1102"]


@given(st.text('「」『』()【】“”"あ。\n', max_size=60))
def test_any_soup_gives_spans_inside_the_text(text: str) -> None:
    pairs, _ = brackets(text, [len(text)])
    assert all(_fits(pair, len(text)) for pair in pairs)
    assert [p.span.start for p in pairs] == sorted(p.span.start for p in pairs)


def _fits(pair: Bracket, size: int) -> bool:
    return 0 <= pair.span.start < pair.inner.start <= pair.inner.end <= pair.span.end <= size and pair.depth < DEEPEST


def test_time_grows_with_the_text_only() -> None:
    begin = time.perf_counter()
    brackets("「" * 200_000 + "」(" * 100_000, [400_000])
    assert time.perf_counter() - begin < 5

"""Cutting long texts: nothing lost, no piece too long, the best break taken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keii.text.cuts import cuts, sentence_start


@given(st.text(alphabet="雪は、降。\n ", max_size=80), st.integers(2, 20))
def test_the_pieces_are_the_text(text: str, size: int) -> None:
    found = list(cuts(text, size))
    assert "".join(text[cut.start : cut.end] for cut in found) == text
    assert all(size // 2 < cut.end - cut.start <= size for cut in found[:-1])


def test_the_best_break_of_the_second_half_is_taken() -> None:
    assert [(c.end, c.natural) for c in cuts("雪が降った\n雨。風が、吹く", 8)] == [(6, True), (13, True)]
    assert [(c.end, c.natural) for c in cuts("雪が降った。雨、風が吹く", 8)] == [(6, True), (12, True)]
    assert [(c.end, c.natural) for c in cuts("雪が降った、雨と風が吹く", 8)] == [(6, False), (12, True)]
    assert [(c.end, c.natural) for c in cuts("雪が降って雨と風が吹いた", 8)] == [(8, False), (12, True)]


def test_where_the_next_sentence_begins() -> None:
    text = "雪が降った。雨も降った。"
    assert [sentence_start(text, at, 12) for at in (0, 1, 6, 12)] == [0, 6, 12, 12]
    assert sentence_start(text, 1, 4) == 4

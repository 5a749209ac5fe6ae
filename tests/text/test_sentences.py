"""Where sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("首相は急いだ。外相は待った。", ["首相は急いだ。", "外相は待った。"]),
        ("「急ぐ。待てない」と述べた。", ["「急ぐ。待てない」と述べた。"]),
        ("「急ぐ。」と述べた。次へ。", ["「急ぐ。」と述べた。", "次へ。"]),
        ("「なぜだ！」と問うた。", ["「なぜだ！」と問うた。"]),
        ("なぜ?と聞いた。", ["なぜ?と聞いた。"]),
        ("本当か?次の文。", ["本当か?", "次の文。"]),
        ("次「未完。別の文。", ["次「未完。", "別の文。"]),
        ("金正恩)総書記は訪れた。次。", ["金正恩)総書記は訪れた。", "次。"]),
        ("見出し\n\n本文。", ["見出し", "本文。"]),
        ("(「二重。の括弧」だ。)終わり。", ["(「二重。の括弧」だ。)終わり。"]),
        ("『「深い。」』。外。", ["『「深い。」』。", "外。"]),
        ("", []),
        (" \n\u3000\n", []),
    ],
)
def test_cuts(text: str, expected: list[str]) -> None:
    assert [text[line.span.start : line.span.end] for line in sentences(text)] == expected


def test_paragraphs_are_lines() -> None:
    assert [line.paragraph for line in sentences("一。二。\n三。\n\n四。")] == [0, 0, 1, 2]


@given(st.text(alphabet="あ。！?「」『』（）()【】\n 、x", max_size=200))
def test_nothing_but_blanks_is_lost(text: str) -> None:
    at = 0
    for line in sentences(text):
        assert not text[at : line.span.start].strip()
        assert line.span.start < line.span.end
        at = line.span.end
    assert not text[at:].strip()


def test_a_flood_of_brackets_takes_linear_work() -> None:
    assert len(sentences("「" * 200_000 + "。")) == 101
    assert len(sentences("「」。" * 100_000)) == 100_000


def test_a_line_without_a_stop_is_cut_into_bounded_pieces() -> None:
    text = "首相は急ぎ、外相は待ち、" * 1_000
    cut = [text[line.span.start : line.span.end] for line in sentences(text)]
    assert "".join(cut) == text
    assert max(map(len, cut)) <= 2_000
    assert all(piece.endswith("、") for piece in cut)
    assert [line.span.end - line.span.start for line in sentences("あ" * 4_500)] == [2_000, 2_000, 500]

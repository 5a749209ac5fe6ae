"""Columns: Japanese takes two each, and lines break where Japanese lines may."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.cli.columns import breaks, clip_to, pad, width, wrap


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("漢字", 4), ("ｶﾅ", 2), ("か\u3099", 2), ("", 0), ("…", 1)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


def test_pad_and_clip() -> None:
    assert pad("東京", 6) == "東京  "
    assert clip_to("東京都知事", 7) == "東京都…"
    assert clip_to("東京", 4) == "東京"


def test_no_line_begins_with_a_stop_or_ends_with_an_opening() -> None:
    assert wrap("首相が述べた。", 12) == "首相が述べ\nた。"
    assert wrap("首相は急に「急ぐ」", 12) == "首相は急に\n「急ぐ」"


def test_latin_words_stay_whole() -> None:
    assert wrap("the dossier is empty", 12, "  ") == "  the\n  dossier is\n  empty"


@given(st.text(alphabet="漢字かなー、。「」『』abc 123", max_size=60), st.integers(6, 40))
def test_breaks_cut_a_text_into_lines_that_fit(text: str, columns: int) -> None:
    cuts = [0, *breaks(text, columns), len(text)]
    assert cuts == sorted(cuts)
    assert "".join(text[a:b] for a, b in pairwise(cuts)) == text
    assert sum(c != " " for c in wrap(text, columns)) >= sum(c not in " \n" for c in text)

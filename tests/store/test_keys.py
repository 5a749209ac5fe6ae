"""Keys for finding, and the days a value covers."""

from __future__ import annotations

import pytest

from keii.store.keys import days_of, name_key, storable, words_key


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("2025-05-09", ("2025-05-09", "2025-05-09")),
        ("2025-05-09T16:00", ("2025-05-09", "2025-05-09")),
        ("2025-05-03/2025-05-09", ("2025-05-03", "2025-05-09")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023/2024", ("2023-01-01", "2024-12-31")),
        ("2025-SP", ("2025-03-01", "2025-05-31")),
        ("2025-WI", ("2025-12-01", "2026-02-28")),
        ("1990s", ("1990-01-01", "1999-12-31")),
        ("C20", ("1901-01-01", "2000-12-31")),
        ("P3D", None),
        ("2025-13", None),
        ("2025-02-30", None),
        ("2025-05-09/2025-05-03", None),
        ("", None),
        ("きのう", None),
    ],
)
def test_days_of_a_value(value: str, days: tuple[str, str] | None) -> None:
    assert days_of(value) == days


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("キム・ジョンウン", "キムジョンウン"),
        ("ＮＡＴＯ", "nato"),
        ("ジャン＝リュック", "ジャン・リュック"),
        ("ｶﾞｻﾞ", "ガザ"),
    ],
)
def test_spellings_that_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_words_keep_their_blanks() -> None:
    assert words_key("停戦　ＡＢＣ") == "停戦 abc"


def test_bytes_that_are_no_text_can_be_asked_for() -> None:
    assert storable("頁\udcff.txt") == "頁\ufffd.txt"
    assert storable("頁.txt") == "頁.txt"
    assert words_key("\udcff") == "\ufffd"

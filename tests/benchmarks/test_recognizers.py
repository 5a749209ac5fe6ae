"""What counts as agreement with Recognizers-Text."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from cases import REFERENCE, Case, Wanted
from disagree import Found, Pair, reason, same
from reasons import NUMBERS, TIMES
from recognizers import interval, same_words


def _wanted(words: str, text: str, **more: object) -> Wanted:
    start = text.index(words)
    plain = Wanted(start, start + len(words), words, "number", (), (), "", None, span_only=False)
    return replace(plain, **more)  # type: ignore[arg-type]  # fields of the row under test


def _name(words: str, text: str, found: Found, **more: object) -> str:
    case = Case("Number-X", text, REFERENCE, (), unsupported=False)
    return reason(Pair(case, _wanted(words, text, **more), found), NUMBERS).name


@pytest.mark.parametrize(
    ("ours", "wanted", "same_thing"),
    [("9日午後4時", "9日午後4時ごろに", True), ("3日間", "もう3日間", True), ("9日", "9日の夜", False)],
)
def test_particles_do_not_matter(ours: str, wanted: str, same_thing: bool) -> None:
    text = "会議は" + wanted + "あります"
    start = text.index(ours)
    assert same_words(text, (start, start + len(ours)), _wanted(wanted, text)) is same_thing


def test_bounds_in_the_notation_of_the_set() -> None:
    thirty = Decimal(30)
    assert interval(thirty, thirty, "min") == "[30,)"
    assert interval(thirty, thirty, "over") == "(30,)"
    assert interval(thirty, thirty, "max") == "(,30]"
    assert interval(thirty, Decimal(40), None) == "[30,40)"


def test_fractions_agree_to_twelve_digits() -> None:
    assert same(Decimal(2) / Decimal(3), Decimal("0.666666666666667"))
    assert not same(Decimal("0.66"), Decimal("0.666666666666667"))


def test_kinds_of_disagreement_on_numbers() -> None:
    text = "気温はマイナス五度で、3割引の品が2ダース"
    five = Found(((0, 1),), values=(Decimal(5),))
    assert _name("マイナス五", text, five, number=("-5", "")) == "sign lost"
    assert _name("3割引", text, Found(()), number=("30%", "")) == "discount"
    assert _name("2ダース", text, Found(((0, 1),), values=(Decimal(2),)), number=("24", "")) == "dozen"
    assert _name("五", text, Found(()), number=("5", "")) == "bare kanji numeral"
    assert _name("五度", text, five, number=("6", "")) == "other value"


def test_a_value_that_is_not_its_words_is_a_slip_of_the_set() -> None:
    text = "予定は17日、残りは4分の3"
    found = Found(((0, 1),), values=(Decimal("0.75"),))
    assert _name("17", text, found, number=("5", "")) == "slip of the set"
    assert _name("4分の3", text, found, number=("0.7", "")) == "slip of the set"


@pytest.mark.parametrize("rows", [TIMES, NUMBERS])
def test_the_last_class_takes_all(rows: tuple[object, ...]) -> None:
    assert rows
    case = Case("X", "文", REFERENCE, (), unsupported=False)
    wanted = _wanted("文", "文", number=("1", ""))
    assert reason(Pair(case, wanted, Found(((0, 1),), values=(Decimal(2),))), TIMES).verdict == "error"

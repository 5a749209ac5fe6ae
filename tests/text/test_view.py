"""The view and the map back, from Japanese text and by property."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.records.span import Span
from keii.text.view import View, view_of

HARD = (
    "ＡＢＣ１２３（株）㈱㌔ｶﾞｷﾞﾊﾟ½…‥〜～＝−“”\u3000\u00a0\t\r\n"
    "\u200b\ufeff葛\U000e0100か\u3099は\u309ae\u0301👨\u200d👩\u2067漢字かなカナ。、「」\x00"
)
texts = st.text(alphabet=st.one_of(st.sampled_from(HARD), st.characters()), max_size=80)


@pytest.mark.parametrize(
    ("saved", "seen"),
    [
        ("２０２５年５月１０日", "2025年5月10日"),
        ("習近平（シー）国家主席", "習近平(シー)国家主席"),
        ("㈱東京", "(株)東京"),
        ("ｶﾞｻﾞ地区", "ガザ地区"),
        ("か\u3099っこう", "がっこう"),
        ("葛\U000e0100城市", "葛城市"),
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("全角\u3000空白", "全角 空白"),
        ("8日～10日…", "8日～10日…"),
        ("見え\u200bない", "見えない"),
    ],
)
def test_folds_what_it_should_and_nothing_else(saved: str, seen: str) -> None:
    assert view_of(saved).text == seen


def test_a_found_word_leads_back_to_the_saved_words() -> None:
    saved = "㈱ｶﾞｽは３０００㌔を葛\U000e0100城市へ"
    view = view_of(saved)
    at = view.text.index("葛城市")
    back = view.saved(Span(at, at + 3))
    assert saved[back.start : back.end] == "葛\U000e0100城市"
    at = view.text.index("ガス")
    back = view.saved(Span(at, at + 2))
    assert saved[back.start : back.end] == "ｶﾞｽ"


def test_plain_text_needs_no_map() -> None:
    assert view_of("首相は９日、「急ぐ」と述べた。\n").origins is None


@given(texts)
def test_the_map_is_ascending_and_complete(saved: str) -> None:
    view = view_of(saved)
    if view.origins is None:
        assert len(view.text) == len(saved)
        return
    assert len(view.origins) == len(view.text) + 1
    assert list(view.origins) == sorted(view.origins)
    assert view.origins[-1] == len(saved)


@given(texts, st.data())
def test_saved_then_viewed_keeps_what_was_pointed_at(saved: str, data: st.DataObject) -> None:
    view = view_of(saved)
    start, end = _span(data, len(view.text))
    there = view.saved(Span(start, end))
    assert 0 <= there.start <= there.end <= len(saved)
    if start == end:
        assert there.start == there.end
        return
    back = view.viewed(there)
    assert back.start <= start
    assert back.end >= end
    assert view.saved(back) == there


@given(texts, st.data())
def test_viewed_then_saved_covers_no_less_than_what_is_left(saved: str, data: st.DataObject) -> None:
    view = view_of(saved)
    start, end = _span(data, len(saved))
    seen = view.viewed(Span(start, end))
    assert 0 <= seen.start <= len(view.text)
    assert seen.start <= seen.end or start == end
    whole = view.viewed(Span(0, len(saved)))
    assert (whole.start, whole.end) == (0, len(view.text))


@given(texts)
def test_a_view_of_a_view_is_itself(saved: str) -> None:
    once = view_of(saved).text
    twice = view_of(once).text
    assert unicodedata.normalize("NFC", twice) == unicodedata.normalize("NFC", once)


def _span(data: st.DataObject, size: int) -> tuple[int, int]:
    start = data.draw(st.integers(0, size))
    return start, data.draw(st.integers(start, size))


def test_view_is_a_value() -> None:
    assert view_of("同じ") == View("同じ", None)

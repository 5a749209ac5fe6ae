"""Where words stand in a text, as somebody copied them."""

from __future__ import annotations

import pytest

from keii.records.span import Span
from keii.text.places import places

TEXT = "知事は\n  会見した。知事は 会見した。"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("知事", ("知事", "知事")),
        ("知事は 会見した", ("知事は\n  会見した", "知事は 会見した")),
        (" 知事は\t会見 ", ("知事は\n  会見", "知事は 会見")),
        ("知事は会見", ()),
        (".+", ()),
        ("", ()),
        (" \n", ()),
    ],
)
def test_any_blank_is_as_good_as_another(words: str, found: tuple[str, ...]) -> None:
    assert tuple(TEXT[span.start : span.end] for span in places(TEXT, words)) == found


def test_no_more_than_asked_for_and_none_over_another() -> None:
    assert places("ああああああ", "ああ") == (Span(0, 2), Span(2, 4), Span(4, 6))
    assert places("ああああああ", "ああ", 1) == (Span(0, 2),)

"""The names model on Japanese sentences of our own, and what holds for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.names.find import ruled
from keii.find.names.tagger import KINDS, Tagged, tag
from keii.records.parse import Parse
from keii.text.view import view_of
from keii.words.parse import parse


def seen(found: Parse) -> tuple[Tagged, ...]:
    units, _, _, kept = ruled(found)
    return tag(found, units, kept)


def tagged(text: str) -> list[tuple[str, str]]:
    found, _ = parse(text)
    return [(found.text[found.starts[t.first] : found.ends[t.last - 1]], t.kind) for t in seen(found)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("田中一郎は東京で生まれた。", [("田中一郎", "PER"), ("東京", "GPE")]),
        ("ロシア外務省は声明を出した。", [("ロシア外務省", "ORG")]),
        ("フランスの大統領がベルリンを訪れた。", [("フランス", "GPE"), ("ベルリン", "GPE")]),
        ("トヨタ自動車は名古屋市に工場を建てた。", [("トヨタ自動車", "ORG"), ("名古屋市", "GPE")]),
        ("早稲田大学の山田太郎教授が話した。", [("早稲田大学", "ORG"), ("山田太郎", "PER")]),
        ("雨が降ったので、道が濡れている。", []),
        ("", []),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    assert tagged(text) == names


def test_the_score_says_how_clear_a_name_is() -> None:
    found, _ = parse("フランスの大統領がベルリンを訪れた。")
    assert all(t.score > 100 for t in seen(found))


def test_no_name_runs_over_a_sentence() -> None:
    found, _ = parse("行き先は東京。\n大阪府から来た。")
    ends = [line.last for line in found.sentences]
    assert all(not t.first < end < t.last for t in seen(found) for end in ends)


_PIECES = [
    "東京",
    "都",
    "田中",
    "太郎",
    "氏",
    "は",
    "、",
    "。",
    "\n",
    "・",
    "ジョン",
    "国防",
    "省",
    "「",
    "」",
    "NATO",
    "9日",
    " ",
]


@settings(deadline=None, max_examples=200)
@given(st.one_of(st.text(), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_names_do_not_overlap_on_any_text(text: str) -> None:
    found, _ = parse(view_of(text).text)
    out = seen(found)
    assert all(a.last <= b.first for a, b in pairwise(out))
    assert all(0 <= t.first < t.last <= len(found.starts) and t.kind in KINDS and t.score > 0 for t in out)
    assert all(any(s.first <= t.first and t.last <= s.last for s in found.sentences) for t in out)


def test_a_text_and_its_copy_give_the_same_names() -> None:
    one = tagged("田中一郎は東京で生まれた。")
    assert tagged("田中一郎は東京で生まれた。\n田中一郎は東京で生まれた。") == one * 2

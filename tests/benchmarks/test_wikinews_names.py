"""Kinds of disagreement between IREX names and ours, on sentences of our own."""

from __future__ import annotations

import pytest

from wikinews_names import Mark, Marked, kind_of


def _mark(text: str, words: str, kind: str) -> Mark:
    start = text.index(words)
    return Mark(start, start + len(words), kind)


def _kinds(text: str, theirs: list[tuple[str, str]], ours: list[tuple[str, str]]) -> set[str]:
    gold = frozenset(_mark(text, *one) for one in theirs if one[1] in ("PER", "ORG", "LOC"))
    other = frozenset(_mark(text, *one) for one in theirs) - gold
    marked = Marked(text, gold, other, frozenset(_mark(text, *one) for one in ours))
    return {kind_of(mark, marked) for mark in (marked.gold ^ marked.ours)}


@pytest.mark.parametrize(
    ("text", "theirs", "ours", "kind"),
    [
        ("青葉県北原市で会見した", [("青葉県北原市", "LOC")], [("青葉県", "LOC"), ("北原市", "LOC")], "address"),
        ("カナダ政府は否定した", [("カナダ", "LOC")], [("カナダ政府", "ORG")], "state body"),
        (
            "陸上自衛隊北原駐屯地",
            [("陸上自衛隊", "ORG"), ("北原駐屯地", "LOC")],
            [("陸上自衛隊北原駐屯地", "ORG")],
            "body in parts",
        ),
        ("九州地方で大雨", [("九州", "LOC")], [("九州地方", "LOC")], "place + common noun"),
        ("中央銀行が会見した", [("中央銀行", "ORG")], [], "generic body"),
        ("日本時間の9日", [("日本", "LOC")], [], "time zone"),
        ("北原製菓株式会社は", [("北原製菓株式会社", "ORG")], [("北原製菓", "ORG")], "legal form"),
        ("貨物船「北原丸」が", [("北原丸", "ARTIFACT")], [("北原", "LOC")], "in an artifact"),
        ("北原基地で訓練した", [("北原基地", "LOC")], [("北原基地", "ORG")], "place or body"),
        ("北原が投げた", [("北原", "PER")], [("北原", "LOC")], "other type"),
        ("北原火山の噴火", [("北原", "LOC")], [("北原火山", "LOC")], "boundary"),
        ("歌手のAOBAは", [("AOBA", "ORG")], [], "Latin letters"),
        ("青葉(あおば)さんは", [("あおば", "PER")], [], "reading"),
        ("青葉さんは", [("青葉", "PER")], [], "not found"),
        ("青葉が茂る", [], [("青葉", "PER")], "not in the set"),
    ],
)
def test_kinds(text: str, theirs: list[tuple[str, str]], ours: list[tuple[str, str]], kind: str) -> None:
    assert _kinds(text, theirs, ours) == {kind}


def test_what_the_sets_do_not_share_is_neither_right_nor_wrong() -> None:
    text = "貨物船「北原丸」が青葉港に着いた"
    ours = frozenset({_mark(text, "北原", "LOC"), _mark(text, "青葉港", "LOC")})
    marked = Marked(text, frozenset(), frozenset({_mark(text, "北原丸", "ARTIFACT")}), ours)
    assert {mark.type for mark in marked.shared().ours} == {"LOC"}
    assert marked.shared().ours == {_mark(text, "青葉港", "LOC")}

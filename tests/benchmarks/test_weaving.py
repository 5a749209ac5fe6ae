"""What counts as right in stories, entities and conflicts, on sentences of our own."""

from __future__ import annotations

from typing import Any

import pytest

from weaving import Said, Truth, b_cubed, conflicts, names_of, narrowed, truth_of, woven

TEXTS = {
    "a-1": "警察は死者は12人だと発表した。",
    "a-2": "市は死者は15人だと発表した。",
    "b-1": "市長は辞任を否定した。",
}


def _conflict(kind: str, accounts: dict[str, str], *, gold: bool) -> dict[str, Any]:
    said = [
        {"doc": doc, "text": words}
        if gold
        else {"clip": doc, "span": [at := TEXTS[doc].index(words), at + len(words)], "text": words}
        for doc, words in accounts.items()
    ]
    return {"kind": kind, "about": "死者", "accounts": said}


@pytest.mark.parametrize(
    ("said", "p", "r"),
    [
        ({"a-1": "s1", "a-2": "s1", "b-1": "s2"}, 1, 1),
        ({"a-1": "s1", "a-2": "s1", "b-1": "s1"}, (2 / 3 + 2 / 3 + 1 / 3) / 3, 1),
        ({"a-1": "s1", "a-2": "s2", "b-1": "s3"}, 1, (1 / 2 + 1 / 2 + 1) / 3),
        ({}, 1, (1 / 2 + 1 / 2 + 1) / 3),
    ],
)
def test_b_cubed(said: dict[str, str], p: float, r: float) -> None:
    assert b_cubed({"a-1": "x", "a-2": "x", "b-1": "y"}, said) == pytest.approx((p, r))


@pytest.mark.parametrize(
    ("kind", "accounts", "hits", "kinds"),
    [
        ("quantity", {"a-1": "12人", "a-2": "15人"}, 1, 1),
        ("update", {"a-1": "死者は12人", "a-2": "15人だ"}, 1, 0),  # the words overlap; another kind
        ("quantity", {"a-1": "12人", "b-1": "辞任"}, 0, 0),  # only one account is the gold's
        ("quantity", {"a-1": "警察", "a-2": "15人"}, 0, 0),  # the right document, other words
    ],
)
def test_a_conflict_is_right_when_two_accounts_are(kind: str, accounts: dict[str, str], hits: int, kinds: int) -> None:
    truth = Truth(TEXTS, {}, {}, [_conflict("quantity", {"a-1": "12人", "a-2": "15人"}, gold=True)])
    paired = conflicts(truth, Said({}, {}, [_conflict(kind, accounts, gold=False)]))
    assert (len(paired.pairs), paired.kinds) == (hits, kinds)


def test_one_gold_conflict_is_taken_once() -> None:
    one = {"a-1": "12人", "a-2": "15人"}
    truth = Truth(TEXTS, {}, {}, [_conflict("quantity", one, gold=True)])
    paired = conflicts(truth, Said({}, {}, [_conflict("quantity", one, gold=False)] * 2))
    assert paired.pairs == [(0, 0)]


def test_names_carry_their_entity_and_none_shields_what_it_holds() -> None:
    names = [
        {"entity": "青葉市", "type": "GPE", "forms": ["青葉市", "青葉"]},
        {"entity": "-", "type": "NONE", "forms": ["青葉マーク"]},
    ]
    document = {"id": "a-1", "text": "青葉市で青葉マークを配った。", "names": names}
    assert dict(names_of(document)) == {("a-1", 0, 3): "GPE 青葉市"}


def test_what_is_said_of_other_documents_is_not_counted() -> None:
    documents = [{"id": key, "text": text} for key, text in TEXTS.items()]
    truth = truth_of(documents[2:], [{"clusters": {"x": ["a-1", "a-2"], "y": ["b-1"]}, "conflicts": []}])
    said = Said({}, {}, [_conflict("quantity", {"a-1": "12人", "a-2": "15人"}, gold=False)])
    assert truth.stories == {"b-1": "y"}
    assert truth_of(documents, []).stories == {"a-1": "a", "a-2": "a", "b-1": "b"}
    assert narrowed(said, truth).conflicts == []


def test_documents_go_in_and_what_was_woven_comes_out() -> None:
    documents = [
        {"id": key, "text": text, "published": "2031-06-10", "names": [{"gold": "stays out"}]}
        for key, text in TEXTS.items()
    ]
    said = woven([documents[:2], documents[2:]])
    assert set(said.stories) == set(TEXTS)

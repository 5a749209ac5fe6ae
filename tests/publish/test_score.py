"""The score, on documents small enough to count by hand."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from keii.publish.gold import clip_bounds, gold_items
from keii.publish.score import Tally, figures, score, total
from keii.records.claim import Claim, Source
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.name import Name
from keii.records.quantity import Quantity
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.records.time import Time

TEXT = "金総書記は9日、ロシアのプーチン大統領と会談した。金氏は「5026回の違反があった」と述べた。"
GOLD: dict[str, Any] = {
    "id": "hand-1",
    "published": "2031-05-10",
    "text": TEXT,
    "times": [{"text": "9日", "value": "2031-05-09"}],
    "names": [
        {"entity": "金正恩", "type": "PER", "forms": ["[金]総書記", "[金]氏"]},
        {"entity": "ロシア", "type": "GPE", "forms": ["ロシア"]},
        {"entity": "プーチン", "type": "PER", "forms": ["プーチン"]},
    ],
    "quantities": [{"text": "5026回", "value": 5026, "unit": "回", "bound": None}],
    "claims": [
        {"source": "金氏", "content": "5026回の違反があった", "cue": "述べた", "manner": "direct", "stance": "assert",
         "via": [], "carried": False}
    ],
    "events": [{"type": "CONSULT", "actor": "金正恩", "recipient": "プーチン", "anchor": "会談した"}],
}  # fmt: skip
NOTHING = Reading(
    clip=Clip(id="k", source_id="hand-1", span=Span(0, len(TEXT)), kind="article", text=TEXT),
    sentences=(), names=(), times=(), quantities=(), quotes=(), claims=(), events=(), problems=(),
    made_by=MadeBy(keii="", tables="", dictionary=""),
)  # fmt: skip


def place(part: str) -> Span:
    at = TEXT.index(part)
    return Span(at, at + len(part))


def name(part: str, type_: Any) -> Name:
    return Name(span=place(part), type=type_, entity=part, title=None, rule="hand")


CLAIM = Claim(
    source=Source(span=place("金氏"), carried=False), via=(), content=place("5026回の違反があった"),
    cue=place("述べた"), addressee=None, manner="direct", stance="assert", said=None, rule="hand",
)  # fmt: skip
EVENT = Event(
    type="CONSULT", actor="金正恩", recipient="ロシアのプーチン大統領", anchor=place("会談した"), date=None, place=None,
    claim=None, rule="hand",
)  # fmt: skip


def tally(kind: str, **found: Any) -> tuple[int, int, int]:
    got = score(GOLD, [replace(NOTHING, **found)]).tallies[kind]
    return got.hits, got.said, got.gold


def test_names_want_the_same_span_and_type() -> None:
    assert [item.text for item in gold_items(GOLD)["names"]] == ["金", "ロシア", "プーチン", "金"]
    assert tally("names", names=(name("プーチン", "PER"), name("ロシア", "GPE"))) == (2, 2, 4)
    assert tally("names", names=(name("プーチン大統領", "PER"), name("ロシア", "LOC"))) == (0, 2, 4)


def test_times_want_the_same_value_and_a_common_character() -> None:
    assert tally("times", times=(Time(span=place("は9日"), value="2031-05-09", anchor="published", rule=""),)) == (
        1,
        1,
        1,
    )
    assert tally("times", times=(Time(span=place("9日"), value="2031-05", anchor="published", rule=""),)) == (0, 1, 1)


@pytest.mark.parametrize(("high", "unit", "hits"), [("5026", "回", 1), ("5027", "回", 0), ("5026", "件", 0)])
def test_quantities_want_value_and_unit(high: str, unit: str, hits: int) -> None:
    amount = Quantity(span=place("5026回"), low=Decimal(5026), high=Decimal(high), unit=unit, bound=None, rule="")
    assert tally("quantities", quantities=(amount,)) == (hits, 1, 1)


@pytest.mark.parametrize(
    ("change", "right"),
    [
        ({}, {"claim_content", "claims", "claim_full"}),
        ({"stance": "deny"}, {"claim_content", "claims"}),
        ({"source": None}, {"claim_content"}),
        ({"content": place("5026回の違反")}, {"claim_content", "claims", "claim_full"}),  # 8 of 12: Dice 0.8
        ({"content": place("5026")}, set()),  # 4 of 12: Dice 0.5
        ({"content": place("回の違反があった")}, {"claim_content", "claims", "claim_full"}),
    ],
)
def test_claims_are_scored_in_three_ways(change: dict[str, Any], right: set[str]) -> None:
    for kind in ("claim_content", "claims", "claim_full"):
        assert tally(kind, claims=(replace(CLAIM, **change),)) == (int(kind in right), 1, 1), kind


def test_events_agree_where_one_name_holds_the_other() -> None:
    assert tally("events", events=(EVENT,)) == (1, 1, 1)
    assert tally("events", events=(replace(EVENT, recipient=None),)) == (0, 1, 1)
    assert tally("events", events=(replace(EVENT, type="AGREE"),)) == (0, 1, 1)


def test_one_gold_item_is_hit_once() -> None:
    assert tally("events", events=(EVENT, EVENT)) == (1, 2, 1)


def test_misses_say_what_was_not_found_and_what_was_too_much() -> None:
    misses = score(GOLD, [replace(NOTHING, names=(name("プーチン大統領", "PER"),))]).misses["names"]
    assert [(miss.sign, miss.item.text) for miss in misses] == [
        ("-", "金"), ("-", "ロシア"), ("-", "プーチン"), ("-", "金"), ("+", "プーチン大統領"),
    ]  # fmt: skip


def test_clips_start_and_end_where_the_gold_says() -> None:
    page = {
        "id": "p",
        "published": "2031-05-10",
        "text": "一つ目。\n\n 二つ目。\n",
        "clips": [{"span": [0, 4]}, {"first": "二", "last": "。"}],
    }
    assert clip_bounds(page) == {Span(0, 4), Span(7, 11)}
    clips = (
        Clip(id="1", source_id="p", span=Span(0, 5), kind="article", text="一つ目。\n"),
        Clip(id="2", source_id="p", span=Span(8, 11), kind="article", text="つ目。"),
    )
    readings = [replace(NOTHING, clip=clip) for clip in clips]
    assert score(page, readings).tallies["clips"] == Tally(hits=1, said=2, gold=2)


def test_offsets_of_a_cut_page_are_the_pages() -> None:
    page = GOLD | {"clips": [{"span": [0, 25]}, {"span": [25, len(TEXT)]}]}
    second = Clip(id="2", source_id="hand-1", span=Span(25, len(TEXT)), kind="article", text=TEXT[25:])
    there = Name(span=Span(0, 1), type="PER", entity="金正恩", title=None, rule="")
    got = score(page, [replace(NOTHING, clip=second, names=(there,))]).tallies["names"]
    assert TEXT[25] == "金"
    assert (got.hits, got.said, got.gold) == (1, 1, 4)


def test_the_total_leaves_out_kinds_without_gold() -> None:
    whole = total([score(GOLD, [replace(NOTHING, claims=(CLAIM,))])] * 2)
    assert "clips" not in whole
    assert figures(whole)["claims"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0, "gold": 2, "said": 2}
    assert figures(whole)["names"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "gold": 8, "said": 0}

"""Numbers: rules.tsv both ways, corpus.toml, and what holds for any text."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.numbers.find import find
from keii.find.numbers.shapes import worth
from keii.records.number import Number
from keii.tables.load import load
from keii.text.view import view_of
from keii.words.parse import parse


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    what: str
    example: str
    near_miss: str
    source: str


RULES = load("keii.find.numbers", "rules.tsv", Rule)
CASES = tomllib.loads(files("keii.find.numbers").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]


def numbers(text: str) -> tuple[str, tuple[Number, ...]]:
    view = view_of(text).text
    return view, find(parse(view)[0])[0]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_hits_its_example_and_not_its_near_miss(rule: Rule) -> None:
    assert rule.id in {n.rule for n in numbers(rule.example)[1]}
    assert rule.id not in {n.rule for n in numbers(rule.near_miss)[1]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_corpus(case: dict[str, Any]) -> None:
    text, found = numbers(case["text"])
    said = [(text[n.span.start : n.span.end], n.low, n.high) for n in found]
    assert said == [(t, Decimal(low), Decimal(high)) for t, low, high in case["expect"]]
    for refused in case.get("refuse", []):
        start = text.index(refused)
        assert not any(n.span.start < start + len(refused) and start < n.span.end for n in found)


def test_huge_numbers_are_kept_as_text() -> None:
    for text in ("九" * 3000 + "人", "1" * 5000 + "円"):
        found, problems = find(parse(text)[0])
        assert found == ()
        assert [p.code for p in problems] == ["K1204"]


@given(st.integers(0, 10**15))
def test_a_number_in_scales_is_worth_itself(number: int) -> None:
    text, rest = "", number
    for scale, char in ((10**12, "兆"), (10**8, "億"), (10**4, "万")):
        if rest >= scale:
            text += f"{rest // scale}{char}"
            rest %= scale
    assert worth(text + (str(rest) if rest or not text else "")) == number


@settings(max_examples=200, deadline=None)
@given(st.text("0123456789,.・、〜~-−▲一二三十百千万億兆数分のマイナス人円年月日第 点零〇aあ", max_size=40))
def test_numbers_come_in_order_within_the_text(text: str) -> None:
    view, found = numbers(text)
    ends = [0, *(n.span.end for n in found)]
    assert all(end <= n.span.start < n.span.end <= len(view) for end, n in zip(ends, found, strict=False))
    assert all(n.low <= n.high for n in found)

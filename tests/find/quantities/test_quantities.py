"""Quantities: units.tsv and bounds.tsv both ways, corpus.toml, and what holds for any text."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.dates.find import find as find_times
from keii.find.numbers.find import find as find_numbers
from keii.find.quantities.find import find
from keii.find.quantities.units import BoundRow, LesserRow, UnitRow, bound_rows, lesser_rows, unit_rows
from keii.records.quantity import Quantity
from keii.records.time import Time
from keii.text.view import view_of
from keii.words.parse import parse

CASES = tomllib.loads(files("keii.find.quantities").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]


def read(text: str) -> tuple[str, tuple[Time, ...], tuple[Quantity, ...]]:
    view = view_of(text).text
    parsed, _ = parse(view)
    numbers, _ = find_numbers(parsed)
    times, _ = find_times(parsed, numbers, date(2025, 5, 14))
    return view, times, find(parsed, numbers, times)[0]


@pytest.mark.parametrize("row", unit_rows(), ids=lambda row: row.unit)
def test_every_unit_hits_its_example_and_not_its_near_miss(row: UnitRow) -> None:
    found = read(row.example)[2]
    assert [q.unit for q in found if q.rule == row.unit][:1] == [row.said]
    assert row.unit not in {q.rule for q in read(row.near_miss)[2]}


@pytest.mark.parametrize("row", lesser_rows(), ids=lambda row: f"{row.unit}{row.lesser}")
def test_every_lesser_unit_continues_the_quantity_before_it(row: LesserRow) -> None:
    view, _, found = read(row.example)
    assert len(found) == 1
    words = view[found[0].span.start : found[0].span.end]
    assert words.endswith(row.lesser)
    assert row.unit in words
    assert found[0].low == found[0].high != found[0].low.to_integral_value()
    missed = read(row.near_miss)
    assert not any(
        row.unit in (t := missed[0][q.span.start : q.span.end]) and t.endswith(row.lesser) for q in missed[2]
    )


@pytest.mark.parametrize("row", bound_rows(), ids=lambda row: row.word)
def test_every_bound_word_is_heard(row: BoundRow) -> None:
    assert [q.bound for q in read(row.example)[2]] == [row.bound]
    assert row.bound not in {q.bound for q in read(row.near_miss)[2]} or not row.near_miss


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_corpus(case: dict[str, Any]) -> None:
    text, _, found = read(case["text"])
    said = [(text[q.span.start : q.span.end], q.low, q.high, q.unit, q.bound or "") for q in found]
    assert said == [(t, Decimal(low), Decimal(high), unit, bound) for t, low, high, unit, bound in case["expect"]]
    for refused in case.get("refuse", []):
        start = text.index(refused)
        assert not any(q.span.start < start + len(refused) and start < q.span.end for q in found)


PIECES = st.lists(
    st.sampled_from(
        [
            "約",
            "少なくとも",
            "12",
            "3.5万",
            "十数",
            "三十",
            "1兆2千億",
            "5〜6",
            "2、3",
            "人",
            "円",
            "50銭",
            "5割",
            "4分",
            "%",
            "ドル",
            "マカオパタカ",
            "km",
            "から",
            "〜",
            "以上",
            "余り",
            "を超える",
            "目",
            "第",
            "当たり",
            "=",
            "M",
            "7.8",
            "9日",
            "3日間",
            "、",
            "。",
            "の",
            "に",
            "数百",
            "分の",
            "余",
            "▲",
            "つ",
            "カ所",
            "マグニチュード",
            "走",
            "便",
            "度",
            "北緯",
        ]
    ),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(PIECES.map("".join))
def test_quantities_come_in_order_and_overlap_no_time(text: str) -> None:
    view, times, found = read(text)
    ends = [0, *(q.span.end for q in found)]
    assert all(end <= q.span.start < q.span.end <= len(view) for end, q in zip(ends, found, strict=False))
    assert all(q.low <= q.high for q in found)
    assert not any(q.span.start < t.span.end and t.span.start < q.span.end for q in found for t in times)

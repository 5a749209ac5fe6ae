"""Times: words.tsv, rules.tsv, cues.tsv and eras.tsv both ways, corpus.toml, and what holds for any text and date."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keii.find.dates.cues import CueRow, cue_rows
from keii.find.dates.eras import Era, eras
from keii.find.dates.find import find
from keii.find.dates.words import WordRow, word_rows
from keii.find.numbers.find import find as find_numbers
from keii.records.problem import Problem
from keii.records.time import Time
from keii.records.when import valid
from keii.tables.load import load
from keii.text.view import view_of
from keii.words.parse import parse

PUBLISHED = date(2025, 5, 14)


@dataclass(frozen=True, slots=True)
class Rule:
    id: str
    what: str
    example: str
    near_miss: str
    source: str


RULES = load("keii.find.dates", "rules.tsv", Rule)
CASES = tomllib.loads(files("keii.find.dates").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]


def times(text: str, published: date | None = PUBLISHED) -> tuple[str, tuple[Time, ...], tuple[Problem, ...]]:
    view = view_of(text).text
    parsed, _ = parse(view)
    return (view, *find(parsed, find_numbers(parsed)[0], published))


def said(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str]]:
    view, found, _ = times(text, published)
    return [(view[t.span.start : t.span.end], t.value) for t in found]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_shape_hits_its_example_and_not_its_near_miss(rule: Rule) -> None:
    assert rule.id in {t.rule for t in times(rule.example)[1]}
    assert rule.id not in {t.rule for t in times(rule.near_miss)[1]}


@pytest.mark.parametrize("row", word_rows(), ids=lambda row: row.word)
def test_every_word_is_part_of_a_time_in_its_example(row: WordRow) -> None:
    assert any(row.word in text for text, _ in said(row.example))
    assert not any(row.word in text for text, _ in said(row.near_miss))


def test_a_word_that_leads_a_time_is_its_rule() -> None:
    leading = {"rday", "rmonth", "ryear", "rfy", "week", "wend", "rseason"}
    for row in word_rows():
        if row.kind in leading:
            assert row.word in {t.rule for t in times(row.example)[1]}, row.word


EXPECTED: dict[str, Callable[[list[tuple[str, str]], CueRow], bool]] = {
    "length-before": lambda found, _: any(value.startswith("P") or "/" in value for _, value in found),
    "length-after": lambda found, _: any(value.startswith("P") for _, value in found),
    "no-length-after": lambda found, _: not found,
    "no-length-before": lambda found, _: not found,
    "year-of": lambda found, _: found == [("18年", "2018")],
    "future": lambda found, _: found[0][1] == "2025-05-20",
    "past": lambda found, _: found[0][1] == "2025-04-27",
    "zone": lambda found, row: found[0][0] == row.example.removesuffix("に着いた"),
}


@pytest.mark.parametrize("row", cue_rows(), ids=lambda row: f"{row.role} {row.pattern}")
def test_every_cue_tells_what_it_should(row: CueRow) -> None:
    assert EXPECTED[row.role](said(row.example), row)


@pytest.mark.parametrize("era", eras(), ids=lambda era: era.name)
def test_every_era_is_read_by_name_and_letter(era: Era) -> None:
    assert "era" in {t.rule for t in times(era.example)[1]}
    assert said(f"{era.name}2年に始めた") == [(f"{era.name}2年", str(era.first.year + 1))]
    assert said(f"{era.name}元年に始めた") == [(f"{era.name}元年", str(era.first.year))]
    assert said(f"{era.letter}2.3.4に届いた") == [(f"{era.letter}2.3.4", f"{era.first.year + 1}-03-04")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:12])
def test_corpus(case: dict[str, Any]) -> None:
    published = date.fromisoformat(case["published"]) if case.get("published") else PUBLISHED
    view, found, problems = times(case["text"], None if case.get("published") == "" else published)
    assert [(view[t.span.start : t.span.end], t.value) for t in found] == [(t, v) for t, v in case["expect"]]
    assert [[p.code, *p.args] for p in problems] == case.get("problems", [])
    for refused in case.get("refuse", []):
        start = view.index(refused)
        assert not any(t.span.start < start + len(refused) and start < t.span.end for t in found)


def test_anchors_say_what_a_value_was_counted_from() -> None:
    found = times("2025年5月9日に会い、同日別れた。先月は休み、3日間寝た。")[1]
    assert [t.anchor for t in found] == ["written", "mention", "published", "none"]


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("きたる10日に開く", "2025-06-10"),
        ("去る20日に開いた", "2025-04-20"),
        ("12日夜二時半に着いた", "2025-05-13T02:30"),
        ("12日未明の二時半に着いた", "2025-05-12T02:30"),
        ("12日夜の12時に着いた", "2025-05-13T00:00"),
        ("12日午後10時から2時まで", "2025-05-12T22:00/2025-05-13T02:00"),
        ("12日午前10時から2時まで", "2025-05-12T10:00/2025-05-12T14:00"),
        ("12日の13時から5時まで", "2025-05-12T13:00/2025-05-13T05:00"),
        ("12日の25時から29時まで", "2025-05-13T01:00/2025-05-13T05:00"),
    ],
)
def test_days_and_hours_that_lean_on_a_word_beside_them(text: str, value: str) -> None:
    assert [v for _, v in said(text)] == [value]


@settings(max_examples=60, deadline=None)
@given(DAYS.filter(lambda day: day.day <= 28), st.integers(0, 6), st.integers(1, 4))
def test_a_numbered_weekday_is_that_weekday_of_its_month(day: date, weekday: int, number: int) -> None:
    (found,) = said(f"{day.year}年{day.month}月の第{number}{'月火水木金土日'[weekday]}曜日に開く。")
    value = date.fromisoformat(found[1])
    assert (value.year, value.month, value.weekday()) == (day.year, day.month, weekday)
    assert (value.day - 1) // 7 + 1 == number


@settings(max_examples=60, deadline=None)
@given(DAYS)
@example(date(2024, 2, 29))
def test_every_day_written_out_is_itself(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (
        f"{year}年{month}月{number}日",
        f"{year}-{month:02}-{number:02}",
        f"{year}/{month}/{number}",
        f"{year}.{month}.{number}",
    ):
        assert said(f"それは{text}に決まった。") == [(text, day.isoformat())]
        assert said(f"それは{text}に決まった。", None) == [(text, day.isoformat())]


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2019, 5, 1), date(2099, 12, 31)))
def test_every_day_of_this_era_is_itself(day: date) -> None:
    year = "元" if day.year == 2019 else str(day.year - 2018)
    assert said(f"令和{year}年{day.month}月{day.day}日に始める。")[0][1] == day.isoformat()


@settings(max_examples=80, deadline=None)
@given(DAYS.filter(lambda day: day < date(2099, 11, 1)))
def test_relative_days_are_days_away(day: date) -> None:
    found = [value for _, value in said("きのう、きょう、あすの三度、話し合う。", day)]
    assert found == [date.fromordinal(day.toordinal() + n).isoformat() for n in (-1, 0, 1)]


PIECES = st.lists(
    st.sampled_from(
        [
            "2025年",
            "25年",
            "令和7年",
            "5月",
            "2月",
            "30日",
            "9日",
            "10〜15日",
            "3、4両日",
            "午後",
            "4時",
            "半",
            "同",
            "翌",
            "同日",
            "前日",
            "去年",
            "先月",
            "来週",
            "月曜日",
            "末",
            "未明",
            "から",
            "まで",
            "の",
            "、",
            "。",
            "3日間",
            "1年半",
            "2時間",
            "前",
            "後",
            "ぶり",
            "年度",
            "上半期",
            "第1四半期",
            "〜",
            "4〜6月期",
            "99",
            "0",
            "13月",
            "元日",
            "UTC",
            "(",
            ")",
            "「",
            "」",
            "前年同期",
            "過去",
            "週末",
            "秋",
            "正午",
            "25時",
            "同55分",
            "1/20",
            "22:15",
            "日本時間",
            "千年",
            "9999年",
            "0001年",
            "12月31日",
            "5000年",
        ]
    ),
    max_size=14,
)


@settings(max_examples=400, deadline=None)
@given(PIECES.map("".join), st.sampled_from([None, PUBLISHED, date(1, 1, 1), date(9999, 12, 31)]))
@example("1/201/20日本時間2025年", PUBLISHED)
def test_times_come_in_order_and_are_valid(text: str, published: date | None) -> None:
    view, found, problems = times(text, published)
    ends = [0, *(t.span.end for t in found)]
    assert all(end <= t.span.start < t.span.end <= len(view) for end, t in zip(ends, found, strict=False))
    assert all(valid(t.value) for t in found)
    assert {p.code for p in problems} <= {"K1201", "K1202", "K1203"}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    view, found, _ = times(text)
    assert all(0 <= t.span.start < t.span.end <= len(view) and valid(t.value) for t in found)

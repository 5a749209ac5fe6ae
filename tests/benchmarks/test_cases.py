"""Meanings of Keii's values and of the set's resolutions in common terms."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from cases import Case, Meaning, agrees, cases, meaning_of
from disagree import Found, Pair, reason
from reasons import TIMES


@pytest.mark.parametrize(
    ("value", "kind", "first", "last"),
    [
        ("2025-05-09", "days", "2025-05-09", "2025-05-10"),
        ("2024-12", "days", "2024-12-01", "2025-01-01"),
        ("2024", "days", "2024-01-01", "2025-01-01"),
        ("2025-05-08/2025-05-10", "days", "2025-05-08", "2025-05-11"),
        ("2023/2024-02", "days", "2023-01-01", "2024-03-01"),
        ("2025-WI", "days", "2025-12-01", "2026-03-01"),
        ("1990s", "days", "1990-01-01", "2000-01-01"),
        ("C20", "days", "1901-01-01", "2001-01-01"),
        ("2025-05-09T16:00", "clock", "2025-05-09T16:00", "2025-05-09T16:00"),
        ("P1W", "length", "604800", "604800"),
        ("PT2H30M", "length", "9000", "9000"),
    ],
)
def test_values_mean(value: str, kind: str, first: str, last: str) -> None:
    meaning = meaning_of(value)
    assert (meaning.kind, meaning.first, meaning.last) == (kind, first, last)


def test_a_time_of_day_is_met_on_any_day() -> None:
    assert agrees(meaning_of("2025-05-09T16:00"), Meaning("time", "16:00", "16:00"))
    assert not agrees(meaning_of("2025-05-09T16:30"), Meaning("time", "16:00", "16:00"))
    assert not agrees(meaning_of("2025-05-09"), Meaning("time", "16:00", "16:00"))


def test_a_week_is_seven_days() -> None:
    assert agrees(meaning_of("P1W"), meaning_of("P7D"))
    assert not agrees(meaning_of("P1W"), meaning_of("P1M"))


def test_an_open_end_is_not_compared() -> None:
    assert agrees(meaning_of("2025-05-09"), Meaning("days", "2025-05-09", None))
    assert not agrees(meaning_of("2025-05-10"), Meaning("days", "2025-05-09", None))


def _case(tmp_path: Path, words: str, text: str, **value: object) -> Case:
    start = text.index(words)
    result = {"Text": words, "Start": start, "Length": len(words), "Type": "daterange", "Value": value}
    row = {"Input": text, "Context": {"ReferenceDateTime": "2031-05-09T00:00:00"}, "Results": [result]}
    (tmp_path / "DateTime-X.json").write_text(json.dumps([row]), encoding="utf-8")
    (case,) = cases(tmp_path, "DateTime")
    return case


def test_both_resolutions_of_a_case_are_read(tmp_path: Path) -> None:
    case = _case(
        tmp_path,
        "6日から8日まで",
        "6日から8日まで休みます",
        Timex="(XXXX-XX-06,XXXX-XX-08,P2D)",
        FutureResolution={"startDate": "2031-06-06", "endDate": "2031-06-08"},
        PastResolution={"startDate": "2031-05-06", "endDate": "2031-05-08"},
    )
    assert case.reference == datetime.fromisoformat("2031-05-09")
    (wanted,) = case.wanted
    assert wanted.meanings == (
        Meaning("days", "2031-06-06", "2031-06-08"),
        Meaning("days", "2031-05-06", "2031-05-08"),
    )
    assert not wanted.span_only


@pytest.mark.parametrize(
    ("ours", "name"),
    [
        (["2031-05-06/2031-05-08"], "end inside"),
        (["2031-05-06/2031-05-20"], "other value"),
        (["2031-05-06", "2031-05-08"], "in parts"),
        ([], "not found"),
    ],
)
def test_disagreements_are_told_apart(tmp_path: Path, ours: list[str], name: str) -> None:
    case = _case(
        tmp_path,
        "6日から8日まで",
        "6日から8日まで休みます",
        PastResolution={"startDate": "2031-05-06", "endDate": "2031-05-08"},
    )
    found = Found(spans=tuple((n, n + 1) for n in range(len(ours))), meanings=tuple(map(meaning_of, ours)))
    assert reason(Pair(case, case.wanted[0], found), TIMES).name == name


def test_a_set_is_a_convention(tmp_path: Path) -> None:
    case = _case(tmp_path, "毎日", "毎日休みます", Timex="P1D", FutureResolution={"set": "Set: P1D"})
    wanted = case.wanted[0]
    assert wanted.meanings == ()
    assert reason(Pair(case, wanted, Found(())), TIMES).verdict == "error"  # a daterange here: only type set is one

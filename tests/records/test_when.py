"""The notation of values: what is in it, and the days it covers."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.records.when import bounds, grain, valid


@pytest.mark.parametrize(
    ("value", "kind", "first", "last"),
    [
        ("2025-05-09T16:00", "minute", "2025-05-09", "2025-05-09"),
        ("2025-05-09", "day", "2025-05-09", "2025-05-09"),
        ("2024-02", "month", "2024-02-01", "2024-02-29"),
        ("2025-SP", "season", "2025-03-01", "2025-05-31"),
        ("2025-SU", "season", "2025-06-01", "2025-08-31"),
        ("2025-FA", "season", "2025-09-01", "2025-11-30"),
        ("2025-WI", "season", "2025-12-01", "2026-02-28"),
        ("2025", "year", "2025-01-01", "2025-12-31"),
        ("1990s", "decade", "1990-01-01", "1999-12-31"),
        ("C20", "century", "1901-01-01", "2000-12-31"),
        ("2023/2024", "span", "2023-01-01", "2024-12-31"),
        ("2008-12/2010-04-11", "span", "2008-12-01", "2010-04-11"),
        ("2031-07-09T19:10/2031-07-09T20:10", "span", "2031-07-09", "2031-07-09"),
    ],
)
def test_what_a_value_covers(value: str, kind: str, first: str, last: str) -> None:
    assert grain(value) == kind
    assert bounds(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["P3D", "PT2H", "P2Y2M", "P1W", "PT1H30M", "P1Y6M", "P1000Y", "PT11S"])
def test_a_length_covers_no_days(value: str) -> None:
    assert grain(value) == "length"
    assert bounds(value) is None


@pytest.mark.parametrize(
    "value",
    ["", "P", "PT", "2025-02-30", "2025-13", "2025-05-09T24:00", "2025-05-09T10:60", "0000", "2025/2024", "25-05-09",
     "2025-05-09/P3D", "1995s", "9999-WI", "C100", "去年", "2025-XX", "２０２５", "2025-05-09T16:00Z"],
)  # fmt: skip
def test_what_is_not_in_the_notation(value: str) -> None:
    assert not valid(value)
    assert bounds(value) is None


@given(st.dates(), st.integers(0, 400))
def test_spans_hold_their_ends(day: date, days: int) -> None:
    last = day + timedelta(days=min(days, (date.max - day).days))
    assert bounds(f"{day.isoformat()}/{last.isoformat()}") == (day, last)
    assert bounds(day.isoformat()[:7]) is not None


@given(st.text(max_size=24))
def test_any_text_is_judged(text: str) -> None:
    assert valid(text) == (grain(text) is not None)
    if bounds(text) is not None:
        assert valid(text)

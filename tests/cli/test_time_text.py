"""Times for people: nothing said twice, no grain lost."""

from __future__ import annotations

from datetime import date

import pytest

from keii.cli.when import days_text, time_text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2025", "2025"), ("2025-04", "2025-04"), ("2025-04-03", "2025-04-03"),
        ("2025-05-03/2025-05-09", "2025-05-03/09"), ("2025-05-28/2025-06-02", "2025-05-28/06-02"),
        ("2024-12-30/2025-01-02", "2024-12-30/2025-01-02"), ("2025-04/2025-06", "2025-04/06"),
        ("2024/2025", "2024/2025"), ("2025-04/2025-06-01", "2025-04/2025-06-01"),
        ("2025-05-10T08:30", "2025-05-10 08:30"), ("2025-05-10T08:30/2025-05-10T09:00", "2025-05-10 08:30/09:00"),
        ("2025-05-10T22:00/2025-05-11T02:00", "2025-05-10 22:00/11 02:00"), ("2025-05-10/2025-05-10", "2025-05-10"),
    ],
)  # fmt: skip
def test_times(value: str, shown: str) -> None:
    assert time_text(value) == shown


def test_without_the_clock() -> None:
    assert time_text("2025-05-10T22:00/2025-05-11T02:00", clock=False) == "2025-05-10/11"
    assert time_text("2025-05-10T08:30/2025-05-10T09:00", clock=False) == "2025-05-10"


def test_days() -> None:
    assert days_text(date(2031, 5, 9), date(2031, 5, 12)) == "2031-05-09/12"
    assert days_text(date(2031, 5, 9), date(2031, 5, 9)) == "2031-05-09"
    assert days_text(None, None) == "?"

"""暦: the squares of a month, weeks as the reader counts them: from Sunday in Japanese, from Monday in English."""

from __future__ import annotations

from calendar import MONDAY, SUNDAY
from datetime import date, timedelta

from keii.wording.language import language

_WEEK = 7


def weekdays() -> tuple[int, ...]:
    """Return the days of a week in order; 0 is Monday."""
    start = SUNDAY if language() == "ja" else MONDAY
    return tuple((start + day) % _WEEK for day in range(_WEEK))


def weeks(first: date) -> tuple[tuple[date | None, ...], ...]:
    """Return the weeks of the month that begins on `first`; None: a square of another month."""
    order = weekdays()
    squares: list[date | None] = [None] * order.index(first.weekday())
    squares += _days(first)
    squares += [None] * (-len(squares) % _WEEK)
    return tuple(tuple(squares[at : at + _WEEK]) for at in range(0, len(squares), _WEEK))


def months(year: int) -> tuple[date, ...]:
    """Return the first days of a year's months."""
    return tuple(date(year, month, 1) for month in range(1, 13))


def _days(first: date) -> list[date]:
    """Return the days of a month; the very last day there is has no day after it."""
    days = [first]
    while days[-1] != date.max and (following := days[-1] + timedelta(days=1)).month == first.month:
        days.append(following)
    return days

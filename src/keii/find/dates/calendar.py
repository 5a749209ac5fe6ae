"""Arithmetic on the calendar: months, weeks, seasons, fiscal years, lengths."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from keii.find.dates.atoms import Length

SEASONS: Final = ("SP", "SU", "FA", "WI")


def month_shifted(year: int, month: int, months: int) -> tuple[int, int]:
    """Return the month `months` later (or earlier)."""
    index = year * 12 + month - 1 + months
    return index // 12, index % 12 + 1


def last_day(year: int, month: int) -> date:
    """Return a month's last day."""
    return date(*month_shifted(year, month, 1), 1) - timedelta(days=1)


def moved(day: date, length: Length, sign: int) -> date:
    """Return the day a length's years, months, weeks and days later (`sign` 1) or earlier (-1); month ends are kept
    within the month. Raises ValueError or OverflowError outside the years 1-9999."""
    year, month = month_shifted(day.year, day.month, sign * (length.years * 12 + length.months))
    base = date(year, month, min(day.day, last_day(year, month).day))
    return base + sign * timedelta(days=length.weeks * 7 + length.days)


def monday(day: date) -> date:
    """Return the Monday of a day's week (weeks run from Monday to Sunday)."""
    return day - timedelta(days=day.weekday())


def fiscal_year(day: date) -> int:
    """Return the Japanese fiscal year (年度, April to March) a day lies in."""
    return day.year if day.month >= 4 else day.year - 1


def season_year(day: date, season: int) -> int:
    """Return the year that names 今春 … 今冬 said on a day: January and February still have last year's winter."""
    return day.year - 1 if season == 3 and day.month <= 3 else day.year


def season_middle(year: int, season: int) -> date:
    """Return the middle of a season: the 15th of its second month."""
    return date(year, (4, 7, 10)[season], 15) if season < 3 else date(year + 1, 1, 15)


def months_span(year: int, first: int, last: int) -> str:
    """Return the days from a month's first to another month's last, next year's if that comes before."""
    end = last_day(year + (last < first), last)
    return f"{year:04}-{first:02}-01/{end.isoformat()}"

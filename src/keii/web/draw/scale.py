"""目盛: days to a width, and where ticks stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from keii.wording.language import language

_APART = 58  # pixels between two labels at least
_DAYS = (1, 2, 3, 7, 14)
_MONTHS = (1, 2, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_PER_MONTH, _PER_YEAR = 30.44, 365.25
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TAIL = 3.0  # of the middle half's width that is still drawn on either side
_NEAR = 45.0  # days on either side of the middle half that are drawn in any case: a matter's first weeks
_LEAST = 3.0  # days of a scale


@dataclass(frozen=True, slots=True)
class Scale:
    """目盛: first and last moment, as days counted from 0001-01-01, on a width in pixels."""

    first: float
    last: float
    left: float
    width: float

    def at(self, day: float) -> float:
        """Return where a moment stands, in pixels; outside it is at the edge."""
        part = (day - self.first) / (self.last - self.first)
        return self.left + min(1.0, max(0.0, part)) * self.width

    def holds(self, first: float, last: float) -> bool:
        """Say whether any of a stretch is on the scale."""
        return first < self.last and last > self.first


def scale_of(middles: Sequence[float], left: float, width: float) -> Scale:
    """Return a scale for moments: it holds the middle half of them, and of the rest those not much farther off, so
    that a date of long ago does not press all others together."""
    ordered = sorted(middles)
    low, high = ordered[len(ordered) // 4], ordered[len(ordered) - 1 - len(ordered) // 4]
    reach = max(_TAIL * (high - low), _NEAR)
    near = [day for day in ordered if low - reach <= day <= high + reach]
    first, last = int(near[0]), int(near[-1]) + 1
    spare = max(0.0, _LEAST - (last - first)) / 2 + (last - first) * 0.015
    return Scale(first - spare, last + spare, left, width)


def ticks(scale: Scale) -> Iterator[tuple[float, str]]:
    """Return ticks: (day, label), so many that their labels stand clear of each other."""
    fit = max(1.0, scale.width / _APART)
    days = scale.last - scale.first
    for step in _DAYS:
        if days / step <= fit:
            yield from _by_day(scale, step)
            return
    for step in _MONTHS:
        if days / (step * _PER_MONTH) <= fit:
            yield from _by_month(scale, step)
            return
    step = next((step for step in _YEARS if days / (step * _PER_YEAR) <= fit), _YEARS[-1])
    for year in range(date.fromordinal(max(1, int(scale.first))).year + 1, 10_000):
        if year % step == 0:
            day = date(year, 1, 1).toordinal()
            if day > scale.last:
                return
            yield day, f"{year}年" if language() == "ja" else str(year)


def _by_day(scale: Scale, step: int) -> Iterator[tuple[float, str]]:
    month = 0
    for ordinal in range(int(scale.first) + 1, int(scale.last) + 1, step):
        day = date.fromordinal(max(1, ordinal))
        label = _month_day(day) if day.month != month else f"{day.day}日" if language() == "ja" else str(day.day)
        month = day.month
        yield ordinal, label


def _by_month(scale: Scale, step: int) -> Iterator[tuple[float, str]]:
    start = date.fromordinal(max(1, int(scale.first)))
    year, month, told = start.year, start.month, 0
    while True:
        month += 1
        year, month = year + (month > 12), (month - 1) % 12 + 1
        day = date(year, month, 1).toordinal()
        if day > scale.last or year > 9998:
            return
        if (month - 1) % step == 0:
            yield day, _year_month(year, month, told)
            told = year


def _month_day(day: date) -> str:
    return f"{day.month}月{day.day}日" if language() == "ja" else f"{day.day} {_NAMES[day.month - 1]}"


def _year_month(year: int, month: int, told: int) -> str:
    if language() == "ja":
        return f"{month}月" if year == told else f"{year}年{month}月"
    return _NAMES[month - 1] if year == told else f"{_NAMES[month - 1]} {year}"

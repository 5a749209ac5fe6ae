"""Years and what is counted in years: fiscal years, halves, quarters, seasons, decades, business years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keii.find.dates.atoms import Atom
from keii.find.dates.calendar import (
    SEASONS,
    fiscal_year,
    last_day,
    month_shifted,
    months_span,
    season_middle,
    season_year,
)  # fmt: skip
from keii.find.dates.context import Context, nearest
from keii.find.dates.eras import era_years
from keii.find.dates.points import Point
from keii.records.time import Anchor


class Open(Exception):  # noqa: N818  # says what stays open, not what broke
    """A value that cannot be known; `code` is the problem's."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


_LONG_AGO = 40
"""Years beyond which 50年までに is the one ahead."""
_SHORTEST_OF_THE_LAST = 60
"""From 60 on a year of two digits is one of the last century, where no date says which."""
_WESTERN, _TEN = 2000, 10
"""From about that year on papers say 24年度 by the century; 七年度 of one digit is still of the era."""
_AHEAD = 40
"""How many years ahead a plan's fiscal year lies at most: 50年度までに."""
NO_DATE, NO_MENTION, NO_DAY, NOT_A_TIME = "K1201", "K1202", "K1203", ""


@dataclass(slots=True)
class YearResolver:
    """Resolves the years of points against a context. `base` is the first end of a span, for its second."""

    context: Context
    anchor: Anchor = "written"
    base: date | None = None
    base_minute: str | None = None
    base_hour: int = 0  #: the hour of that end as written: 13 and more says that hours are counted to 24

    def published(self) -> date:
        if self.context.published is None:
            raise Open(NO_DATE)
        self.anchor = "published"
        return self.context.published

    def mentioned(self, point: Point, *, day: bool = False) -> date:
        """Return the day 同, 翌, 前 count from; the publication date for 前日, 前年 with nothing before."""
        if self.base is not None:
            self.anchor = "mention"
            return self.base
        least = 3 if self.context.text.startswith("この", point.start) else 2
        mention = self.context.last_day(point.start, least) if day else self.context.last()
        if mention is not None:
            self.anchor = "mention"
            return mention.first if day or mention.first.year == mention.last.year else mention.last
        if self.context.text.startswith("前", point.start) or (not day and point.kind("year") == "mfy"):
            return self.published()
        raise Open(NO_MENTION)

    # years

    def _year_value(self, atom: Atom, point: Point) -> str:
        if atom.kind == "decade":
            return self._decades(atom)
        if atom.kind == "century":
            return f"C{atom.n}"
        if atom.kind == "rcentury":
            return f"C{(self.published().year - 1) // 100 + 1 + atom.n}"
        if atom.kind in ("fy", "rfy", "mfy"):
            first = self._fiscal(atom, point)
            last = first if atom.m is None else atom.m if atom.m > 999 else first - first % 100 + atom.m
            return f"{first:04}-04-01/{last + 1:04}-03-31"
        year = self._year(atom, point)
        end = atom.m
        if end is not None and end < 100:
            end += year - year % 100 + (100 if end < year % 100 else 0)
        return f"{year:04}/{end:04}" if end is not None and end >= year else f"{year:04}"

    def _decades(self, atom: Atom) -> str:
        """Return 90年代, 1980〜90年代."""
        first = self._full_decade(atom.n)
        if atom.m is None:
            return f"{first:04}s"
        last = atom.m if atom.m > 99 else first - first % 100 + atom.m
        return f"{first:04}s/{last if last > first else last + 100:04}s"

    def _full_decade(self, n: int) -> int:
        if n >= 1000:
            return n
        now = self.published()
        return max(c + n for c in (1800, 1900, 2000, 2100) if c + n <= now.year + 9)

    def _year(self, atom: Atom, point: Point) -> int:
        if atom.kind == "yy":
            if self.base is not None:
                century = self.base.year - self.base.year % 100
                return century + atom.n + (100 if atom.n < self.base.year % 100 else 0)
            reference = self.context.published
            if reference is None:
                return 2000 + atom.n if atom.n < 60 else 1900 + atom.n
            year = max(c + atom.n for c in (1800, 1900, 2000, 2100) if c + atom.n <= reference.year + 15)
            ahead = reference.year - year > _LONG_AGO and self.context.text.startswith("までに", atom.end)
            return year + 100 if ahead else year
        if atom.kind == "ryear":
            return self.published().year + atom.n
        if atom.kind == "myear":
            return self.mentioned(point).year + atom.n
        return atom.n

    def _fiscal(self, atom: Atom, point: Point) -> int:
        if atom.kind == "fy":
            return atom.n if atom.n > 999 else self._short_fiscal(atom.n)
        day = self.published() if atom.kind == "rfy" else self.mentioned(point)
        return fiscal_year(day) + atom.n

    def _short_fiscal(self, n: int) -> int:
        """Return the year of 24年度, 七年度: of its century's and its eras' readings the one nearest to publication."""
        near = self.context.published
        if near is None:
            return (1900 if n >= _SHORTEST_OF_THE_LAST else 2000) + n
        by_era = era_years(n) if near.year < _WESTERN or n < _TEN else ()
        readings = [year for year in (2000 + n, 1900 + n, *by_era) if year <= near.year + _AHEAD]
        return min(readings, key=lambda year: abs(year - near.year), default=2000 + n)

    # halves, quarters, seasons

    def _sub(self, point: Point) -> str:
        sub, year = point.slots["sub"], point.slots.get("year")
        if sub.kind in ("season", "rseason", "mseason"):
            return self._season(point, sub, year)
        if sub.kind in ("turn", "threedays"):
            return self._new_year(point, sub, year)
        if sub.kind in ("mspan", "term"):
            return self._business(point, sub, year)
        if year is None:
            raise Open(NOT_A_TIME)
        months = 6 if sub.kind == "half" else 3
        fiscal = year.kind in ("fy", "rfy", "mfy")
        if year.kind in ("decade", "century", "rcentury"):
            raise Open(NOT_A_TIME)
        number = self._fiscal(year, point) if fiscal else self._year(year, point)
        first = month_shifted(number, 4 if fiscal else 1, (sub.n - 1) * months)
        last = month_shifted(*first, months - 1)
        return months_span(first[0], first[1], last[1])

    def _new_year(self, point: Point, sub: Atom, year: Atom | None) -> str:
        """Resolve 年末年始 (the months on both sides of a new year; 今年の: the coming one) and 三が日."""
        if year is not None and year.kind in ("decade", "century", "rcentury", "fy", "rfy", "mfy"):
            raise Open(NOT_A_TIME)
        if year is not None:
            number = self._year(year, point) + (sub.kind == "turn")
        else:
            now = self.published()
            days = [date(y, 1, 1) for y in (now.year, now.year + 1)]
            number = nearest(days, now, self._tense(point)).year
        return f"{number - 1:04}-12/{number:04}-01" if sub.kind == "turn" else f"{number:04}-01-01/{number:04}-01-03"

    def _season(self, point: Point, sub: Atom, year: Atom | None) -> str:
        if sub.kind == "rseason":
            season = int(sub.part)
            number = season_year(self.published(), season) + sub.n
        elif sub.kind == "mseason":
            season = int(sub.part)
            number = self.mentioned(point).year + sub.n
        elif year is not None:
            if year.kind in ("decade", "century", "fy", "rfy", "mfy"):
                raise Open(NOT_A_TIME)
            season, number = sub.n, self._year(year, point)
        else:
            season, now = sub.n, self.published()
            middles = [season_middle(y, season) for y in (now.year - 1, now.year, now.year + 1)]
            best = nearest(middles, now, self._tense(point))
            number = best.year - (season == 3)
        return f"{number:04}-{SEASONS[season]}"

    def _business(self, point: Point, sub: Atom, year: Atom | None) -> str:
        """Resolve 3〜8月期 and 2031年2月期 (the twelve months that end with February)."""
        end_month = sub.m if sub.m is not None else sub.n
        if year is not None:
            number = self._year(year, point) if year.kind not in ("fy", "rfy", "mfy") else self._fiscal(year, point)
            end_year = number + (sub.m is not None and sub.m < sub.n)
        else:
            now = self.published()
            ends = [last_day(y, end_month) for y in (now.year - 1, now.year, now.year + 1)]
            end_year = nearest(ends, now, self._tense(point)).year
        if sub.m is not None:
            return months_span(end_year - (sub.m < sub.n), sub.n, sub.m)
        first = month_shifted(end_year, end_month, -11)
        inner = point.slots.get("inner")
        if inner is not None:
            months = 3 if inner.kind == "quarter" else 6
            first = month_shifted(*first, (inner.n - 1) * months)
            end_month = month_shifted(*first, months - 1)[1]
        return months_span(first[0], first[1], end_month)

    def _tense(self, point: Point) -> bool | None:
        return self.context.tense(point.start, point.end)

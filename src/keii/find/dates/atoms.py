"""Atoms (部品) of time expressions: a word of time or a number with its unit, not yet resolved."""

from __future__ import annotations

from typing import NamedTuple


class Length(NamedTuple):
    """長さ: an amount of time by units; 1年半 is years 1, months 6."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0
    minutes: int = 0
    seconds: int = 0

    def iso(self) -> str:
        """Return the ISO 8601 duration: P1Y6M, PT1H30M."""
        day = "".join(f"{n}{u}" for n, u in zip(self[:4], "YMWD", strict=True) if n)
        clock = "".join(f"{n}{u}" for n, u in zip(self[4:], "HMS", strict=True) if n)
        return f"P{day}" + (f"T{clock}" if clock else "")


class Atom(NamedTuple):
    """部品: `kind` says what it gives to an expression.

    ===========================  ===========================================================
    year yy fy decade century    a year, two-digit year, fiscal year, decade, century by number
    ryear rmonth rfy rday week   counted from the publication date: `n` years, months … away
    myear mmonth mfy mday mweek  counted from the date mentioned before
    month day clock              a bare number of month, day (`m`: end of a range), hour and minute
    kmin                         minutes whose hour was said before: 同55分
    half quarter mspan term      half year, quarter, span of months, business year that ends in month `n`
    season rseason mseason       `n` is the season for the first, the distance in years for the others
    wday wend wmon newyear feast weekday, weekend, 週明け, 年明け, a day with a fixed date (`n` = month * 100 + day)
    xpart part                   part of a month or year, part of a day
    next same                    翌, 同 before a number
    nth                          a weekday `m` of a month by number `n` (-1: the last)
    turn threedays               年末年始, 三が日
    rcentury                     a century counted from that of the publication date
    len off dist                 a length; a length with 前 (`n` = -1) or 後 (1) from now; from what stands before it
    past                         過去 and a length
    ===========================  ===========================================================
    """

    start: int
    end: int
    kind: str
    n: int
    rule: str
    m: int | None = None
    part: str = ""
    length: Length | None = None

"""The notation of `Time.value`: reading it, checking it, and the days it covers.

====================  ==========================================  =======================
kind                  shape                                       例
====================  ==========================================  =======================
minute                ``2025-05-09T16:00`` (local, no zone)       9日午後4時
day                   ``2025-05-09``                              5月9日
month                 ``2025-05``                                 先月
season                ``2025-SP`` ``-SU`` ``-FA`` ``-WI``         今夏
year                  ``2025``                                    去年
decade                ``1990s``                                   90年代
century               ``C20``                                     20世紀
span, both ends in    any two of the above joined by ``/``        8日から3日間
length                ``P3D`` ``PT1H30M`` ``P2Y6M`` ``P1W``       3日間
====================  ==========================================  =======================

Years have four digits (0001-9999). A winter is named by the year it begins in.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

Grain = Literal["minute", "day", "month", "season", "year", "decade", "century", "span", "length"]

_POINT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<hour>\d\d):(?P<minute>\d\d))?)?|-(?P<season>SP|SU|FA|WI))?"
    r"|(?P<decade>\d{3}0)s|C(?P<century>\d{1,2})",
    re.ASCII,
)
_LENGTH = re.compile(
    r"P(?=\d|T\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?", re.ASCII
)
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season: the meteorological ones, which news use too (気象庁, 季節を表す用語: 春は3〜5月)."""


def grain(value: str) -> Grain | None:
    """Return what kind of value this is; None where it is not in the notation or names no calendar day."""
    if _LENGTH.fullmatch(value):
        return "length"
    first, slash, last = value.partition("/")
    if slash:
        ends = (_days(first), _days(last))
        return "span" if ends[0] is not None and ends[1] is not None and ends[0][0] <= ends[1][1] else None
    return _point_grain(value) if _days(value) is not None else None


def valid(value: str) -> bool:
    """Say whether a string is in the notation, every date in it a real one and every span in order."""
    return grain(value) is not None


def bounds(value: str) -> tuple[date, date] | None:
    """Return first and last civil day of a value; None for a length, and for what is not in the notation.

    例: "2025-02" 2025-02-01 and 2025-02-28; "2025-WI" 2025-12-01 and 2026-02-28; "C20" 1901-01-01 and 2000-12-31.
    """
    first, slash, last = value.partition("/")
    start = _days(first)
    if not slash or start is None:
        return start
    end = _days(last)
    return (start[0], end[1]) if end is not None and start[0] <= end[1] else None


def _point_grain(value: str) -> Grain | None:
    parts = _POINT.fullmatch(value)
    if parts is None:
        return None
    if parts["minute"]:
        return "minute"
    if parts["day"]:
        return "day"
    if parts["month"]:
        return "month"
    if parts["season"]:
        return "season"
    return "decade" if parts["decade"] else "century" if parts["century"] else "year"


def _days(value: str) -> tuple[date, date] | None:
    parts = _POINT.fullmatch(value)
    if parts is None:
        return None
    try:
        return _covered(parts)
    except (ValueError, OverflowError):
        return None


def _covered(parts: re.Match[str]) -> tuple[date, date]:
    """Return the days a matched point covers. Raises ValueError where there are none (2月30日, 25:00, year 0)."""
    if parts["century"]:
        last = int(parts["century"]) * 100
        return date(last - 99, 1, 1), date(last, 12, 31)
    if parts["decade"]:
        first = int(parts["decade"])
        return date(first or 1, 1, 1), date(first + 9, 12, 31)
    year = int(parts["year"])
    if parts["season"]:
        month = SEASON_MONTHS[parts["season"]]
        following = date(year + (month == 12), (month + 2) % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    if not parts["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(parts["month"])
    if not parts["day"]:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    if parts["hour"] and (int(parts["hour"]) > 23 or int(parts["minute"]) > 59):
        raise ValueError(parts.group())
    day = date(year, month, int(parts["day"]))
    return day, day

"""表記: how values are written on a page, in the reader's language. Filters of the templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from keii.web.filters import pieces
from keii.web.when import when
from keii.wording.language import N_, language, t

_NUMBER = re.compile(r"(?<![0-9A-Za-z.,:/])[0-9]{1,4}(?![0-9A-Za-z.,:/])|[!?]{2}")
_IN_A_SQUARE = 2
_WEEKDAYS = ("月", "火", "水", "木", "金", "土", "日")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(of: date | None) -> str:
    """2025-05-10 -> 2025年5月10日(土) / Sat 10 May 2025; None -> that the date is not known."""
    if of is None:
        return t(N_("no date"))
    if language() == "ja":
        return f"{of.year}年{of.month}月{of.day}日({_WEEKDAYS[of.weekday()]})"
    return f"{_DAYS[of.weekday()]} {of.day} {_MONTHS[of.month - 1]} {of.year}"


def short_day(of: date | None) -> str:
    """2025-05-10 -> 2025年5月10日 / 10 May 2025; None -> ""."""
    if of is None:
        return ""
    if language() == "ja":
        return f"{of.year}年{of.month}月{of.day}日"
    return f"{of.day} {_MONTHS[of.month - 1]} {of.year}"


def month_day(of: date) -> str:
    """2025-05-10 -> 5月10日(土) / Sat 10 May."""
    if language() == "ja":
        return f"{of.month}月{of.day}日({_WEEKDAYS[of.weekday()]})"
    return f"{_DAYS[of.weekday()]} {of.day} {_MONTHS[of.month - 1]}"


def month(of: date) -> str:
    """2025-05-10 -> 2025年5月 / May 2025."""
    return f"{of.year}年{of.month}月" if language() == "ja" else f"{_MONTHS[of.month - 1]} {of.year}"


def month_name(of: date) -> str:
    """2025-05-10 -> 5月 / May."""
    return f"{of.month}月" if language() == "ja" else _MONTHS[of.month - 1]


def year(of: date) -> str:
    """2025-05-10 -> 2025年 / 2025."""
    return f"{of.year}年" if language() == "ja" else str(of.year)


def weekday(of: int) -> str:
    """0 -> 月 / Mon."""
    return _WEEKDAYS[of] if language() == "ja" else _DAYS[of]


def number(value: int) -> str:
    """5026 -> 5,026."""
    return f"{value:,}"


def moment(of: datetime) -> str:
    """A moment in the time of this place, to the minute."""
    return f"{of.astimezone():%Y-%m-%d %H:%M}"


def upright(text: str) -> list[tuple[str, str]]:
    """A text of vertical lines in pieces: (piece, class). Numbers of one or two digits stand in one square (tcy), of
    three and four their digits one under another (stack)."""
    out: list[tuple[str, str]] = []
    at = 0
    for found in _NUMBER.finditer(text):
        if found.start() > at:
            out.append((text[at : found.start()], ""))
        out.append((found[0], "tcy" if len(found[0]) <= _IN_A_SQUARE else "stack"))
        at = found.end()
    return [*out, (text[at:], "")] if at < len(text) else out


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "day": day,
        "short_day": short_day,
        "number": number,
        "pieces": pieces,
        "upright": upright,
        "moment": moment,
        "month_day": month_day,
        "month": month,
        "month_name": month_name,
        "year": year,
        "weekday": weekday,
        "when": when,
    }
)

"""Dates and times written with marks, brackets and in lists: 2025/5/9, R6.5.3, 22:15, 1895(明治28)年, 17、18両日."""

from __future__ import annotations

import re
from functools import cache

from keii.find.dates.atoms import Atom
from keii.find.dates.eras import era_names, era_year
from keii.find.dates.numerals import Numerals

_SPECIAL = re.compile(
    r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?(?![\d/.-])"
    r"|(?P<ey>\d{1,2})(?P<es>[./])(?P<em>\d{1,2})(?P=es)(?P<ed>\d{1,2})(?![\d/.])"
    r"|(?P<m2>\d{1,2})/(?P<d2>\d{1,2})(?![\d/.%割倍])"
    r"|(?P<h>\d{1,2}):(?P<min>\d\d)(?![:\d])"
)


@cache
def _both() -> re.Pattern[str]:
    """Return the brackets that give a year a second time: (明治28)年."""
    return re.compile(rf"\((?:(?:{era_names()})(?:\d+|元)|\d{{4}})年?\)(年度?)")


def read_marked(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 2025/5/9, 2025-05-09, R6.5.3, 1/20 and 22:15."""
    text, start = c.text, c.numbers[at].span.start
    before = text[start - 1 : start]
    found = _SPECIAL.match(text, start)
    if found is None or (before in tuple("+-−/.:") and before) or (before.isdigit()):
        return None
    end = found.end()
    if found["h"]:
        hour, minute = int(found["h"]), int(found["min"])
        if hour > 30 or minute > 59 or text[max(0, start - 4) : start].rstrip().endswith(("UTC", "GMT", "対")):
            return None
        return Atom(start, end, "clock", hour * 60 + minute, "colon-clock"), at + 1
    if found["m2"]:
        month, day = int(found["m2"]), int(found["d2"])
        if (
            not (1 <= month <= 12 and 1 <= day <= 31)
            or (before.isascii() and before.isalnum())
            or _portion(text, month, day, end)
        ):
            return None
        return Atom(start, end, "slash", month * 100 + day, "slash-date"), at + 1
    if found["ey"]:
        absolute = era_year(before, int(found["ey"]))
        if absolute is None:
            return None
        return Atom(
            start - 1, end, "date", absolute * 10000 + int(found["em"]) * 100 + int(found["ed"]), "era-date"
        ), at + 1
    year, month, day = int(found["y"]), int(found["m"]), int(found["d"] or 0)
    if (not day and (found["s"] != "/" or not 1 <= month <= 12)) or (before.isascii() and before.isalpha()):
        return None
    return Atom(start, end, "date", year * 10000 + month * 100 + day, "marked-date"), at + 1


def _portion(text: str, month: int, day: int, end: int) -> bool:
    """Say whether 1/3 is rather a third."""
    return month < day <= 5 and not text.startswith(("(", "〜", "~", "～", "まで", "から", "に", " "), end)


def read_listed(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 17、18両日, 9、10日, 29〜3日, 1900〜85年, 10、11月; the first of 3、10日 alone."""
    number, text, values = c.numbers[at], c.text, c.whole(at)
    if values is None or values[1] is not None or at + 1 >= len(c.numbers):
        return None
    two, second = c.numbers[at + 1], c.whole(at + 1)
    if two.span.start != number.span.end + 1 or second is None or second[1] is not None:
        return None
    n, m, end, wave = values[0], second[0], two.span.end, text[number.span.end] not in "、・,と"
    if (
        text.startswith(("日", "両日"), end)
        and not text.startswith(("日間", "日目", "日ぶり"), end)
        and 0 < n < 32
        and 0 < m < 32
    ):
        if wave or m == n + 1 or text[end] == "両" or text.startswith("日両日", end):
            return Atom(number.span.start, end + 1 + (text[end] == "両"), "day", n, "days", m), at + 2
        return Atom(number.span.start, number.span.end, "day", n, "days"), at + 1
    if text.startswith("月", end) and not text.startswith("月期", end) and m == n + 1 <= 12 and n:
        return Atom(number.span.start, end + 1, "month", n, "month", m), at + 2
    if (
        wave
        and text.startswith("年", end)
        and 999 < n <= 2200
        and m < 100
        and text[end + 1 : end + 2] not in ("間", "度", "代")
    ):
        m += n - n % 100
        return Atom(number.span.start, end + 1, "year", n, "year", m if m > n else m + 100), at + 2
    return None


def read_two_days(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 3、4両日, whose numbers are neighbours."""
    number, values = c.numbers[at], c.whole(at)
    if values is None or values[1] is None or not c.text.startswith("両日", number.span.end) or values[1] > 31:
        return None
    return Atom(number.span.start, number.span.end + 2, "day", values[0], "days", values[1]), at + 1


def read_season_year(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read the year of 2009夏."""
    number, values = c.numbers[at], c.whole(at)
    if (
        values is None
        or values[1] is not None
        or not 1900 <= values[0] <= 2200
        or number.span.end - number.span.start != 4
    ):
        return None
    return Atom(number.span.start, number.span.end, "year", values[0], "year"), at + 1


def read_both(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 1895(明治28)年 and 令和7(2025)年."""
    number, text = c.numbers[at], c.text
    found, values = _both().match(text, number.span.end), c.whole(at)
    if found is None or values is None:
        return None
    inside = re.sub("[()年度]", "", found.group())
    start, era = number.span.start, text[max(0, number.span.start - 2) : number.span.start]
    year = era_year(inside[:2], int(inside[2:].replace("元", "1"))) if not inside.isdecimal() else int(inside)
    if year is None:
        return None
    start -= 2 if era_year(era, values[0]) is not None else 0
    return Atom(start, found.end(), "fy" if found[1] == "年度" else "year", year, "era"), at + 1

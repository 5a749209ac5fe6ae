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

_DAYS = re.compile("(?P<both>の?両日)|日(?!間|目|ぶり)")
_YEARS = re.compile("(?P<both>の?両年)|年(?!間)(?P<unit>[度代])?")
_CLOCKS = re.compile(r":\d\d[-−]$")
"""5:00-6:00: a hyphen between clock times."""


@cache
def _both() -> re.Pattern[str]:
    """Return the brackets that give a year a second time: (明治28)年."""
    return re.compile(rf"\((?:(?:{era_names()})(?:\d+|元)|\d{{4}})年?\)(年度?)")


def read_marked(c: Numerals, at: int) -> tuple[Atom, int] | None:
    """Read 2025/5/9, 2025-05-09, R6.5.3, 1/20 and 22:15."""
    text, start = c.text, c.numbers[at].span.start
    before = text[start - 1 : start]
    found = _SPECIAL.match(text, start)
    if found is None or (before in tuple("+-−/.:") and before and not _CLOCKS.search(text, max(0, start - 4), start)):
        return None
    if before.isdigit():
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
    if values is None or at + 1 >= len(c.numbers):
        return None
    two, second = c.numbers[at + 1], c.whole(at + 1)
    if two.span.start != number.span.end + 1 or second is None or second[1] is not None:
        return None
    if values[1] is not None:
        third = number.rule == "neighbours" and second[0] == values[1] + 1 < 32 and text.startswith("日", two.span.end)
        return (
            (Atom(number.span.start, two.span.end + 1, "day", values[0], "days", second[0]), at + 2) if third else None
        )
    places = number.span.start, number.span.end, two.span.end
    for read in (_listed_days, _listed_months, _listed_years):
        atom = read(text, places, values[0], second[0])
        if atom is not None:
            return atom, at + (2 if atom.end > number.span.end else 1)
    return None


def _listed_days(text: str, at: tuple[int, int, int], n: int, m: int) -> Atom | None:
    """Return 17、18両日, 27、28の両日, 9、10日, 29〜3日; the first of 3、10日 alone. `at` is where the first begins and
    ends and the second ends."""
    start, first, end = at
    days = _DAYS.match(text, end)
    if days is None or not (0 < n < 32 and 0 < m < 32):
        return None
    if _waved(text, first) or m == n + 1 or days["both"] or text.startswith("日両日", end):
        return Atom(start, days.end(), "day", n, "days", m)
    return Atom(start, first, "day", n, "days")


def _listed_months(text: str, at: tuple[int, int, int], n: int, m: int) -> Atom | None:
    """Return 10、11月."""
    start, _, end = at
    if text.startswith("月", end) and not text.startswith("月期", end) and m == n + 1 <= 12 and n:
        return Atom(start, end + 1, "month", n, "month", m)
    return None


def _waved(text: str, first: int) -> bool:
    return text[first] not in "、・,と"


def _listed_years(text: str, at: tuple[int, int, int], n: int, m: int) -> Atom | None:
    """Return 1900〜85年, 2010、11年, 2019、20両年, 2025〜27年度, 1970〜80年代; the first of 2012、16年 alone."""
    start, first, end = at
    years = _YEARS.match(text, end)
    if years is None or not 999 < n <= 2200 or m > 99:
        return None
    full, wave = n - n % 100 + m + (100 if m <= n % 100 else 0), _waved(text, first)
    unit = years["unit"]
    if unit == "代":
        return Atom(start, years.end(), "decade", n, "decade", full) if wave and n % 10 == 0 == m % 10 else None
    if unit == "度":
        return Atom(start, years.end(), "fy", n, "fiscal-year", full)
    if wave or years["both"] or full == n + 1:
        return Atom(start, years.end(), "year", n, "year", full)
    return Atom(start, first, "year", n, "year")


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

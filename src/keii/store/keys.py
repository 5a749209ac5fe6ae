"""What two spellings must share to be found by each other, and the days a time value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from keii.text.view import view_of

_LONE = re.compile("[\ud800-\udfff]")
_LINKS = re.compile(r"[\s・･=＝゠]+")
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_YEAR = re.compile(r"(\d{4})")
_DECADE = re.compile(r"(\d{3})0s")
_CENTURY = re.compile(r"C(\d\d?)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # first month of three

Days = tuple[str, str]


def words_key(text: str) -> str:
    """Return a text folded for finding: full and half width, capitals and small letters are one."""
    return view_of(storable(text)).text.casefold()


def storable(text: str) -> str:
    """Return a text that a database takes: lone surrogates, as of file names in no UTF-8, become U+FFFD."""
    return _LONE.sub("\ufffd", text)


def name_key(name: str) -> str:
    """Return a name folded for finding: as `words_key`, without blanks and the dots and bars inside foreign names."""
    return _LINKS.sub("", words_key(name))


def days_of(value: str) -> Days | None:
    """Return the first and the last day of a value in `Time`'s notation; None for lengths and what is no value."""
    first, _, last = value.partition("/")
    begin, end = _point(first), _point(last or first)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _point(text: str) -> Days | None:
    try:
        return _point_unchecked(text)
    except ValueError:  # no such month or day
        return None


def _point_unchecked(text: str) -> Days | None:
    if match := _DAY.fullmatch(text):
        day = date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        return day, day
    if match := _MONTH.fullmatch(text):
        return _months(int(match[1]), int(match[2]), 1)
    if match := _YEAR.fullmatch(text):
        return _months(int(match[1]), 1, 12)
    if match := _SEASON.fullmatch(text):
        return _months(int(match[1]), _SEASONS[match[2]], 3)
    if match := _DECADE.fullmatch(text):
        return f"{match[1]}0-01-01", f"{match[1]}9-12-31"
    if match := _CENTURY.fullmatch(text):
        last = int(match[1]) * 100
        return f"{last - 99:04d}-01-01", f"{last:04d}-12-31"
    return None


def _months(year: int, month: int, count: int) -> Days:
    last = year * 12 + month - 1 + count - 1
    end_year, end_month = divmod(last, 12)
    length = monthrange(end_year, end_month + 1)[1]
    return date(year, month, 1).isoformat(), date(end_year, end_month + 1, length).isoformat()

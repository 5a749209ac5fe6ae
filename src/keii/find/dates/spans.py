"""Spans: two points, or a point and a length, that are one time: 8日から3日間, 26日午後6時までの24時間."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from keii.find.dates.atoms import Atom, Length
from keii.find.dates.calendar import month_shifted, moved
from keii.find.dates.points import Point, point_at
from keii.records.when import bounds

JOIN: Final = re.compile(
    r"\s?(?:(?P<from>から)の?(?:約|およそ)?|(?P<until>までの)(?:約|およそ)?|(?P<wave>[〜～~−–—―-])|(?P<and>[、・とや]|及び|および))\s?"
)
_CHANGED: Final = re.compile(
    r"[にへ](?:も|は)?(?:延|変|繰|先送り|前倒し|ずら|ずれ|短縮|延長|改|引き|修正|移|増|減|拡大|持ち越)"
)
_BOTH: Final = re.compile(r"の?(?:両日|2日間|二日間)")
_THEN_LENGTH: Final = re.compile(r"(?:まで)?の(?:約|およそ)?")


@dataclass(frozen=True, slots=True)
class Joint:
    """つなぎ: what stands to the right of a point that begins or ends a span."""

    rule: str  #: "from-to", "from-length", "length-until", "both-days"
    end: int
    following: int  #: index of the first atom after it
    point: Point | None = None
    length: Length | None = None
    sign: int = 0  #: -1 or 1: a distance from the point, 今日から2日後


_FROM_THERE: Final = frozenset(("から", "の", "からの"))
_PARTS_JOIN: Final = re.compile(r"(?:から|[〜～~−–—―-]|と)$")


def joint_after(text: str, atoms: list[Atom], at: int, point: Point) -> Joint | None:
    """Return what makes a span of a point and the atoms from `at` on; None where nothing does."""
    if at < len(atoms) and atoms[at].kind in ("dist", "xpart"):
        return _beyond(text, atoms, at, point)
    joined = JOIN.match(text, point.end)
    if joined is None or at >= len(atoms) or atoms[at].start - joined.end() > 8:
        return None
    if (
        atoms[at].kind in ("len", "per")
        and atoms[at].length
        and atoms[at].start == joined.end()
        and (joined["from"] or joined["until"])
    ):
        rule = "from-length" if joined["from"] else "length-until"
        return Joint(rule, atoms[at].end, at + 1, length=atoms[at].length)
    found = point_at(text, atoms, at)
    if found is None or joined["until"] or found[0].start != joined.end():
        return None
    second, following = found
    if joined["and"]:
        return _both_days(text, second, following)
    if joined["from"] and _CHANGED.match(text, second.end):
        return None
    return Joint("from-to", *_with_length(text, atoms, second.end, following), point=second)


def _beyond(text: str, atoms: list[Atom], at: int, point: Point) -> Joint | None:
    """Take the 2日後 of 今日から2日後, the 中旬 of 5月上旬から中旬."""
    atom, gap = atoms[at], text[point.end : atoms[at].start]
    if atom.kind == "dist":
        sign = -1 if atom.rule == "ago" else 1
        return Joint(atom.rule, atom.end, at + 1, length=atom.length, sign=sign) if gap in _FROM_THERE else None
    if "xpart" in point.slots and _PARTS_JOIN.fullmatch(gap):
        return Joint("from-to", atom.end, at + 1)
    return None


def _both_days(text: str, second: Point, following: int) -> Joint | None:
    """Take 5月31日、6月1日の両日; 3、4両日 after a 、 is a time of its own."""
    both = _BOTH.match(text, second.end)
    day = second.slots.get("day")
    ends_both = day is not None and day.m is None and text.endswith("両日", second.start, second.end)
    if not both and not ends_both:
        return None
    return Joint("both-days", both.end() if both else second.end, following, point=second)


def _with_length(text: str, atoms: list[Atom], end: int, following: int) -> tuple[int, int]:
    """Take 「までの15日間」 after the second point into the span."""
    then = _THEN_LENGTH.match(text, end)
    if then and following < len(atoms) and atoms[following].kind == "len" and atoms[following].start == then.end():
        return atoms[following].end, following + 1
    return end, following


def from_length(value: str, length: Length) -> str | None:
    """Return the span that begins with a value and lasts a length; None where the grains do not fit."""
    return _extended(value.partition("/")[0], length, 1)


def length_until(value: str, length: Length) -> str | None:
    """Return the span of a length that ends with a value."""
    return _extended(value.rpartition("/")[2], length, -1)


def distant(value: str, length: Length, sign: int) -> str | None:
    """Return what lies a length before or after a value, in the coarser grain of both; None where they do not fit."""
    if "/" in value:
        return None
    if "T" in value:
        return _moment(value, length, sign)
    if length.hours or length.minutes or length.seconds:
        return None
    if len(value) == 4:
        return None if any(length[1:]) else f"{int(value) + sign * length.years:04}"
    if len(value) == 7 and value[5:].isdecimal():
        months = length.years * 12 + length.months
        year, month = month_shifted(int(value[:4]), int(value[5:]), sign * months)
        return f"{year:04}-{month:02}" if months and not any(length[2:]) else None
    if len(value) != 10:
        return None
    day = moved(date.fromisoformat(value), length, sign).isoformat()
    return day if length.days or length.weeks else day[:7] if length.months else day[:4]


def _extended(value: str, length: Length, sign: int) -> str | None:
    if "T" in value:
        other = _moment(value, length, sign)
    elif len(value) == 4:
        other = _years(value, length, sign)
    elif len(value) == 7 and value[5:].isdecimal():
        other = _months(value, length, sign)
    elif len(value) == 10:
        other = _days(value, length, sign)
    else:
        return None
    if other is None:
        return None
    return f"{value}/{other}" if sign > 0 else f"{other}/{value}"


def _moment(value: str, length: Length, sign: int) -> str | None:
    moment = datetime.fromisoformat(value)
    moved_day = moved(moment.date(), length._replace(hours=0), sign)
    moment = datetime.combine(moved_day, moment.time()) + sign * timedelta(hours=length.hours, minutes=length.minutes)
    return moment.isoformat(timespec="minutes")


def _years(value: str, length: Length, sign: int) -> str | None:
    if not length.years or any(length[1:]):
        return None
    return f"{int(value) + sign * (length.years - 1):04}"


def _months(value: str, length: Length, sign: int) -> str | None:
    months = length.years * 12 + length.months
    if not months or any(length[2:]):
        return None
    year, month = month_shifted(int(value[:4]), int(value[5:]), sign * (months - 1))
    return f"{year:04}-{month:02}"


def _days(value: str, length: Length, sign: int) -> str | None:
    if length.minutes or length.seconds:
        return None
    days = length.days + ceil(length.hours / 24)
    if not any(length[:3]) and length.hours < 24 and not length.days:
        return None
    other = moved(date.fromisoformat(value), Length(length.years, length.months, length.weeks, days), sign)
    return (other - sign * timedelta(days=1)).isoformat()


def spanning(first: str, last: str) -> str | None:
    """Return the span from one value to another; None where the second ends before the first."""
    start, end = bounds(first), bounds(last)
    if start is None or end is None or end[1] < start[0]:
        return None
    one = first if "/" not in first else start[0].isoformat()
    two = last if "/" not in last else end[1].isoformat()
    return f"{one}/{two}" if one != two else one

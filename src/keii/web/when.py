"""時の表記: a value in the notation of `Time.value`, written for people."""

from __future__ import annotations

from datetime import date
from typing import Final

from keii.records.when import bounds, grain
from keii.wording.language import N_, language, t

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ENDINGS: Final = {1: "st", 2: "nd", 3: "rd"}
_SEASONS: Final = {"SP": N_("spring"), "SU": N_("summer"), "FA": N_("autumn"), "WI": N_("winter")}


def when(value: str | None, year: int | None = None) -> str:
    """Return a value for people: 2032-04-27T21:00 -> 2032年4月27日21時 / 27 Apr 2032, 21:00; `year` is one that goes
    without saying. What is not in the notation stays as it is; None -> that there is no date."""
    if value is None:
        return t("no date")
    first, slash, last = value.partition("/")
    if slash:
        days = bounds(first)
        shared = days[0].year if days else year
        return f"{when(first, year)}{'〜' if language() == 'ja' else ' – '}{when(last, shared)}"
    days = bounds(value)
    if days is None:
        return value
    return _japanese(value, days[0], year) if language() == "ja" else _english(value, days[0], year)


def _japanese(value: str, first: date, year: int | None) -> str:
    so = "" if first.year == year else f"{first.year}年"
    match grain(value):
        case "minute":
            hour, minute = value[11:13].lstrip("0") or "0", value[14:16]
            return f"{so}{first.month}月{first.day}日{hour}時" + (f"{minute.lstrip('0')}分" if minute != "00" else "")
        case "day":
            return f"{so}{first.month}月{first.day}日"
        case "month":
            return f"{so}{first.month}月"
        case "season":
            return f"{first.year}年{t(_SEASONS[value[-2:]])}"
        case "decade":
            return f"{first.year}年代"
        case "century":
            return f"{(first.year + 99) // 100}世紀"
    return f"{first.year}年"


def _english(value: str, first: date, year: int | None) -> str:
    so = "" if first.year == year else f" {first.year}"
    month = _MONTHS[first.month - 1]
    match grain(value):
        case "minute":
            return f"{first.day} {month}{so}, {value[11:16]}"
        case "day":
            return f"{first.day} {month}{so}"
        case "month":
            return f"{month}{so}"
        case "season":
            return f"{t(_SEASONS[value[-2:]])} {first.year}"
        case "decade":
            return f"{first.year}s"
        case "century":
            nth = (first.year + 99) // 100
            return f"{nth}{'th' if nth in (11, 12, 13) else _ENDINGS.get(nth % 10, 'th')} century"
    return str(first.year)

"""The cases of microsoft/Recognizers-Text and what they mean in common terms with Keii's readings.

A meaning is one of: days `[first, after)`; a clock time or a span of it; a time of day; a length in seconds. The set
gives a past and a future resolution, or several values: any of them may be met. Its mapping:

    date 2016-11-21              the day                  daterange start..end (end outside)  the days between
    datetime 2016-11-07 19:30    the minute               datetimerange start..end            from minute to minute
    time 19:30:00                the time on any day      timerange start..end                from time to time
    duration in seconds          the length               set, holiday without a date         nothing

Seconds are cut. Of Keii's values, days, months, years, decades, centuries, seasons (three months) and their spans are
days; minutes are clock times; ISO durations are lengths (a month of 30 days, a year of 365, as in the set).
"""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

Kind = Literal["days", "clock", "time", "length"]
REFERENCE = datetime.fromisoformat("2016-11-07")
"""The day most cases count from; for cases that give none (those of the extractors ask for spans only)."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: `first` and `last` are days, minutes, "HH:MM", or twice the seconds. None: open."""

    kind: Kind
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """One thing a case wants found."""

    start: int
    end: int
    text: str
    type: str  #: date, daterange, time, duration, number, percentage, currency …
    meanings: tuple[Meaning, ...]  #: any of them will do; (): nothing in common with Keii's values, or a span is all
    timexes: tuple[str, ...]
    modifier: str  #: since, before, approx …
    number: tuple[str, str] | None  #: (value as the set writes it, unit) of numbers
    span_only: bool  #: the case says nothing of the value


@dataclass(frozen=True, slots=True)
class Case:
    """One text with what is wanted of it."""

    file: str
    text: str
    reference: datetime
    wanted: tuple[Wanted, ...]
    unsupported: bool  #: the set's own reference implementation does not do it


def cases(folder: Path, beginning: str) -> Iterator[Case]:
    """Yield the cases of the files whose names begin so."""
    for path in sorted(folder.glob(f"{beginning}*.json")):
        for row in json.loads(path.read_text(encoding="utf-8-sig")):
            given = (row.get("Context") or {}).get("ReferenceDateTime")
            left_out = f"{row.get('NotSupported', '')},{row.get('NotSupportedByDesign', '')}"
            yield Case(
                path.stem,
                row["Input"],
                datetime.fromisoformat(given[:19]) if given else REFERENCE,
                tuple(_wanted(result, ignore=bool(row.get("IgnoreResolution"))) for result in row["Results"]),
                "dotnet" in left_out,
            )


def _wanted(result: Mapping[str, Any], *, ignore: bool) -> Wanted:
    start = result["Start"]
    end = start + result["Length"] if "Length" in result else result["End"] + 1
    kind = (result.get("Type") or result["TypeName"]).removeprefix("datetimeV2.")
    value = result.get("Value") or result.get("Resolution") or {}
    rows = [*(value.get("values") or ())]
    rows += [value[key] for key in ("FutureResolution", "PastResolution") if value.get(key)]
    timexes = {row.get("timex", "") for row in rows} | {value.get("Timex", ""), value.get("timex", "")}
    modifiers = [row["Mod"] for row in [value, *rows] if row.get("Mod")]
    number = (str(value["value"]), str(value.get("unit", ""))) if isinstance(value.get("value"), str) else None
    return Wanted(
        start, end, result["Text"], kind,
        tuple(dict.fromkeys(m for row in rows if (m := _meaning(row, kind)))),
        tuple(sorted(timexes - {""})),
        modifiers[0] if modifiers else "",
        number,
        ignore or not value,
    )  # fmt: skip


_KEYS: Mapping[str, tuple[Kind, str, str]] = {
    "date": ("days", "date", "date"),
    "dateTime": ("clock", "dateTime", "dateTime"),
    "time": ("time", "time", "time"),
    "duration": ("length", "duration", "duration"),
    "startDate": ("days", "startDate", "endDate"),
    "endDate": ("days", "startDate", "endDate"),
    "startDateTime": ("clock", "startDateTime", "endDateTime"),
    "endDateTime": ("clock", "startDateTime", "endDateTime"),
    "startTime": ("time", "startTime", "endTime"),
    "endTime": ("time", "startTime", "endTime"),
}
_TYPES: Mapping[str, Kind] = {
    "date": "days", "daterange": "days", "datetime": "clock", "datetimerange": "clock",
    "time": "time", "timerange": "time", "duration": "length",
}  # fmt: skip


def _meaning(row: Mapping[str, str], kind: str) -> Meaning | None:
    """Return what one resolution means; None where it has no place among our meanings."""
    key = next((key for key in _KEYS if key in row), None)
    if key:
        sort, first, last = _KEYS[key]
    elif kind in _TYPES and any(name in row for name in ("value", "start", "end")):
        sort = _TYPES[row.get("type", kind)] if row.get("type", kind) in _TYPES else _TYPES[kind]
        first, last = ("value", "value") if "value" in row else ("start", "end")
    else:
        return None
    a, b = row.get(first), row.get(last)
    if "not resolved" in (a, b):
        return None
    if sort == "days" and first == last and a:
        return Meaning("days", a[:10], _after(a[:10]))
    size, skip = {"days": (10, 0), "clock": (16, 0), "time": (5, 0), "length": (99, 0)}[sort]
    return Meaning(sort, _cut(a, size, skip), _cut(b, size, skip))


def _cut(value: str | None, size: int, skip: int) -> str | None:
    return value[skip:size].replace(" ", "T") if value else None


def _after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


_ISO = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?"
)
_SECONDS = (365 * 86400, 30 * 86400, 7 * 86400, 86400, 3600, 60, 1)
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def meaning_of(value: str) -> Meaning:
    """Return what a `Time.value` of Keii's means."""
    if value.startswith("P") and (found := _ISO.fullmatch(value)):
        seconds = sum(float(n) * size for n, size in zip(found.groups(), _SECONDS, strict=True) if n)
        return Meaning("length", f"{seconds:g}", f"{seconds:g}")
    first, _, last = value.partition("/")
    last = last or first
    if "T" in first and "T" in last:
        return Meaning("clock", first[:16], last[:16])
    return Meaning("days", _bounds(first)[0], _bounds(last)[1])


def _bounds(value: str) -> tuple[str, str]:
    """Return the first day of a calendar unit and the day after its last."""
    if value.startswith("C"):
        century = int(value[1:])
        return f"{century * 100 - 99:04}-01-01", f"{century * 100 + 1:04}-01-01"
    if value.endswith("s"):
        return f"{value[:4]}-01-01", f"{int(value[:4]) + 10:04}-01-01"
    if value[5:] in _SEASONS:
        return _months(int(value[:4]), _SEASONS[value[5:]], 3)
    year, *rest = (int(part) for part in value[:10].split("-"))
    if not rest:
        return f"{year:04}-01-01", f"{year + 1:04}-01-01"
    if len(rest) == 1:
        return _months(year, rest[0], 1)
    return value[:10], _after(value[:10])


def _months(year: int, month: int, count: int) -> tuple[str, str]:
    last_year, last_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    last = date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return f"{year:04}-{month:02}-01", _after(last.isoformat())


def agrees(ours: Meaning, wanted: Meaning) -> bool:
    """Say whether a meaning of ours is the one wanted. A time of day is met by that time of any day; lengths agree as
    numbers; an open end is not compared."""
    if wanted.kind == "time" and ours.kind == "clock":
        a, b = (end[11:16] if end else None for end in (ours.first, ours.last))
        return _same(a, wanted.first) and _same(b, wanted.last)
    if ours.kind != wanted.kind:
        return False
    if ours.kind == "length":
        return bool(ours.first and wanted.first) and float(ours.first or 0) == float(wanted.first or 0)
    return _same(ours.first, wanted.first) and _same(ours.last, wanted.last)


def _same(ours: str | None, wanted: str | None) -> bool:
    return wanted is None or ours == wanted

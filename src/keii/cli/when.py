"""Times as a reader takes them in: the notation of the data, without what is said twice."""

from __future__ import annotations

from datetime import date

_DAY, _MONTH = len("2025-05-10"), len("2025-05")


def time_text(value: str, *, clock: bool = True) -> str:
    """Return a time of the data's notation for people, at its own grain: 2025-05-03/2025-05-09 as 2025-05-03/09,
    2025-05-10T08:30 as 2025-05-10 08:30; without `clock` the day alone."""
    first, _, last = (end.replace("T", " ") if clock else end.split("T")[0] for end in value.partition("/"))
    if not last or last == first:
        return first
    for shared in (_DAY, _MONTH, 4):
        if len(first) == len(last) > shared and first[:shared] == last[:shared]:
            return f"{first}/{last[shared + 1 :]}"
    return f"{first}/{last}"


def days_text(first: date | None, last: date | None) -> str:
    """Return from when to when something goes on: 2025-05-03/09; "?" where no day is known."""
    if first is None or last is None:
        return "?"
    return time_text(f"{first}/{last}")

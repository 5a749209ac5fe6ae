"""日時: the DATE of an entry: 「01/31/2002 03:31:05 PM」, 「07/12/2013 22:42:34」, 「2013/07/12 22:42」."""

from __future__ import annotations

import re
from datetime import datetime

_DATE = re.compile(
    r"(?:(?P<m>\d{1,2})[/-](?P<d>\d{1,2})[/-](?P<y>\d{4})|(?P<y2>\d{4})[/-](?P<m2>\d{1,2})[/-](?P<d2>\d{1,2}))"
    r"(?:[T ]+(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2}))?(?: ?(?P<half>AM|PM|午前|午後))?"
    r"(?: ?(?:Z|JST|[+-]\d\d:?\d\d))?)?",
    re.IGNORECASE,
)
_LATE = ("PM", "午後")
_EARLY = ("AM", "午前")


def moment(text: str) -> datetime | None:
    """Return the local time an entry's DATE gives, seconds left out as 0; None for no date or an impossible one.

    Movable Type's own form has the month first. AM and PM beside an hour over 12 (services write 「22:42:34 PM」) say
    nothing more; 12 AM is midnight.
    """
    found = _DATE.fullmatch(" ".join(text.split())) if len(text) < 60 else None
    if not found:
        return None
    hour = _hour(int(found["h"] or 0), (found["half"] or "").upper())
    try:
        return datetime(  # noqa: DTZ001  # the export names no zone
            int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), int(found["d"] or found["d2"]),
            hour, int(found["min"] or 0), min(int(found["s"] or 0), 59),
        )  # fmt: skip
    except ValueError:
        return None


def _hour(hour: int, half: str) -> int:
    if half in _LATE and hour < 12:
        return hour + 12
    return 0 if half in _EARLY and hour == 12 else hour

"""日時: the dates of feeds, strictly: what is no date, or cannot be one of the web's, is unknown. Never today."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from keii.records.feed import FeedEntry

JAPAN = timezone(timedelta(hours=9), "JST")
EARLIEST = date(1990, 1, 1)
"""The web began in 1990: an earlier date is a clock at zero (1970, 1904) or a year misread."""
AHEAD = timedelta(days=2)
"""How far after the fetch a date may lie: time zones make up to 26 hours, the rest is a server's wrong clock."""
_LONGEST = 100
_ISO = re.compile(
    r"(?P<y>\d{4})-?(?P<m>\d\d)-?(?P<d>\d\d)"
    r"(?:[Tt ]+(?P<h>\d\d):?(?P<min>\d\d)(?::?(?P<s>\d\d)(?:[.,]\d*)?)?"
    r"\s*(?P<zone>[Zz]|JST|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?)?"
)
_SLASHES = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=\D|$)")
_KANJI = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:\s*\(.\))?\s*")
_ZONES = {"JST": JAPAN, "UTC": UTC, "GMT": UTC, "Z": UTC}
_NAMED = re.compile(r"\s(JST|\+0900 \(JST\))$")
_OBSOLETE = re.compile(r"^(?:[A-Za-z]{3,9},?\s+)?\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}\s+\d{1,2}:\d\d")

Moment = date | datetime


def moment(text: str | None) -> Moment | None:
    """Return the moment a feed's text gives, as fine as it gives it; None for no date or an impossible one.

    ISO 8601 (also without hyphens, with blanks), RFC 822 with two-digit years and JST, 2025/5/10 10:00, 2025年5月10日.
    """
    text = (text or "").strip()
    if not text or len(text) > _LONGEST:
        return None
    plain = _SLASHES.sub(_hyphens, _KANJI.sub(lambda m: _hyphens(m) + " ", text)).strip()
    found = _ISO.fullmatch(plain)
    try:
        return _iso(found) if found else _rfc_822(text)
    except (ValueError, OverflowError):
        return None


def day_of(value: Moment | None) -> date | None:
    """Return the day in Japan of a moment; the day itself where no zone is known; None for None."""
    if isinstance(value, datetime):
        return (value.astimezone(JAPAN) if value.tzinfo else value).date()
    return value


def entry_day(entry: FeedEntry) -> date | None:
    """Return the day in Japan an entry was published; of its last change where only that is said; None: unknown."""
    return day_of(entry.published) or day_of(entry.updated)


def believed(value: Moment | None, fetched: datetime | None) -> bool:
    """Say whether a moment can be that of an entry fetched then (None: any time)."""
    day = day_of(value)
    if day is None:
        return False
    return day >= EARLIEST and (fetched is None or day <= (fetched + AHEAD).astimezone(JAPAN).date())


def _hyphens(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    return f"{year}-{int(month):02}-{int(day):02}"


def _iso(found: re.Match[str]) -> Moment:
    day = date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["h"] is None:
        return day
    second = min(int(found["s"] or 0), 59)  # a leap second is 60
    over, hour = divmod(int(found["h"]), 24)
    if over > 1 or (over and (hour, int(found["min"]), second) != (0, 0, 0)):
        raise ValueError("no hour")
    start = datetime(day.year, day.month, day.day, hour, int(found["min"]), second, tzinfo=_zone(found["zone"]))
    return start + timedelta(days=over)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text.upper() in _ZONES:
        return _ZONES[text.upper()]
    digits = text[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _rfc_822(text: str) -> datetime | None:
    if not _OBSOLETE.match(text):
        return None
    japanese = _NAMED.search(text)
    return parsedate_to_datetime(text[: japanese.start()] + " +0900" if japanese else text)

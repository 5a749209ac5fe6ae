"""所在: addresses in feeds: made absolute, kept to the web, and compared without what only counts readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from urllib.parse import urljoin, urlsplit, urlunsplit

from keii.tables.load import load

_LONGEST = 8_192
_BLANKS = re.compile(r"[\x00-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Tracking:
    """追跡: one parameter that says nothing about what is read."""

    id: str
    name: str  #: of the parameter; `*` at the end: any rest
    example: str
    near_miss: str
    source: str


@cache
def tracking() -> tuple[Tracking, ...]:
    """Return the rows of tracking.tsv."""
    return load(__package__, "tracking.tsv", Tracking)


@cache
def _tracked() -> re.Pattern[str]:
    names = "|".join(re.escape(row.name).replace(r"\*", "[^=]*") for row in tracking())
    return re.compile(f"(?:{names})(?:=.*)?", re.IGNORECASE)


def web_link(text: str | None, base: str | None = None) -> str | None:
    """Return an address as an absolute one of the web, read against `base`; None for any other."""
    text = (text or "").strip()
    if not text or len(text) > _LONGEST or _BLANKS.search(text.strip()):
        return None
    try:
        whole = urljoin(base, text) if base else text
        parts = urlsplit(whole)
        fine = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return None
    return whole if fine else None


def without_tracking(url: str) -> str:
    """Return an address as it is compared: scheme left out, host in lower case, no fragment, no tracking."""
    parts = urlsplit(url)
    query = "&".join(part for part in parts.query.split("&") if part and not _tracked().fullmatch(part))
    return urlunsplit(("", parts.netloc.lower(), parts.path, query, ""))


def mark_of(link: str | None, title: str | None) -> str:
    """Return 16 hex digits of SHA-256 over address and title."""
    text = f"{without_tracking(link) if link else ''}\0{title or ''}"
    return sha256(text.encode("utf-8", "replace")).hexdigest()[:16]

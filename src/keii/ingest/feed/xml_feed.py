"""RSS と Atom: a screened text -> `Feed`, by feedparser."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, TypeAlias

import feedparser

from keii.ingest.feed.entries import Raw, entries_of, html_of, plain
from keii.ingest.feed.links import web_link
from keii.ingest.feed.look import Look
from keii.records.feed import Feed
from keii.records.problem import Problem

_PERIODS = {"hourly": 60, "daily": 1_440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
"""Minutes of sy:updatePeriod; RSS 1.0 module Syndication."""
AT_ONCE = 2_000
"""Entries feedparser is given at once."""
LARGEST_BROKEN = 3_000_000
"""Bytes of a feed that is no XML that are read: feedparser's lenient way takes up to 5 seconds for a million (2-core
x86-64 machine, 2026-11-23); the largest full-text feeds are as large."""
Parsed: TypeAlias = Mapping[str, Any]
_HTML = ("text/html", "application/xhtml+xml")


def xml_feed(data: bytes, seen: Look, url: str | None, fetched: datetime | None) -> Feed | None:
    """Return the feed in a text in UTF-8 without XML declaration, of which `seen` is the look; None for no feed.

    `url` and `fetched` as in `read_feed`.
    """
    if len(seen.entries) > AT_ONCE:
        parsed = _parsed(_without_entries(data, seen))
        parts: Iterable[Parsed] = (_parsed(part) for part in _batches(data, seen))
    else:
        parsed = _parsed(data[:LARGEST_BROKEN] if seen.line else data)
        parts = (parsed,)
    if not parsed["version"] and not parsed["entries"]:
        return None
    raws = (raw for part in parts for raw in _raws(part))
    entries, problems = entries_of(raws, url, fetched)
    if seen.line:
        problems = (*_broken(seen.line, len(data)), *problems)
    feed = parsed["feed"]
    return Feed(
        format=parsed["version"] or "rss",
        title=plain(dict.get(feed, "title")),
        home=web_link(dict.get(feed, "link"), url),
        entries=entries,
        problems=problems,
        refresh=_refresh(feed),
    )


def _broken(line: int, size: int) -> Iterator[Problem]:
    yield Problem(code="K2106", args=(str(line),))
    if size > LARGEST_BROKEN:
        yield Problem(code="K2114", args=(f"{LARGEST_BROKEN:,}",))


def _parsed(data: bytes) -> Parsed:
    headers = {"content-type": "application/xml; charset=utf-8"}  # no address: ids stay as they are written
    found: Parsed = feedparser.parse(
        BytesIO(data), response_headers=headers, resolve_relative_uris=False, sanitize_html=False
    )
    return found


def _without_entries(data: bytes, seen: Look) -> bytes:
    ends = [0, *(end for _, end in seen.entries)]
    starts = [*(start for start, _ in seen.entries), len(data)]
    return b"".join(data[end:start] for end, start in zip(ends, starts, strict=True))


def _batches(data: bytes, seen: Look) -> Iterator[bytes]:
    """Yield feeds of `AT_ONCE` entries each: feedparser builds some 3 kB for each before it gives the first."""
    head = data[: seen.entries[0][0]]
    for n in range(0, len(seen.entries), AT_ONCE):
        entries = (data[start:end] for start, end in seen.entries[n : n + AT_ONCE])
        yield b"".join((head, *entries, seen.closing))


def _raws(parsed: Parsed) -> Iterator[Raw]:
    is_atom = str(parsed["version"]).startswith("atom")
    for entry in parsed["entries"]:
        published, updated = _text(entry, "published"), _text(entry, "updated")
        if not is_atom and not published:  # RSS 1.0 has one date, dc:date; feedparser calls it updated
            published, updated = updated or _text(entry, "created"), None
        yield Raw(
            id=_text(entry, "id"),
            link=_link(entry),
            title=_titled(entry),
            author=_text(entry, "author"),
            published=published,
            updated=updated,
            summary=_html(dict.get(entry, "summary_detail")),
            content=_content(dict.get(entry, "content")),
            categories=tuple(
                term for tag in dict.get(entry, "tags") or () if isinstance(term := dict.get(tag, "term"), str)
            ),
        )


def _text(entry: Any, key: str) -> str | None:
    """Return a field as it stands: feedparser's own look-up gives one date for another."""
    value = dict.get(entry, key)
    return value if isinstance(value, str) and value.strip() else None


def _link(entry: Any) -> str | None:
    """Return an entry's address. A guid counts where there is no other and it is written as one: many are mere numbers,
    though by the letter of RSS 2.0 they would be addresses."""
    link = _text(entry, "link")
    named = link is None or not dict.get(entry, "guidislink") or link.lower().startswith(("http://", "https://", "/"))
    return link if named else None


def _titled(entry: Any) -> str | None:
    detail = dict.get(entry, "title_detail") or {}
    value = _text(detail, "value")
    if value and dict.get(detail, "type") not in _HTML and "<" in value:
        return value.replace("&", "&amp;").replace("<", "&lt;")
    return value


def _html(detail: Any) -> str | None:
    if not detail:
        return None
    return html_of(_text(detail, "value"), is_html=dict.get(detail, "type") in _HTML)


def _content(details: Any) -> str | None:
    """Return the longest of an entry's contents."""
    return max(filter(None, map(_html, details or ())), key=len, default=None)


def _refresh(feed: Any) -> int | None:
    """Return the minutes between two fetches that a feed asks for, by ttl or the Syndication module."""
    ttl = _count(_text(feed, "ttl"))
    period = _PERIODS.get((_text(feed, "sy_updateperiod") or "").strip().lower())
    if period is None:
        return ttl
    return max(1, period // (_count(_text(feed, "sy_updatefrequency")) or 1))


def _count(text: str | None) -> int | None:
    text = (text or "").strip()
    return int(text) or None if text.isascii() and text.isdigit() and len(text) < 7 else None

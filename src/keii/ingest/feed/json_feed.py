"""JSON Feed 1.0 と 1.1: a text -> `Feed`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from keii.ingest.feed.entries import Raw, entries_of, html_of, plain
from keii.ingest.feed.links import web_link
from keii.records.feed import Feed

_VERSION = "jsonfeed.org/version/"


def json_feed(text: str, url: str | None, fetched: datetime | None) -> Feed | None:
    """Return the feed in a text of JSON; None for other JSON, or none. `url` and `fetched` as in `read_feed`."""
    try:
        data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    items = data.get("items") if isinstance(data, dict) and _VERSION in str(data.get("version")) else None
    if not isinstance(items, list):
        return None
    base = web_link(_text(data.get("feed_url")), url) or url
    entries, problems = entries_of(_raws(items, _author(data)), base, fetched)
    return Feed(
        format="json",
        title=plain(_plain(data.get("title"))),
        home=web_link(_text(data.get("home_page_url")), base),
        entries=entries,
        problems=problems,
    )


def _raws(items: list[Any], author: str | None) -> Iterator[Raw | None]:
    for item in items:
        if not isinstance(item, dict):
            yield None
            continue
        content = html_of(_text(item.get("content_html")), is_html=True)
        tags = item.get("tags")
        yield Raw(
            id=_text(item.get("id")),
            link=_text(item.get("url")) or _text(item.get("external_url")),
            title=_plain(item.get("title")),
            author=_author(item) or author,
            published=_text(item.get("date_published")),
            updated=_text(item.get("date_modified")),
            summary=html_of(_text(item.get("summary")), is_html=False),
            content=content or html_of(_text(item.get("content_text")), is_html=False),
            categories=tuple(filter(None, map(_plain, tags))) if isinstance(tags, list) else (),
        )


def _author(data: dict[str, Any]) -> str | None:
    """Return the authors' names (1.1), or the author's (1.0)."""
    listed = data.get("authors")
    authors = listed if isinstance(listed, list) else [data.get("author")]
    names = (_plain(author.get("name")) for author in authors if isinstance(author, dict))
    return "、".join(name for name in names if name) or None


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _plain(value: Any) -> str | None:
    """Return a text that is plain in this format so that `plain` leaves it as it is."""
    text = _text(value)
    return text.replace("&", "&amp;").replace("<", "&lt;") if text else None

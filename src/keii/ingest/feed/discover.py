"""発見: the feeds an HTML page names in its head."""

from __future__ import annotations

from contextlib import suppress
from html.parser import HTMLParser

from keii.ingest.feed.links import web_link
from keii.records.feed import Outline

_TYPES = frozenset(("application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"))
_LOOKED_AT = 200_000
"""Code points of a page that are looked at: the links stand in its head."""
_MOST = 20


class _Head(HTMLParser):
    """頭: collects the links of a page's head."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.base: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a start tag."""
        values = {key: value or "" for key, value in attrs}
        if tag == "base" and self.base is None:
            self.base = values.get("href")
        kind = values.get("type", "").partition(";")[0].strip().lower()
        if tag == "link" and kind in _TYPES and "alternate" in values.get("rel", "").lower().split():
            self.found.append((values.get("href", ""), values.get("title")))


def feeds_named(page: str, url: str) -> tuple[Outline, ...]:
    """Return the feeds that the HTML of the page at `url` names, in its order, 20 at most; () for none."""
    head = _Head()
    with suppress(AssertionError):  # html.parser's own word for a marked section it does not know, <![ODD
        head.feed(page[:_LOOKED_AT])
    base = web_link(head.base, url) or url
    found: dict[str, Outline] = {}
    for href, title in head.found:
        link = web_link(href, base)
        if link and len(found) < _MOST:
            found.setdefault(link, Outline(url=link, title=" ".join((title or "").split()) or None, home=url))
    return tuple(found.values())

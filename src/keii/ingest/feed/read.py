"""読み取り: bytes of a feed -> `Feed`, or one problem that says why they are none."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from keii.errors import N_, EncodingError
from keii.ingest.decode import decode
from keii.ingest.feed.json_feed import json_feed
from keii.ingest.feed.look import DEEPEST, look, without_declaration, without_odd_references
from keii.ingest.feed.xml_feed import xml_feed
from keii.ingest.looks import markup_kind
from keii.records.feed import Feed
from keii.records.problem import Problem

_ROOTS = frozenset(("rss", "rdf", "feed", "channel"))
_DECLARED = re.compile(r"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_FEED_TAG = re.compile(r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE)
_HEAD = 4_096
_KINDS = {
    "opml": N_("a list of feeds (OPML)"),
    "html": N_("an HTML page"),
    "urlset": N_("a site map"),
    "sitemapindex": N_("a site map"),
}


def read_feed(
    data: bytes, *, name: str, url: str | None = None, label: str | None = None, fetched: datetime | None = None
) -> Feed | Problem:
    """Return the feed in these bytes, or why there is none: K2101 to K2103, K2112, K2113.

    `name` is what the user calls it. `url` is where it came from: relative addresses are read against it. `label` is
    the encoding the server named, or None. `fetched` is when: later dates than that are unknown; None believes them.
    Never raises.
    """
    try:
        decoded = decode(data, label=label or _declared(data))
    except EncodingError as error:
        return Problem(code="K2112", args=(name, str(error)))
    text, odd = without_odd_references(without_declaration(decoded.text))
    mended = (*decoded.problems, *((Problem(code="K1002", args=(str(odd),)),) if odd else ()))
    try:
        found = _read(text, name, url, fetched)
    except Exception:  # a parser's own fault on bytes of strangers: this feed is lost, no other
        return Problem(code="K2113", args=(name,))
    return found if isinstance(found, Problem) else replace(found, problems=mended + found.problems)


def _read(text: str, name: str, url: str | None, fetched: datetime | None) -> Feed | Problem:
    start = text[:_HEAD].lstrip()[:1]
    if start in ("{", "["):
        return json_feed(text, url, fetched) or _no_feed(name, N_("JSON of another kind"))
    if start != "<":
        return _no_feed(name, N_("plain text"))
    data = text.encode("utf-8", "replace")
    seen = look(data)
    if seen.code:
        return Problem(code=seen.code, args=(name, str(DEEPEST)) if seen.code == "K2103" else (name,))
    if seen.root not in _ROOTS and not (seen.line and _is_broken_feed(text)):
        return _no_feed(name, _KINDS.get(seen.root or "") or markup_kind(text) or N_("an XML file"))
    return xml_feed(data, seen, url, fetched) or _no_feed(name, N_("an XML file"))


def _no_feed(name: str, kind: str) -> Problem:
    return Problem(code="K2101", args=(name, kind))


def _is_broken_feed(text: str) -> bool:
    head = text[:_HEAD]
    found = _FEED_TAG.search(head)
    return bool(found) and markup_kind(head) != "an HTML page"


def _declared(data: bytes) -> str | None:
    """Return the encoding an XML declaration names."""
    found = _DECLARED.match(data[:200].decode("latin-1"))
    return found[1] if found else None

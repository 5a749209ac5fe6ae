"""前付け: the fields before a note: lines of 「date: 2025-05-10」 between two lines of three hyphens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from keii.ingest.published import from_line

_LONGEST = 10_000
_FRAME = re.compile(r"\ufeff?---[ \t]*\n(?P<fields>(?:.*\n){0,200}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"(?P<key>[A-Za-z_\u3040-\u30ff\u4e00-\u9fff][\w -]{0,40}):(?:[ \t]+(?P<value>.*))?")
_INNER = re.compile(r"[ \t]+\S.*|[ \t]*-[ \t].*|[ \t]*#.*|[ \t]*")
_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "date": "published", "published": "published", "created": "saved", "日付": "published", "掲載日": "published",
        "発行日": "published", "title": "title", "タイトル": "title", "見出し": "title", "url": "url", "link": "url",
        "source": "url", "source_url": "url", "出典": "outlet", "outlet": "outlet", "publisher": "outlet",
        "site": "outlet", "媒体": "outlet",
    }
)  # fmt: skip
"""Names of fields -> what they mean. Obsidian's web clipper writes title, source (an address), published, created;
blog tools date, title. `created` is the day the note was made: no publication date, but it shows what this is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """前付け: what the fields say, and where the note itself begins."""

    start: int  #: code points before the note
    published: date | None = None
    odd: str | None = None  #: a date that is none, as written
    title: str | None = None
    url: str | None = None
    outlet: str | None = None


def front_of(text: str) -> Front | None:
    """Return the fields before a note; None where there are none: a page may begin with three hyphens as well."""
    found = _FRAME.match(text[:_LONGEST])
    if not found:
        return None
    fields: dict[str, str] = {}
    for line in found["fields"].split("\n"):
        field = _FIELD.fullmatch(line)
        if not field and not _INNER.fullmatch(line):
            return None
        if field and (key := _KEYS.get(field["key"].strip().lower())):
            fields.setdefault(key, (field["value"] or "").strip().strip("\"'「」").strip())
    if not fields:
        return None
    said = fields.get("published", "")
    day = _day(said)
    url, outlet = _address(fields.get("url", "")), fields.get("outlet") or None
    if url is None and fields.get("url"):
        outlet = outlet or fields["url"]
    return Front(
        start=found.end(), published=day, odd=said if said and not day else None, title=fields.get("title") or None,
        url=url, outlet=outlet,
    )  # fmt: skip


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:10])
    except ValueError:
        return from_line(said)


def _address(said: str) -> str | None:
    """Return an address, also of a Markdown link; None for a name."""
    linked = re.search(r"https?://[^\s()<>\"']{3,2000}", said)
    return linked.group() if linked else None

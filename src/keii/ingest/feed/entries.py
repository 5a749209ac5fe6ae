"""項目: what all formats have in common: raw fields of an entry -> `FeedEntry`, ids made stable, dates checked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape

from keii.ingest.decode import mend
from keii.ingest.feed.dates import Moment, believed, moment
from keii.ingest.feed.links import mark_of, web_link
from keii.records.feed import FeedEntry
from keii.records.problem import Problem

MOST_ENTRIES = 100_000
"""Entries of one feed that are taken: a bookmark export of twenty years has some tens of thousands."""
_LONGEST_TITLE = 1_000
_LONGEST_ID = 1_000
_LONGEST_NAME = 200
_MOST_CATEGORIES = 50
_SHOWN = 60
_INLINE = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_BLANKS = re.compile(r"[\s\u3000]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """生の項目: the fields of an entry as a parser found them."""

    id: str | None = None
    link: str | None = None
    title: str | None = None  #: may hold markup
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    summary: str | None = None
    content: str | None = None
    categories: tuple[str, ...] = ()


def entries_of(
    raws: Iterable[Raw | None], url: str | None, fetched: datetime | None
) -> tuple[tuple[FeedEntry, ...], tuple[Problem, ...]]:
    """Return the entries, each once, and what was wrong with them. None in `raws` is an item that is no entry."""
    entries, problems = list[FeedEntry](), list[Problem]()
    for n, raw in enumerate(raws, 1):
        if n > MOST_ENTRIES:
            problems.append(Problem(code="K2107", args=(f"{MOST_ENTRIES:,}",)))
            break
        if raw is None or not (raw.link or raw.title or raw.summary or raw.content):
            problems.append(Problem(code="K2110", args=(str(n),)))
            continue
        entry, wrong = _entry(raw, n, url, fetched)
        entries.append(entry)
        problems.extend(wrong)
    told_apart, shared = _told_apart(entries)
    return told_apart, (*problems, *shared)


def plain(text: str | None, most: int = _LONGEST_TITLE) -> str | None:
    """Return a text that may hold markup as plain text on one line; None for nothing."""
    if not text:
        return None
    line = _BLANKS.sub(" ", mend(unescape(_INLINE.sub("", text)))[0]).strip()
    return line[:most] or None


def html_of(text: str | None, *, is_html: bool) -> str | None:
    """Return a text as HTML; None for blanks."""
    if not text or not text.strip():
        return None
    clean = mend(text)[0]
    return clean if is_html else escape(clean, quote=False).replace("\n", "<br>\n")


def _entry(raw: Raw, n: int, url: str | None, fetched: datetime | None) -> tuple[FeedEntry, list[Problem]]:
    problems: list[Problem] = []
    link, title = web_link(raw.link, url), plain(raw.title)
    if raw.link and link is None:
        problems.append(Problem(code="K2105", args=(str(n), _short(raw.link))))
    given = (plain(raw.id, _LONGEST_ID + 1) or "") if raw.id else ""
    mark = mark_of(link, title) if link or title else mark_of(None, (raw.summary or raw.content or "")[:_LONGEST_TITLE])
    entry = FeedEntry(
        id=given if given and len(given) <= _LONGEST_ID else f"mark:{mark}",
        mark=mark,
        link=link,
        title=title,
        author=plain(raw.author, _LONGEST_NAME),
        published=_date(raw.published, n, fetched, problems),
        updated=_date(raw.updated, n, fetched, problems),
        summary=raw.summary,
        content=raw.content,
        categories=_categories(raw.categories),
    )
    return entry, problems


def _date(text: str | None, n: int, fetched: datetime | None, problems: list[Problem]) -> Moment | None:
    if not text or not text.strip():
        return None
    value = moment(text)
    if believed(value, fetched):
        return value
    problems.append(Problem(code="K2104", args=(str(n), _short(text))))
    return None


def _told_apart(entries: list[FeedEntry]) -> tuple[tuple[FeedEntry, ...], tuple[Problem, ...]]:
    """Return entries each once, and those that share an id with others called by their marks."""
    first: dict[tuple[str, str], FeedEntry] = {}
    for entry in entries:
        first.setdefault((entry.id, entry.mark), entry)
    once = tuple(first.values())
    shared = [name for name, count in Counter(entry.id for entry in once).items() if count > 1]
    named = set(shared)
    apart = tuple(replace(entry, id=f"mark:{entry.mark}") if entry.id in named else entry for entry in once)
    return apart, tuple(Problem(code="K2109", args=(_short(name),)) for name in shared)


def _categories(terms: tuple[str, ...]) -> tuple[str, ...]:
    clean = (plain(term, _LONGEST_NAME) for term in terms[:_MOST_CATEGORIES])
    return tuple(dict.fromkeys(term for term in clean if term))


def _short(text: str) -> str:
    line = plain(text) or ""
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"

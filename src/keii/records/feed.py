"""配信: a feed, its entries, and a feed one follows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from keii.records.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """記事項目: one entry of a feed. HTML is as the feed has it: to be read, never to be shown unsanitised."""

    id: str  #: stable within its feed: the feed's own id, or "mark:…" where that is missing or shared
    mark: str  #: 16 hex digits of SHA-256 over link (without tracking) and title: the same when the id changes
    link: str | None  #: absolute http or https address; None: none
    title: str | None  #: plain text on one line; None: none
    author: str | None
    published: date | datetime | None  #: as fine as the feed says it, with its zone if it has one; None: date unknown
    updated: date | datetime | None  #: the same of the last change
    summary: str | None  #: HTML; None: none
    content: str | None  #: HTML of the whole; None: none
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """配信: what one fetch of a feed said."""

    format: str  #: "rss20", "rss10", "atom10", "atom03", "json" …
    title: str | None
    home: str | None  #: absolute address of the site it belongs to; None: not said
    entries: tuple[FeedEntry, ...]  #: in the feed's order, each once
    problems: tuple[Problem, ...] = ()  #: what had to be put up with
    refresh: int | None = None  #: minutes between fetches the feed asks for; None: not said


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """購読: one feed of a list of feeds (OPML)."""

    url: str  #: http or https address of the feed
    title: str | None = None
    home: str | None = None
    folders: tuple[str, ...] = ()  #: outermost first
    others: tuple[tuple[str, str], ...] = ()  #: attributes Keii does not use, kept for whoever wrote them


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlines:
    """購読一覧: a list of feeds, and what in it was no feed."""

    title: str | None
    outlines: tuple[Outline, ...]  #: each address once
    rejected: tuple[Problem, ...] = ()  #: K2108, one an outline; K2107 and K2111 at the end


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """巡回状態: how the last tries of one followed feed went; all moments in UTC."""

    url: str
    tried_at: datetime | None = None  #: the last try; None: never
    fetched_at: datetime | None = None  #: the last time all went well, changed or not; None: never
    failures: int = 0  #: tries in a row that went wrong
    code: str | None = None  #: of what went wrong the last time; None exactly when `failures` is 0
    status: int | None = None  #: what the server answered the last time; None: nothing
    retry_at: datetime | None = None  #: not before this moment, as the server asked; None: it did not
    refresh: int | None = None  #: minutes between tries the feed asks for; None: it does not


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """購読中: a feed the user follows, and how it goes."""

    number: int
    outline: Outline
    state: FeedState
    problem: Problem | None  #: why the last try failed; None: it did not
    seen: int  #: entries seen so far
    waiting: int  #: entries of them still to be taken
    due: datetime | None = None  #: when it is asked for next; None: at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """待ち項目: an entry that is still to be taken."""

    feed: int
    entry: FeedEntry
    tries: int  #: how often its page could not be had


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscribed:
    """購読結果: what became of a request to follow feeds."""

    feeds: tuple[Outline, ...]  #: what is followed now by it
    new: int  #: how many of them were not followed before
    others: tuple[Outline, ...] = ()  #: more feeds that the page names, not followed: most repeat the first
    rejected: tuple[Problem, ...] = ()  #: what in a list of feeds was none

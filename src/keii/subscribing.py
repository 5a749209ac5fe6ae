"""購読する: what the user calls a feed -> feeds that are followed, listed, and followed no longer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from keii.errors import PROBLEMS, EncodingError, InputError, KeiiError, NotFound
from keii.fetch.rounds import due_at
from keii.following import Fetches
from keii.ingest.feed.discover import feeds_named
from keii.ingest.feed.opml import read_opml
from keii.ingest.feed.opml_out import opml_bytes
from keii.ingest.feed.read import read_feed
from keii.ingest.html.wire import decoded_page
from keii.ingest.web import is_page
from keii.records.feed import Feed, Followed, Outline, Outlines, Subscribed
from keii.records.fetched import Fetched, NotFetched
from keii.records.problem import Problem
from keii.records.reach import is_address
from keii.store.store import Store

_TITLE = "Keii"


def follow(store: Store, fetcher: Fetches, word: str, at: str) -> Subscribed:
    """Follow what a word names: a feed or a page whose head names one, by its address, or the feeds of a list (OPML),
    by its address or file. Nothing is taken yet. Raises `InputError` with the reason where there is no feed."""
    found = _at(fetcher, word) if is_address(word) else _listed(_bytes(Path(word)), word)
    if not found.feeds:
        raise InputError("{0}: no feed is listed there", word)
    new, _ = store.feeds.add(found.feeds, at)
    return replace(found, new=new)


def followed(store: Store) -> tuple[Followed, ...]:
    """Return the feeds, each with when it is due."""
    return tuple(replace(feed, due=due_at(feed.state)) for feed in store.feeds.listed())


def follow_no_longer(store: Store, word: str) -> Followed:
    """Remove the one feed a word names: its number as shown, f3, its address, or its title. Its clips stay.
    Raises `NotFound`."""
    feeds = store.feeds.listed()
    found = [feed for feed in feeds if word in (f"f{feed.number}", feed.outline.url)]
    found = found or [feed for feed in feeds if word == feed.outline.title]
    if len(found) != 1:
        raise NotFound("{0} is no feed, or several", word, hint="keii feed list shows what they are called")
    store.feeds.remove(found[0].number)
    return found[0]


def list_bytes(store: Store) -> bytes:
    """Return all feeds as OPML."""
    return opml_bytes((feed.outline for feed in store.feeds.listed()), title=_TITLE)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(
            "{0}: there is no such file", path, hint="an address of the web begins with http:// or https://"
        ) from error
    except OSError as error:
        raise InputError("{0}: the file cannot be read", path, hint="check its permissions") from error


def _at(fetcher: Fetches, url: str) -> Subscribed:
    got = fetcher.fetch(url)
    if isinstance(got, NotFetched):
        raise refusal(got.problem)
    if is_page(got):
        return _named(got)
    feed = read_feed(got.body, name=url, url=got.final_url, label=got.charset, fetched=got.fetched_at)
    if isinstance(feed, Feed):
        outline = Outline(url=got.moved_to or url, title=feed.title, home=feed.home)
        return Subscribed(feeds=(outline,), new=0)
    listed = read_opml(got.body, name=url, label=got.charset)
    if isinstance(listed, Problem):
        raise refusal(feed)
    return _of_list(listed)


def _named(got: Fetched) -> Subscribed:
    """Return the first feed a page names; most pages name others with the same entries, or with comments."""
    try:
        first, *others = feeds_named(decoded_page(got.body, got.charset).text, got.final_url)
    except (EncodingError, ValueError) as error:
        raise InputError("{0}: the page names no feed", got.url, hint="give the address of the feed itself") from error
    return Subscribed(feeds=(first,), new=0, others=tuple(others))


def _listed(data: bytes, name: str) -> Subscribed:
    listed = read_opml(data, name=name)
    if isinstance(listed, Problem):
        raise refusal(listed)
    return _of_list(listed)


def _of_list(listed: Outlines) -> Subscribed:
    return Subscribed(feeds=listed.outlines, new=0, rejected=listed.rejected)


def refusal(problem: Problem) -> KeiiError:
    """Return a problem as the error that ends a command."""
    hint = "name a host of your own with --allow" if problem.code == "K2002" else ""
    return InputError(PROBLEMS[problem.code], *problem.args, hint=hint)

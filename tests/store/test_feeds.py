"""Feeds, entries, validators and originals in the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from dossier_made import three_readings

from keii.errors import NotFound
from keii.records.feed import FeedEntry, FeedState, Outline
from keii.records.fetched import Validator
from keii.records.original import Original
from keii.records.problem import Problem
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store

AT = "2031-05-12T00:00:00+00:00"
NOW = datetime(2031, 5, 12, tzinfo=UTC)
URL = "https://minato.example/feed"
OUTLINE = Outline(url=URL, title="港町新聞", folders=("地方", "港"), others=(("{urn:x}色", "青"), ("b", "二")))
ENTRY = FeedEntry(
    id="1", mark="0" * 16, link="https://minato.example/1", title="連絡船", author=None,
    published=datetime(2031, 5, 12, 9, tzinfo=UTC), updated=date(2031, 5, 12), summary="<p>揺れた</p>", content=None,
    categories=("港", "船"),
)  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "d.sqlite", create=True) as opened:
        opened.feeds.add([OUTLINE], AT)
        yield opened


def note(store: Store, *entries: FeedEntry, problem: Problem | None = None) -> None:
    (followed,) = store.feeds.listed()
    failed = problem.code if problem else None
    state = FeedState(url=URL, tried_at=NOW, failures=int(problem is not None), code=failed, refresh=30)
    store.feeds.note(followed, state, problem, validator=Validator(url=URL, etag='"1"'), entries=entries, at=AT)


def test_a_feed_comes_back_as_it_was(store: Store) -> None:
    assert store.feeds.add([OUTLINE, replace(OUTLINE, url=URL + "2")], AT) == (1, 1)
    first, second = store.feeds.listed()
    assert (first.outline, first.state, first.problem) == (OUTLINE, FeedState(url=URL), None)
    assert second.number == first.number + 1
    store.feeds.remove(second.number)
    assert [feed.outline.url for feed in store.feeds.listed()] == [URL]


def test_an_entry_comes_back_as_it_was_and_waits_until_it_is_done(store: Store) -> None:
    note(store, ENTRY)
    (waiting,) = store.feeds.waiting(1, fresh=True)
    assert (waiting.entry, waiting.tries) == (ENTRY, 0)
    store.feeds.put_off(waiting)
    assert store.feeds.waiting(1, fresh=True) == ()
    (waiting,) = store.feeds.waiting(1, fresh=False)
    assert waiting.tries == 1
    store.write(Parcel(name="1", digest="", added_at=AT, new=(), entry=waiting))
    assert store.feeds.waiting(1, fresh=False) == ()
    assert store.feeds.kept(1) == {"1": "0" * 16}


def test_an_entry_that_changed_meanwhile_waits_on(store: Store) -> None:
    note(store, ENTRY)
    (waiting,) = store.feeds.waiting(1, fresh=True)
    note(store, replace(ENTRY, mark="1" * 16))
    store.write(Parcel(name="1", digest="", added_at=AT, new=(), entry=waiting))
    assert [entry.entry.mark for entry in store.feeds.waiting(1, fresh=True)] == ["1" * 16]


def test_a_validator_is_kept_only_of_what_went_well(store: Store) -> None:
    note(store, problem=Problem(code="K2101", args=(URL, "plain text")))
    assert store.feeds.of(URL) is None
    (feed,) = store.feeds.listed()
    assert feed.problem == Problem(code="K2101", args=(URL, "plain text"))
    note(store)
    assert store.feeds.of(URL) == Validator(url=URL, etag='"1"')
    assert store.feeds.move(1, URL + "/new")
    assert store.feeds.of(URL) is None
    assert store.feeds.move(1, URL + "/new")


def test_an_original_is_stored_once_with_its_clips(store: Store) -> None:
    first, second, third = three_readings()
    page = Original(
        name=URL, body="<p>連絡船</p>".encode("cp932") * 100, sha256="a" * 64, taken_at=AT, url=URL,
        content_type="text/html", charset="utf-8", headers=(("server", "x"),), validator=Validator(url=URL, etag="e"),
    )  # fmt: skip
    store.write(Parcel(name="1", digest="", added_at=AT, new=(sheet_of(first),), original=page))
    store.write(Parcel(name="2", digest="", added_at=AT, new=(sheet_of(second),), original=page))
    store.write(Parcel(name="3", digest="", added_at=AT, new=(sheet_of(third),)))
    assert store.original("1") == store.original("2") == replace(page, validator=None)
    assert store.feeds.of(URL) == Validator(url=URL, etag="e")
    with pytest.raises(NotFound, match="no original"):
        store.original("3")

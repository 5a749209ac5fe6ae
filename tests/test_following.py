"""Rounds through feeds that a site on loopback serves: what is new is taken once, and nothing is lost on the way."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from loopback_site import Answer, Site, fetcher, ok, redirect

from feeds_made import BRIDGE, FERRY, LIBRARY, item, page, rss
from keii.following import TRIES, Follower, visit
from keii.records.facts import Receipt
from keii.records.feed import Outline
from keii.records.fetched import Fetched, NotFetched
from keii.records.order import Order
from keii.store.store import Store

START = datetime(2031, 5, 12, 3, 0, tzinfo=UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, hours: float) -> None:
        self.now += timedelta(hours=hours)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "d.sqlite", create=True) as opened:
        yield opened


@pytest.fixture
def clock() -> Clock:
    return Clock()


def follower(store: Store, clock: Clock, *, robots: bool = False) -> Follower:
    return Follower(store, fetcher(validators=store.feeds, clock=clock, robots=robots), clock)


def follow(store: Store, *urls: str) -> None:
    store.feeds.add([Outline(url=url) for url in urls], START.isoformat())


def three(site: Site) -> None:
    """Serve a feed of three: a Shift_JIS page called UTF-8, a plain page, a page that is none."""
    site.pages["/1"] = page("連絡船で3人けが", FERRY, day="2031-05-10", charset="cp932", label="utf-8")
    site.pages["/2"] = page("図書館、来年4月に開館", LIBRARY, day="2031-05-11", outlet="丘陵新聞")
    site.pages["/3"] = ok(b"<html><body></body></html>", "Content-Type: text/html")
    items = [
        item("大橋、来月通行止め", f"{site.base}/3", BRIDGE),
        item("図書館、来年4月に開館", f"{site.base}/2"),
        item("連絡船で3人けが", f"{site.base}/1"),
    ]
    site.pages["/feed"] = rss(items, 'ETag: "1"')


def counts(receipts: Iterator[Receipt]) -> list[tuple[int, int, int]]:
    return [(receipt.taken, receipt.seen, len(receipt.rejected)) for receipt in receipts]


def test_a_round_takes_what_is_new_the_oldest_first(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    assert counts(follower(store, clock).round()) == [(3, 0, 0)]
    ferry, library, bridge = store.readings()
    assert FERRY in ferry.clip.text
    assert (ferry.clip.title, ferry.clip.outlet, ferry.clip.published) == (
        "連絡船で3人けが",
        "港町新聞",
        date(2031, 5, 10),
    )
    assert (library.clip.outlet, library.clip.url) == ("丘陵新聞", f"{site.base}/2")
    assert (bridge.clip.text, bridge.clip.published, bridge.clip.url) == (
        BRIDGE,
        date(2031, 5, 12),
        f"{site.base}/3",
    )
    assert [problem.code for problem in bridge.clip.problems] == ["K2115", "K1005"]
    (feed,) = store.feeds.listed()
    assert (feed.outline.title, feed.outline.home, feed.seen, feed.waiting) == (
        "港町新聞",
        "https://minato.example/",
        3,
        0,
    )


def test_originals_are_kept_as_they_came(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    list(follower(store, clock).round())
    kept = store.original("1")
    assert FERRY.encode("cp932") in kept.body
    assert (kept.url, kept.content_type, kept.charset) == (f"{site.base}/1", "text/html", "utf-8")
    assert ("content-type", "text/html; charset=utf-8") in kept.headers


def test_a_feed_is_asked_again_when_it_is_due_and_with_what_its_server_gave(
    store: Store, site: Site, clock: Clock
) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    list(follower(store, clock).round())
    assert list(follower(store, clock).round()) == []
    clock.pass_by(2)
    site.pages["/feed"] = ok(b"", status="304 Not Modified")
    site.asked.clear()
    assert counts(follower(store, clock).round()) == [(0, 0, 0)]
    assert (site.asked, site.heads[-1]["if-none-match"]) == (["/feed"], '"1"')
    assert store.feeds.listed()[0].state.status == 304


def test_an_entry_that_was_edited_is_taken_again_and_the_old_text_stays(store: Store, site: Site, clock: Clock) -> None:
    site.pages["/1"] = page("連絡船で3人けが", FERRY, day="2031-05-10")
    site.pages["/feed"] = rss([item("連絡船で3人けが", f"{site.base}/1")])
    follow(store, f"{site.base}/feed")
    list(follower(store, clock).round())
    clock.pass_by(2)
    later = FERRY.replace("３人", "５人")
    site.pages["/1"] = page("連絡船で5人けが", later, day="2031-05-10")
    site.pages["/feed"] = rss([item("連絡船で5人けが", f"{site.base}/1")])
    assert counts(follower(store, clock).round()) == [(1, 0, 0)]
    assert [FERRY in r.clip.text for r in store.readings()] == [True, False]
    clock.pass_by(2)
    assert counts(follower(store, clock, robots=False).round()) == [(0, 1, 0)]


def test_one_bad_feed_stops_no_other(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    site.pages["/login"] = ok("<html><body>ログイン</body></html>".encode(), "Content-Type: text/html")
    follow(store, f"{site.base}/gone", f"{site.base}/login", "http://127.0.0.1:1024/feed", f"{site.base}/feed")
    receipts = {r.name: (r.taken, [p.code for p in r.rejected]) for r in follower(store, clock).round()}
    assert receipts == {
        f"{site.base}/gone": (0, ["K2014"]),
        f"{site.base}/login": (0, ["K2101"]),
        "http://127.0.0.1:1024/feed": (0, ["K2004"]),
        f"{site.base}/feed": (3, []),
    }
    failing = {feed.outline.url: feed.state.failures for feed in store.feeds.listed()}
    assert sorted(failing.values()) == [0, 1, 1, 1]
    assert {trouble.problem.code for trouble in store.troubles() if trouble.clip is None} == {
        "K2014",
        "K2101",
        "K2004",
    }


def test_a_feed_that_fails_for_a_while_loses_nothing(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    good = site.pages["/feed"]
    site.pages["/feed"] = ok("<html><body>工事中</body></html>".encode(), "Content-Type: text/html", 'ETag: "1"')
    assert counts(follower(store, clock).round()) == [(0, 0, 1)]
    site.pages["/feed"] = good
    clock.pass_by(3)
    assert counts(follower(store, clock).round()) == [(3, 0, 0)]
    assert "if-none-match" not in site.heads[1]
    assert [trouble for trouble in store.troubles() if trouble.clip is None] == []


def test_a_page_whose_server_fails_is_asked_for_again_before_the_feeds_words_are_taken(
    store: Store, site: Site, clock: Clock
) -> None:
    site.pages["/1"] = ok(b"", status="502 Bad Gateway")
    site.pages["/feed"] = rss([item("連絡船で3人けが", f"{site.base}/1", "連絡船で乗客３人がけがをした。")])
    follow(store, f"{site.base}/feed")
    for _ in range(TRIES - 1):
        assert counts(follower(store, clock).round()) == [(0, 0 if clock.now == START else 1, 1)]
        assert [t.name for t in store.troubles()] == [f"{site.base}/1"]
        clock.pass_by(2)
    assert counts(follower(store, clock).round()) == [(1, 1, 0)]
    (reading,) = store.readings()
    assert reading.clip.text == "連絡船で乗客３人がけがをした。"
    assert {"K2115", "K2014"} <= {problem.code for problem in reading.clip.problems}


def test_a_page_that_comes_back_is_taken_whole(store: Store, site: Site, clock: Clock) -> None:
    site.pages["/1"] = ok(b"", status="503 Busy")
    site.pages["/feed"] = rss([item("連絡船で3人けが", f"{site.base}/1", "要約だけ。")], 'ETag: "1"')
    follow(store, f"{site.base}/feed")
    list(follower(store, clock).round())
    clock.pass_by(2)
    site.pages["/1"] = page("連絡船で3人けが", FERRY)
    site.pages["/feed"] = ok(b"", status="304 Not Modified")
    assert counts(follower(store, clock).round()) == [(1, 0, 0)]
    (reading,) = store.readings()
    assert FERRY in reading.clip.text
    assert [t for t in store.troubles() if t.clip is None] == []


def test_what_robots_txt_forbids_is_not_asked_for(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    site.pages["/robots.txt"] = ok(b"User-agent: *\nDisallow: /2\n", "Content-Type: text/plain")
    follow(store, f"{site.base}/feed")
    (receipt,) = follower(store, clock, robots=True).round()
    assert (receipt.taken, [problem.code for problem in receipt.rejected]) == (2, ["K2012"])
    assert "/2" not in site.asked


def test_a_feed_that_moved_for_good_is_followed_where_it_is_now(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    site.pages["/old"] = redirect(f"{site.base}/feed", "301 Moved Permanently")
    follow(store, f"{site.base}/old")
    list(follower(store, clock).round())
    assert [feed.outline.url for feed in store.feeds.listed()] == [f"{site.base}/feed"]
    assert store.feeds.of(f"{site.base}/feed") is not None
    clock.pass_by(2)
    assert counts(follower(store, clock).round()) == [(0, 3, 0)]


def test_what_had_to_be_put_up_with_stays_listed_while_nothing_changes(store: Store, site: Site, clock: Clock) -> None:
    odd = item("連絡船で3人けが", f"{site.base}/1", FERRY, day="Fri, 01 Jan 2100 00:00:00 +0900")
    site.pages["/feed"] = rss([odd], 'ETag: "1"')
    follow(store, f"{site.base}/feed")
    assert counts(follower(store, clock).round()) == [(1, 0, 0)]
    clock.pass_by(2)
    site.pages["/feed"] = ok(b"", status="304 Not Modified")
    list(follower(store, clock).round())
    assert [trouble.problem.code for trouble in store.troubles() if trouble.clip is None] == ["K2104"]


class Breaking:
    """Fetches until it is asked for a certain address; there everything ends."""

    def __init__(self, inner: Callable[[str], Fetched | NotFetched], end: str) -> None:
        self._inner, self._end = inner, end

    def fetch(self, url: str) -> Fetched | NotFetched:
        if url.endswith(self._end):
            raise KeyboardInterrupt
        return self._inner(url)

    def prepare(self, url: str) -> Callable[[], Fetched | NotFetched]:
        return lambda: self.fetch(url)


@pytest.mark.parametrize("end", ["/feed", "/1", "/2", "/3"])
def test_a_round_may_end_anywhere(store: Store, site: Site, clock: Clock, end: str) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    breaking = Breaking(fetcher(clock=clock).fetch, end)
    with pytest.raises(KeyboardInterrupt):
        list(Follower(store, breaking, clock).round())
    before = len(store.listed())
    (receipt,) = follower(store, clock).round()
    assert before + receipt.taken == 3
    assert [reading.clip.url for reading in store.readings()] == [f"{site.base}/{n}" for n in (1, 2, 3)]
    assert list(follower(store, clock).round()) == []


def test_watching_goes_on_until_it_is_stopped(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    follow(store, f"{site.base}/feed")
    slept: list[float] = []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock.now += timedelta(seconds=seconds)
        if len(slept) > 70:
            raise KeyboardInterrupt

    receipts: list[Receipt] = []
    with pytest.raises(KeyboardInterrupt):
        receipts.extend(follower(store, clock).watch(sleep))
    assert max(slept) <= 60
    assert site.asked.count("/feed") == 2


def test_one_address_by_itself(store: Store, site: Site, clock: Clock) -> None:
    three(site)
    site.pages["/4.txt"] = ok(BRIDGE.encode("euc-jp"), "Content-Type: text/plain")
    got = {
        path: visit(store, fetcher(clock=clock), site.base + path, Order(), START.isoformat)
        for path in ("/1", "/feed", "/4.txt", "/5")
    }
    assert {path: (r.taken, [p.code for p in r.rejected]) for path, r in got.items()} == {
        "/1": (1, []),
        "/feed": (0, ["K1006"]),
        "/4.txt": (1, []),
        "/5": (0, ["K2014"]),
    }
    assert "feed add" in got["/feed"].rejected[0].args[2]
    assert [reading.clip.url for reading in store.readings()] == [f"{site.base}/1", f"{site.base}/4.txt"]
    again = visit(store, fetcher(clock=clock), f"{site.base}/1", Order(), START.isoformat)
    assert (again.taken, again.seen) == (0, 1)


NAMES = {"a.example": ["127.0.0.1"], "b.example": ["127.0.0.1"], "c.example": ["127.0.0.1"]}
SLOW = 0.15  # seconds a server takes for each answer


def slow(answer: bytes, log: list[tuple[str, str]], name: str) -> Callable[[socket.socket], None]:
    """Return an answer that takes its time, and notes when it begins and ends."""

    def serve(connection: socket.socket) -> None:
        log.append(("begins", name))
        time.sleep(SLOW)
        log.append(("ends", name))
        connection.sendall(answer)

    return serve


def quick_feed(site: Site, host: str) -> str:
    """Serve a feed of three pages on a host of its own; return its address."""
    base = f"http://{host}:{site.port}"
    items = []
    for n in range(3):
        text = FERRY.replace("３人", f"{n + 3}人") + host
        site.pages[f"/{host}/{n}"] = page(f"連絡船で{n + 3}人けが", text, day="2031-05-10")
        items.append(item(f"連絡船で{n + 3}人けが", f"{base}/{host}/{n}"))
    site.pages[f"/{host}/feed"] = rss(items)
    return f"{base}/{host}/feed"


def slow_feed(site: Site, host: str, log: list[tuple[str, str]]) -> str:
    """Serve the same by a server that takes its time."""
    address = quick_feed(site, host)
    for path, answer in [*site.pages.items()]:
        if path.startswith(f"/{host}/") and isinstance(answer, bytes):
            site.pages[path] = slow(answer, log, host)
    return address


def meeting(together: threading.Barrier, answer: Answer) -> Callable[[socket.socket], None]:
    """Return an answer that is given when all have been asked; never where they are asked one after another."""
    assert callable(answer)

    def serve(connection: socket.socket) -> None:
        together.wait(10)
        answer(connection)

    return serve


def test_hosts_are_asked_side_by_side_and_each_one_request_after_another(
    store: Store, site: Site, clock: Clock
) -> None:
    log: list[tuple[str, str]] = []
    hosts = ("a.example", "b.example", "c.example")
    follow(store, *(slow_feed(site, host, log) for host in hosts))
    together = threading.Barrier(3)
    for host in hosts:
        site.pages[f"/{host}/feed"] = meeting(together, site.pages[f"/{host}/feed"])
    ready = fetcher(names=NAMES, clock=clock, validators=store.feeds, allowed=("127.0.0.0/8",))
    assert counts(Follower(store, ready, clock).round()) == [(3, 0, 0)] * 3
    at_once = dict.fromkeys(hosts, 0)
    for what, name in log:
        at_once[name] += 1 if what == "begins" else -1
        assert at_once[name] <= 1
    texts = [reading.clip.text for reading in store.readings()]
    assert [next(host for host in hosts if text.endswith(host)) for text in texts] == [
        h for h in hosts for _ in range(3)
    ]


def test_a_quick_server_changes_no_order(store: Store, site: Site, clock: Clock) -> None:
    log: list[tuple[str, str]] = []
    follow(store, slow_feed(site, "a.example", log), quick_feed(site, "b.example"))
    ready = fetcher(names=NAMES, clock=clock, validators=store.feeds, allowed=("127.0.0.0/8",))
    receipts = list(Follower(store, ready, clock).round())
    assert [receipt.name.rpartition("/")[0].rpartition("/")[2] for receipt in receipts] == ["a.example", "b.example"]
    ends = [reading.clip.text[-9:] for reading in store.readings()]
    assert ends == ["a.example"] * 3 + ["b.example"] * 3

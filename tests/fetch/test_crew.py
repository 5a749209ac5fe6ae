"""使い: many hosts at once, each one request after another, a bound on what waits, and an end that waits for nobody."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from keii.fetch.crew import Crew
from keii.records.fetched import Fetched, NotFetched

GOT = Fetched(
    url="", final_url="", status=200, unchanged=False, moved_to=None, content_type=None, charset=None, headers=(),
    validator=None, body=b"x" * 100, sha256="", fetched_at=datetime(2031, 5, 10, tzinfo=UTC),
)  # fmt: skip


class Office:
    """Answers when it is told to, and counts who is under way."""

    def __init__(self) -> None:
        self.free = threading.Event()
        self.lock = threading.Lock()
        self.under_way: list[str] = []
        self.most = 0
        self.asked: list[str] = []

    def prepare(self, url: str) -> Callable[[], Fetched | NotFetched]:
        return lambda: self.answer(url)

    def answer(self, url: str) -> Fetched:
        host = url.split("/")[2]
        with self.lock:
            assert host not in self.under_way
            self.under_way.append(host)
            self.asked.append(url)
            self.most = max(self.most, len(self.under_way))
        self.free.wait(10)
        with self.lock:
            self.under_way.remove(host)
        if "bad" in url:
            raise KeyboardInterrupt
        return replace(GOT, url=url)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    assert condition()


def test_so_many_hosts_at_once_and_no_more() -> None:
    office = Office()
    with Crew(office.prepare, hosts=3) as crew:
        jobs = [crew.send(f"http://h{host}.example/{n}") for n in range(2) for host in range(5)]
        until(lambda: len(office.under_way) == 3)
        assert not jobs[0].done
        office.free.set()
        got = [crew.take(job) for job in jobs]
    assert [one.url for one in got] == [f"http://h{host}.example/{n}" for n in range(2) for host in range(5)]
    assert office.most == 3


def test_what_is_not_taken_is_bounded_but_never_what_is_waited_for() -> None:
    office = Office()
    office.free.set()
    with Crew(office.prepare, hosts=2, most_held=250) as crew:
        jobs = [crew.send(f"http://{host}.example/{n}") for host in ("a", "b") for n in range(20)]
        until(lambda: sum(job.done for job in jobs) >= 3)
        time.sleep(0.05)
        assert sum(job.done for job in jobs) <= 4
        assert [crew.take(job).url for job in jobs] == [
            f"http://{h}.example/{n}" for h in ("a", "b") for n in range(20)
        ]


def test_a_fault_is_raised_where_its_job_is_taken() -> None:
    office = Office()
    office.free.set()
    with Crew(office.prepare) as crew:
        good, bad, after = (crew.send(f"http://a.example/{name}") for name in ("good", "bad", "after"))
        assert isinstance(crew.take(good), Fetched)
        with pytest.raises(KeyboardInterrupt):
            crew.take(bad)
        assert isinstance(crew.take(after), Fetched)


def interrupted(office: Office) -> None:
    """Send out a crew, and end while all of it is under way."""
    with Crew(office.prepare) as crew:
        for n in range(20):
            crew.send(f"http://h{n}.example/")
        until(lambda: len(office.under_way) == 8)
        raise KeyboardInterrupt


def test_the_end_waits_for_nobody() -> None:
    office = Office()
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        interrupted(office)
    assert time.monotonic() - begun < 5
    office.free.set()
    until(lambda: not office.under_way)
    assert len(office.asked) == 8  # what was not begun is not asked for any more


def test_odd_addresses_are_hosts_of_their_own() -> None:
    office = Office()
    office.free.set()

    def prepare(url: str) -> Callable[[], Fetched | NotFetched]:
        return lambda: replace(GOT, url=url)

    with Crew(prepare) as crew:
        assert [crew.take(crew.send(url)).url for url in ("http://[", "", "x")] == ["http://[", "", "x"]

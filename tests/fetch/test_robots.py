"""robots.txt is asked for once, obeyed, and never a way to stall."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from loopback_site import Site, Sleeps, fetcher, ok, redirect

from keii.fetch.robots import _ours
from keii.records.fetched import Fetched, NotFetched


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        site.pages["/a"] = ok(b"a")
        yield site


def code(result: Fetched | NotFetched) -> str:
    return result.problem.code if isinstance(result, NotFetched) else ""


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ("User-agent: *\nDisallow: /", "K2012"),
        ("User-agent: keii\nDisallow: /a", "K2012"),
        ("\ufeffUser-Agent: Keii\r\nDisallow: /a\r\n", "K2012"),
        ("User-agent: Googlebot\nDisallow: /", ""),
        ("User-agent: *\nDisallow: /\nUser-agent: Keii\nAllow: /", ""),
        ("User-agent: Googlebot\nUser-agent: *\nDisallow: /", "K2012"),
        ("<!DOCTYPE html><html><body>Disallow: /</body></html>", ""),
        ("", ""),
    ],
)
def test_obeyed(site: Site, rules: str, expected: str) -> None:
    site.pages["/robots.txt"] = ok(rules.encode())
    asking = fetcher(robots=True)
    assert code(asking.fetch(f"{site.base}/a")) == expected
    assert code(asking.fetch(f"{site.base}/a?again")) in (expected, "K2014")
    assert site.asked.count("/robots.txt") == 1
    assert ("/a" in site.asked) == (not expected)
    assert code(fetcher(robots=False).fetch(f"{site.base}/a")) == ""


@pytest.mark.parametrize(
    ("status", "expected"), [("404 Not Found", ""), ("403 No", ""), ("500 Oh", "K2017"), ("503 Busy", "K2013")]
)
def test_no_robots(site: Site, status: str, expected: str) -> None:
    site.pages["/robots.txt"] = ok(b"User-agent: *\nDisallow: /", status=status)
    asking = fetcher(robots=True)
    assert code(asking.fetch(f"{site.base}/a")) == expected
    assert code(asking.fetch(f"{site.base}/a")) == expected
    assert site.asked.count("/robots.txt") == 1
    last = asking.fetch(f"{site.base}/a")
    assert isinstance(last, Fetched) or (last.retry_at is not None) == (expected == "K2013")


def test_crawl_delay_counts_up_to_half_a_minute(site: Site) -> None:
    site.pages["/robots.txt"] = ok(b"User-agent: *\nCrawl-delay: 86400\n")
    sleeps = Sleeps()
    asking = fetcher(robots=True, sleeps=sleeps)
    assert [code(asking.fetch(f"{site.base}/a")) for _ in range(2)] == ["", ""]
    assert [round(seconds) for seconds in sleeps] == [1, 31]


@pytest.mark.parametrize("delay", ["nan", "-5", "inf", "soon"])
def test_odd_delays(site: Site, delay: str) -> None:
    site.pages["/robots.txt"] = ok(f"User-agent: *\nCrawl-delay: {delay}\n".encode())
    assert code(fetcher(robots=True).fetch(f"{site.base}/a")) == ""


def test_redirects_of_robots(site: Site) -> None:
    site.pages["/robots.txt"] = redirect("/other.txt")
    site.pages["/other.txt"] = ok(b"User-agent: *\nDisallow: /a")
    assert code(fetcher(robots=True).fetch(f"{site.base}/a")) == "K2012"
    site.pages["/robots.txt"] = redirect("http://10.0.0.1/robots.txt")
    assert code(fetcher(robots=True).fetch(f"{site.base}/a")) == "K2002"
    assert "/a" not in site.asked


def test_a_huge_one_is_read_at_its_beginning(site: Site) -> None:
    rules = b"User-agent: *\nDisallow: /a\n" + b"# filling\n" * 300_000
    site.pages["/robots.txt"] = ok(rules)
    assert code(fetcher(robots=True).fetch(f"{site.base}/a")) == "K2012"


def test_a_thousand_agents_cost_no_more_than_one(site: Site) -> None:
    agents = "".join(f"User-agent: bot{n}\n" for n in range(12_000))
    rules = "".join(f"Disallow: /{n}*x*$\n" for n in range(12_000))
    start = time.monotonic()
    site.pages["/robots.txt"] = ok((agents + rules + "User-agent: keii\nDisallow: /a\n").encode())
    assert code(fetcher(robots=True).fetch(f"{site.base}/a")) == "K2012"
    assert time.monotonic() - start < 3


def test_other_agents_become_one() -> None:
    assert _ours(b"User-agent: bot\nuser agent bot2\nUser-agent:*\nUSER-AGENT: Keii # us\nDisallow: /x\n").split(
        "\n"
    ) == [
        "User-agent: other",
        "User-agent: other",
        "User-agent:*",
        "USER-AGENT: Keii # us",
        "Disallow: /x",
        "",
    ]

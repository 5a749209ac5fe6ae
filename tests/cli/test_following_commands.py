"""Feeds, rounds and single addresses through the terminal's door, on a site on loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from loopback_site import Site, ok
from runner import Runner

from feeds_made import BRIDGE, FERRY, LIBRARY, item, page, rss

HOSTS = tuple(f"127.0.0.{n}" for n in range(1, 6))
NEAR = ("--allow", "127.0.0.0/8", *(word for host in HOSTS for word in ("--ignore-robots", host)))


@pytest.fixture
def site() -> Iterator[Site]:
    with Site(address="0.0.0.0") as running:  # noqa: S104  # all of loopback: each address counts as a host
        yield running


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "d.sqlite")


def at(site: Site, host: int, path: str) -> str:
    """Return an address of the site under one of loopback's numbers, so that no test waits a second between two.
    Only Linux answers to them all; elsewhere the tests take some seconds more."""
    return f"http://{HOSTS[host - 1] if sys.platform == 'linux' else HOSTS[0]}:{site.port}{path}"


def three(site: Site) -> str:
    """Serve a feed of three, the pages on hosts of their own; return its address."""
    site.pages["/1"] = page("連絡船で3人けが", FERRY, day="2031-05-10", charset="cp932", label="utf-8")
    site.pages["/2"] = page("図書館、来年4月に開館", LIBRARY, day="2031-05-11", outlet="丘陵新聞")
    site.pages["/3"] = ok(b"<html><body></body></html>", "Content-Type: text/html")
    items = [
        item("大橋、来月通行止め", at(site, 4, "/3")),
        item("図書館、来年4月に開館", at(site, 3, "/2")),
        item("連絡船で3人けが", at(site, 2, "/1")),
    ]
    site.pages["/feed"] = rss(items, 'ETag: "1"')
    return at(site, 1, "/feed")


def test_a_feed_from_subscription_to_clips(run: Runner, site: Site) -> None:
    url = three(site)
    added = run("feed", "add", url, *NEAR)
    assert (added.exit_code, added.stderr.strip()) == (0, f"followed now: 港町新聞  {url}")
    assert "followed already" in run("feed", "add", url, *NEAR).stderr
    fetched = run("fetch", *NEAR)
    assert fetched.exit_code == 3
    assert "no main text found on the page" in fetched.stderr
    assert "clips taken: 2 · already there: 0 · rejected: 1" in fetched.stderr
    assert [(row["outlet"], row["published"]) for row in run.rows("list", "--json")] == [
        ("港町新聞", "2031-05-10"),
        ("丘陵新聞", "2031-05-11"),
    ]
    assert FERRY in run.ok("show", "1", "--json")
    assert "/3" in run.ok("problems")
    assert FERRY.encode("cp932") in run("show", "1", "--original").stdout_bytes
    assert run("show", "9", "--original").exit_code == 1
    again = run("fetch", *NEAR)
    assert (again.exit_code, "no feed is due before" in again.stderr) == (0, True)


def test_nothing_new_and_then_an_entry_edited(run: Runner, site: Site) -> None:
    url = at(site, 1, "/feed")
    site.pages["/1"] = page("連絡船で3人けが", FERRY, day="2031-05-10")
    site.pages["/feed"] = rss([item("連絡船で3人けが", at(site, 2, "/1"))], 'ETag: "1"')
    run("feed", "add", url, *NEAR)
    run("fetch", *NEAR)
    site.pages["/feed"] = ok(b"", status="304 Not Modified")
    (row,) = run.rows("fetch", "--all", "--json", *NEAR)
    assert (row["taken"], row["seen"], row["rejected"]) == (0, 0, [])
    assert site.heads[-1]["if-none-match"] == '"1"'
    site.pages["/1"] = page("連絡船で5人けが", FERRY.replace("３", "５"), day="2031-05-10")
    site.pages["/feed"] = rss([item("連絡船で5人けが", at(site, 2, "/1"))], 'ETag: "2"')
    (row,) = run.rows("fetch", "--all", "--json", *NEAR)
    assert (row["taken"], row["rejected"]) == (1, [])
    assert len(run.rows("list", "--json")) == 2


def test_a_server_that_is_down_is_told_with_its_reason(run: Runner, site: Site) -> None:
    url = three(site)
    run("feed", "add", url, *NEAR)
    site.pages["/feed"] = ok(b"", status="500 Broken")
    failed = run("fetch", *NEAR)
    assert (failed.exit_code, f"{url}: the server answered 500" in failed.stderr) == (3, True)
    shown = run("feed", "list")
    assert "failed 1 times" in shown.stdout
    assert "feeds: 1 · failing: 1" in shown.stderr
    (row,) = run.rows("feed", "list", "--json")
    assert (row["failures"], row["problem"]["code"], row["waiting"], row["fetched"]) == (1, "K2014", 0, None)


def test_robots_txt_is_obeyed(run: Runner, site: Site) -> None:
    site.pages["/robots.txt"] = ok(b"User-agent: *\nDisallow: /1\n", "Content-Type: text/plain")
    site.pages["/1"] = page("連絡船で3人けが", FERRY)
    refused = run("add", at(site, 2, "/1"), "--allow", "127.0.0.0/8")
    assert (refused.exit_code, "robots.txt" in refused.stderr) == (2, True)
    assert site.asked == ["/robots.txt"]
    assert run("add", at(site, 2, "/1"), *NEAR).exit_code == 0


def test_one_address(run: Runner, site: Site) -> None:
    three(site)
    assert run("add", at(site, 2, "/1"), *NEAR, "--date", "2031-05-09").exit_code == 0
    assert [(row["url"], row["published"]) for row in run.rows("list", "--json")] == [
        (at(site, 2, "/1"), "2031-05-09"),
    ]
    feed = run("add", at(site, 3, "/feed"), *NEAR)
    assert (feed.exit_code, "is a feed" in feed.stderr) == (2, True)
    assert f"keii feed add {at(site, 3, '/feed')}" in feed.stderr


def test_private_addresses_are_refused(run: Runner, site: Site) -> None:
    three(site)
    for command in (["add"], ["feed", "add"]):
        done = run(*command, at(site, 1, "/feed"))
        assert (done.exit_code, "not allowed" in done.stderr) == (2, True)
    assert site.connections == 0


def test_a_home_page_and_a_list_of_feeds(run: Runner, site: Site, tmp_path: Path) -> None:
    three(site)
    links = (
        '<link rel="alternate" type="application/rss+xml" href="/feed" title="記事">'
        '<link rel="alternate" type="application/atom+xml" href="/comments" title="コメント">'
    )
    html = f"<!doctype html><html><head>{links}</head><body>港町新聞</body></html>"
    site.pages["/"] = ok(html.encode(), "Content-Type: text/html")
    added = run("feed", "add", at(site, 1, "/"), *NEAR)
    assert f"followed now: 記事  {at(site, 1, '/feed')}" in added.stderr
    assert "/comments" in added.stderr
    opml = tmp_path / "一覧.opml"
    opml.write_text(
        '<opml version="2.0"><body><outline text="地方"><outline text="丘陵新聞" xmlUrl="https://k.example/rss"/>'
        '<outline text="悪い" xmlUrl="javascript:1"/></outline></body></opml>',
        encoding="utf-8",
    )
    listed = run("feed", "add", opml)
    assert (listed.exit_code, "outline 3" in listed.stderr) == (3, True)
    exported = run.ok("feed", "export")
    assert '<outline text="地方">' in exported
    assert 'xmlUrl="https://k.example/rss"' in exported
    assert run("feed", "remove", "f2").exit_code == 0
    assert [row["id"] for row in run.rows("feed", "list", "--json")] == ["f1"]


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["feed", "list"], 1, "no feed is followed yet"),
        (["fetch"], 1, "no feed is followed yet"),
        (["feed", "remove", "f9"], 1, "f9 is no feed"),
        (["feed", "add", "無い.opml"], 2, "there is no such file"),
        (["feed", "add", "http://[::1"], 2, "no web address"),
    ],
)
def test_trouble_is_one_sentence_and_a_code(run: Runner, tmp_path: Path, args: list[str], code: int, said: str) -> None:
    (tmp_path / "空.txt").write_text("空", encoding="utf-8")
    run("add", tmp_path / "空.txt")
    done = run(*args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert said in done.stderr


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_was_stopped_is_taken_up_where_it_stopped(run: Runner, site: Site, ending: signal.Signals) -> None:
    items = [item(f"報 {n}", at(site, 2 + n % 4, f"/{n}")) for n in range(8)]
    for n in range(8):
        site.pages[f"/{n}"] = page(f"報 {n}", BRIDGE.replace("12日", f"{n + 1}日"))
    site.pages["/feed"] = rss(items)
    run("feed", "add", at(site, 1, "/feed"), *NEAR)
    env = os.environ | run.env | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-m", "keii", "fetch", *NEAR]
    with subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) as process:  # noqa: S603  # our own code
        until = time.monotonic() + 30
        while sum(path not in ("/feed", "/robots.txt") for path in site.asked) < 3 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(ending)
        assert process.wait(20) in (-signal.SIGKILL, 130)
    before = len(run.rows("list", "--json"))
    assert before < 8
    done = run("fetch", *NEAR)
    assert (done.exit_code, f"clips taken: {8 - before}" in done.stderr) == (0, True)
    urls = [row["url"] for row in run.rows("list", "--json")]
    assert sorted(urls) == sorted(at(site, 2 + n % 4, f"/{n}") for n in range(8))


def test_watching_ends_at_ctrl_c(run: Runner, site: Site) -> None:
    url = three(site)
    run("feed", "add", url, *NEAR)
    env = os.environ | run.env | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-m", "keii", "watch", *NEAR]
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own code
        assert process.stderr is not None
        until, begun = time.monotonic() + 60, ""
        while "clips taken: 2" not in begun and time.monotonic() < until:
            begun += process.stderr.readline()
        process.send_signal(signal.SIGINT)
        said = begun + process.communicate(timeout=20)[1]
        assert process.returncode == 130
    assert "Traceback" not in said
    assert f"{url}: clips taken: 2" in said
    assert len(run.rows("list", "--json")) == 2

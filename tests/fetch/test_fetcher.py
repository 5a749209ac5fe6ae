"""The way out: what comes back of an address, what is refused, and that nothing takes longer or more than allowed."""

from __future__ import annotations

import gzip
import random
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from loopback_site import NOW, Site, Sleeps, fetcher, ok, redirect

import keii.fetch.addresses
import keii.fetch.dial
from keii.fetch.exchange import Answer
from keii.fetch.fetcher import Fetcher
from keii.fetch.limits import Fault, Limits
from keii.fetch.targets import target
from keii.fetch.trip import ahead_of
from keii.records.codec import message
from keii.records.fetched import Fetched, NotFetched, Validator

QUICK = Limits(connect=0.5, first_byte=0.3, whole=0.6)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def other() -> Iterator[Site]:
    with Site() as site:
        yield site


def got(result: Fetched | NotFetched) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def code(result: Fetched | NotFetched) -> str:
    assert isinstance(result, NotFetched), result
    assert "127.0.0" not in message(result.problem).replace(result.url, "")
    return result.problem.code


class Kept(dict[str, Validator]):
    """Validators as the dossier would keep them."""

    def of(self, url: str) -> Validator | None:
        return self.get(url)


def test_a_page(site: Site) -> None:
    page = "首相が辞任を表明した。".encode("cp932")
    site.pages["/a?b=1"] = ok(page, 'Content-Type: Text/HTML; charset="Shift_JIS"', 'ETag: "v1"', "Set-Cookie: a=b")
    found = got(fetcher().fetch(f"{site.base}/a?b=1#top"))
    assert (found.status, found.unchanged, found.moved_to) == (200, False, None)
    assert (found.body, found.sha256) == (page, sha256(page).hexdigest())
    assert (found.content_type, found.charset, found.fetched_at) == ("text/html", "Shift_JIS", NOW)
    assert found.final_url == f"{site.base}/a?b=1"
    assert found.validator == Validator(url=found.final_url, etag='"v1"')
    assert ("etag", '"v1"') in found.headers
    assert not [name for name, _ in found.headers if "cookie" in name]


def test_what_is_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.pages["/"] = ok(b"a", "Set-Cookie: id=7; Path=/")
    asking = fetcher()
    got(asking.fetch(f"{site.base}/"))
    got(asking.fetch(f"{site.base}/"))
    assert site.heads[0]["user-agent"].startswith("Keii/")
    assert site.heads[0]["user-agent"].endswith("(+https://keii.example/about)")
    assert site.heads[0]["host"] == f"127.0.0.1:{site.port}"
    assert site.heads[1] == site.heads[0]
    assert not {"cookie", "authorization", "referer"} & set(site.heads[1])


def test_conditional_requests(site: Site) -> None:
    modified = "Sat, 21 Nov 2026 00:00:00 GMT"
    site.pages["/feed"] = ok(b"<rss/>", 'ETag: W/"1"', f"Last-Modified: {modified}")
    kept = Kept()
    asking = fetcher(validators=kept)
    first = got(asking.fetch(f"{site.base}/feed"))
    assert first.validator is not None
    kept[first.url] = first.validator
    site.pages["/feed"] = b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n"
    again = got(asking.fetch(f"{site.base}/feed"))
    assert (again.unchanged, again.status, again.body) == (True, 304, b"")
    assert again.validator == first.validator
    assert (site.heads[1]["if-none-match"], site.heads[1]["if-modified-since"]) == ('W/"1"', modified)
    assert code(fetcher().fetch(f"{site.base}/feed")) == "K2014"  # 304 to one who did not ask


def test_a_validator_goes_to_its_own_address_only(site: Site, other: Site) -> None:
    site.pages["/feed"] = redirect(f"{other.base}/feed")
    other.pages["/feed"] = ok(b"<rss/>", 'ETag: "2"')
    kept = Kept({f"{site.base}/feed": Validator(url=f"{other.base}/feed", etag='"1"')})
    got(fetcher(validators=kept).fetch(f"{site.base}/feed"))
    assert "if-none-match" not in site.heads[0]
    assert other.heads[0]["if-none-match"] == '"1"'


def test_redirects(site: Site, other: Site) -> None:
    site.pages["/a"] = redirect("/b", "301 Moved Permanently")
    site.pages["/b"] = redirect(f"{other.base}/記事", "308 Permanent Redirect")
    other.pages["/%E8%A8%98%E4%BA%8B"] = ok("記事".encode())
    found = got(fetcher().fetch(f"{site.base}/a"))
    assert found.final_url == found.moved_to == f"{other.base}/%E8%A8%98%E4%BA%8B"
    site.pages["/b"] = redirect(f"{other.base}/記事", "302 Found")
    assert got(fetcher().fetch(f"{site.base}/a")).moved_to is None


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("http://10.0.0.1/", "K2002"), ("http://[::ffff:10.0.0.1]/", "K2002"), ("http://[64:ff9b::7f00:1]/", "K2002"),
        ("http://169.254.169.254/latest/meta-data/", "K2002"), ("http://127.0.0.1:25/", "K2002"),
        ("file:///etc/passwd", "K2001"), ("javascript:alert(1)", "K2001"), ("//", "K2010"),
        ("http://u:p@127.0.0.1/", "K2003"), ("/start", "K2010"), ("/start#again", "K2010"),
    ],
)  # fmt: skip
def test_redirects_to_where_nobody_may_go(site: Site, to: str, expected: str) -> None:
    site.pages["/start"] = redirect(to)
    assert code(fetcher().fetch(f"{site.base}/start")) == expected
    assert site.asked == ["/start"]


def test_too_many_redirects(site: Site) -> None:
    site.pages |= {f"/{n}": redirect(f"/{n + 1}") for n in range(40)}
    assert code(fetcher().fetch(f"{site.base}/0")) == "K2009"
    assert len(site.asked) == 6


def test_a_public_page_does_not_lead_into_a_private_network(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keii.fetch.addresses, "is_public", lambda address: str(address) == "127.0.0.1")
    site.pages["/a"] = redirect("http://intranet.example/delete")
    asking = fetcher(allowed=("intranet.example",), names={"intranet.example": ["127.0.0.2"]})
    assert code(asking.fetch(f"{site.base}/a")) == "K2002"


def test_nothing_is_sent_where_the_user_did_not_allow_it(site: Site) -> None:
    site.pages["/"] = ok(b"secret")
    asking = fetcher(
        allowed=(), names={"localhost.": ["127.0.0.1"], "2130706433": ["127.0.0.1"], "0177.1": ["127.0.0.1"]}
    )
    for host in ("127.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost.", "2130706433", "0177.1"):
        assert code(asking.fetch(f"http://{host}:{site.port}/")) == "K2002"
    assert (site.connections, site.asked) == (0, [])


def test_odd_numerals_are_resolved_like_the_system_does_and_refused() -> None:
    asking = Fetcher(clock=lambda: NOW, sleep=Sleeps())
    for host in ("2130706433", "0x7f.1", "0177.1", "127.1"):
        assert code(asking.fetch(f"http://{host}:8080/")) == "K2002"
    assert code(asking.fetch("http://0177.0.0.1/")) == "K2001"


def test_a_name_that_changes_its_answer(site: Site) -> None:
    site.pages["/"] = ok(b"a")
    answers = [["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1", "127.0.0.1"]]
    names: dict[str, list[str]] = {}
    asking = fetcher(names=names)
    seen = []
    for answer in answers:
        names["a.example"] = answer
        seen.append(asking.fetch(f"http://a.example:{site.port}/"))
    assert got(seen[0]).body == b"a"
    assert code(seen[1]) == "K2002"
    assert got(seen[2]).body == b"a"  # only the address that may be reached was tried
    assert site.heads[0]["host"] == f"a.example:{site.port}"


def test_the_peer_is_checked_once_more(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/"] = ok(b"a")
    asking = fetcher(names={"a.example": ["10.0.0.1"]})
    real = keii.fetch.dial._opened
    monkeypatch.setattr(keii.fetch.dial, "reach", _first_time_allowed())
    monkeypatch.setattr(keii.fetch.dial, "_opened", lambda _, *rest: real("127.0.0.1", *rest))
    assert code(asking.fetch(f"http://a.example:{site.port}/")) == "K2002"
    assert site.asked == []


def _first_time_allowed() -> Callable[..., str | None]:
    """Return a stand-in for `reach`: yes to the address found, no to the peer."""
    answers = iter(["named", None])
    return lambda *_: next(answers)


def test_unreachable(site: Site) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert code(fetcher().fetch(f"http://127.0.0.1:{port}/")) == "K2004"
    assert code(fetcher().fetch("http://nosuch.example/")) == "K2004"


def test_ipv6_loopback() -> None:
    try:
        site = Site(socket.AF_INET6, "::1")
    except OSError:
        pytest.skip("no IPv6 here")
    with site:
        site.pages["/"] = ok(b"six")
        assert got(fetcher(allowed=("::1",)).fetch(f"{site.base}/")).body == b"six"
        assert site.heads[0]["host"] == f"[::1]:{site.port}"
        assert code(fetcher().fetch(f"{site.base}/")) == "K2002"


@pytest.mark.parametrize(
    "status", ["204 No Content", "206 Partial Content", "300 Many", "302 Found", "404 Not Found", "410 Gone", "500 Oh"]
)
def test_other_answers(site: Site, status: str) -> None:
    site.pages["/"] = ok(b"" if status.startswith("204") else b"body", status=status)
    result = fetcher().fetch(f"{site.base}/")
    assert code(result) == "K2014"
    assert isinstance(result, NotFetched)
    assert result.status == int(status[:3])
    assert message(result.problem).endswith(f"the server answered {status[:3]}")


def test_nothing_in_it(site: Site) -> None:
    site.pages["/"] = ok(b"  \r\n")
    assert code(fetcher().fetch(f"{site.base}/")) == "K2018"


def packed(body: bytes, coding: str = "gzip") -> bytes:
    return ok(body, f"Content-Encoding: {coding}")


def test_gzip(site: Site) -> None:
    text = "長い記事。" * 1000
    members = gzip.compress(text.encode()[:5000]) + gzip.compress(text.encode()[5000:]) + b"\0\0\0"
    site.pages |= {"/a": packed(gzip.compress(text.encode())), "/b": packed(members, "X-GZIP")}
    assert got(fetcher().fetch(f"{site.base}/a")).body.decode() == text
    assert got(fetcher().fetch(f"{site.base}/b")).body.decode() == text


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (packed(gzip.compress(b"\0" * 3_000_000)), "K2007"),
        (packed(gzip.compress(gzip.compress(b"\0" * 3_000_000)), "gzip, gzip"), "K2015"),
        (packed(gzip.compress(b"a" * 9000)[:-20]), "K2015"),
        (packed(b"no gzip at all"), "K2015"),
        (packed(gzip.compress(b"a")[:12] + b"\xff" * 30), "K2015"),
        (packed(b"a", "br"), "K2015"),
        (packed(b"a", "zstd"), "K2015"),
    ],
)
def test_packed_badly(site: Site, answer: bytes, expected: str) -> None:
    site.pages["/"] = answer
    assert code(fetcher().fetch(f"{site.base}/")) == expected


def test_a_bomb_is_cut_at_the_cap(site: Site) -> None:
    noise = bytes(range(256)) * 40
    site.pages["/"] = packed(gzip.compress(noise * 20))
    assert code(fetcher(limits=Limits(body=100_000)).fetch(f"{site.base}/")) == "K2006"


def test_a_bomb_in_a_redirect_is_not_even_read(site: Site) -> None:
    bomb = gzip.compress(b"\0" * 3_000_000)
    site.pages["/a"] = ok(bomb, "Content-Encoding: gzip", "Location: /b", status="302 Found")
    site.pages["/b"] = ok(b"b")
    assert got(fetcher().fetch(f"{site.base}/a")).body == b"b"


def endless(head: bytes, piece: bytes, every: float = 0.0) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        until = time.monotonic() + 1.2
        with suppress(OSError):
            while time.monotonic() < until:
                connection.sendall(piece)
                time.sleep(every)

    return answer


@pytest.mark.parametrize(
    ("head", "piece", "expected"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 65536, "K2006"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"5\r\naaaaa\r\n" * 5000, "K2006"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n", b"a" * 65536, "K2006"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a" * 65536, "K2015"),
        (b"HTTP/1.1 200 OK\r\n", b"X: aaaaaaaaaa\r\n" * 1000, "K2015"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000, "K2006"),
    ],
)
def test_endless_answers(site: Site, head: bytes, piece: bytes, expected: str) -> None:
    site.pages["/"] = endless(head, piece)
    assert code(fetcher(limits=Limits(body=1_000_000)).fetch(f"{site.base}/")) == expected


@pytest.mark.parametrize(
    ("head", "piece"),
    [
        (b"", b""),
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"a"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    ],
)
def test_slow_answers(site: Site, head: bytes, piece: bytes) -> None:
    site.pages["/"] = endless(head, piece, every=0.05)
    start = time.monotonic()
    result = fetcher(limits=QUICK).fetch(f"{site.base}/")
    assert code(result) == "K2005"
    assert time.monotonic() - start < 1.5
    assert message(result.problem).endswith("no whole answer within 0.6 seconds")  # type: ignore[union-attr]


def test_the_whole_time_counts_all_redirects(site: Site) -> None:
    def slow(to: str) -> Callable[[socket.socket], None]:
        def answer(connection: socket.socket) -> None:
            time.sleep(0.2)
            connection.sendall(redirect(to))

        return answer

    site.pages |= {f"/{n}": slow(f"/{n + 1}") for n in range(6)}
    assert code(fetcher(limits=QUICK).fetch(f"{site.base}/0")) == "K2005"


def test_a_resolver_that_hangs() -> None:
    def hang(_host: str, _port: int) -> list[str]:
        time.sleep(1)
        return []

    asking = Fetcher(clock=lambda: NOW, limits=QUICK, resolve=hang, ignore_robots=["a.example"])
    assert code(asking.fetch("http://a.example/")) == "K2005"


def test_no_way_from_https_to_http() -> None:
    answer = Answer(status=301, headers=(("location", "http://a.example/"),), body=b"", reached="public")
    with pytest.raises(Fault) as fault:
        ahead_of(answer, target("https://a.example/"))
    assert fault.value.code == "K2011"
    ahead = ahead_of(answer, target("http://b.example/"))
    assert ahead is not None
    assert ahead.url == "http://a.example/"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ok(b"a", "X: " + "b" * 70_000), "K2008"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "K2015"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + "港を広げる".encode(), "K2015"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\na", "K2015"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "K2015"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "K2015"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "K2015"),
        (b"<html>no HTTP</html>", "K2015"),
        (b"SSH-2.0-OpenSSH_9.2\r\n", "K2015"),
        (b"", "K2015"),
        (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n", "K2015"),
    ],
)
def test_broken_answers(site: Site, answer: bytes, expected: str) -> None:
    site.pages["/"] = answer
    assert code(fetcher().fetch(f"{site.base}/")) == expected


def test_line_ends_after_the_body_are_no_part_of_it(site: Site) -> None:
    site.pages["/"] = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc\r\n"
    assert got(fetcher().fetch(f"{site.base}/")).body == b"abc"
    site.pages["/"] = b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc"
    assert got(fetcher().fetch(f"{site.base}/")).body == b"abc"


def test_https_to_one_who_speaks_no_tls(site: Site) -> None:
    assert code(fetcher().fetch(site.base.replace("http:", "https:"))) == "K2015"


def test_one_request_a_second_to_each_host(site: Site) -> None:
    site.pages["/"] = ok(b"a")
    sleeps = Sleeps()
    asking = fetcher(sleeps=sleeps, names={"a.example": ["127.0.0.1"]})
    for _ in range(3):
        got(asking.fetch(f"{site.base}/"))
    got(asking.fetch(f"http://a.example:{site.port}/"))
    assert [round(seconds) for seconds in sleeps] == [1, 2]


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("Retry-After: 600", timedelta(minutes=10)),
        ("Retry-After: 315360000", timedelta(days=1)),
        ("Retry-After: " + "9" * 5000, timedelta(days=1)),
        ("Retry-After: Mon, 23 Nov 2026 05:00:00 GMT", timedelta(hours=2)),
        ("Retry-After: Mon, 23 Nov 2020 05:00:00 GMT", timedelta(minutes=1)),
        ("Retry-After: Fri, 23 Nov 2046 05:00:00 GMT", timedelta(days=1)),
        ("Retry-After: soon", timedelta(minutes=1)),
        ("Retry-After: 0", timedelta(minutes=1)),
        ("X: y", timedelta(minutes=1)),
    ],
)
def test_a_busy_host_is_left_alone(site: Site, status: str, header: str, wait: timedelta) -> None:
    site.pages["/"] = ok(b"", header, status=status)
    now = [NOW]
    asking = fetcher(clock=lambda: now[0])
    first = asking.fetch(f"{site.base}/")
    assert isinstance(first, NotFetched)
    assert (first.problem.code, first.retry_at, first.status) == ("K2013", NOW + wait, int(status[:3]))
    second = asking.fetch(f"{site.base}/other")
    assert isinstance(second, NotFetched)
    assert (second.problem.code, second.retry_at, second.status) == ("K2013", NOW + wait, None)
    assert site.asked == ["/"]
    now[0] = NOW + wait
    site.pages["/"] = ok(b"back")
    assert got(asking.fetch(f"{site.base}/")).body == b"back"


def test_the_clock_is_only_asked(site: Site) -> None:
    site.pages["/"] = ok(b"a")
    at = datetime(2031, 1, 1, tzinfo=UTC)
    assert got(fetcher(clock=lambda: at).fetch(f"{site.base}/")).fetched_at == at


def test_no_answer_comes_out_as_an_exception(site: Site) -> None:
    chance = random.Random(7)  # noqa: S311  # any answers will do
    seeds = [ok(b"body", "Content-Type: text/html"), redirect("/b"), packed(gzip.compress(b"body")), b"\xff" * 40]
    seeds.append(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n")
    pieces = [
        b"\r\n",
        b"\0",
        b":",
        b" ",
        b"Content-Length: 3\r\n",
        b"Location: http://[\r\n",
        b"Content-Encoding: x\r\n",
    ]
    asking = fetcher(limits=Limits(first_byte=0.5, whole=1, connect=1))
    for _ in range(150):
        answer = chance.choice(seeds)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(answer))
            answer = answer[:at] + chance.choice([*pieces, b""]) + answer[at + chance.randint(0, 2) :]
        site.pages["/"] = answer
        result = asking.fetch(f"{site.base}/")
        assert isinstance(result, Fetched | NotFetched)
        assert isinstance(result, Fetched) or "{" not in message(result.problem)

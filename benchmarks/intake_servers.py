"""The inputs of the intake report that are about servers: addresses that must not be asked, redirects, slow and
endless answers, broken ones, robots.txt, Retry-After."""

from __future__ import annotations

import gzip
import socket
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress

from loopback_site import Answer, Site, ok, redirect

from feeds_made import FERRY, page
from intake_cases import PARAGRAPH, Case, page_case

_NAMES = dict.fromkeys(("localhost", "localhost.", "2130706433", "0177.1"), ("127.0.0.1",)) | {
    "inner.example": ("10.1.2.3",)
}


def server_cases(site: Site) -> Iterator[Case]:
    """Yield the cases; `site` is where pages are served."""
    yield from _addresses(site)
    yield from _servers()
    yield from _robots()


def _addresses(site: Site) -> Iterator[Case]:
    refused = (
        "127.0.0.1", "[::1]", "0.0.0.0", "169.254.169.254", "10.0.0.1", "[fc00::1]", "[::ffff:127.0.0.1]",  # noqa: S104
        "[64:ff9b::7f00:1]", "2130706433", "0177.1", "localhost.", "１２７.0.0.1", "inner.example",
    )  # fmt: skip
    for host in refused:
        yield Case(
            row="57", what=f"http://{host}/", way="page", at=f"http://{host}:{site.port}/x", allowed=(), packets=False,
            names=_NAMES,
            codes=("K2001|K2002|K2004",),
        )  # fmt: skip
    yield Case(
        row="57",
        what="a user name in the address",
        way="page",
        at=f"http://u:p@127.0.0.1:{site.port}/x",
        codes=("K2003",),
        packets=False,
    )
    yield Case(row="57", what="port 25", way="page", at="http://127.0.0.1:25/x", codes=("K2002",), packets=False)
    yield Case(
        row="57", what="a file: address in a list", way="page", at="file:///etc/passwd", codes=("K2001",), packets=False
    )
    for to in ("http://169.254.169.254/", "http://127.0.0.2:{0}/", "http://[::1]:{0}/"):
        yield page_case(
            "58", f"a redirect to {to.format('port')}", redirect(to.format(site.port)), codes=("K2002|K2004",)
        )
    yield page_case("58", "a redirect in a circle", redirect("/x"), codes=("K2010",))
    yield Case(
        row="58", what="a name that changes its address meanwhile", way="page", at=f"http://flip.example:{site.port}/x",
        serve=lambda _: {"/x": redirect("/y"), "/y": ok("内".encode())}, codes=("K2002",),
        names={"flip.example": ("127.0.0.1", "10.1.2.3")},
    )  # fmt: skip
    hops: dict[str, Answer] = {"/x": redirect("/1")}
    hops.update((f"/{n}", redirect(f"/{n + 1}")) for n in range(1, 31))
    yield Case(row="58", what="30 redirects", way="page", serve=lambda _: hops, codes=("K2009",))
    yield page_case(
        "20",
        "a bomb in a redirect's body",
        ok(gzip.compress(bytes(50_000_000)), "Location: /y", "Content-Encoding: gzip", status="302 Found"),
        codes=("K2014",),
    )


def _servers() -> Iterator[Case]:
    def slow(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            for _ in range(60):
                connection.sendall(b"x")
                time.sleep(0.2)

    def endless(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                connection.sendall(bytes(65536))

    def silent(connection: socket.socket) -> None:
        with suppress(OSError):
            connection.recv(1)
            time.sleep(4)

    yield page_case("59", "a byte every 0.2 s for ever", slow, codes=("K2005",))
    yield page_case("59", "no answer at all", silent, codes=("K2005",))
    yield page_case("59", "a body without end", endless, codes=("K2006",))
    yield page_case("59", "a header of 1 MB", ok(b"x", "X: " + "y" * 1_000_000), codes=("K2008|K2015",))
    yield page_case(
        "-", "an answer shorter than it says", ok(b"x" * 9).replace(b"Length: 9", b"Length: 99"), codes=("K2015",)
    )
    yield page_case("-", "no HTTP at all", b"SSH-2.0-OpenSSH\r\n", codes=("K2015",))
    yield page_case("-", "404", ok(b"", status="404 Not Found"), codes=("K2014",))
    yield Case(row="-", what="nobody listens", way="page", at="http://127.0.0.1:1025/x", codes=("K2004",))
    raw = zlib.compress(b"x")
    yield page_case("20", "deflate, not asked for", ok(raw, "Content-Encoding: deflate"), codes=("K2015",))


def _robots() -> Iterator[Case]:
    def with_robots(what: str, answer: Answer, *codes: str, right: tuple[str, ...] = ()) -> Case:
        pages = {"/robots.txt": answer, "/x": page("連絡船", PARAGRAPH)}
        return Case(row="60", what=what, way="page", serve=lambda _: pages, codes=codes, right=right, robots=True)

    plain = "Content-Type: text/plain"
    yield with_robots("robots.txt says no", ok(b"User-agent: *\nDisallow: /\n", plain), "K2012")
    yield with_robots("robots.txt allows", ok(b"User-agent: *\nDisallow: /y\n", plain), right=(FERRY,))
    yield with_robots(
        "robots.txt is an HTML page", ok(b"<html><body>x</body></html>", "Content-Type: text/html"), right=(FERRY,)
    )
    yield with_robots("robots.txt answers 500", ok(b"", status="500 Broken"), "K2017")
    yield with_robots("robots.txt of 20 MB", ok(b"User-agent: *\nDisallow: /x\n" + b"#" * 20_000_000, plain), "K2012")
    for after in ("315360000", "Thu, 01 Jan 1970 00:00:00 GMT", "soon"):
        busy = ok(b"", f"Retry-After: {after}", status="429 Too Many Requests")
        yield page_case("60", f"429, Retry-After: {after}", busy, codes=("K2013",))

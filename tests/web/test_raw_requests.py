"""Requests no browser sends, over a real connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from room_made import served


@pytest.fixture(scope="module")
def port(corpus_dossier: Path) -> Iterator[int]:
    """The port of a room over the corpus."""
    with served(corpus_dossier) as at:
        yield at


def ask(port: int, data: bytes) -> bytes:
    """Send bytes; return all that comes back before the other side closes, or says nothing for five seconds."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
        out = b""
        try:
            line.sendall(data)
            while got := line.recv(65_536):
                out += got
        except (TimeoutError, ConnectionResetError):
            pass
    return out


def request(port: int, line: str, *headers: str) -> tuple[int, str]:
    """Return the status and the whole answer as text."""
    host = () if any(h.lower().startswith("host:") for h in headers) else (f"Host: 127.0.0.1:{port}",)
    text = "\r\n".join((line, *host, *headers, "Connection: close", "", ""))
    answer = ask(port, text.encode("utf-8", "surrogateescape")).decode("utf-8", "replace")
    status = int(answer.split(" ", 2)[1]) if answer.startswith("HTTP/") else 0
    return status, answer


def test_two_host_headers_are_refused(port: int) -> None:
    ours = f"Host: 127.0.0.1:{port}"
    for pair in ((ours, "Host: evil.example"), ("Host: evil.example", ours), (ours, ours)):
        status, answer = request(port, "GET / HTTP/1.1", *pair)
        assert status == 400
        assert "<html" not in answer


def test_no_host_at_all_is_refused(port: int) -> None:
    assert ask(port, b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").split()[1] == b"400"
    assert ask(port, b"GET / HTTP/1.0\r\n\r\n").split()[1] == b"400"


def test_a_rebound_name_gets_no_data(port: int) -> None:
    for host in ("evil.example", "127.0.0.1.evil", f"evil.example:{port}", "127.0.0.1 ", "127.0.0.1,evil.example"):
        status, answer = request(port, "GET /clip/1 HTTP/1.1", f"Host: {host}", "X-Forwarded-Host: 127.0.0.1")
        assert status in (400, 421) or host.strip() == "127.0.0.1"
        assert "<html" not in answer or host.strip() == "127.0.0.1"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "//evil.example/%2e%2e",
        "///evil.example/",
        "/\\evil.example/",
        "http://evil.example/",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/../../etc/passwd",
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/..%5capp.py",
        "/static/....//app.py",
        "/%00",
        "/static/%00",
        "/clip/%0d%0aSet-Cookie:%20x=y",
        "*",
        "/" + "a" * 8_000,
        "/?" + "a=b&" * 2_000,
    ],
)
def test_targets_that_lead_nowhere(port: int, target: str) -> None:
    status, answer = request(port, f"GET {target} HTTP/1.1")
    head = answer.split("\r\n\r\n")[0].lower()
    assert status in (200, 307, 400, 404, 405, 414, 421, 431)
    assert "set-cookie: x=y" not in head
    for line in head.split("\r\n"):
        if line.startswith("location:"):
            assert line.startswith((f"location: http://127.0.0.1:{port}/", "location: /")), line
            assert not line.startswith("location: //")
    assert "make_app" not in answer
    assert "Traceback" not in answer


def test_a_header_without_end_is_cut_off(port: int) -> None:
    answer = ask(port, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000)
    assert b"200 OK" not in answer


def test_a_change_with_a_forged_method_header_is_refused(port: int) -> None:
    for name in ("X-HTTP-Method-Override", "X-Method-Override", "_method"):
        status, _ = request(port, "GET /prefs HTTP/1.1", f"{name}: POST")
        assert status in (404, 405)


def test_the_server_does_not_tell_what_it_is_made_of(port: int) -> None:
    _, answer = request(port, "GET /keys HTTP/1.1")
    assert "uvicorn" not in answer.split("\r\n\r\n")[0].lower()

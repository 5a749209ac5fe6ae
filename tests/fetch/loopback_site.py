"""A site on loopback that answers with exactly the bytes a test says, and remembers what it was asked."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from keii.fetch.fetcher import Fetcher, Validators
from keii.fetch.limits import Limits

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
Answer = bytes | Callable[[socket.socket], None]


def ok(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(to: str, status: str = "302 Found") -> bytes:
    return ok(b"", f"Location: {to}", status=status)


class Site:
    """`pages` maps a path to the whole answer, or to what is done with the connection. No page: 404."""

    def __init__(self, family: socket.AddressFamily = socket.AF_INET, address: str = "127.0.0.1") -> None:
        self.pages: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.connections = 0
        self.heads: list[dict[str, str]] = []
        self._socket = socket.socket(family)
        self._socket.bind((address, 0))
        self._socket.listen(20)
        self.port = self._socket.getsockname()[1]
        self.base = f"http://{address if family == socket.AF_INET else f'[{address}]'}:{self.port}"
        self._threads = [threading.Thread(target=self._serve, daemon=True)]
        self._threads[0].start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._answer, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(5)
            head = b""
            while b"\r\n\r\n" not in head:
                piece = connection.recv(65536)
                if not piece:
                    return
                head += piece
                if head.startswith(b"\x16"):  # a TLS greeting
                    connection.sendall(ok(b"", status="400 Bad Request"))
                    return
            first, *lines = head.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            self.asked.append(path)
            self.heads.append({line.partition(": ")[0].lower(): line.partition(": ")[2] for line in lines if line})
            page = self.pages.get(path, ok(b"", status="404 Not Found"))
            if callable(page):
                page(connection)
            else:
                connection.sendall(page)

    def __enter__(self) -> Site:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(6)


class Sleeps(list[float]):
    """What was slept, instead of sleeping."""

    def __call__(self, seconds: float) -> None:
        self.append(seconds)


def fetcher(
    *,
    allowed: tuple[str, ...] = ("127.0.0.1",),
    robots: bool = False,
    limits: Limits | None = None,
    validators: Validators | None = None,
    names: dict[str, list[str]] | None = None,
    sleeps: Sleeps | None = None,
    clock: Callable[[], datetime] = lambda: NOW,
) -> Fetcher:
    """Return a fetcher that may reach loopback, does not sleep, and knows only the names it is given."""

    def resolve(host: str, port: int) -> list[str]:
        if names and host in names:
            return names[host]
        if host.replace(".", "").isdigit() or ":" in host:
            return [host]
        raise OSError(host)

    return Fetcher(
        clock=clock,
        allowed=allowed,
        ignore_robots=() if robots else ("127.0.0.1", "public.example", "a.example", "b.example", "::1"),
        limits=limits,
        validators=validators,
        contact="https://keii.example/about",
        resolve=resolve,
        sleep=sleeps if sleeps is not None else Sleeps(),
    )

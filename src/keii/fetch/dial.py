"""接続: sockets to checked addresses, each read and write within its deadline.

The name is looked up once; only addresses found there that may be reached are connected to, and the peer of the
connection is checked once more. Nothing is sent to any other, so a name that changes its answer gains nothing.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Callable, Iterable, Sequence
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

import httpcore2

from keii.fetch.addresses import Allowed, Reach, reach
from keii.fetch.limits import Deadline, Fault, Limits, Monotonic

Resolve = Callable[[str, int], Sequence[str]]
"""Host and port -> IP addresses in order of preference. Raises `OSError` where there are none."""

_TRIES = 4
"""Addresses of one host tried at most: two of each family."""
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d")
_SLACK = 131_072
"""Bytes over the caps that may come in before the caps themselves are found passed: two reads' worth."""


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the IP addresses of a host by the system's resolver, each once. Raises `OSError`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


class Watched(httpcore2.NetworkStream):
    """見張り: a connection whose every step ends by the deadline, and which takes in no more than is allowed."""

    def __init__(self, inner: httpcore2.NetworkStream, deadline: Deadline, first: Deadline, most: int) -> None:
        self._inner, self._deadline, self._first, self._most = inner, deadline, first, most
        self._taken = 0
        self._head: bytes | None = b""
        self._head_size = 0
        self._last = b""

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes; b"" at the end. Raises `Fault` K2005 past a deadline, K2006 past the cap."""
        left = self._left(timeout)
        data = self._inner.read(max_bytes, left if self._taken else min(left, self._first.left()))
        self._taken += len(data)
        if self._taken > self._most:
            raise Fault("K2006", f"{self._most:,}")
        if self._head is not None:
            self._note_head(data)
        self._last = data
        return data

    def _note_head(self, data: bytes) -> None:
        """Find where the header ends; one of an interim answer (100 Continue) is not the one meant."""
        head = (self._head or b"") + data
        end = head.find(b"\r\n\r\n") + 4
        while end > 3 and _INTERIM.match(head):
            self._head_size += end
            head = head[end:]
            end = head.find(b"\r\n\r\n") + 4
        self._head = head if end < 4 else None
        self._head_size += end if end > 3 else 0

    def after(self, length: int) -> bytes:
        """Return what came after a body of `length` bytes that followed the header; b"" for nothing."""
        more = self._taken - self._head_size - length
        return self._last[-more:] if more > 0 and self._head is None else b""

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """Return the connection with TLS. Raises `Fault`: K2016 for a certificate that cannot be trusted, K2015."""
        try:
            inner = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        except httpcore2.ConnectError as error:
            untrusted = isinstance(error.__cause__, ssl.SSLCertVerificationError)
            raise Fault("K2016" if untrusted else "K2015") from error
        self._inner = inner
        return self

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection beneath says."""
        return self._inner.get_extra_info(info)

    def _left(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(left, timeout)


class Dialler(httpcore2.NetworkBackend):
    """交換手: opens the one connection of one request: `stream`, and how it was allowed: `reached`; None before."""

    def __init__(
        self, resolve: Resolve, allowed: Allowed, limits: Limits, deadline: Deadline, monotonic: Monotonic
    ) -> None:
        self._resolve, self._allowed, self._limits = resolve, allowed, limits
        self._deadline, self._monotonic = deadline, monotonic
        self.reached: Reach | None = None
        self.stream: Watched | None = None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """Return a watched connection to `host`. Raises `Fault`: K2002 not allowed, K2004 not reached, K2005 late."""
        seconds = min(timeout or self._limits.connect, self._deadline.left())
        connecting = Deadline(seconds, self._monotonic)
        found = _within(connecting, lambda: self._resolve(host, port))
        if not found:
            raise Fault("K2004")
        places = [address for address in found if reach(address, host, self._allowed)][:_TRIES]
        if not places:
            raise Fault("K2002")
        for n, address in enumerate(places):
            stream = _opened(address, port, connecting.left() / (len(places) - n), local_address, socket_options)
            if stream is not None:
                return self._watched(stream, host)
        connecting.left()
        raise Fault("K2004")

    def _watched(self, stream: httpcore2.NetworkStream, host: str) -> Watched:
        self.reached = reach(str(stream.get_extra_info("server_addr")[0]), host, self._allowed)
        if self.reached is None:
            stream.close()
            raise Fault("K2002")
        first = Deadline(min(self._limits.first_byte, self._deadline.left()), self._monotonic)
        most = self._limits.body + self._limits.header + _SLACK
        self.stream = Watched(stream, self._deadline, first, most)
        return self.stream


def _opened(
    address: str, port: int, seconds: float, local_address: str | None, options: Iterable[Any] | None
) -> httpcore2.NetworkStream | None:
    """Return a connection to an IP address, or None where nobody answers."""
    try:
        return httpcore2.SyncBackend().connect_tcp(address, port, seconds, local_address, options)
    except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
        return None


def _within(deadline: Deadline, work: Callable[[], Sequence[str]]) -> Sequence[str]:
    """Return what a look-up finds, () where it finds nothing. It knows no deadline itself, so it runs aside."""
    answers: SimpleQueue[Sequence[str]] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(work())
        except (OSError, UnicodeError):
            answers.put(())

    Thread(target=run, daemon=True).start()
    try:
        return answers.get(timeout=deadline.left())
    except Empty as error:
        raise Fault("K2005") from error

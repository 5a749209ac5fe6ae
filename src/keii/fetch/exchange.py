"""応答: one request to one target, and its answer within the limits."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass

import httpcore2

from keii.fetch.addresses import Allowed, Reach
from keii.fetch.dial import Dialler, Resolve
from keii.fetch.limits import Deadline, Fault, Limits, Monotonic
from keii.fetch.targets import Target
from keii.fetch.unpack import body_of

__all__ = ["Answer", "Line", "ask"]

logging.getLogger("httpcore2").addHandler(logging.NullHandler())


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """応答: status and headers; the body only of a 200."""

    status: int
    headers: tuple[tuple[str, str], ...]  #: names in lower case, without cookies
    body: bytes
    reached: Reach | None

    def header(self, name: str) -> str | None:
        """Return the first header of that name, in lower case; None: there is none."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """回線: how requests go out."""

    resolve: Resolve
    allowed: Allowed
    limits: Limits
    monotonic: Monotonic
    tls: ssl.SSLContext


def ask(line: Line, place: Target, headers: Mapping[str, str], deadline: Deadline, *, cut: bool = False) -> Answer:
    """Return the answer to one GET. No redirect is followed, nothing is kept, no proxy or cookie is used.

    With `cut` a body that is too large gives its beginning. Raises `Fault`.
    """
    dialler = Dialler(line.resolve, line.allowed, line.limits, deadline, line.monotonic)
    lines = [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]
    timeouts = {"connect": line.limits.connect, "read": None, "write": None, "pool": None}
    try:
        with (
            httpcore2.ConnectionPool(ssl_context=line.tls, network_backend=dialler, max_connections=1) as pool,
            pool.stream("GET", place.url, headers=lines, extensions={"timeout": timeouts}) as answer,
        ):
            return _answer(answer, line.limits, dialler, cut=cut)
    except httpcore2.TimeoutException as error:
        raise Fault("K2005") from error
    except httpcore2.NetworkError as error:
        raise Fault("K2004") from error
    except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol) as error:
        raise Fault("K2015") from error


def _answer(answer: httpcore2.Response, limits: Limits, dialler: Dialler, *, cut: bool) -> Answer:
    if sum(len(name) + len(value) + 4 for name, value in answer.headers) > limits.header:
        raise Fault("K2008", f"{limits.header:,}")
    headers = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in answer.headers)
    kept = tuple(header for header in headers if header[0] not in ("set-cookie", "set-cookie2"))
    body = b""
    if answer.status == 200:
        coding = ",".join(value for name, value in kept if name == "content-encoding")
        body = body_of(answer.iter_stream(), coding, most=limits.body, ratio=limits.ratio, cut=cut)
        if not cut:
            _whole(kept, dialler)
    return Answer(status=answer.status, headers=kept, body=body, reached=dialler.reached)


def _whole(headers: tuple[tuple[str, str], ...], dialler: Dialler) -> None:
    """Raise `Fault` K2015 where more came than the Content-Length says: the body is a part of what was meant.

    Programs that count characters for bytes cut Japanese pages so. Line ends after the body are no part of it.
    """
    named = dict(headers)
    if "transfer-encoding" in named or not named.get("content-length", "").isdigit() or dialler.stream is None:
        return
    if dialler.stream.after(int(named["content-length"])).strip():
        raise Fault("K2015")

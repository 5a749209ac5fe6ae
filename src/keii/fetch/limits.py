"""限度: what one fetch may cost, and the fault that ends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """限度: caps on one fetch. The defaults are those the project publishes; seconds and bytes."""

    body: int = 10_000_000  #: after decompression; a newspaper's page is 0.1-2 MB, a full-text feed up to 5 MB
    ratio: int = 100  #: body to bytes on the wire; HTML packs 4- to 20-fold, deflate's most is 1,032
    header: int = 65_536  #: all header lines of one answer; Apache and nginx send 1 kB, and take 8-32 kB themselves
    redirects: int = 5  #: browsers follow 20; a feed that needs more than 5 is astray
    connect: float = 10.0  #: name look-up, connection and TLS
    first_byte: float = 20.0  #: from the request to the first byte of the answer
    whole: float = 30.0  #: one fetch with all its redirects, waiting for politeness apart
    interval: float = 1.0  #: between two requests to one host


RATIO_FROM = 1_000_000
"""Bytes of body from which the ratio counts: a small page of blanks or zeros may pack better than any prose."""


class Fault(Exception):  # noqa: N818  # the name says what is the matter; never leaves this room
    """支障: the end of a fetch: a code of `PROBLEMS`, and its arguments after the address."""

    def __init__(self, code: str, *args: object) -> None:
        self.code = code
        self.values = tuple(map(str, args))
        super().__init__(code, *args)


class Deadline:
    """期限: a moment on the monotonic clock."""

    def __init__(self, seconds: float, monotonic: Monotonic) -> None:
        self._monotonic = monotonic
        self._started = monotonic()
        self.seconds = seconds

    def spent(self) -> float:
        """Return how many seconds are gone."""
        return self._monotonic() - self._started

    def left(self) -> float:
        """Return how many seconds are left, more than 0. Raises `Fault` K2005 when none are."""
        left = self.seconds - self.spent()
        if left <= 0:
            raise Fault("K2005")
        return left

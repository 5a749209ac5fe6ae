"""取得: the one way out to the network: an address the user named -> its bytes, or one sentence that says why not."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import datetime
from functools import partial
from typing import Protocol

import httpx2

from keii.fetch.addresses import Allowed, plain_host
from keii.fetch.dial import Resolve, look_up
from keii.fetch.exchange import Line
from keii.fetch.limits import Fault, Limits
from keii.fetch.robots import AGENT, Robots
from keii.fetch.targets import shown
from keii.fetch.trip import Office, Trip
from keii.fetch.waits import Pace
from keii.records.fetched import Fetched, NotFetched, Validator
from keii.records.problem import Problem
from keii.version import VERSION

CONTACT = ""
"""Where a site's owner can read what Keii is; "" while the project has no page. The user's own may be given instead."""


class Validators(Protocol):
    """照合子の控え: what was kept of earlier answers. The dossier stores them together with what was fetched."""

    def of(self, url: str) -> Validator | None:
        """Return the validator kept for an address as asked for; None: there is none."""


class NoValidators:
    """控えなし: every answer is asked for anew."""

    def of(self, url: str) -> Validator | None:
        """Return None."""


class Fetcher:
    """取得係: fetches addresses, politely and within limits. Never raises for what the network holds.

    `clock` gives the time in UTC. `allowed` names hosts, addresses and networks that may be private. `ignore_robots`
    names hosts whose robots.txt the user overrides. `contact` is a web or mail address for the User-Agent. `resolve`,
    `monotonic` and `sleep` are the system's. May be shared by threads.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        allowed: Collection[str] = (),
        ignore_robots: Collection[str] = (),
        validators: Validators | None = None,
        limits: Limits | None = None,
        contact: str = CONTACT,
        resolve: Resolve = look_up,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        limits = limits or Limits()
        self._validators: Validators = NoValidators() if validators is None else validators
        tls = httpx2.create_ssl_context()  # the machine's own certificates, or those SSL_CERT_FILE names
        named = Allowed.of(allowed)
        self._office = Office(
            line=Line(resolve=resolve, allowed=named, limits=limits, monotonic=monotonic, tls=tls),
            pace=Pace(monotonic, sleep),
            robots=Robots(monotonic),
            free_hosts=frozenset(map(plain_host, ignore_robots)),
            agent=user_agent(contact),
            clock=clock,
        )

    def fetch(self, url: str) -> Fetched | NotFetched:
        """Return what an address holds, after at most `Limits.redirects` redirects, or why it gave nothing."""
        return self.prepare(url)()

    def prepare(self, url: str) -> Callable[[], Fetched | NotFetched]:
        """Return what does the same as `fetch`, in any thread; what is kept of earlier answers is asked for here."""
        return partial(self._fetched, url, self._validators.of(url))

    def _fetched(self, url: str, validator: Validator | None) -> Fetched | NotFetched:
        trip = Trip(self._office, url, validator)
        try:
            return trip.run()
        except Fault as fault:
            problem = Problem(code=fault.code, args=(shown(url), *fault.values))
            return NotFetched(
                url=url,
                problem=problem,
                status=trip.status,
                retry_at=trip.retry_at,
                tried_at=self._office.clock(),
            )


def user_agent(contact: str) -> str:
    """Return the User-Agent: name and version, and where to complain, as far as it can stand in a header."""
    clean = "".join(c for c in contact if c.isascii() and c.isprintable() and c not in "()").strip()
    return f"{AGENT}/{VERSION} (+{clean})" if clean else f"{AGENT}/{VERSION}"

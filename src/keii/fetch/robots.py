"""robots.txt: what a host asks of programs, kept for a day (RFC 9309)."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

from protego import Protego

from keii.fetch.exchange import Answer
from keii.fetch.limits import Fault

AGENT = "Keii"
LARGEST = 512_000
"""Bytes of a robots.txt that are read: RFC 9309 2.5 asks for at least 500 KiB, and Google reads as many."""
SLOWEST = 30.0
"""Seconds of a Crawl-delay that are obeyed at most."""
_KEPT = 86_400.0
"""Seconds a robots.txt is kept: RFC 9309 2.4, not longer than a day."""
_KEPT_FAULT = 600.0
"""Seconds until a robots.txt that could not be fetched is asked for again."""
_MOST_HOSTS = 1_000
_OTHERS = re.compile(r"^[ \t]*user[- ]?agent[ \t]*:?(?![ \t]*[:*])(?![^\n#]*keii)[^\n]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Rules:
    """規則: of one host, as far as they concern Keii."""

    rules: Protego | None  #: None: the file could not be read, so nothing is allowed
    delay: float  #: Crawl-delay in seconds, 0 to `SLOWEST`
    until: float  #: on the monotonic clock
    fault: Fault | None = None  #: why it could not be read; None exactly when `rules` is not

    def check(self, url: str) -> None:
        """Raise `Fault` where the address may not be fetched: K2012, or why the rules could not be read."""
        if self.fault is not None:
            raise Fault(self.fault.code, *self.fault.values)
        if self.rules is not None and not self.rules.can_fetch(url, AGENT):
            raise Fault("K2012")


class Robots:
    """規則集: what is known of hosts' rules, the latest thousand. Shared by threads."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._known: OrderedDict[str, Rules] = OrderedDict()
        self._lock = Lock()

    def of(self, origin: str, fetch: Callable[[], Answer]) -> Rules:
        """Return the rules of an origin; `fetch` asks for its robots.txt, and may raise `Fault`."""
        now = self._monotonic()
        with self._lock:
            known = self._known.get(origin)
        if known is not None and known.until > now:
            return known
        rules = self._fetched(fetch)
        with self._lock:
            self._known[origin] = rules
            self._known.move_to_end(origin)
            if len(self._known) > _MOST_HOSTS:
                self._known.popitem(last=False)
        return rules

    def _fetched(self, fetch: Callable[[], Answer]) -> Rules:
        """Return rules by RFC 9309 2.3.1: 4xx allows all, no answer or 5xx allows nothing."""
        try:
            answer = fetch()
            if answer.status != 200 and not 400 <= answer.status < 500:
                raise Fault("K2017", answer.status)
        except Fault as fault:
            return Rules(None, 0.0, self._monotonic() + _KEPT_FAULT, fault)
        return self._read(answer.body if answer.status == 200 else b"")

    def _read(self, body: bytes) -> Rules:
        rules = Protego.parse(_ours(body))
        delay = rules.crawl_delay(AGENT) or 0.0
        return Rules(rules, min(max(delay, 0.0), SLOWEST), self._monotonic() + _KEPT)


def _ours(body: bytes) -> str:
    """Return the text with all other agents under one name, so that a thousand of them cost no more than one."""
    whole = body[:LARGEST] if len(body) < LARGEST else body[:LARGEST].rpartition(b"\n")[0]
    return _OTHERS.sub("User-agent: other", whole.decode("utf-8-sig", "replace").replace("\r", "\n"))

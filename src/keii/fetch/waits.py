"""待ち: one request at a time and a second between them to each host, and hosts that asked to be left alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Lock

LONGEST_WAIT = timedelta(days=1)
"""A Retry-After is obeyed for a day at most: some servers say ten years; a day is what reliability asks us to show."""
SHORTEST_WAIT = timedelta(minutes=1)
"""The least after a 429 or 503, also where Retry-After is missing, in the past, or unreadable."""
_MOST_HOSTS = 10_000


class Pace:
    """歩調: when each host may be asked next. Shared by threads."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep):
        self._monotonic, self._sleep = monotonic, sleep
        self._free: dict[str, float] = {}
        self._held: dict[str, datetime] = {}
        self._lock = Lock()

    def wait(self, host: str, interval: float) -> None:
        """Sleep until the host may be asked, and take the turn: the next one is `interval` seconds later."""
        with self._lock:
            now = self._monotonic()
            if len(self._free) > _MOST_HOSTS:
                self._free = {name: free for name, free in self._free.items() if free > now}
            turn = max(now, self._free.get(host, now))
            self._free[host] = turn + interval
        if turn > now:
            self._sleep(turn - now)

    def hold(self, host: str, until: datetime) -> None:
        """Leave the host alone until then."""
        with self._lock:
            self._held[host] = until

    def held(self, host: str, now: datetime) -> datetime | None:
        """Return until when the host is to be left alone; None: it may be asked."""
        with self._lock:
            until = self._held.get(host)
            if until is not None and until <= now:
                self._held.pop(host)
                return None
            return until


def retry_at(header: str | None, now: datetime) -> datetime:
    """Return the moment a Retry-After names, seconds or a date: between a minute and a day from `now`."""
    wait = SHORTEST_WAIT
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        wait = timedelta(seconds=int(text[:9])) if len(text) < 10 else LONGEST_WAIT
    elif text:
        wait = _until(text, now)
    return now + min(max(wait, SHORTEST_WAIT), LONGEST_WAIT)


def _until(text: str, now: datetime) -> timedelta:
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return SHORTEST_WAIT
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) - now

"""巡回: which followed feeds are due, from how the last tries went and what time it is. Pure: no clock, no network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256

from keii.fetch.waits import LONGEST_WAIT
from keii.records.feed import FeedState
from keii.records.fetched import Fetched, NotFetched
from keii.records.problem import Problem
from keii.tables.load import load

SPREAD = 10
"""Waits are lengthened by up to this share of a hundred, the same for one address always: so feeds that were added at
once are not asked for at once for ever."""
_MOST_STEPS = 20
_STRANGE = "failing"


@dataclass(frozen=True, slots=True)
class Round:
    """待ち時間: one row of rounds.tsv."""

    id: str
    codes: tuple[str, ...]
    first: int
    factor: int
    most: int
    example: str
    near_miss: str
    source: str


@cache
def rounds() -> tuple[Round, ...]:
    """Return the rows of rounds.tsv."""
    return load(__package__, "rounds.tsv", Round)


def row_of(code: str | None, status: int | None) -> Round:
    """Return the row for what happened the last time; an unknown code counts as a failing server."""
    wanted = (f"{code}/{status}", code) if code else ()
    fitting = (row for row in rounds() if (any(one in row.codes for one in wanted) if code else not row.codes))
    return next(fitting, None) or next(row for row in rounds() if row.id == _STRANGE)


def due_at(state: FeedState) -> datetime | None:
    """Return from when on a feed is due; None: at once, since it was never tried."""
    if state.tried_at is None:
        return None
    row = row_of(state.code, state.status)
    minutes = row.first * row.factor ** min(max(state.failures - 1, 0), _MOST_STEPS)
    if not state.code:
        minutes = max(minutes, state.refresh or 0)
    wait = timedelta(minutes=min(minutes, row.most))
    at = state.tried_at + wait + wait * _share(state.url) / 10_000
    return at if state.retry_at is None else max(at, min(state.retry_at, state.tried_at + LONGEST_WAIT))


def due(states: Iterable[FeedState], now: datetime) -> tuple[FeedState, ...]:
    """Return the feeds that are due, the longest overdue first, never tried ones before all.

    A last try that lies after `now` says that the clock was set back: the feed is due.
    """
    ready = [(_since(state, now), state.url, state) for state in states if _is_due(state, now)]
    return tuple(state for _, _, state in sorted(ready, key=lambda entry: entry[:2]))


def next_due(states: Iterable[FeedState], now: datetime) -> datetime | None:
    """Return when the next feed is due, `now` if one is already; None: there is no feed."""
    return min((now if _is_due(state, now) else due_at(state) or now for state in states), default=None)


def after(
    state: FeedState, outcome: Fetched | NotFetched, *, problem: Problem | None = None, refresh: int | None = None
) -> FeedState:
    """Return a feed's state after a try. `problem` is why what was fetched is no feed; `refresh` what the feed asks."""
    if isinstance(outcome, NotFetched):
        return _failed(state, outcome.tried_at, outcome.problem, outcome.status, outcome.retry_at)
    if problem is not None:
        return _failed(state, outcome.fetched_at, problem, outcome.status, None)
    return FeedState(
        url=state.url,
        tried_at=outcome.fetched_at,
        fetched_at=outcome.fetched_at,
        status=outcome.status,
        refresh=state.refresh if outcome.unchanged else refresh,
    )


def _failed(
    state: FeedState, at: datetime, problem: Problem, status: int | None, retry_at: datetime | None
) -> FeedState:
    return replace(state, tried_at=at, failures=state.failures + 1, code=problem.code, status=status, retry_at=retry_at)


def _is_due(state: FeedState, now: datetime) -> bool:
    at = due_at(state)
    return at is None or at <= now or (state.tried_at is not None and state.tried_at > now)


def _since(state: FeedState, now: datetime) -> tuple[bool, datetime]:
    at = due_at(state)
    return at is not None, at or now


def _share(url: str) -> int:
    """Return 0 to `SPREAD` hundreds by the address: hundredths of a hundredth."""
    return int.from_bytes(sha256(url.encode("utf-8", "replace")).digest()[:4], "big") % (SPREAD * 100 + 1)

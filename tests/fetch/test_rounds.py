"""Which feeds are due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from keii.errors import PROBLEMS
from keii.fetch.rounds import SPREAD, Round, after, due, due_at, next_due, rounds, row_of
from keii.records.feed import FeedState
from keii.records.fetched import Fetched, NotFetched
from keii.records.problem import Problem

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
URL = "https://news.example/rss"


def fetched(at: datetime = NOW, *, unchanged: bool = False) -> Fetched:
    return Fetched(
        url=URL,
        final_url=URL,
        status=304 if unchanged else 200,
        unchanged=unchanged,
        moved_to=None,
        content_type=None,
        charset=None,
        headers=(),
        validator=None,
        body=b"",
        sha256="",
        fetched_at=at,
    )


def failed(code: str, at: datetime = NOW, status: int | None = None, retry_at: datetime | None = None) -> NotFetched:
    return NotFetched(url=URL, problem=Problem(code=code), status=status, retry_at=retry_at, tried_at=at)


def waits(state: FeedState) -> timedelta:
    at = due_at(state)
    assert at is not None
    assert state.tried_at is not None
    return at - state.tried_at


def about(minutes: int) -> object:
    return pytest.approx(minutes * (1 + SPREAD / 200), rel=SPREAD / 200 + 0.001)


def said(code: str) -> tuple[str | None, int | None]:
    name, _, status = code.partition("/")
    return name or None, int(status) if status else None


@pytest.mark.parametrize("row", rounds(), ids=lambda row: row.id)
def test_rows(row: Round) -> None:
    assert row_of(*said(row.example)) == row
    assert row_of(*said(row.near_miss)) != row
    assert {code.partition("/")[0] for code in row.codes} <= set(PROBLEMS)


def test_every_fault_of_a_fetch_has_a_row() -> None:
    named = {code.partition("/")[0] for row in rounds() for code in row.codes}
    assert {code for code in PROBLEMS if code.startswith("K20")} <= named


def test_an_hour_after_all_went_well() -> None:
    state = after(FeedState(url=URL, failures=3, code="K2004"), fetched())
    assert (state.failures, state.code, state.fetched_at) == (0, None, NOW)
    assert waits(state).total_seconds() / 60 == about(60)
    assert due([state], NOW + timedelta(minutes=59)) == ()
    assert due([state], NOW + timedelta(minutes=67)) == (state,)


@pytest.mark.parametrize(("asked", "minutes"), [(5, 60), (180, 180), (525_600, 1440)])
def test_a_feed_may_ask_for_more_time(asked: int, minutes: int) -> None:
    state = after(FeedState(url=URL), fetched(), refresh=asked)
    assert waits(state).total_seconds() / 60 == about(minutes)
    assert after(state, fetched(unchanged=True)).refresh == asked


def test_failures_double_the_wait_up_to_a_day() -> None:
    state, minutes = FeedState(url=URL, fetched_at=NOW), []
    for _ in range(40):
        state = after(state, failed("K2004"))
        minutes.append(round(waits(state).total_seconds() / 60 / 60))
    assert minutes[:5] == [1, 2, 4, 8, 16] or all(
        a <= b <= a * 1.1 + 1 for a, b in zip([1, 2, 4, 8, 16], minutes, strict=False)
    )
    assert waits(state).total_seconds() / 60 == about(1440)
    assert (state.failures, state.fetched_at) == (40, NOW)


def test_what_is_no_feed_counts_as_a_failure() -> None:
    state = after(FeedState(url=URL), fetched(), problem=Problem(code="K2101"))
    assert (state.failures, state.code, state.fetched_at, state.tried_at) == (1, "K2101", None, NOW)


def test_a_gone_feed_is_tried_weekly_a_missing_one_sooner() -> None:
    assert waits(after(FeedState(url=URL), failed("K2014", status=410))).days == 7
    assert waits(after(FeedState(url=URL), failed("K2014", status=404))).total_seconds() / 60 == about(360)


def test_the_server_s_word_counts_up_to_a_day() -> None:
    state = after(FeedState(url=URL), failed("K2013", retry_at=NOW + timedelta(hours=5)))
    assert due_at(state) == NOW + timedelta(hours=5)
    later = replace(state, retry_at=NOW + timedelta(days=4000))
    assert due_at(later) == NOW + timedelta(days=1)


def test_order_and_the_next_one() -> None:
    new = FeedState(url="https://c.example/")
    old = replace(after(FeedState(url=URL), fetched(NOW - timedelta(days=3))), url="https://b.example/")
    older = replace(after(FeedState(url=URL), fetched(NOW - timedelta(days=4))), url="https://d.example/")
    fresh = after(FeedState(url=URL), fetched(NOW))
    assert due([fresh, old, new, older], NOW) == (new, older, old)
    assert next_due([fresh, old], NOW) == NOW
    assert next_due([fresh], NOW) == due_at(fresh)
    assert next_due([], NOW) is None


def test_a_clock_set_back_stops_nothing() -> None:
    state = after(FeedState(url=URL), fetched(NOW + timedelta(days=3650)))
    assert due([state], NOW) == (state,)


def test_feeds_added_at_once_spread_out() -> None:
    states = [FeedState(url=f"https://{n}.example/", tried_at=NOW) for n in range(200)]
    moments = {due_at(state) for state in states}
    assert len(moments) > 150
    assert {due_at(state) for state in states} == moments

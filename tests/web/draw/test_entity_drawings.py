"""Bars of mentions, offices over time, and ties."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from keii.records.event import EventType
from keii.records.office import Office, OfficeStatus
from keii.records.people import Between, Day, Tie
from keii.web.draw import bars, graph, offices
from keii.wording.language import speaking


def parsed(svg: object) -> Any:
    return etree.fromstring(str(svg))


def tie(number: int, *, stories: int = 1, at_odds: bool = False, **events: int) -> Tie:
    told: dict[EventType, int] = dict(events)  # type: ignore[assignment]
    return Tie(
        number=number, name=f"第{number}機関", type="ORG", events=told, stories=stories, met=sum(events.values()),
        at_odds=at_odds, words=None,
    )  # fmt: skip


def office(title: str, first: date | None, last: date | None, status: OfficeStatus = "current") -> Office:
    return Office(
        title=title, plain=title, of=None, status=status, first=first, last=last, ended_by=None, clips=("1",)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "count", "label"),
    [(1, 1, "2031年1月1日"), (40, 40, "2031年1月1日"), (200, 7, "2031年1月"), (4000, 11, "2031年")],
)
def test_bars_have_the_grain_the_time_asks_for(days: int, count: int, label: str) -> None:
    first = date(2031, 1, 1)
    with speaking("ja"):
        made = bars.bars([Day(day=first, mentions=2), Day(day=first + timedelta(days - 1), mentions=3)])
    assert (len(made), made[0].label) == (count, label)
    assert sum(bar.mentions for bar in made) == 5


@given(st.lists(st.tuples(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(1, 50)), min_size=1, max_size=30))
def test_bars_lose_no_mention(found: list[tuple[date, int]]) -> None:
    days = [Day(day=day, mentions=n) for day, n in found]
    made = bars.bars(days)
    assert sum(bar.mentions for bar in made) == sum(day.mentions for day in days)
    for day in days:
        assert any(bar.first <= day.day <= bar.last and bar.mentions for bar in made)
    assert len(made) <= 62


def test_heights_are_to_scale_and_lead_on() -> None:
    first = date(2031, 1, 1)
    made = bars.bars([Day(day=first, mentions=1), Day(day=first + timedelta(2), mentions=4)])
    tree = parsed(bars.drawing(made, lambda bar: f"/x?from={bar.first}&to={bar.last}"))
    low, high = (float(a.findall("rect")[1].get("height")) for a in tree.findall("a"))
    assert high == pytest.approx(4 * low)
    assert tree.find("a").get("href") == "/x?from=2031-01-01&to=2031-01-01"
    assert bars.drawing((), lambda _: "") == ""


def test_offices_stand_on_a_scale_of_time() -> None:
    first, last = date(2030, 1, 1), date(2032, 1, 1)
    drawn = [
        office("外相", first, date(2031, 1, 1)),
        office("首相", date(2031, 1, 2), last),
        office("議員", None, None),
    ]
    rects = list(parsed(offices.drawing(drawn)).iter("rect"))
    assert len(rects) == 2
    ends = [(float(r.get("x")), float(r.get("x")) + float(r.get("width"))) for r in rects]
    assert ends[0][1] == pytest.approx(ends[1][0], abs=1.0)
    assert ends[0][1] - ends[0][0] == pytest.approx(ends[1][1] - ends[1][0], abs=3.0)
    assert offices.drawing([office("議員", None, None)]) == ""


def test_the_ring_is_the_same_every_time_and_neighbours_stand_together() -> None:
    ties = [tie(n, CONSULT=9 - n) for n in range(1, 9)]
    between = [Between(left=0, right=6, events=2)]
    text = str(graph.drawing("中心", ties, between))
    assert text == str(graph.drawing("中心", ties, between))
    order = [a.get("href") for a in parsed(text).findall("a")]
    assert order[:2] == ["/entity/1", "/entity/7"]
    assert sorted(order) == sorted(f"/entity/{n}" for n in range(1, 9))


def test_lines_tell_how_much_and_of_what_kind() -> None:
    ties = [tie(1, ASSAULT=8, at_odds=True), tie(2, CONSULT=2), tie(3)]
    paths = parsed(graph.drawing("中心", ties, ())).findall("path")
    assert [p.get("class") for p in paths] == ["odds", "events", "stories"]
    widths = [float(p.get("stroke-width")) for p in paths]
    assert widths == sorted(widths, reverse=True)
    assert graph.drawing("中心", (), ()) == ""


@pytest.mark.parametrize("width", [graph.WIDE, graph.NARROW])
def test_nodes_stand_apart(width: int) -> None:
    tree = parsed(graph.drawing("中心", [tie(n) for n in range(1, 16)], (), width=width))
    spots = [(float(a[0].get("cx")), float(a[0].get("cy"))) for a in tree.findall("a")]
    assert min(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a in spots for b in spots if a != b) > 18


def test_names_are_text() -> None:
    evil = Tie(
        number=1, name="<b>&", type="PER", events={}, stories=1, met=0, at_odds=False, words=None
    )  # fmt: skip
    assert "<b>" not in str(graph.drawing("<i>", [evil], ()))
    assert "<i>" not in str(graph.drawing("<i>", [evil], ()))
    assert "style=" not in str(graph.drawing("中心", [evil], ()))

"""Entries drawn on a scale of days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from keii.records.facts import Quoted
from keii.records.span import Span
from keii.records.timeline import Entry, Place
from keii.records.when import bounds
from keii.web.draw.scale import scale_of, ticks
from keii.web.draw.timeline import anchor, drawing
from keii.web.when import when
from keii.wording.language import speaking

SVG = "{http://www.w3.org/2000/svg}"


def entry(value: str | None, **other: Any) -> Entry:
    """Return a claim of that time."""
    words = Quoted(span=Span(3, 9), text=other.pop("text", "雨は3日続く"))
    place = Place(clip="k1", outlet="新聞", published=date(2032, 5, 1), words=words)
    given: dict[str, Any] = {
        "dated": "text", "kind": "claim", "actor": "気象台", "recipient": None, "type": None, "stance": "assert",
    }  # fmt: skip
    return Entry(when=value, places=(place,), **(given | other))


def parsed(entries: Sequence[Entry], **how: Any) -> Any:
    """Return the drawing as a tree."""
    return etree.fromstring(
        str(drawing(entries, **how)).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def marks(tree: Any) -> list[Any]:
    """Return the marks."""
    return [a for a in tree.iter("{http://www.w3.org/2000/svg}a") if a.get("class") != "cluster"]


def extent(mark: Any) -> tuple[float, float]:
    """Return where a mark begins and ends from left to right."""
    shape = mark[0]
    if shape.tag.endswith("circle"):
        return float(shape.get("cx")) - float(shape.get("r")), float(shape.get("cx")) + float(shape.get("r"))
    return float(shape.get("x")), float(shape.get("x")) + float(shape.get("width"))


def test_nothing_dated_is_no_drawing() -> None:
    assert drawing(()) == ""
    assert drawing([entry(None), entry("P3D")]) == ""


def test_a_day_is_a_dot_and_a_month_a_bar_whose_ends_fade() -> None:
    tree = parsed([entry("2032-04-10"), entry("2032-04"), entry("2032-05-20")])
    bar, first, last = marks(tree)
    assert bar[0].tag.endswith("rect")
    assert bar[0].get("mask") == "url(#m-wide)"
    assert first[0].tag.endswith("circle")
    days = (extent(last)[0] - extent(first)[0]) / 40
    assert extent(bar)[1] - extent(bar)[0] == pytest.approx(days * 30, rel=0.7)
    assert extent(bar)[0] < extent(first)[0] < extent(bar)[1] < extent(last)[0]


def test_a_stretch_between_two_days_is_a_bar_with_plain_ends() -> None:
    (bar,) = marks(parsed([entry("2032-04-10/2032-04-14")]))
    assert bar[0].tag.endswith("rect")
    assert bar[0].get("mask") is None


def test_an_hour_stands_at_its_hour() -> None:
    early, late = marks(parsed([entry("2032-04-10T06:00"), entry("2032-04-10T18:00")]))
    noon = marks(parsed([entry("2032-04-10T06:00"), entry("2032-04-10T12:00"), entry("2032-04-10T18:00")]))[1]
    assert extent(early)[0] < extent(noon)[0] < extent(late)[0]
    assert extent(noon)[0] == pytest.approx((extent(early)[0] + extent(late)[0]) / 2, abs=0.2)


def test_three_lanes_tell_what_dates_an_entry() -> None:
    entries = [entry("2032-04-10", dated=dated) for dated in ("text", "said", "published")]
    lanes = [node for node in parsed(entries).iter(f"{SVG}text") if node.get("class") == "lane"]
    assert len(lanes) == 3
    assert len(list(parsed(entries[:1]).iter(f"{SVG}g"))) == 1


def test_events_are_squares_and_every_mark_leads_to_its_words() -> None:
    event = entry("2032-04-10", kind="event", type="CONSULT", stance=None, recipient="市長")
    (mark,) = marks(parsed([event]))
    assert mark[0].tag.endswith("rect")
    assert mark.get("href") == "/clip/k1?words=3-9#words"
    assert "気象台 → 市長" in mark[1].text
    assert "雨は3日続く" in mark[1].text


def test_many_of_one_day_stand_beside_and_above_each_other_and_the_rest_are_counted() -> None:
    entries = [entry("2032-04-01"), entry("2032-06-20"), *[entry("2032-05-10", text=f"第{n}報") for n in range(60)]]
    tree = parsed(entries)
    places = {(shape.get("cx"), shape.get("cy")) for shape in tree.iter(f"{SVG}circle")}
    assert len(places) == len(marks(tree))
    counted = [node.text for node in tree.iter(f"{SVG}text") if (node.text or "").startswith("+")]
    assert sum(map(int, counted)) + len(marks(tree)) == 62
    clusters = [a.get("href") for a in tree.iter(f"{SVG}a") if a.get("class") == "cluster"]
    assert clusters == ["#" + anchor(entry("2032-05-10"))]


def test_one_date_of_long_ago_does_not_press_the_rest_together() -> None:
    entries = [entry(f"2032-04-{day:02}") for day in range(1, 15)] + [entry("1950"), entry("C19")]
    tree = parsed(entries)
    assert len(marks(tree)) == 14
    beyond = [node.text for node in tree.iter(f"{SVG}text") if node.get("class") == "beyond"]
    assert len(beyond) == 1
    assert "2" in beyond[0]


def test_words_are_data() -> None:
    hostile = "<script>\"&'</script>"
    tree = parsed([entry("2032-04-10", text=hostile, actor="<b>")])
    assert hostile in marks(tree)[0][1].text
    assert not list(tree.iter(f"{SVG}script"))


def test_ids_of_two_drawings_differ() -> None:
    ids = [{n.get("id") for n in parsed([entry("2032-04")], name=name).iter() if n.get("id")} for name in "ab"]
    assert not ids[0] & ids[1]


@given(st.lists(st.dates(date(1, 1, 1), date(9999, 12, 31)), min_size=1, max_size=40))
def test_any_days_can_be_drawn(days: list[date]) -> None:
    tree = parsed([entry(day.isoformat()) for day in days], width=344)
    for mark in marks(tree):
        assert -1 <= extent(mark)[0] <= extent(mark)[1] <= 345


@given(st.lists(st.floats(1, 3_600_000), min_size=1, max_size=30))
def test_ticks_ascend_and_stand_clear(middles: list[float]) -> None:
    scale = scale_of(middles, 0, 960)
    found = list(ticks(scale))
    places = [scale.at(day) for day, _ in found]
    assert places == sorted(places)
    assert all(b - a > 20 for a, b in pairwise(places))


@pytest.mark.parametrize(
    ("value", "japanese", "english"),
    [
        ("2032-04-27", "2032年4月27日", "27 Apr 2032"),
        ("2032-04-27T21:00", "2032年4月27日21時", "27 Apr 2032, 21:00"),
        ("2032-04-27T06:05", "2032年4月27日6時5分", "27 Apr 2032, 06:05"),
        ("2032-04", "2032年4月", "Apr 2032"),
        ("2032", "2032年", "2032"),
        ("1990s", "1990年代", "1990s"),
        ("C20", "20世紀", "20th century"),
        ("C21", "21世紀", "21st century"),
        ("2032-02-16/2032-02-22", "2032年2月16日〜2月22日", "16 Feb 2032 – 22 Feb"),
        ("P3D", "P3D", "P3D"),
    ],
)
def test_times_are_written_for_people(value: str, japanese: str, english: str) -> None:
    with speaking("ja"):
        assert when(value) == japanese
    with speaking("en"):
        assert when(value) == english


def test_a_year_that_goes_without_saying_is_left_out() -> None:
    with speaking("ja"):
        assert when("2032-04-27", 2032) == "4月27日"
        assert when("2031-04-27", 2032) == "2031年4月27日"


def test_seasons_have_names_and_anchors_are_ids() -> None:
    with speaking("en"):
        assert when("2032-WI") == "winter 2032"
    assert anchor(entry("2032-04-27T21:00/2032-05")) == "t-2032-04-27T21.00_2032-05"
    assert bounds("2032-WI")

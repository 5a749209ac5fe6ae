"""Places on outlines of the land."""

from __future__ import annotations

import re
from typing import Any

import pytest
from lxml import etree

from keii.browsing.coordinates import coordinates
from keii.records.spots import Spot
from keii.web.draw.map import drawing, inside, outlines
from keii.web.draw.projection import SHEETS, Point, View, apart


def spot(name: str, events: int = 1, at_odds: int = 0) -> Spot:
    row = coordinates()[name]
    return Spot(name=name, kind=row.kind, lat=row.lat, lon=row.lon, events=events, at_odds=at_odds)


def rings(path: str) -> list[list[Point]]:
    """Return the rings of a path in pixels."""
    out = []
    for part in path.split("M")[1:]:
        numbers = [int(n) for n in re.findall(r"-?\d+", part)]
        x, y = numbers[:2]
        ring = [(x / 10, y / 10)]
        for dx, dy in zip(numbers[2::2], numbers[3::2], strict=True):
            x, y = x + dx, y + dy
            ring.append((x / 10, y / 10))
        out.append(ring)
    return out


def on_land(point: Point, view: View) -> bool:
    """Say whether a point is on the land of a view: an odd number of its edges lies to the right."""
    x, y = point
    crossed = 0
    for ring in rings(outlines()[view]["land"]):
        for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
                crossed += 1
    return crossed % 2 == 1


@pytest.mark.parametrize(
    ("view", "land", "water"),
    [
        ("world", ("ロシア", "ブラジル", "オーストラリア", "アメリカ"), ("太平洋", "インド洋", "大西洋", "地中海")),
        ("asia", ("中国", "モンゴル", "平壌", "バンコク", "長野県"), ("日本海", "東シナ海", "南シナ海", "黄海")),
        ("japan", ("長野県", "札幌市", "岡山市", "熊本市", "秋田市"), ("日本海", "オホーツク海", "駿河湾", "日向灘")),
    ],
)  # fmt: skip
def test_outlines_and_coordinates_agree(view: View, land: tuple[str, ...], water: tuple[str, ...]) -> None:
    sheet = SHEETS[view]
    at = {name: sheet.at(coordinates()[name].lat, coordinates()[name].lon) for name in (*land, *water)}
    assert [name for name in land if not on_land(at[name], view)] == []
    assert [name for name in water if sheet.holds(at[name]) and on_land(at[name], view)] == []


def test_the_pacific_is_in_the_middle_and_nothing_wraps() -> None:
    sheet = SHEETS["world"]
    west, east = sheet.at(51.5, -0.1), sheet.at(40.7, -74.0)
    assert sheet.at(0, 150)[0] == sheet.width / 2
    assert west[0] < sheet.at(35.7, 139.7)[0] < east[0]
    for name in ("ブラジル", "アイスランド", "セネガル"):
        assert sheet.holds(sheet.at(coordinates()[name].lat, coordinates()[name].lon))


def test_a_cone_keeps_distances_along_its_parallels() -> None:
    sheet = SHEETS["japan"]
    degree = apart(sheet.at(43.0, 141.0), sheet.at(43.0, 142.0))
    assert degree == pytest.approx(sheet.scale * 0.017453 * 0.7314, rel=0.002)  # cos 43°


def parsed(svg: object) -> Any:
    return etree.fromstring(str(svg))


def test_the_largest_lies_lowest_and_red_is_its_share() -> None:
    tree = parsed(
        drawing([spot("韓国", 4, 1), spot("北朝鮮", 16, 16), spot("東京都", 1)], "asia", lambda s: f"#{s.name}")
    )
    assert [a.get("href") for a in tree.iter("a")] == ["#北朝鮮", "#韓国", "#東京都"]
    north, south, tokyo = tree.iter("a")
    assert north[0].get("r") == north[1].get("r")
    assert float(south[1].get("r")) == pytest.approx(float(south[0].get("r")) / 2, abs=0.06)
    assert [c.get("class") for c in tokyo.iter("circle")] == ["all"]


Box = tuple[float, float, float, float]


def boxes(labels: Any) -> list[Box]:
    """Return what names fill: characters as wide as they are high, from over their feet to under them."""
    size = float(labels.get("font-size"))
    found = []
    for text in labels.iter("text"):
        x, y, long = float(text.get("x")), float(text.get("y")), len(text.text) * size
        left = x - long * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor")]
        found.append((left, y - 0.88 * size, left + long, y + 0.22 * size))
    return found


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def under(box: Box, circle: Any) -> bool:
    """Say whether a box covers part of a circle."""
    x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
    return apart((x, y), (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))) < r


def of_kind(kind: str) -> list[Spot]:
    """Return places of a kind with more and fewer events, as many as there are."""
    names = sorted(name for name, row in coordinates().items() if row.kind == kind)
    return [spot(name, 1 + n * 7 % 30) for n, name in enumerate(names)]


@pytest.mark.parametrize("view", ["world", "asia", "japan"])
@pytest.mark.parametrize("kind", ["country", "capital", "prefecture", "city"])
def test_names_stand_clear_of_each_other_and_of_all_circles(view: View, kind: str) -> None:
    tree = parsed(drawing(of_kind(kind), view, lambda _: "#"))
    sheet, circles = SHEETS[view], list(tree.iter("circle"))
    for labels in tree.xpath("g[contains(@class, 'labels')]"):
        found = boxes(labels)
        assert len(found) <= 24
        assert not [(a, b) for n, a in enumerate(found) for b in found[:n] if meet(a, b)]
        assert not [(box, c) for box in found for c in circles if under(box, c)]
        assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height for box in found)


def test_names_are_set_for_a_desk_and_larger_for_a_telephone() -> None:
    wide, narrow = parsed(drawing(of_kind("country"), "world", lambda _: "#")).xpath("g[contains(@class, 'labels')]")
    assert (wide.get("class"), narrow.get("class")) == ("labels wide", "labels narrow")
    assert float(narrow.get("font-size")) > float(wide.get("font-size"))
    assert len(wide) > 8
    assert len(narrow) > 4


def test_the_least_places_lose_their_names_and_the_chosen_one_does_not() -> None:
    many = [
        Spot(name=f"{lat}{lon}", kind="", lat=float(lat), lon=float(lon), events=600 - 3 * lat - lon, at_odds=0)
        for lat in range(-40, 50, 15)
        for lon in range(30, 270, 30)
    ]  # fmt: skip
    least = min(many, key=lambda one: one.events).name

    def told(chosen: str) -> list[str]:
        return [text.text for text in parsed(drawing(many, "world", lambda _: "#", chosen=chosen))[-2]]

    assert least not in told("")
    assert told(least)[0] == least


def test_what_lies_outside_or_nowhere_is_not_drawn() -> None:
    nowhere = Spot(name="ないところ", kind="", lat=None, lon=None, events=9, at_odds=0)
    assert inside([spot("アメリカ"), nowhere, spot("東京都")], "japan") == (spot("東京都"),)
    assert parsed(drawing([], "world", lambda _: "#")).findall("a") == []


def test_no_style_and_no_script_stands_in_a_drawing() -> None:
    text = str(drawing([spot("東京都")], "japan", lambda _: '/map?place="<b>', chosen="東京都"))
    assert "style=" not in text
    assert "<b>" not in text
    assert 'aria-current="true"' in text

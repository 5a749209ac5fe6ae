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


def test_labels_stand_clear_of_each_other() -> None:
    some = [spot(name, 3) for name in list(coordinates()) if coordinates()[name].kind == "prefecture"]
    tree = parsed(drawing(some, "japan", lambda _: "#"))
    labels = [(float(x.get("x")), float(x.get("y"))) for x in tree.iter("text")]
    assert 8 < len(labels) <= 24
    assert min(apart(a, b) for a in labels for b in labels if a != b) > 12


def test_what_lies_outside_or_nowhere_is_not_drawn() -> None:
    nowhere = Spot(name="ないところ", kind="", lat=None, lon=None, events=9, at_odds=0)
    assert inside([spot("アメリカ"), nowhere, spot("東京都")], "japan") == (spot("東京都"),)
    assert parsed(drawing([], "world", lambda _: "#")).findall("a") == []


def test_no_style_and_no_script_stands_in_a_drawing() -> None:
    text = str(drawing([spot("東京都")], "japan", lambda _: '/map?place="<b>', chosen="東京都"))
    assert "style=" not in text
    assert "<b>" not in text
    assert 'aria-current="true"' in text

"""Events on the map."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from keii.browsing.coordinates import coordinates, forms, spellings
from keii.desk import Desk
from keii.records.people import AT_ODDS
from keii.records.spots import EventsWanted
from room_read import add, desk_of, page_of, visitor_of, words

PLACES = "//section[@aria-labelledby='shown-head']//tbody/tr"


def test_circles_are_the_places_of_the_table(reader: TestClient) -> None:
    tree = page_of(reader, "/map")
    circles = [a.get("href") for a in tree.xpath("//svg/a")]
    listed = tree.xpath(f"{PLACES}/th/a/@href")
    assert sorted(circles) == sorted(listed)
    assert {"アルメニア", "キルギス", "ニジェール"} <= set(words(tree, f"{PLACES}/th"))


def test_area_is_the_number_of_events(reader: TestClient) -> None:
    tree = page_of(reader, "/map")
    events = dict(zip(tree.xpath(f"{PLACES}/th/a/@href"), map(int, words(tree, f"{PLACES}/td[2]")), strict=True))
    found = [(events[a.get("href")], float(a.xpath("./circle[@class='all']/@r")[0])) for a in tree.xpath("//svg/a")]
    most, largest = max(found)
    for n, radius in found:
        assert radius == pytest.approx(largest * (n / most) ** 0.5, abs=0.06)


def test_every_event_is_counted(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        atlas = desk.atlas(EventsWanted(where="place"))
        assert atlas.events == desk.atlas(EventsWanted()).events
        placed = sum(spot.events for spot in (*atlas.spots, *atlas.unplaced))
        assert placed + atlas.nowhere == atlas.events
        for spot in (*atlas.spots, *atlas.unplaced):
            assert desk.spot(spot.name, EventsWanted(where="place")).total == spot.events
        for spot in desk.atlas(EventsWanted()).spots:
            assert desk.spot(spot.name, EventsWanted()).total == spot.events


def test_an_event_between_two_states_is_told_of_both_and_counted_once(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(desk, {"id": "a", "published": "2031-04-02", "text": "アルメニアは2日、アゼルバイジャンを非難した。"})
        atlas = desk.atlas(EventsWanted())
        assert {(spot.name, spot.events, spot.at_odds) for spot in atlas.spots} == {
            ("アルメニア", 1, 1), ("アゼルバイジャン", 1, 1),
        }  # fmt: skip
        assert (atlas.events, atlas.nowhere) == (1, 0)


def test_a_circle_leads_to_the_events_with_their_words(reader: TestClient) -> None:
    tree = page_of(reader, "/map")
    href = next(a.get("href") for a in tree.xpath("//svg/a") if "キルギス" in words(a, "./title")[0])
    assert href.endswith("#place")
    events = page_of(reader, href.partition("#")[0]).xpath("//ul[@class='deeds']/li")
    assert events
    with desk_of(reader) as desk:
        for event in events:
            (link,) = event.xpath(".//blockquote/a")
            found = re.fullmatch(r"/clip/(\d+)\?words=(\d+)-(\d+)#words", link.get("href"))
            assert found
            assert desk.reading(found[1]).clip.text[int(found[2]) : int(found[3])] in link.text


def test_spellings_of_a_place_are_one(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        assert desk.spot("米国", EventsWanted()).name == "アメリカ"
        assert desk.spot("米国", EventsWanted()).total == desk.spot("アメリカ", EventsWanted()).total > 0


def test_types_and_days_narrow(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        whole = desk.atlas(EventsWanted()).events
        odds = desk.atlas(EventsWanted(types=tuple(sorted(AT_ODDS))))
        assert 0 < odds.events < whole
        assert all(spot.events == spot.at_odds for spot in odds.spots)
    tree = page_of(reader, "/map?type=odds")
    assert words(tree, f"{PLACES}/td[2]") == words(tree, f"{PLACES}/td[3]")
    assert page_of(reader, "/map?type=accord").xpath(f"{PLACES}/td[3][normalize-space()]") == []


def test_days_are_those_of_the_events_in_the_grain_known(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(desk, {"id": "a", "published": "2031-04-20", "text": "アルメニアは3月、アゼルバイジャンを非難した。"})
        (day,) = [event.date for event in desk.events()]
        assert day == "2031-03"
        for since, until, n in (
            ("2031-03-10", "", 1), ("", "2031-03-10", 1), ("2031-04", "", 0), ("", "2031-02", 0), ("2031", "2031", 1),
            ("2030", "2030-12", 0),
        ):  # fmt: skip
            assert desk.atlas(EventsWanted(since=since, until=until)).events == n, (since, until)


def test_a_story_narrows(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        number = next(line.number for line in desk.stories() if "国境で衝突" in line.label)
    tree = page_of(reader, f"/map?story=s{number}")
    assert {"キルギス", "タジキスタン"} <= set(words(tree, f"{PLACES}/th"))
    assert "アメリカ" not in words(tree, f"{PLACES}/th")
    assert all(f"story=s{number}" in href for href in tree.xpath("//svg/a/@href"))
    page_of(reader, "/map?story=s999999", status=404)
    page_of(reader, "/map?story=なし", status=404)


def test_parts_of_the_world_hold_what_lies_in_them(reader: TestClient) -> None:
    world, asia, japan = (
        set(words(page_of(reader, f"/map?view={v}"), f"{PLACES}/th")) for v in ("world", "asia", "japan")
    )
    assert japan < asia < world
    assert "愛知県" in japan
    assert {"キルギス"} <= asia - japan
    assert {"アメリカ", "ニジェール"} <= world - asia


def test_places_whose_position_is_not_known_are_told(reader: TestClient) -> None:
    tree = page_of(reader, "/map", english=True)
    assert "ホーフブルク宮殿" in words(tree, "//section[@id='unplaced']//th")
    assert "4 events at 4 places whose position is not known" in words(tree, "//p[contains(@class, 'counted')]")[0]


def test_a_place_of_nothing_and_an_empty_dossier(reader: TestClient, newcomer: TestClient) -> None:
    assert words(page_of(reader, "/map?place=ないところ", english=True), "//section[@id='place']/p[2]") == [
        "Nothing fits."
    ]
    assert words(page_of(newcomer, "/map", english=True), "//p[@class='empty']/a") == ["Add the first clippings"]


@pytest.mark.parametrize(
    ("query", "status"),
    [("view=moon", 422), ("type=X", 422), ("from=昨日", 400), ("to=2031-13", 400), ("page=0", 422), ("where=x", 422)],
)
def test_wrong_parameters_are_refused_with_a_page(reader: TestClient, query: str, status: int) -> None:
    assert page_of(reader, f"/map?{query}", status=status).xpath("//h1")


def test_pages_stay_small(reader: TestClient) -> None:
    for view in ("world", "asia", "japan"):
        assert len(reader.get(f"/map?view={view}").content) < 150_000


def test_titles_are_text(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {
                "id": "a",
                "title": "<b>x</b>",
                "outlet": "<i>紙</i>",
                "text": "アルメニアは、アゼルバイジャンを<u>非難した。",
            },
        )
    with visitor_of(tmp_path / "d.sqlite") as client:
        text = client.get("/map?place=アルメニア").text
        assert "<b>x" not in text
        assert "<i>紙" not in text
        assert "<u>" not in text


def test_coordinates_are_on_the_globe_and_named_once() -> None:
    found = coordinates()
    assert len(found) > 900
    assert all(-90 <= row.lat <= 90 and -180 <= row.lon <= 180 for row in found.values())
    assert {row.source.split(" ")[0] for row in found.values()} == {"own", "Natural"}
    assert spellings()["米国"] == "アメリカ"
    assert "米国" in forms("アメリカ")
    assert forms("ないところ") == ("ないところ",)


@pytest.mark.parametrize(
    ("name", "lat", "lon"),
    [
        ("東京都", 35.7, 139.7),
        ("那覇市", 26.2, 127.7),
        ("キーウ", 50.4, 30.5),
        ("ワシントン", 38.9, -77.0),
        ("ロシア", 61.7, 90.8),
    ],
)
def test_coordinates_of_some(name: str, lat: float, lon: float) -> None:
    row = coordinates()[name]
    assert abs(row.lat - lat) < 0.3
    assert abs(row.lon - lon) < 0.3

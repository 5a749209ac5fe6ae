"""切り抜き一覧: the list of clips."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.web.routes import clips_list as route
from room_read import add, desk_of, page_of, visitor_of, words

HEADS = "//li//a[contains(@class, 'head')]/@href"


def test_clips_stand_under_their_days_the_latest_first(reader: TestClient) -> None:
    page = page_of(reader, "/clips")
    days = page.xpath("//section[@class='day']/h2//time/@datetime")
    assert days == sorted(days, reverse=True)
    assert days[0] == "2032-08-16"
    assert page.xpath("//section[@class='day']/h2/a/@href")[0] == "/day/2032-08-16"
    with desk_of(reader) as desk:
        everything = desk.clips()
        found = desk.clip_page(limit=1_000)
    assert found.total == len(everything)
    assert {line.number: line for line in found.lines} == {line.number: line for line in everything}


def test_filters_narrow(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        everything = desk.clips()
    for query, kept in (
        (f"outlet={quote('中央放送')}", [c for c in everything if c.outlet == "中央放送"]),
        ("kind=post", [c for c in everything if c.kind == "post"]),
        ("from=2032-04&to=2032-04-14", [c for c in everything if "2032-04-01" <= str(c.published) <= "2032-04-14"]),
        ("problems=1", [c for c in everything if c.problems]),
        ("undated=1", [c for c in everything if c.published is None]),
    ):  # fmt: skip
        page = page_of(reader, f"/clips?{query}")
        assert set(page.xpath(HEADS)) == {f"/clip/{clip.number}" for clip in kept}


def test_outlet_is_found_in_any_width_and_offered(reader: TestClient) -> None:
    assert page_of(reader, f"/clips?outlet={quote('中央　放送')}").xpath(HEADS)
    assert not page_of(reader, f"/clips?outlet={quote('無い新聞')}").xpath(HEADS)
    assert "中央放送" in page_of(reader, "/clips").xpath("//datalist[@id='outlets']/option/@value")


def test_what_has_no_date_or_outlet_says_so_and_stands_last(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {"id": "bare", "text": "知事は記者団に「計画は撤回しない」と述べた。"},
            {"id": "dated", "text": "市議会は10日、予算案を可決した。", "published": "2021-05-10", "outlet": "港新聞"},
        )
    with visitor_of(tmp_path / "d.sqlite") as client:
        page = page_of(client, "/clips")
        assert words(page, "//section[@class='day']/h2") == ["2021年5月10日(月)", "日付なし"]
        assert words(page, "//section[last()]//p[contains(@class, 'outlet')]") == ["発行元不明"]
        assert len(page_of(client, "/clips?undated=1").xpath(HEADS)) == 1


def test_pages_follow_each_other_and_keep_the_filter(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "_A_PAGE", 3)
    seen: list[str] = []
    path = "/clips?kind=article"
    while path:
        page = page_of(reader, path)
        seen += page.xpath(HEADS)
        path = next(iter(page.xpath("//a[@data-next]/@href")), "")
        assert not path or path.startswith("/clips?kind=article&page=")
    with desk_of(reader) as desk:
        assert sorted(seen) == sorted(f"/clip/{clip.number}" for clip in desk.clips() if clip.kind == "article")


@pytest.mark.parametrize(
    ("query", "status"), [("page=0", 422), ("kind=poem", 422), ("from=2032-99", 400), ("undated=perhaps", 422)]
)
def test_what_cannot_be_is_refused_in_one_sentence(reader: TestClient, query: str, status: int) -> None:
    assert len(words(page_of(reader, f"/clips?{query}", status=status), "//main//h1")) == 1


def test_empty_dossier_invites_to_add(newcomer: TestClient) -> None:
    assert "/add" in page_of(newcomer, "/clips").xpath("//main//a/@href")


def test_list_speaks_english(reader: TestClient) -> None:
    page = page_of(reader, "/clips", english=True)
    assert words(page, "//main//h1") == ["Clips"]
    assert words(page, "//label[@for='undated']") == ["without a date"]

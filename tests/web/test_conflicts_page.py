"""All conflicts, the latest first."""

from __future__ import annotations

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient


def page(client: TestClient, path: str, **headers: str) -> HtmlElement:
    """Return a page that is there."""
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def points(tree: HtmlElement) -> list[str]:
    """Return what is disputed, in order."""
    return [" ".join(one.text_content().split()) for one in tree.cssselect(".odds .about")]


def test_the_latest_stand_first_with_their_stories(reader: TestClient) -> None:
    tree = page(reader, "/conflicts")
    first = tree.cssselect(".odds")[0]
    assert first.cssselect(".of a")[0].text == "ケニア大統領選挙 開票進む 現職がわずかにリード"
    assert first.cssselect(".about a")[0].get("href").startswith("/story/")
    assert "キスム、死者" in points(tree)


def test_one_point_with_two_kinds_is_one(reader: TestClient) -> None:
    kisumu = next(o for o in page(reader, "/conflicts").cssselect(".odds") if "キスム、死者" in o.text_content())
    assert "figures differ" in kisumu.text_content() or "数字" in kisumu.text_content()
    sources = [" ".join(th.text_content().split()) for th in kisumu.cssselect(".courses th")]
    assert sources[:3] == ["キスムの病院の医師", "警察", "野党"]


def test_pages_hold_everything_once(reader: TestClient) -> None:
    tree = page(reader, "/conflicts")
    pages = int(" ".join(tree.cssselect(".turn span")[0].text_content().split()).split("/")[1])
    ids = [o.get("id") for n in range(1, pages + 1) for o in page(reader, f"/conflicts?page={n}").cssselect(".odds")]
    assert len(ids) == len(set(ids))
    assert not page(reader, f"/conflicts?page={pages}").cssselect("[data-next]")
    assert page(reader, "/conflicts?page=99999").cssselect(".empty")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("kind=blame&text=キルギス", ["キルギスとタジキスタンの応酬"]),
        ("text=サーバー", ["接続"]),
        ("source=イサコワ", ["情報・無人"]),
        ("text=ありえない言葉", []),
        ("since=2040", []),
        ("until=1990", []),
    ],
)
def test_narrowing(reader: TestClient, query: str, expected: list[str]) -> None:
    tree = page(reader, f"/conflicts?{query}")
    assert points(tree) == expected
    assert bool(tree.cssselect(".empty")) == (not expected)


def test_days_narrow_by_the_latest_account(reader: TestClient) -> None:
    found = page(reader, "/conflicts?since=2032-08-16&until=2032-08")
    assert "キスム、死者" in points(found)
    assert "開票率" not in points(found)


def test_the_filter_stays_while_turning(reader: TestClient) -> None:
    link = page(reader, "/conflicts?kind=update").cssselect("[data-next]")[0]
    assert link.get("href") == "/conflicts?kind=update&page=2"


def test_links_lead_to_the_words(reader: TestClient) -> None:
    link = page(reader, "/conflicts").cssselect("a.figure")[0]
    assert reader.get(link.get("href").partition("#")[0]).status_code == 200


@pytest.mark.parametrize("query", ["kind=other", "page=0", "page=x", f"text={'x' * 300}"])
def test_what_cannot_be_asked(reader: TestClient, query: str) -> None:
    assert reader.get(f"/conflicts?{query}").status_code == 422


@pytest.mark.parametrize("query", ["since=きのう", "until=2025-13"])
def test_what_is_no_date_is_told(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/conflicts?{query}")
    assert answer.status_code == 400
    assert html.document_fromstring(answer.text).cssselect("h1")


@pytest.mark.parametrize("query", ["text='%22--", "source=%25_", "text=%00", "text=%ED%A0%80", "source='%20OR%201=1"])
def test_hostile_words_find_nothing(reader: TestClient, query: str) -> None:
    assert page(reader, f"/conflicts?{query}").cssselect(".empty")


def test_empty_dossier_and_english(newcomer: TestClient, reader: TestClient) -> None:
    assert page(newcomer, "/conflicts").cssselect(".empty")
    text = page(reader, "/conflicts", **{"accept-language": "en"}).text_content()
    assert "changed later" in text
    assert "16 Aug 2032" in text

"""The time line of an entity, a story, or between two."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from keii.desk import Desk


def page(client: TestClient, path: str, **headers: str) -> HtmlElement:
    """Return a page that is there."""
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def test_without_a_name_it_asks_for_one(reader: TestClient, newcomer: TestClient) -> None:
    for client in (reader, newcomer):
        tree = page(client, "/timeline")
        assert len(tree.cssselect("input[name=of]")) == 2
        assert not tree.cssselect("svg")
        assert tree.cssselect(".empty")


def test_of_an_entity_by_years(reader: TestClient) -> None:
    tree = page(reader, "/timeline?of=ロシア")
    years = [a.text_content().split()[0] for a in tree.cssselect(".years a")]
    assert years == ["2032", "2031"]
    assert tree.cssselect(".years a[aria-current]")[0].text_content().split()[0] == "2032"
    assert tree.cssselect("svg.timeline.wide a")
    earlier = page(reader, tree.cssselect(".years a")[1].get("href"))
    assert earlier.cssselect(".years a[aria-current]")[0].text_content().split()[0] == "2031"


def test_between_two(reader: TestClient) -> None:
    tree = page(reader, "/timeline?of=キルギス&of=タジキスタン")
    assert tree.cssselect("h1")[0].text_content().strip() == "キルギス ⇔ タジキスタン"
    text = " ".join(tree.cssselect(".entries")[0].text_content().split())
    assert "キルギス国境警備局は、タジク側が先に迫撃砲を使ったと非難。" in text
    assert [box.get("value") for box in tree.cssselect("input[name=of]")] == ["キルギス", "タジキスタン"]


def test_of_a_story(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        line = next(line for line in desk.stories() if "ペルー地震" in line.label)
    tree = page(reader, f"/timeline?of=s{line.number}")
    assert tree.cssselect("h1")[0].text_content() == line.label
    assert tree.cssselect(".entries .entry")


def test_entries_are_in_order_and_lead_to_their_words(reader: TestClient) -> None:
    tree = page(reader, "/timeline?of=キルギス")
    links = tree.cssselect(".entries .words")
    assert all("?words=" in a.get("href") for a in links)
    assert reader.get(links[0].get("href").partition("#")[0]).status_code == 200


@pytest.mark.parametrize("query", ["of=ダレデモナイ", "of=s99999", "of=e99999", "of=%00", "of=s99999999999999999999"])
def test_nobody_is_told_with_the_form_to_try_again(reader: TestClient, query: str) -> None:
    answer = reader.get(f"/timeline?{query}")
    assert answer.status_code == 404
    tree = html.document_fromstring(answer.text)
    assert tree.cssselect(".notice.bad")
    assert tree.cssselect("input[name=of]")


def test_three_are_too_many(reader: TestClient) -> None:
    assert reader.get("/timeline?of=a&of=b&of=c").status_code == 400


@pytest.mark.parametrize("query", ["of=北朝鮮&year=-1", "of=北朝鮮&page=0", "of=北朝鮮&year=x", f"of={'x' * 200}"])
def test_what_cannot_be_asked(reader: TestClient, query: str) -> None:
    assert reader.get(f"/timeline?{query}").status_code == 422


def test_a_year_without_clips_is_empty(reader: TestClient) -> None:
    assert page(reader, "/timeline?of=北朝鮮&year=1999").cssselect(".empty")


def test_english(reader: TestClient) -> None:
    assert "17 Feb 2032" in page(reader, "/timeline?of=北朝鮮", **{"accept-language": "en"}).text_content()

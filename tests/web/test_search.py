"""The search page."""

from __future__ import annotations

import pytest
from lxml import html
from starlette.testclient import TestClient

from room_made import words


def found(reader: TestClient, address: str) -> html.HtmlElement:
    answer = reader.get(address)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def test_search_marks_the_words_and_leads_to_them(reader: TestClient) -> None:
    page = found(reader, "/search?q=首相")
    marks = {words(mark) for mark in page.cssselect(".snippet mark")}
    assert "首相" in marks
    link = page.cssselect(".hits a.head")[0].get("href")
    assert "words=" in link
    assert "首相" in words(html.fromstring(reader.get(link).text))


def test_filters_stand_as_chips_that_can_be_taken_away(reader: TestClient) -> None:
    page = found(reader, "/search?q=首相&stance=deny&from=2031")
    chips = {words(chip).split(" ")[0]: chip.get("href") for chip in page.cssselect(".chip")}
    assert chips.keys() == {"姿勢：否定", "2031から"}
    assert "stance" not in chips["姿勢：否定"]
    assert "from=2031" in chips["姿勢：否定"]


def test_a_name_offers_whom_it_means(reader: TestClient) -> None:
    page = found(reader, "/search?q=アルメニア")
    assert "アルメニア" in words(page.cssselect(".meant a")[0])
    assert page.cssselect(".meant a")[0].get("href").startswith("/entity/")


def test_nothing_asked_explains_and_nothing_found_says_so(reader: TestClient) -> None:
    assert not found(reader, "/search").cssselect(".hits")
    assert "記事はありません" in words(found(reader, "/search?q=存在しない語句ですよ").cssselect(".empty")[0])


def test_htmx_gets_the_part_that_changes(reader: TestClient) -> None:
    part = reader.get("/search?q=首相", headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert "<mark>首相</mark>" in part.text


@pytest.mark.parametrize(
    "asked",
    ['"', 'a"b', "NEAR(", "*", "col:", "words:首相", "、", "「」", "AND OR NOT", "首相" * 200, "\x01", "%", "'--"],
)
def test_marks_of_the_search_engine_are_only_words(reader: TestClient, asked: str) -> None:
    assert reader.get("/search", params={"q": asked}).status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [("/search?page=0", 422), ("/search?stance=x", 422), ("/search?from=soon", 400), ("/search?story=x", 404)],
)
def test_what_cannot_be_asked_is_said_in_one_sentence(reader: TestClient, address: str, status: int) -> None:
    answer = reader.get(address)
    assert answer.status_code == status
    assert len(words(html.fromstring(answer.text).cssselect("main h1")[0])) > 5


def test_hostile_words_are_shown_as_words(reader: TestClient) -> None:
    answer = reader.get("/search", params={"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.text


def test_an_empty_dossier_finds_nothing(newcomer: TestClient) -> None:
    assert found(newcomer, "/search?q=首相").cssselect(".empty")


def test_a_form_of_which_only_the_words_are_filled_is_a_search(reader: TestClient) -> None:
    answer = reader.get("/search", params={"q": "首相", "by": "", "stance": "", "outlet": "", "from": "", "to": ""})
    assert answer.status_code == 200
    assert html.fromstring(answer.text).cssselect(".hits > li")


def test_where_a_part_cannot_be_made_the_part_says_so_and_no_page_is_put_into_it(reader: TestClient) -> None:
    answer = reader.get("/search", params={"q": "首相", "from": "5月"}, headers={"hx-request": "true"})
    assert answer.status_code in (400, 422)
    assert "<main" not in answer.text
    assert "5月" in answer.text

"""話題一覧: the list of stories."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from keii.web.routes import stories as route
from room_read import desk_of, page_of, words

LABELS = "//ul[@class='stories']/li//h2"


def test_stories_are_those_of_the_dossier_the_latest_first(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        told = desk.stories()
        found = desk.story_page(limit=1_000)
    assert found.total == len(told)
    assert {line.number: line for line in found.lines} == {line.number: line for line in told}
    days = [line.last.toordinal() if line.last else 0 for line in found.lines]
    assert days == sorted(days, reverse=True)
    page = page_of(reader, "/stories")
    assert words(page, LABELS) == [" ".join(line.label.split()) for line in found.lines[:40]]


def test_orders(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        sizes = [line.clips for line in desk.story_page(order="size", limit=1_000).lines]
        conflicts = [line.odds for line in desk.story_page(order="conflicts", limit=1_000).lines]
    assert sizes == sorted(sizes, reverse=True)
    assert conflicts == sorted(conflicts, reverse=True)
    page = page_of(reader, "/stories?order=size")
    assert page.xpath("//a[@class='chip' and @aria-current='true']/@href") == ["/stories?order=size"]
    assert page.xpath("//input[@name='order']/@value") == ["size"]  # narrowing keeps the order


@pytest.mark.parametrize("asked", ["ケニア", "ケニア 大統領", "eu", "ＥＵ", "３８人", "12日午後"])
def test_words_of_the_headline_in_any_width_and_case(reader: TestClient, asked: str) -> None:
    labels = words(page_of(reader, f"/stories?q={quote(asked)}"), LABELS)
    assert len(labels) == 1


@pytest.mark.parametrize("asked", ["%", "_", "!", "' OR 1=1 --", '"', "\\"])
def test_signs_of_a_query_are_letters(reader: TestClient, asked: str) -> None:
    assert words(page_of(reader, f"/stories?q={quote(asked)}"), LABELS) == []


def test_from_to_and_at_odds_narrow(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        everything = desk.stories()
    wanted = [
        s for s in everything if s.last and s.first and s.last.year >= 2032 and s.first.isoformat() <= "2032-04-30"
    ]
    labels = words(page_of(reader, "/stories?from=2032&to=2032-04"), LABELS)
    assert set(labels) == {" ".join(line.label.split()) for line in wanted}
    odds = words(page_of(reader, "/stories?odds=1"), LABELS)
    assert set(odds) == {" ".join(line.label.split()) for line in everything if line.conflicts}


def test_pages_follow_each_other_and_keep_the_filter(reader: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "_A_PAGE", 2)
    first = page_of(reader, "/stories?from=2031")
    (onward,) = first.xpath("//a[@data-next]/@href")
    assert onward == "/stories?from=2031&page=2"
    second = page_of(reader, onward)
    assert second.xpath("//a[@data-previous]/@href") == ["/stories?from=2031"]
    assert not set(words(first, LABELS)) & set(words(second, LABELS))


def test_beyond_the_last_page_there_is_nothing_but_no_error(reader: TestClient) -> None:
    page = page_of(reader, "/stories?page=9999")
    assert words(page, LABELS) == []
    assert page.xpath("//p[@class='empty']")


@pytest.mark.parametrize(
    ("query", "status"),
    [("page=0", 422), ("page=x", 422), ("order=worst", 422), ("from=nie", 400), ("to=2032-02-30", 400)],
)
def test_what_cannot_be_is_refused_in_one_sentence(reader: TestClient, query: str, status: int) -> None:
    assert len(words(page_of(reader, f"/stories?{query}", status=status), "//main//h1")) == 1


def test_empty_dossier_invites_to_add(newcomer: TestClient) -> None:
    assert "/add" in page_of(newcomer, "/stories").xpath("//main//a/@href")


def test_list_speaks_english(reader: TestClient) -> None:
    page = page_of(reader, "/stories", english=True)
    assert words(page, "//main//h1") == ["Stories"]
    assert "latest first" in words(page, "//a[@class='chip']")


def test_every_field_has_a_label(reader: TestClient) -> None:
    for path in ("/stories", "/clips"):
        page = page_of(reader, path)
        named = set(page.xpath("//main//label/@for"))
        fields = page.xpath("//main//input[@type!='hidden' or not(@type)]/@id | //main//select/@id")
        assert fields
        assert set(fields) <= named

"""食い違いの数: every page counts the conflicts of a story as the story's own page shows them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.link.accounts.odds import heads
from room_read import page_of

_STORY = re.compile(r"/story/(\d+)#conflicts")
Counts = dict[int, int]


@pytest.fixture(scope="module")
def set_out(reader: TestClient, corpus_dossier: Path) -> Counts:
    """What the pages of all stories set out."""
    with Desk.open(corpus_dossier) as desk:
        numbers = [line.number for line in desk.stories()]
    pages = ((number, page_of(reader, f"/story/{number}")) for number in numbers)
    return {number: n for number, page in pages if (n := len(page.cssselect("#conflicts .odds")))}


def counted(client: TestClient, path: str) -> Counts:
    """Return what a page says of the conflicts of each story it lists."""
    links = page_of(client, path).cssselect("a.at-odds")
    return {
        int(found[1]): int("".join(re.findall(r"\d", link.text_content())))
        for link in links
        if (found := _STORY.search(link.get("href")))
    }


def test_some_points_of_the_corpus_have_several_conflicts(set_out: Counts, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        lines = {line.number: line for line in desk.stories()}
        assert {n: len(set(heads(desk.story(f"s{n}").conflicts))) for n in set_out} == set_out
    assert {n: lines[n].odds for n in set_out} == set_out
    assert any(lines[n].conflicts > odds for n, odds in set_out.items())


def test_a_story_says_over_its_page_what_stands_on_it(reader: TestClient, set_out: Counts) -> None:
    for number, n in set_out.items():
        (told,) = page_of(reader, f"/story/{number}").cssselect("nav.within .at-odds")
        assert told.text_content() == str(n)


@pytest.mark.parametrize("path", ["/stories", "/stories?order=conflicts", "/stories?odds=1"])
def test_the_list_of_stories_counts_the_same(reader: TestClient, set_out: Counts, path: str) -> None:
    assert counted(reader, path) == set_out


def test_most_at_odds_first_is_by_that_count(reader: TestClient, set_out: Counts) -> None:
    told = list(counted(reader, "/stories?order=conflicts").values())
    assert told == sorted(set_out.values(), reverse=True)


def test_front_pages_count_the_same(reader: TestClient, set_out: Counts, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        days = {line.last for line in desk.stories() if line.last}
    told: Counts = {}
    for day in days:
        told |= counted(reader, f"/day/{day}")
    assert told == set_out


def test_the_list_of_conflicts_counts_the_same(reader: TestClient, set_out: Counts) -> None:
    total = int(re.sub(r"\D", "", page_of(reader, "/conflicts").cssselect("p.meta")[0].text_content()))
    assert total == sum(set_out.values())


def test_a_persons_page_counts_the_same(reader: TestClient, set_out: Counts, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        (number, *_) = desk.meant("キルギス")
    told = counted(reader, f"/entity/{number}")
    assert told
    assert told.items() <= set_out.items()

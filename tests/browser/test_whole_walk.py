"""The whole room walked in a browser by its links; and a day of work with it, from adding to undoing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from browser_fixtures import watched
from room_walk import SAVED, UNLINKED, walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SCRAP = json.loads((Path(__file__).parents[2] / "corpus/scrap/scrap-02.json").read_text(encoding="utf-8"))
SEEN = "(found) => { const r = found.getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight + 1; }"


@pytest.fixture(scope="module")
def addresses(corpus_room: str) -> Mapping[str, tuple[str, ...]]:
    """What links lead to, by route."""
    return walk(corpus_room)


def pages_of(addresses: Mapping[str, tuple[str, ...]], each: int) -> list[str]:
    """The pages to open: so many of each route."""
    return [one for kind, found in addresses.items() if kind not in SAVED for one in found[:each]]


def test_links_lead_to_every_page_there_is(addresses: Mapping[str, tuple[str, ...]]) -> None:
    assert {kind for kind, found in addresses.items() if not found} == UNLINKED


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_opens_cleanly_and_says_what_it_is(
    browser: Browser, corpus_room: str, addresses: Mapping[str, tuple[str, ...]], language: str
) -> None:
    context = browser.new_context(locale=language)
    tab = context.new_page()
    faults = watched(tab)
    for address in pages_of(addresses, 2):
        answer = tab.goto(corpus_room + address, wait_until="load")
        assert answer is not None
        assert answer.ok, address
        assert tab.locator("h1").count() == 1, address
        assert tab.locator("html").get_attribute("lang") == language
        assert not tab.title().startswith("·"), address
        assert not faults, address
    context.close()


@pytest.mark.parametrize("width", [320, 640])  # 640: a window of 1280 at 200 %
def test_no_page_is_wider_than_the_window(
    page: Page, corpus_room: str, addresses: Mapping[str, tuple[str, ...]], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 500})
    for address in pages_of(addresses, 1):
        page.goto(corpus_room + address, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, address


def test_every_page_says_the_same_with_scripts_off(
    browser: Browser, page: Page, corpus_room: str, addresses: Mapping[str, tuple[str, ...]]
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    plain = context.new_page()
    for address in pages_of(addresses, 1):
        page.goto(corpus_room + address, wait_until="load")
        plain.goto(corpus_room + address, wait_until="load")
        assert plain.locator("main").inner_text() == page.locator("main").inner_text(), address
    context.close()


def test_keys_lead_through_the_room(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/claims")
    for key, at in (("j", 0), ("j", 1), ("k", 0)):
        page.keyboard.press(key)
        assert page.locator('[data-item][aria-current="true"]').count() == 1
        assert page.locator("[data-item]").nth(at).get_attribute("aria-current") == "true"
    page.keyboard.press("n")
    page.wait_for_url("**page=2*")
    page.keyboard.press("p")
    page.wait_for_url(lambda address: "page=2" not in address)
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/clip/*#words")
    assert page.locator("#words").first.evaluate(SEEN)
    page.keyboard.press("u")
    page.wait_for_url("**/story/*")
    for key, to in (("s", "/stories"), ("c", "/claims"), ("x", "/conflicts"), ("e", "/entities"), ("m", "/map"),
                    ("d", "/calendar"), ("l", "/clips"), ("a", "/add"), ("j", "/judgements"), ("t", "/")):  # fmt: skip
        page.keyboard.press("g")
        page.keyboard.press(key)
        page.wait_for_url(corpus_room + to)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.matches('[data-find]')")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    page.locator("dialog#keys[open] table").wait_for()


def test_a_word_is_sought_as_one_types_and_followed_to_its_place(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/search")
    page.locator("#q").press_sequentially("首相", delay=30)
    page.locator("#found .hits").wait_for()
    page.wait_for_url("**/search?*q=*")
    assert "首相" in unquote(page.url)
    assert page.locator("#found .snippet mark").first.inner_text() == "首相"
    page.locator("#found a.head").first.click()
    page.wait_for_url("**/clip/*#words")
    assert "首相" in page.locator("#words").first.inner_text()
    assert page.locator("#words").first.evaluate(SEEN)
    page.go_back()
    page.locator("#found .hits").wait_for()


def test_a_page_is_added_a_speaker_put_right_two_names_merged_and_all_undone(page: Page, room: str) -> None:
    page.goto(f"{room}/add")
    page.locator("#text").fill(SCRAP["text"])
    page.locator("#published").fill(SCRAP["published"])
    page.get_by_role("button", name="取り込んで読む").click()
    page.locator(".taken .why").first.wait_for()
    assert "ここで切った理由" in page.locator(".taken .why").first.inner_text()
    page.locator(".taken > li", has=page.locator("text=/主張[1-9]/")).first.locator("a.head").click()
    page.wait_for_url("**/clip/*")
    clip = page.url
    _speaker_is_put_right_and_back(page, clip)
    _names_are_merged_and_parted(page, room)


def _speaker_is_put_right_and_back(page: Page, clip: str) -> None:
    claim = page.locator("#claim-0")
    before = claim.inner_text()
    claim.locator("a.fix").click()
    choice = page.locator("#fix select[name=source]")
    now = choice.locator("option:checked").inner_text()
    assert now in before, "the one it is held to be is the one offered first"
    other = next(word for word in choice.locator("option").all_inner_texts()[1:] if word != now)
    choice.select_option(label=other)
    page.locator("#fix button").first.click()
    assert other in page.locator("table.shifts").inner_text()
    page.locator("form.actions button.main").click()
    assert other in page.locator("#claim-0").inner_text()
    page.locator("#done button").click()
    page.locator(".notice[role=status]").wait_for()
    page.goto(clip)
    assert page.locator("#claim-0").inner_text() == before


def _names_are_merged_and_parted(page: Page, room: str) -> None:
    page.goto(f"{room}/entity?name=ロシア")
    one, named = page.url, page.locator(".spelled").first.inner_text()
    page.goto(f"{one}/merge?q=キルギス")
    page.locator("input[type=radio]").first.check()
    page.locator("button.main").click()
    assert "キルギス" in page.locator("p.change").first.inner_text()
    page.locator("button.main").click()
    assert "キルギス" in page.locator(".spelled").first.inner_text()
    page.locator(".notice form button").click()
    page.goto(one)
    assert page.locator(".spelled").first.inner_text() == named
    page.goto(f"{room}/judgements")
    assert page.locator("[data-item]").count() >= 2

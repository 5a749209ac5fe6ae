"""Persons, bodies and places, and the map, in a browser: by keys, in any width, corrected without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_the_list_is_gone_through_by_keys(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/entities")
    page.keyboard.press("j")
    page.keyboard.press("j")
    name = page.locator('[data-item][aria-current="true"] th').inner_text()
    page.keyboard.press("o")
    page.wait_for_url("**/entity/*")
    assert page.locator("h1").inner_text() == name


def test_a_node_of_the_ring_leads_to_its_page(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/entity?name=ロシア")
    node = page.locator("svg.graph.wide a").first
    assert not page.locator("svg.graph.narrow").is_visible()
    to = node.get_attribute("href")
    node.locator("circle").click()
    page.wait_for_url(f"**{to}")


def test_a_circle_of_the_map_leads_to_its_events(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/map")
    page.locator("svg.map a").last.locator("circle").first.click()  # the smallest lies on top
    page.wait_for_url("**#place")
    page.locator(".deeds blockquote a").first.click()
    page.wait_for_url("**/clip/*#words")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_are_no_wider_than_the_window(page: Page, corpus_room: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{corpus_room}/entity?name=黒瀬拓真")
    one = page.url.removeprefix(corpus_room)
    for path in (
        "/entities", one, f"{one}/split", f"{one}/merge?q=市", "/entity?name=省", "/map?view=japan", "/map?place=ロシア"
    ):  # fmt: skip
        page.goto(f"{corpus_room}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_spelling_is_split_off_and_put_back_without_a_script(browser: Browser, room: str) -> None:
    context = browser.new_context(locale="ja-JP", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{room}/entity?name=ロシア")
    one = tab.url
    tab.locator("#correct a.button").click()
    tab.locator('input[name="spelled"][value="米ロ"]').check()
    tab.locator("button.main").click()
    assert tab.locator("h1 + .sub").count() == 0
    tab.locator("button.main").click()
    assert tab.url.startswith(one)
    assert "米ロ" not in tab.locator(".spelled").first.inner_text()
    tab.locator(".notice form button").click()
    assert "米ロ" in tab.locator(".spelled").first.inner_text()
    context.close()

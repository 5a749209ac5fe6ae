"""A story in the browser: read by keys, drawn for a desk and a telephone, corrected without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_a_conflict_is_followed_to_its_story_and_its_words(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/conflicts")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator('.odds[aria-current="true"]').count() == 1
    page.keyboard.press("o")
    page.wait_for_url("**/story/*")
    page.locator("#conflicts a.figure").first.click()
    page.wait_for_url("**/clip/*#words")


def test_every_mark_of_the_time_line_is_seen_and_leads_to_its_words(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/timeline?of=キルギス&of=タジキスタン")
    marks = page.locator("svg.timeline.wide a")
    assert marks.count() > 5
    assert not page.locator("svg.timeline.narrow").is_visible()
    box = marks.first.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_url("**/clip/*#words")


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_pages_are_no_wider_than_the_window(page: Page, corpus_room: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{corpus_room}/conflicts")
    story = page.locator(".odds .of a").first.get_attribute("href")
    for path in ("/conflicts", story, f"{story}/merge?q=地震", "/timeline?of=キルギス"):
        page.goto(f"{corpus_room}{path}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_a_story_is_renamed_and_the_name_undone_without_a_script(browser: Browser, room: str) -> None:
    context = browser.new_context(locale="ja-JP", java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{room}/conflicts")
    tab.locator(".odds .of a").first.click()
    before = tab.locator("h1").inner_text()
    tab.locator("#name").fill("別の名")
    tab.locator("form[action$='/rename/preview'] button").click()
    assert tab.locator("ins").inner_text() == "別の名"
    tab.locator("button.main").click()
    assert tab.locator("h1").inner_text() == "別の名"
    tab.locator(".notice form button").click()
    assert tab.locator("h1").inner_text() == before
    context.close()

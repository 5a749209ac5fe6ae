"""The front page, the calendar and the lists in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_keys_lead_through_days_to_the_calendar_and_back(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/day/2032-04-15")
    page.keyboard.press("p")
    page.wait_for_url("**/day/2032-04-14")
    page.keyboard.press("n")
    page.wait_for_url("**/day/2032-04-15")
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/calendar")
    page.keyboard.press("p")
    page.wait_for_url("**/calendar/2032-05")
    page.keyboard.press("u")
    page.wait_for_url("**/calendar/2032")
    page.goto(f"{corpus_room}/day/2032-04-15")
    page.keyboard.press("u")
    page.wait_for_url("**/calendar/2032-04")
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/day/2032-04-14")


def test_lines_of_a_page_are_stepped_through_in_order(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/day/2032-04-14")
    page.keyboard.press("j")
    assert page.locator('[data-item][aria-current="true"] .head').first.inner_text()
    href = page.locator('[data-item][aria-current="true"] [data-open]').first.get_attribute("href")
    assert href is not None
    assert href.startswith("/story/")
    page.keyboard.press("j")
    assert page.locator('[data-item][aria-current="true"] [data-open]').first.get_attribute("href") != href


def test_nothing_is_wider_than_a_small_phone(page: Page, corpus_room: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/", "/day/2031-06-13", "/calendar/2032-04", "/calendar/2031", "/stories", "/clips"):
        page.goto(corpus_room + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_on_paper_the_page_is_a_page(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/day/2031-06-13")
    page.emulate_media(media="print")
    for shown, selector in ((False, ".masthead nav"), (False, ".colophon"), (True, ".nameplate h1"), (True, ".lead")):
        assert page.locator(selector).first.is_visible() == shown, selector

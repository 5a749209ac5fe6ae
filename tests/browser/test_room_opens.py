"""The first page in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_front_page_opens_and_the_keys_are_listed(page: Page, corpus_room: str) -> None:
    page.goto(corpus_room)
    assert page.title().endswith("経緯")
    page.keyboard.press("?")
    page.locator("dialog#keys[open] table").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.locator('[data-item][aria-current="true"]').count() == 1

"""Adding in the browser, by paste and by files; refusals across origins."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from room_made import served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAGE = json.loads((Path(__file__).parents[2] / "corpus/scrap/scrap-02.json").read_text(encoding="utf-8"))


def test_a_page_is_pasted_read_and_followed_to_its_words(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "new.sqlite") as port:
        page.goto(f"http://127.0.0.1:{port}/")
        page.keyboard.press("g")
        page.keyboard.press("a")
        page.locator("#text").fill(PAGE["text"])
        page.locator("#published").fill(PAGE["published"])
        page.get_by_role("button", name="取り込んで読む").click()
        page.locator(".taken > li").first.wait_for()
        assert page.locator(".taken > li .why").count() > 5
        page.locator(".taken a.head").nth(2).click()
        page.wait_for_url("**/clip/*")
        page.goto(f"http://127.0.0.1:{port}/claims")
        link = page.locator('a[href*="words="]').first
        link.click()
        page.locator("#words").first.wait_for()


def test_another_origin_on_this_machine_cannot_change_anything(browser: Browser, room: str, tmp_path: Path) -> None:
    forged = f"""<form id=f method=post enctype=text/plain action="{room}/add"><input name=text value=x></form>"""
    with served(tmp_path / "other.sqlite") as port:
        context = browser.new_context()
        tab = context.new_page()
        tab.route("**/forged", lambda route: route.fulfill(body=forged, content_type="text/html"))
        tab.goto(f"http://127.0.0.1:{port}/forged")
        with tab.expect_navigation():
            tab.evaluate("document.getElementById('f').submit()")
        assert "403" in str(tab.evaluate("performance.getEntriesByType('navigation')[0].responseStatus"))
        context.close()


def test_everything_can_be_read_with_scripts_off(browser: Browser, corpus_room: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    tab = context.new_page()
    for path in (
        "/",
        "/stories",
        "/story/1",
        "/clip/1",
        "/claims",
        "/conflicts",
        "/search?q=首相",
        "/calendar",
        "/keys",
    ):
        answer = tab.goto(corpus_room + path)
        assert answer is not None
        assert answer.ok, path
        assert len(tab.locator("main").inner_text()) > 40, path
    context.close()

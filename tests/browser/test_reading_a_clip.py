"""A clip in the browser: keys, cards, words chosen in the text, text set down the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def test_a_key_hides_a_kind_and_it_stays_hidden(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/clip/3")
    name = page.locator(".f.kind-ORG").first
    lined = "(found) => getComputedStyle(found).textDecorationLine"
    assert name.evaluate(lined) == "underline"
    page.keyboard.press("2")
    assert name.evaluate(lined) == "none"
    page.reload()
    assert name.evaluate(lined) == "none"
    page.keyboard.press("2")
    assert name.evaluate(lined) == "underline"


def test_hover_and_focus_show_what_a_finding_is(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/clip/3")
    time = page.locator(".f.kind-time").first
    card = time.locator("> .card")
    assert not card.is_visible()
    time.hover()
    assert card.is_visible()
    page.mouse.move(1, 1)
    assert not card.is_visible()
    time.focus()
    assert card.is_visible()
    page.keyboard.press("Tab")
    assert card.is_visible(), "its link can be reached"
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_a_claim_lights_up_with_its_cue(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/clip/3")
    page.locator("#claim-1").hover()
    assert page.locator("#c1.lit").count() == 1
    page.locator("#claim-1 [data-open]").click()
    assert page.url.endswith("#c1")


def test_words_chosen_in_the_text_are_counted_in_code_points(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/clip/3")
    chosen = page.evaluate(
        """() => {
          const nodes = [];
          const line = document.querySelectorAll(".text [data-at]")[2];
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            if (!walker.currentNode.parentElement.closest(".card")) nodes.push(walker.currentNode);
          }
          const range = document.createRange();
          range.setStart(nodes[0], 1);
          range.setEnd(nodes[3], 1);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.dispatchEvent(new PointerEvent("pointerup"));
          return nodes[0].data.slice(1) + nodes[1].data + nodes[2].data + nodes[3].data.slice(0, 1);
        }"""
    )
    page.locator(".picker a").click()
    page.locator("#fix").wait_for()
    assert re.search(r"words=\d+-\d+", page.url)
    marked = page.evaluate(
        """() => [...document.querySelectorAll(".text mark")].map((mark) => {
          const copy = mark.cloneNode(true);
          copy.querySelectorAll(".card").forEach((card) => card.remove());
          return copy.textContent;
        }).join("")"""
    )
    assert marked == chosen


def test_text_is_set_down_the_page_and_scrolls_sideways(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/clip/3")
    page.keyboard.press("w")
    text = page.locator(".text.down")
    text.wait_for()
    assert text.evaluate("(text) => getComputedStyle(text).writingMode") == "vertical-rl"
    page.set_viewport_size({"width": 360, "height": 700})
    text.hover()
    page.mouse.wheel(0, 300)
    page.wait_for_function("document.querySelector('.text.down').scrollLeft < 0")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("w")
    page.locator(".text:not(.down)").wait_for()


def test_a_speaker_is_put_right_and_taken_back(page: Page, room: str) -> None:
    page.goto(f"{room}/clip/3?fix=claim-1#fix")
    page.select_option("#fix select[name=source]", index=0)
    page.locator("#fix button").first.click()
    page.locator("table.shifts").wait_for()
    page.locator("form.actions button.main").click()
    page.locator("#done button").click()
    page.locator(".notice[role=status]").wait_for()


@pytest.mark.parametrize("path", ["/clip/3", "/clip/3?fix=new", "/claims", "/judgements"])
def test_it_can_be_read_without_a_script_on_a_narrow_screen(browser: Browser, corpus_room: str, path: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640}, locale="ja-JP")
    tab = context.new_page()
    tab.goto(corpus_room + path)
    assert tab.locator("main h1, main h2").count()
    wide = tab.locator("main")
    box = wide.bounding_box()
    assert box is not None
    assert box["width"] <= 320
    context.close()


def test_a_box_works_without_a_script(browser: Browser, corpus_room: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    tab = context.new_page()
    tab.goto(f"{corpus_room}/clip/3")
    tab.locator(".f.kind-ORG").first.hover()
    assert tab.locator(".f.kind-ORG").first.locator("> .card").is_visible()
    tab.locator("#show-ORG").uncheck()
    tab.locator(".f.kind-ORG").first.hover()
    assert not tab.locator(".f.kind-ORG").first.locator("> .card").is_visible()
    context.close()


def test_claims_are_filtered_as_one_chooses(page: Page, corpus_room: str) -> None:
    page.goto(f"{corpus_room}/claims")
    page.select_option("#stance", "deny")
    page.locator("#claims .chip").wait_for()
    assert "stance=deny" in page.url
    page.keyboard.press("Escape")
    page.locator("tbody tr").first.wait_for()
    page.locator("#claims .chip").click()
    page.wait_for_url("**/claims")

"""axe-core over every page: nothing serious, in light, in dark and on a phone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pytest

from browser_fixtures import REQUIRED
from room_walk import SAVED, walk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

GRAVE = ("serious", "critical")
STATES = ("/clip/3?fix=claim-0", "/clip/3?fix=head", "/clip/3?fix=new", "/search?q=ない言葉", "/claims?stance=deny",
          "/map?place=ロシア", "/entities?name=ない人", "/timeline?of=ロシア&of=アメリカ", "/story/99999")  # fmt: skip
LOOKS: Mapping[str, tuple[str, int, tuple[str, ...]]] = {  # colours, width, rules (none: all of them)
    "light": ("light", 1280, ()),
    "dark": ("dark", 1280, ("color-contrast",)),
    "phone": ("light", 390, ("scrollable-region-focusable", "target-size", "color-contrast", "meta-viewport")),
}


@pytest.fixture(scope="module")
def opened(corpus_room: str) -> list[str]:
    """A page of each route, and pages in what states they have."""
    return [found[0] for kind, found in walk(corpus_room).items() if found and kind not in SAVED] + list(STATES)


def grave(tab: Page, rules: tuple[str, ...]) -> list[str]:
    """What axe finds serious or worse: rule and the first place of it."""
    try:
        from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
    except ImportError:
        assert not REQUIRED, "KEII_BROWSER=required, but there is no axe"
        pytest.skip("axe is not installed")
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found = Axe().run(tab, options=options).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found if one["impact"] in GRAVE]


@pytest.mark.parametrize("look", LOOKS)
def test_nothing_serious_is_found(browser: Browser, corpus_room: str, opened: list[str], look: str) -> None:
    colours, width, rules = LOOKS[look]
    context = browser.new_context(
        locale="ja-JP", color_scheme="dark" if colours == "dark" else "light", viewport={"width": width, "height": 844}
    )
    tab = context.new_page()
    found: dict[str, list[str]] = {}
    for address in opened:
        tab.goto(corpus_room + address, wait_until="load")
        if faults := grave(tab, rules):
            found[address] = faults
    tab.goto(f"{corpus_room}/stories")
    tab.keyboard.press("?")
    tab.locator("dialog#keys[open] table").wait_for()
    if faults := grave(tab, rules):
        found["the list of keys"] = faults
    context.close()
    assert not found


def test_one_gets_through_the_first_page_with_the_tab_key(browser: Browser, corpus_room: str) -> None:
    context = browser.new_context(locale="ja-JP")
    tab = context.new_page()
    tab.goto(f"{corpus_room}/day/2032-04-15")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    context.close()

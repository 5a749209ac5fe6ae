"""The map in the browser: what it says is legible on a telephone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOUND = """() => {
  const box = (one) => one.getBoundingClientRect();
  const names = [...document.querySelectorAll("svg.map .labels text")].filter((one) => box(one).width > 0);
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const clash = names.filter((one, n) => names.slice(0, n).some((other) => meet(box(one), box(other))));
  return [names.length, Math.min(...names.map((one) => box(one).height)), clash.map((one) => one.textContent)];
}"""


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("view", ["world", "asia", "japan"])
def test_no_name_lies_on_another(page: Page, corpus_room: str, view: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{corpus_room}/map?view={view}")
    names, height, clash = page.evaluate(FOUND)
    assert names >= 4
    assert height >= 12  # pixels of the screen: letters of 11 and more
    assert clash == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width

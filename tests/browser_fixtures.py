"""Fixtures: the reading room in a real browser, headless Chromium, driven by Playwright.

Skipped where Playwright or Chromium is missing, unless KEII_BROWSER=required. KEII_CHROMIUM names the program.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from room_made import fill, served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Request

REQUIRED = os.environ.get("KEII_BROWSER") == "required"
CHROMIUM = os.environ.get("KEII_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        if REQUIRED:
            raise
        pytest.skip("Playwright is not installed")
    if CHROMIUM is None:
        assert not REQUIRED, "KEII_BROWSER=required, but there is no Chromium"
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def corpus_room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over the corpus, for tests that change nothing."""
    path = tmp_path_factory.mktemp("room") / "corpus.sqlite"
    fill(path)
    with served(path) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def room(tmp_path: Path, corpus_room: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a room over a copy of the corpus dossier, to be changed."""
    source = next(tmp_path_factory.getbasetemp().glob("room*/corpus.sqlite"))
    for part in source.parent.glob("corpus.sqlite*"):
        shutil.copy(part, tmp_path / part.name)
    with served(tmp_path / "corpus.sqlite") as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab in which nothing may go wrong: an error on the console, a violation of the policy or a request to another
    host fails the test."""
    context = browser.new_context(locale="ja-JP")
    tab = context.new_page()
    faults = watched(tab)
    yield tab
    context.close()
    assert not faults


def watched(tab: Page) -> list[Any]:
    """Return a list that fills with what goes wrong in a tab. A page that is meant to be refused is no fault of it:
    `faults.clear()` after looking."""
    faults: list[Any] = []

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(message.text)

    def asked(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.hostname != "127.0.0.1":
            faults.append(f"asked {request.url}")

    tab.on("console", said)
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.on("request", asked)
    return faults

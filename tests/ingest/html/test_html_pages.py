"""corpus/html: every page's text, date, outlet, title and authors."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from keii.ingest.html.outlet import key
from keii.ingest.html.page import page_of

FOLDER = Path(__file__).parents[3] / "corpus/html"
GOLD = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))}
NO_TITLE = {"38-newsletter"}  # its headline is a cell in bold like any other


@pytest.mark.parametrize("name", GOLD)
def test_page(name: str) -> None:
    gold: dict[str, Any] = GOLD[name]
    page = page_of((FOLDER / f"{name}.html").read_bytes(), url=gold["url"], label=gold["label"])
    assert _shared(page.text, gold["text"]) > 0.95
    assert (page.published.isoformat() if page.published else None) == gold["published"]
    assert page.outlet in (gold["outlet"], *gold.get("outlet_also", ()))
    assert name in NO_TITLE or key(page.title or "") == key(gold["title"])
    assert set(gold["authors"]) <= {author.replace(" ", "") for author in page.authors}
    assert page.scrapbook == gold.get("scrapbook", False)


@pytest.mark.parametrize("name", GOLD)
def test_blocks_lie_in_the_text(name: str) -> None:
    page = page_of((FOLDER / f"{name}.html").read_bytes(), url=GOLD[name]["url"])
    at = 0
    for block in page.blocks:
        if block.span:
            assert page.text[block.span.start : block.span.end] == block.text
            assert block.span.start == at
            at = block.span.end + 1
        else:
            assert block.kind in ("caption", "card", "embed", "rule")
    assert at == len(page.text) + 1


def _shared(said: str, wanted: str) -> float:
    one, other = Counter(re.sub(r"\s", "", said)), Counter(re.sub(r"\s", "", wanted))
    return 2 * (one & other).total() / (one.total() + other.total())

"""Draw every page of the reading room over the bundled corpus into docs/room, in light, in dark and on a phone.

    python tools/screenshots.py [NAME ...]

NAME: only these pages. Needs Playwright and Chromium (KEII_CHROMIUM, else `chromium`), and fonts for Japanese.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from keii.desk import Desk
from keii.records.order import Order
from keii.web import links
from keii.web.server import beside
from keii.web.settings import Settings

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "room"
_KEPT = ("id", "text", "published", "outlet", "title", "url")
_SIZES: Final[Mapping[str, tuple[str, int, int]]] = {
    "light": ("light", 1140, 760),
    "dark": ("dark", 1140, 760),
    "phone": ("light", 390, 844),
}


def main() -> int:
    """Fill a dossier, open the room, draw."""
    wanted = set(sys.argv[1:])
    OUT.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = Path(folder) / "corpus.sqlite"
        fill(path)
        program = os.environ.get("KEII_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with beside(Settings(dossier=path)) as port:
            for name, page in pages(path).items():
                if not wanted or name in wanted:
                    draw(browser, f"http://127.0.0.1:{port}{page}", name)
        browser.close()
    return 0


def fill(path: Path) -> None:
    """Take in the corpus: its matters as papers tell them, and its scrapbook pages."""
    with Desk.open(path) as desk:
        documents = [
            json.loads(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "corpus/dev").glob("*.json"))
        ]
        lines = (json.dumps({name: d.get(name) for name in _KEPT}, ensure_ascii=False) for d in documents)
        desk.add("\n".join(lines).encode(), name="papers.jsonl")
        for file in sorted((ROOT / "corpus/scrap").glob("*.json")):
            page = json.loads(file.read_text(encoding="utf-8"))
            order = Order(published=date.fromisoformat(page["published"]))
            desk.add(page["text"].encode(), name=f"{file.stem}.txt", order=order)


def pages(path: Path) -> dict[str, str]:
    """Return the pages to draw, by the names their pictures get: the richest day, story, clip, person."""
    with Desk.open(path) as desk:
        story = max(desk.stories(), key=lambda line: (line.conflicts, line.accounts))
        told = [line for line in desk.clips() if line.title and line.outlet]
        clip = max(told, key=lambda line: line.claims)
        person = max(
            (entity for entity in desk.entities() if entity.type == "PER"), key=lambda entity: len(entity.mentions)
        )
        days = Counter(line.published for line in desk.clips() if line.published)
        day = max(days, key=lambda of: (days[of], of))
        said = next(iter(desk.claims(by=person.name)))
    return {
        "today": f"/day/{day}",
        "story": f"/story/{story.number}",
        "clip": f"/clip/{clip.number}",
        "words": links.clip(said.number, said.content.span),
        "entity": f"/entity/{person.number}",
        "entities": "/entities",
        "claims": "/claims",
        "conflicts": "/conflicts",
        "timeline": f"/timeline?of=s{story.number}",
        "search": "/search?q=%E5%81%9C%E6%88%A6",
        "map": "/map",
        "calendar": f"/calendar/{str(day)[:7]}",
        "stories": "/stories",
        "add": "/add",
        "judgements": "/judgements",
        "keys": "/keys",
    }


def draw(browser: Browser, address: str, name: str) -> None:
    """Draw one page in every size."""
    for size, (scheme, width, height) in _SIZES.items():
        context = browser.new_context(
            locale="ja-JP",
            color_scheme="dark" if scheme == "dark" else "light",
            viewport={"width": width, "height": height},
        )
        tab = context.new_page()
        answer = tab.goto(address, wait_until="networkidle")
        if answer is None or not answer.ok:
            sys.exit(f"{address}: {answer.status if answer else 'no answer'}")
        tab.screenshot(path=OUT / f"{name}-{size}.png")
        context.close()
        print(f"docs/room/{name}-{size}.png")


if __name__ == "__main__":
    sys.exit(main())

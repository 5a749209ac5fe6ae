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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from keii.desk import Desk
from keii.records.order import Order
from keii.web.server import room
from keii.web.settings import Settings

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "room"
_KEPT = ("id", "text", "published", "outlet", "title", "url")
_SIZES: Final[Mapping[str, tuple[str, int, int]]] = {
    "light": ("light", 1280, 900),
    "dark": ("dark", 1280, 900),
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
        with served(path) as address:
            for name, page in pages(path).items():
                if not wanted or name in wanted:
                    draw(browser, address + page, name)
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
    """Return the pages to draw, by the names their pictures get: the richest story, clip and person."""
    with Desk.open(path) as desk:
        story = max(desk.stories(), key=lambda line: (line.conflicts, line.accounts))
        clip = max((m.clip for m in desk.story(f"s{story.number}").members), key=lambda line: line.claims)
        person = max(
            (entity for entity in desk.entities() if entity.type == "PER"), key=lambda entity: len(entity.mentions)
        )
        words = next(s.content.span for s in desk.claims(by=person.name))
    return {
        "today": f"/day/{story.last}",
        "story": f"/story/{story.number}",
        "clip": f"/clip/{clip.number}",
        "words": f"/clip/{clip.number}?words={words.start}-{words.end}#words",
        "entity": f"/entity/{person.number}",
        "entities": "/entities",
        "claims": "/claims",
        "conflicts": "/conflicts",
        "timeline": f"/timeline?of=s{story.number}",
        "search": "/search?q=%E9%A6%96%E7%9B%B8",
        "map": "/map",
        "calendar": f"/calendar/{str(story.last)[:7]}",
        "stories": "/stories",
        "add": "/add",
        "judgements": "/judgements",
        "keys": "/keys",
    }


@contextmanager
def served(dossier: Path) -> Iterator[str]:
    """Serve a dossier on a free port; give its address."""
    ready, port = Event(), [0]

    def opened(at: int) -> None:
        port[0] = at
        ready.set()

    server = room(Settings(dossier=dossier), "127.0.0.1", 0, opened)
    thread = Thread(target=server.run)
    thread.start()
    ready.wait()
    try:
        yield f"http://127.0.0.1:{port[0]}"
    finally:
        server.should_exit = True
        thread.join()


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

"""What tests of the reading room share: a dossier of the bundled corpus, and a room on a free port of loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Event, Thread

from lxml.etree import _Element

from keii.desk import Desk
from keii.records.order import Order
from keii.web.server import room
from keii.web.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"
ORIGIN = "http://127.0.0.1:5180"
_WAIT = 30  # seconds for the server to open, and to close


def fill(path: Path) -> None:
    """Make a dossier of ten matters of invented news and one scrapbook page."""
    with Desk.open(path) as desk:
        documents = [json.loads(file.read_text(encoding="utf-8")) for file in sorted((CORPUS / "dev").glob("*.json"))]
        kept = ("id", "text", "published", "outlet", "title", "url")
        lines = (json.dumps({name: d.get(name) for name in kept}, ensure_ascii=False) for d in documents)
        desk.add("\n".join(lines).encode(), name="papers.jsonl")
        page = json.loads((CORPUS / "scrap" / "scrap-04.json").read_text(encoding="utf-8"))
        order = Order(published=date.fromisoformat(page["published"]))
        desk.add(page["text"].encode(), name="scrap-04.txt", order=order)


def words(element: _Element) -> str:
    """Return the text under an element."""
    return "".join(str(text) for text in element.itertext())


@contextmanager
def served(dossier: Path) -> Iterator[int]:
    """Serve a dossier; give the port."""
    ready, port = Event(), [0]

    def opened(at: int) -> None:
        port[0] = at
        ready.set()

    server = room(Settings(dossier=dossier), "127.0.0.1", 0, opened)
    thread = Thread(target=server.run)
    thread.start()
    assert ready.wait(_WAIT), "the room did not open"
    try:
        yield port[0]
    finally:
        server.should_exit = True
        thread.join(_WAIT)

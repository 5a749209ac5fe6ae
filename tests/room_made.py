"""What tests of the reading room share: a dossier of the bundled corpus, and a room on a free port of loopback."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from lxml.etree import _Element

from keii.desk import Desk
from keii.records.order import Order
from keii.web.server import beside
from keii.web.settings import Settings

CORPUS = Path(__file__).parents[1] / "corpus"
ORIGIN = "http://127.0.0.1:5180"


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


def served(dossier: Path, *, token: str | None = None) -> AbstractContextManager[int]:
    """Serve a dossier inside a `with`, which gives the port."""
    return beside(Settings(dossier=dossier, token=token))

"""What tests of pages ask: a page as a tree, the words in it, and a visitor of any dossier."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.web.app import make_app
from keii.web.settings import Settings
from room_made import ORIGIN


def page_of(client: TestClient, path: str, *, status: int = 200, english: bool = False) -> html.HtmlElement:
    """Return a page, which has to answer with that status."""
    answer = client.get(path, headers={"accept-language": "en"} if english else {})
    assert answer.status_code == status, answer.text
    return html.fromstring(answer.text)


def words(element: html.HtmlElement, path: str) -> list[str]:
    """Return the words of what an XPath finds, blanks folded."""
    return [" ".join(found.text_content().split()) for found in element.xpath(path)]


def desk_of(client: TestClient) -> Desk:
    """Open the dossier a visitor reads."""
    return Desk.open(client.app.state.settings.dossier, create=False)  # type: ignore[attr-defined]


def add(desk: Desk, *documents: Mapping[str, str]) -> None:
    """Add documents as one file of JSON Lines."""
    desk.add("\n".join(json.dumps(document, ensure_ascii=False) for document in documents).encode(), name="some.jsonl")


@contextmanager
def visitor_of(dossier: Path) -> Iterator[TestClient]:
    """A visitor of a dossier."""
    headers = {"origin": ORIGIN, "accept-language": "ja"}
    app = make_app(Settings(dossier=dossier))
    with TestClient(app, base_url=ORIGIN, headers=headers, follow_redirects=False) as client:
        yield client

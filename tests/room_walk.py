"""Walking the reading room by its links, so that a page nobody links to is found as well as one that fails."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from typing import Final
from urllib.parse import quote, urlencode, urljoin, urlsplit

from fastapi.routing import APIRoute
from lxml import html
from lxml.etree import _Element

from keii.web.routes import ROUTERS

_EACH = 4  # pages opened of each kind to look for links
UNLINKED: Final = frozenset({"/add/{number}", "/clip/{word}/original", "/feeds.opml"})  # of what the corpus has not
SAVED: Final = frozenset({"/claims.{form}", "/clip/{word}/original", "/feeds.opml"})  # files, not pages


def routes() -> dict[str, APIRoute]:
    """Return every route that answers a GET, by its path."""
    found = (route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute))
    return {route.path: route for route in found if "GET" in (route.methods or ())}


def walk(room: str) -> Mapping[str, tuple[str, ...]]:
    """Return the addresses that links and search forms lead to from the first page on, at most a few of each route."""
    found: dict[str, list[str]] = {path: [] for path in routes()} | {"/api": ["/api"]}
    waiting, seen = deque(["/"]), {"/"}
    while waiting:
        address = waiting.popleft()
        kind = _kind(address)
        if kind is None or len(found[kind]) >= _EACH:
            continue
        found[kind].append(address)
        if kind in SAVED:
            continue
        for to in _links(_read(room, address), address):
            if to not in seen:
                seen.add(to)
                waiting.append(to)
    return {kind: tuple(addresses) for kind, addresses in found.items()}


def _kind(address: str) -> str | None:
    path = urlsplit(address).path
    return next((kind for kind, route in routes().items() if route.path_regex.match(path)), None)


def _read(room: str, address: str) -> str:
    line = HTTPConnection(urlsplit(room).netloc, timeout=30)
    try:
        line.request("GET", address, headers={"accept-language": "ja"})
        answer = line.getresponse()
        text = answer.read().decode()
    finally:
        line.close()
    if answer.status in (303, 307):
        return f'<a href="{answer.headers["location"]}">there</a>'
    assert answer.status == 200, (address, answer.status)
    return text


def _links(text: str, address: str) -> Iterator[str]:
    tree = html.fromstring(text)
    for link in tree.iter("a"):
        to = urlsplit(urljoin(address, link.get("href", "")))
        if not to.netloc:
            yield f"{quote(to.path, safe='/%')}?{to.query}" if to.query else quote(to.path, safe="/%")
    for form in tree.iter("form"):
        if (form.get("method") or "get") == "get" and form.get("action"):
            yield f"{form.get('action')}?{urlencode(list(_filled(form)))}"


def _filled(form: _Element) -> Iterator[tuple[str, str]]:
    """Give what a browser sends of a form in which one wrote one word, in its first box, and left all else alone."""
    word = "ロシア"
    for box in form.iter("input", "select"):
        if box.tag == "select":
            chosen = [choice.get("value") or "" for choice in box.iter("option") if choice.get("selected") is not None]
            yield box.get("name") or "", chosen[0] if chosen else box[0].get("value") or ""
        elif box.get("type") not in ("checkbox", "radio"):
            first = word if not box.get("value") and box.get("name") in ("q", "of", "name") else ""
            yield box.get("name") or "", box.get("value") or first
            word = "" if first else word

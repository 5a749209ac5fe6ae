"""埋め込み: link cards and embedded posts: what they point to and whose words they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal
from urllib.parse import parse_qs, urlsplit

from lxml.html import HtmlElement

from keii.tables.load import load

_SIGNED = re.compile(r"^[—―–-]+\s*(?P<by>.{1,80}?\([@＠][^()]{1,60}\))")
_BLANKS = re.compile(r"\s+")
_LINES = 40
_LONG = 2000


@dataclass(frozen=True, slots=True)
class Service:
    """埋め込みの行: addresses of posts and cards of one service."""

    service: str
    kind: str  #: embed, card
    address: str  #: a pattern
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Posted:
    """投稿・カード: a post's lines, whose it is, where it stands."""

    kind: Literal["card", "embed"]
    lines: tuple[str, ...]
    url: str | None
    by: str | None


def service_of(url: str) -> Service | None:
    """Return the service whose post or card an address is; None for any other page."""
    return next((row for row, pattern in _services() if pattern.search(url[:_LONG])), None)


@cache
def _services() -> tuple[tuple[Service, re.Pattern[str]], ...]:
    return tuple((row, re.compile(row.address)) for row in load("keii.ingest.html", "embeds.tsv", Service))


def posted_in(element: HtmlElement, tag: str, roles: frozenset[str]) -> Posted | None:
    """Return the card or post an element is; None for any other element."""
    if tag == "iframe":
        return _framed(element)
    if tag == "figure" and element.get("data-src", "").startswith("http"):
        return Posted("card", (), element.get("data-src"), None)
    if "embed" in roles and tag not in ("body", "main", "article"):
        return _post(element)
    if "card" in roles and tag not in ("body", "main", "article"):
        return _card(element)
    return None


def _framed(frame: HtmlElement) -> Posted | None:
    url = (frame.get("src") or frame.get("data-src") or "").strip()
    service = service_of(url)
    if service is None:
        return None
    inner = parse_qs(urlsplit(url).query[:_LONG]).get("url", [""])[0] if "url=" in url else ""
    title = _plain(frame.get("title") or "")
    return Posted("embed" if service.kind == "embed" else "card", (title,) if title else (), inner or url, None)


def _post(element: HtmlElement) -> Posted:
    """Return the post of a service's quotation: its paragraphs, 「— name (@handle)」, its address."""
    lines = [_broken(p) for p in element.iter("p")]
    texts = [text for text in "\n".join(lines).split("\n") if text][:_LINES]
    links = [a.get("href") or "" for a in element.iter("a")]
    url = next((link for link in links if (row := service_of(link)) and row.kind == "embed"), None)
    signed = (_SIGNED.match(_plain(tail)) for p in element.iter() for tail in (p.tail or "",) if p.tag in ("p", "br"))
    by = next((match.group("by") for match in signed if match), None)
    whole = _plain("".join(element.itertext()))
    return Posted(
        "embed", tuple(texts) or ((whole[:_LONG],) if whole else ()), url or (links[-1] if links else None), by
    )


def _card(element: HtmlElement) -> Posted:
    """Return a link card: its title, and the address it leads to."""
    anchor = element if element.tag == "a" else next(iter(element.iter("a")), None)
    url = anchor.get("href") if anchor is not None else element.get("cite")
    titles = (_plain("".join(e.itertext())) for e in element.iter() if "title" in (e.get("class") or "").lower())
    title = next((t for t in titles if t), "") or _plain("".join((element if anchor is None else anchor).itertext()))
    return Posted("card", (title[:200],) if title else (), url, None)


def _broken(paragraph: HtmlElement) -> str:
    out = [_plain(paragraph.text or "")]
    for inner in paragraph.iterdescendants():
        out.append("\n" if inner.tag == "br" else _plain(inner.text or ""))
        out.append(_plain(inner.tail or ""))
    return "".join(out)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", text).strip()

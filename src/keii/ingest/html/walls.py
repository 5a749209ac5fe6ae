"""壁: pages that stand where an article should: to log in, to consent, to subscribe, without scripts, with an error.

Servers send them with status 200. What is on the page speaks for and against it, row by row of walls.tsv; an article
beside whose headline there is a box to log in has a day and words of its own, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from lxml.html import HtmlElement

from keii.errors import N_
from keii.ingest.html.body import Layout
from keii.ingest.html.marks import names_of
from keii.ingest.html.says import ARTICLES, Says
from keii.tables.load import load
from keii.text.view import view_of

WallKind = Literal["login", "consent", "subscribe", "script", "error"]
NAMES: Final = {
    "login": N_("a page to log in or register"),
    "consent": N_("a page that asks for consent"),
    "subscribe": N_("a page that asks to subscribe"),
    "script": N_("a page that shows nothing without scripts"),
    "error": N_("an error page"),
}
"""What a kind is called in a problem."""
_ENOUGH = 4.0
"""Points that make a page a wall: a title that says so and next to no words, or two signs more. The 28 walls of our own
in tests/ingest/html/test_html_walls.py have 4.5 and more; of its articles one has a sign of a wall that speaks (1.5),
and of the 75 pages of corpus/html none has (2026-11)."""
_PASSWORD, _ASIDE = 2.5, 0.5
"""Points of a field for a password, and of one that stands in a header or a box beside the text."""
_NOINDEX = 1.0
_FEW, _SOME = (200, 1.5), (400, 0.5)
"""Characters of main text at most, and points for so few."""
_OWN = ((300, -9.0), (150, -4.0), (60, -2.0))
"""Characters of running text that is no talk of the service, and points against a wall."""
_DATED, _ARTICLE, _OG_ARTICLE = -2.0, -3.0, -1.0
_LONG = 240  # code points of a line that may be a set phrase
_LINES = 60
_NOTES = 4
_TOLD = re.compile(r"「[^」]*」(?:と|の)|(?:[^しり]た|だ|ている|である|という)。")
"""What only those who report on it write: walls speak to their reader, politely, and quote nobody."""
_BESIDE = frozenset(("header", "nav", "footer", "aside", "dialog"))
_BOXES = re.compile(r"head|nav|menu|side|foot|modal|drawer|popup|comment", re.IGNORECASE)
"""Classes and ids of boxes beside the text in which people log in."""
_RUNS = re.compile(r"[。！？!?]|ます|ました|です")


@dataclass(frozen=True, slots=True)
class Sign:
    """印: one row of walls.tsv: what is said, where, and what it counts."""

    id: str
    kind: WallKind
    where: str  #: title, line, form, address; talk: a line that is no article's
    weight: float
    pattern: str  #: of the whole text, capitals aside
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True)
class Wall:
    """壁: what kind of page it is, and the words and elements that show it."""

    kind: WallKind
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """見えたもの: what of a page is weighed."""

    layout: Layout
    says: Says
    titles: Sequence[str]  #: headings and the pieces of the page's title
    lines: Sequence[str]  #: of the main text
    others: Sequence[str]  #: of the rest of the page: asked where the main text has next to no words of its own
    main: int  #: characters of the main text
    dated: bool
    url: str | None


@cache
def signs() -> tuple[Sign, ...]:
    """Return the rows of walls.tsv."""
    return load("keii.ingest.html", "walls.tsv", Sign)


def wall_of(seen: Seen) -> Wall | None:
    """Return what a page is that is no article; None for an article, and for what cannot be told."""
    own = _own(seen)
    against = _against(seen, own)
    if against <= _OWN[0][1]:
        return None
    tree = seen.layout.tree
    around, notes = _around(tree, seen)
    found: dict[WallKind, tuple[float, list[str]]] = {}
    spoken = own == 0  # a form alone says nothing where there are words of an article
    lines = [*seen.lines, *(seen.others if own < _OWN[-1][0] else ())]
    for sign, words in _said(seen, lines):
        points, told = found.setdefault(sign.kind, (0.0, []))
        found[sign.kind] = (points + sign.weight, [*told, words])
        spoken = spoken or sign.where != "form"
    if (field := _password(seen.layout)) and (field[0] >= _PASSWORD or "login" in found):
        points, told = found.setdefault("login", (0.0, []))
        found["login"] = (points + field[0], [*told, field[1]])
    if not found or not spoken:
        return None
    kind, (points, told) = max(found.items(), key=lambda item: item[1][0])
    if points + around + against < _ENOUGH:
        return None
    return Wall(kind, tuple(dict.fromkeys((*told, *notes)))[:_NOTES])


def matches(sign: Sign, words: str) -> bool:
    """Say whether a row's pattern is the whole of some words."""
    return bool(_pattern(sign.id).fullmatch(_plain(words)))


def _said(seen: Seen, lines: Sequence[str]) -> Iterable[tuple[Sign, str]]:
    """Yield the rows that a page shows, each once, with the words that show it."""
    places = {
        "title": [*seen.titles],
        "line": [line for line in lines[:_LINES] if len(line) <= _LONG and not _TOLD.search(line)],
        "form": [form.get("action") or "" for form in seen.layout.tree.iter("form") if not _beside(form)],
        "address": [seen.url or ""],
    }
    for sign in signs():
        words = next((words for words in places.get(sign.where, ()) if words and matches(sign, words)), None)
        if words is not None:
            yield sign, words[:40]


def _around(tree: HtmlElement, seen: Seen) -> tuple[float, list[str]]:
    """Return the points of what walls of any kind have: next to no words, and a wish not to be indexed."""
    points, notes = next(
        ((points, [f"{seen.main}字"]) for most, points in (_FEW, _SOME) if seen.main < most), (0.0, [])
    )
    robots = (meta.get("content") or "" for meta in tree.iter("meta") if (meta.get("name") or "").lower() == "robots")
    if any("noindex" in said.lower() for said in robots):
        points, notes = points + _NOINDEX, [*notes, "noindex"]
    return points, notes


def _password(layout: Layout) -> tuple[float, str] | None:
    """Return the points of a page's field for a password; None where there is none."""
    fields = [e for e in layout.tree.iter("input") if (e.get("type") or "").lower() == "password"]
    if not fields:
        return None
    aside = all(map(_beside, fields))
    return (_ASIDE if aside else _PASSWORD), "input type=password"


def _beside(element: HtmlElement) -> bool:
    """Say whether a field or form stands in a header, a menu or another box beside the text."""
    outer = [e for e in element.iterancestors() if e.tag not in ("html", "body", "main", "article")]
    return any(e.tag in _BESIDE or _BOXES.search(names_of(e)) for e in (element, *outer))


def _own(seen: Seen) -> int:
    """Return the characters of running text of the main text that is no talk of the service."""
    return sum(len(line) for line in seen.lines if _RUNS.search(line) and not _talk(line))


def _against(seen: Seen, own: int) -> float:
    """Return the points, below 0, of what only an article has."""
    points = next((points for least, points in _OWN if own >= least), 0.0)
    points += _DATED if seen.dated else 0.0
    points += _ARTICLE if any(type_ in ARTICLES for type_ in seen.says.types) else 0.0
    kinds = (meta for meta in seen.layout.tree.iter("meta") if (meta.get("property") or "").lower() == "og:type")
    return points + (_OG_ARTICLE if any((meta.get("content") or "").lower() == "article" for meta in kinds) else 0.0)


def _talk(line: str) -> bool:
    """Say whether a line is talk of the service and not of an article."""
    if len(line) > _LONG or _TOLD.search(line):
        return False
    return any(sign.where in ("line", "talk") and matches(sign, line) for sign in signs())


def _plain(words: str) -> str:
    return view_of(words[:_LONG]).text.strip()


@cache
def _pattern(id_: str) -> re.Pattern[str]:
    return re.compile(next(sign.pattern for sign in signs() if sign.id == id_), re.IGNORECASE)

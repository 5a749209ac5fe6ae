"""頁を読む: the bytes of a web page -> `Page`. Pure: no sockets, no files, no clock."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urljoin

from lxml.html import HtmlElement

from keii.errors import EncodingError
from keii.ingest.decode import Decoded
from keii.ingest.html import dates, guess, names, outlet, walls
from keii.ingest.html.body import Layout, body_of, layout_of
from keii.ingest.html.dates import Near, Said
from keii.ingest.html.lines import Line, Walk, words_in
from keii.ingest.html.marks import marks, names_of
from keii.ingest.html.says import Says, says_of
from keii.ingest.html.sift import Known, Sifted, blocks_of, sifted
from keii.ingest.html.wire import Wired, wired, wired_text
from keii.records.page import Block, Page
from keii.records.problem import Problem

_BEFORE, _AFTER = 8, 16
"""Lines before and after the headline in which dates and credits are looked for."""
_FOOT = 12
_OTHERS = re.compile(
    r"comment|relat|kanren|rank|recommend|osusume|popular|latest|sidebar|pickup|trackback", re.IGNORECASE
)
"""Classes and ids of what has dates and names of its own: they are not the page's."""
_NEWS = frozenset(("NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle", "Report"))
_HEADINGS = 6
_PIECES = re.compile(r"\s*[|｜│¦]\s*|\s+[-–—:：»≫>/]\s+|：")
_SCRAPS = 2
"""Quotations, cards and embedded posts of a blog's page from which on it is a scrapbook."""


def page_of(data: bytes, *, url: str | None = None, label: str | None = None) -> Page:
    """Return a web page's bytes as a `Page`. `url` is where it was fetched, `label` what the server called its
    encoding; both None for a saved file. Bytes that are no text give a page without text and a K1006.
    """
    try:
        found = wired(data, label)
    except EncodingError as error:
        problem = Problem(
            code="K1006", args=(str(error), error.message, error.hint_message, error.place, *error.values)
        )
        return Page(text="", blocks=(), url=url, problems=(problem,))
    return _read(found, url)


def page_of_text(decoded: Decoded, *, url: str | None = None) -> Page:
    """Return a web page that was decoded already as a `Page`."""
    return _read(wired_text(decoded), url)


@dataclass(frozen=True, slots=True)
class _Around:
    """周り: the lines of the whole page: those by the headline, and the last ones."""

    near: tuple[Near, ...]
    foot: tuple[str, ...]


def _read(found: Wired, url: str | None) -> Page:
    if found.tree is None:
        return Page(
            text="", blocks=(), url=url, encoding=found.encoding, problems=(*found.problems, Problem(code="K1020"))
        )
    tree = found.tree
    says = says_of(tree)
    head = next(
        (words_in(e) for e in tree.iter("title") if e.getparent() is not None and e.getparent().tag == "head"), ""
    )
    heading = _headline(tree, says, head)
    title, ends = names.title_of(says, head, [words_in(heading)] if heading is not None else [])
    layout = layout_of(tree, heading)
    around = _around(layout, heading, title)
    near = [line.text for line in around.near if line.after]
    house, outlet_shown = outlet.outlet_of(says, url or says.canonical, ends, near, around.foot)
    authors = names.authors_of(says, _marked_authors(layout), near, house)
    root = body_of(layout)
    blog = _is_blog(says, url or says.canonical)
    lines, readings = _body_lines(layout, root)
    kept = sifted(lines, Known(title, house, authors, blog))
    text, blocks = blocks_of(kept.lines, partial(_absolute, base=url or says.canonical))
    if not text:
        text, blocks = guess.main_text(found.text)
    said, refused = _published(says, layout, heading, around, blocks, url)
    if said is None and not refused:
        said = guess.day(found.text)
    dated = said is not None and said.shown != "guess"
    wall = walls.wall_of(
        walls.Seen(
            layout=layout, says=says, titles=_titles(tree, head, title), lines=text.split("\n") if text else [],
            others=_others(tree, around, text), main=len(text), dated=dated, url=url,
        )
    )  # fmt: skip
    return Page(
        text=text,
        blocks=blocks,
        title=title,
        wall=walls.NAMES[wall.kind] if wall else None,
        wall_shown=wall.shown if wall else (),
        outlet=house,
        outlet_shown=outlet_shown,
        authors=authors,
        published=said.day if said else None,
        published_shown=said.shown if said else None,
        published_as=said.written if said else refused[0] if refused else None,
        modified=next((s.day for s in dates.from_data(_modified(says), "meta") if s.day), None),
        url=url,
        canonical=_absolute(says.canonical or next(iter(says.metas.get("url", [])), None), url),
        following=_absolute(says.following, url),
        language=says.language,
        blog=blog,
        scrapbook=blog and _is_scrapbook(blocks),
        readings=readings,
        encoding=found.encoding,
        problems=(*found.problems, *_problems(text, kept, refused)),
    )


def _titles(tree: HtmlElement, head: str, title: str | None) -> list[str]:
    """Return what a page is called: its headings and the pieces of its title."""
    headings = [words_in(e) for tag in ("h1", "h2") for e in tree.iter(tag)][:_HEADINGS]
    return [words for words in (title, *headings, *_PIECES.split(head)) if words]


def _others(tree: HtmlElement, around: _Around, text: str) -> list[str]:
    """Return the lines by the headline and at the end of a page, and where there is no text what is shown without
    scripts."""
    silent = [] if text else [words_in(e) for e in tree.iter("noscript")][:_HEADINGS]
    return [*(line.text for line in around.near), *around.foot, *silent]


def _problems(text: str, kept: Sifted, refused: Sequence[str]) -> list[Problem]:
    out = [Problem(code="K1203", args=(written,)) for written in dict.fromkeys(refused)]
    if not text:
        out.append(Problem(code="K1020"))
    if kept.walled:
        out.append(Problem(code="K1025"))
    return out


def _headline(tree: HtmlElement, says: Says, head: str) -> HtmlElement | None:
    """Return the heading that the page's title repeats, else its only h1."""
    claims = [outlet.key(t) for t in (*says.metas.get("title", ()), head, *says.headlines) if t]
    found = [e for tag in ("h1", "h2", "h3") for e in tree.iter(tag)][:60]
    found = [e for e in found if not _of_site(e)]
    for element in found:
        words = outlet.key(words_in(element))
        if len(words) >= 5 and any(words in claim or (len(claim) >= 8 and claim in words) for claim in claims):
            return element
    ones = [e for e in found if e.tag == "h1" and len(words_in(e)) >= 8]
    return ones[0] if len(ones) == 1 else None


def _of_site(heading: HtmlElement) -> bool:
    """Say whether a heading names the site: it leads to its first page, or its classes or those around it say so."""
    home = any(
        (a.get("href") or "").rstrip("/").count("/") in (0, 2) and (a.get("href") or "").endswith("/")
        for a in heading.iter("a")
    )
    around = [heading, *list(heading.iterancestors())[:2]]
    return home or any("site" in marks(e) for e in around if e.tag not in ("body", "main", "article"))


def _around(layout: Layout, heading: HtmlElement | None, title: str | None) -> _Around:
    unread = {e: frozenset(("never",)) for e in layout.out if "never" in layout.roles[e] or _OTHERS.search(names_of(e))}
    walk = Walk(Layout(layout.tree, roles=unread))
    walk.through(layout.tree)
    lines = [line for line in walk.lines if line.text]
    at = next(
        (
            n
            for n, line in enumerate(lines)
            if heading is not None and (line.element is heading or heading in _up(line.element))
        ),
        None,
    )
    if at is None and title:
        at = next((n for n, line in enumerate(lines) if outlet.key(line.text) == outlet.key(title)), None)
    start = max(0, (at or 0) - _BEFORE)
    end = (at or 0) + _AFTER if at is not None else 40
    near = [_near(line.text, n - (at or 0)) for n, line in enumerate(lines[start:end], start)]
    return _Around(tuple(near), tuple(line.text for line in lines[-_FOOT:]))


def _near(text: str, away: int) -> Near:
    return Near(text, away if away >= 0 else -2 * away, after=away >= 0)


def _up(element: HtmlElement) -> list[HtmlElement]:
    return list(element.iterancestors())[:6]


def _marked_authors(layout: Layout) -> list[str]:
    """Return the words of elements marked as authors', and those of the links in them."""
    found = [e for e, roles in layout.roles.items() if "author" in roles and not _OTHERS.search(names_of(e))][:5]
    return [words_in(inner) for e in found for inner in (e, *list(e.iter("a"))[:5])]


def _body_lines(layout: Layout, root: HtmlElement) -> tuple[list[Line], tuple[tuple[str, str], ...]]:
    """Return the lines of the body, those of a lead that stands before it first."""
    body = Walk(layout)
    body.through(root)
    words = "\n".join(line.text for line in body.lines)
    leads: list[Line] = []
    head = layout.order[layout.headline] if layout.headline is not None else -1
    for element, roles in layout.roles.items():
        if "lead" not in roles or element in layout.out or not head < layout.order[element] < layout.order[root]:
            continue
        if root in element.iterdescendants() or layout.weight[element] < 15:
            continue
        walk = Walk(layout)
        walk.through(element)
        leads += [line for line in walk.lines if line.text not in words]
        body.readings = [*walk.readings, *body.readings]
    return leads + body.lines, tuple(body.readings)


def _published(
    says: Says, layout: Layout, heading: HtmlElement | None, around: _Around, blocks: Sequence[Block], url: str | None
) -> tuple[Said | None, list[str]]:
    """Return the first real day that is said, and what was said that is none."""
    refused: list[str] = []
    last = [Near(block.text, 100 + n) for n, block in enumerate(reversed(blocks[-3:]))]
    last += [Near(text, 200 + n) for n, text in enumerate(reversed(around.foot))]
    for said in (
        *dates.from_data(says.published, "json-ld"),
        *dates.from_data(says.metas.get("published", ()), "meta"),
        *dates.from_data(_times(layout, heading), "time"),
        *dates.from_lines(around.near),
        *((found,) if (found := dates.by_address(around.near, url or says.canonical)) else ()),
        *dates.from_lines(last),
    ):
        if said.day:
            return said, refused
        refused.append(said.written)
    return None, refused


def _times(layout: Layout, heading: HtmlElement | None) -> list[str]:
    """Return the values of time elements by the headline, the nearest first; those of a revision not at all."""
    at = layout.order[heading] if heading is not None else None
    found = []
    for element in layout.tree.iter("time"):
        value, order = element.get("datetime"), layout.order[element]
        names_ = f"{element.get('class', '')} {element.get('itemprop', '')}".lower()
        if not value or "modif" in names_ or "updat" in names_ or (at is None and element in layout.out):
            continue
        away = order if at is None else order - at if order >= at else 3 * (at - order)
        if at is None or away <= 150:
            found.append((away, value))
    return [value for _, value in sorted(found)]


def _modified(says: Says) -> list[str]:
    return [*says.modified, *says.metas.get("modified", ())]


def _absolute(address: str | None, base: str | None = None) -> str | None:
    if not address:
        return None
    try:
        joined = urljoin(base, address) if base else address
    except ValueError:
        return None
    return joined if joined.lower().startswith(("http://", "https://")) else None


def _is_blog(says: Says, url: str | None) -> bool:
    platform = outlet.platform_of(url, says)
    news = any(t in _NEWS for t in says.types)
    return not news and (
        (platform is not None and platform.kind == "blog") or bool({"BlogPosting", "Blog"} & set(says.types))
    )


def _is_scrapbook(blocks: Sequence[Block]) -> bool:
    groups = {(b.kind, b.group) for b in blocks if b.kind in ("quote", "embed")}
    return len(groups) + sum(b.kind == "card" for b in blocks) >= _SCRAPS

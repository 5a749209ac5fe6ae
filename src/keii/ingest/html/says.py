"""名乗り: what a page says of itself for machines: JSON-LD, meta elements, microdata, links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from lxml.html import HtmlElement

from keii.tables.load import load

ARTICLES = frozenset(
    [
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "AdvertiserContentArticle",
        "BlogPosting",
        "LiveBlogPosting",
        "SocialMediaPosting",
        "DiscussionForumPosting",
        "TechArticle",
        "ScholarlyArticle",
        "Report",
        "VideoObject",
        "SpecialAnnouncement",
        "Review",
    ]
)
"""Types of schema.org whose dates are those of the page's own text."""
_PAGES = frozenset(("WebPage", "ItemPage", "VideoGallery", "MediaGallery"))
_SCRIPTS = 30
_LONGEST = 400_000
_NODES = 400
_JUNK = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_LAST_COMMA = re.compile(r",[ \n]*([}\]])")
_CONTROL = re.compile("[\x00-\x1f]")
_BLANKS = re.compile(r"\s+")
_LONG = 600


@dataclass(frozen=True, slots=True)
class Meta:
    """meta の行: the name of a meta element, and what it says."""

    role: str
    name: str  #: in small letters; of the attribute name, property or itemprop
    example: str
    source: str


@dataclass(slots=True)
class Says:
    """名乗り: all of it, in the order of the page. Values are as written, blanks folded."""

    types: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)  #: from JSON-LD
    modified: list[str] = field(default_factory=list)
    headlines: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)  #: authors that are people, or not said to be bodies
    bodies: list[str] = field(default_factory=list)  #: authors that are organisations
    publishers: list[str] = field(default_factory=list)
    providers: list[str] = field(default_factory=list)  #: who supplied the text to the publisher
    metas: dict[str, list[str]] = field(default_factory=dict)  #: role -> values, by the order of metas.tsv
    canonical: str | None = None
    following: str | None = None
    language: str | None = None


def says_of(tree: HtmlElement) -> Says:
    """Return what a page says of itself. Broken JSON-LD says nothing."""
    says = Says(language=(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or None))
    _read_metas(tree, says)
    for node in _nodes(tree):
        _read_node(node, says)
    _read_microdata(tree, says)
    for link in (*tree.iter("link"), *tree.iter("a")):
        rel = (link.get("rel") or "").lower().split()
        if "canonical" in rel and link.tag == "link":
            says.canonical = says.canonical or _clean(link.get("href"))
        elif "next" in rel:
            says.following = says.following or _clean(link.get("href"))
    return says


def _read_metas(tree: HtmlElement, says: Says) -> None:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = _clean(meta.get("content"))
        if name and value:
            found.setdefault(name, []).append(value)
    for name, role in _names().items():
        says.metas.setdefault(role, []).extend(found.get(name, ())[:5])


@cache
def _names() -> Mapping[str, str]:
    return MappingProxyType({row.name: row.role for row in load("keii.ingest.html", "metas.tsv", Meta)})


def _nodes(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Yield the objects of the page's JSON-LD, outer ones first."""
    scripts = [s for s in tree.iter("script") if "ld+json" in (s.get("type") or "").lower()][:_SCRIPTS]
    count = 0
    for script in scripts:
        queue: list[object] = [_parsed(script.text or "")]
        while queue and count < _NODES:
            node = queue.pop(0)
            if isinstance(node, list):
                queue.extend(node[:_NODES])
            elif isinstance(node, dict):
                count += 1
                yield node
                queue.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "video") if key in node)


def _parsed(text: str) -> object:
    if len(text) > _LONGEST:
        return None
    clean = _CONTROL.sub(" ", _JUNK.sub("", text))
    for words in (clean, _LAST_COMMA.sub(r"\1", clean)):
        try:
            return json.loads(words, strict=False)
        except ValueError:
            continue
        except RecursionError:
            return None
    return None


def _read_node(node: Mapping[str, object], says: Says) -> None:
    types = _strings(node.get("@type"))
    says.types.extend(types)
    article = any(t in ARTICLES for t in types)
    if not article and not any(t in _PAGES for t in types):
        return
    says.published.extend(_strings(node.get("datePublished")) or _strings(node.get("uploadDate")))
    says.modified.extend(_strings(node.get("dateModified")))
    if not article:
        return
    says.headlines.extend(_strings(node.get("headline")) or _strings(node.get("name")))
    for author in _listed(node.get("author")) + _listed(node.get("creator")):
        body = isinstance(author, dict) and "Person" not in _strings(author.get("@type")) and "@type" in author
        (says.bodies if body else says.people).extend(_names_of(author))
    for key, out in (
        ("publisher", says.publishers),
        ("provider", says.providers),
        ("sourceOrganization", says.providers),
    ):
        out.extend(name for body in _listed(node.get(key)) for name in _names_of(body))


def _read_microdata(tree: HtmlElement, says: Says) -> None:
    found: dict[str, list[str]] = {}
    for element in tree.iter():
        prop = element.get("itemprop") if isinstance(element.tag, str) else None
        if prop in ("datePublished", "dateModified", "headline") and element.tag != "meta":
            value = element.get("datetime") or element.get("content") or "".join(element.itertext())
            found.setdefault(prop, []).append(_clean(value) or "")
    says.metas.setdefault("published", []).extend(v for v in found.get("datePublished", ()) if v)
    says.metas.setdefault("modified", []).extend(v for v in found.get("dateModified", ()) if v)
    says.headlines.extend(v for v in found.get("headline", ())[:1] if v)


def _listed(value: object) -> list[object]:
    return value[:20] if isinstance(value, list) else [] if value is None else [value]


def _strings(value: object) -> list[str]:
    return [clean for item in _listed(value) if isinstance(item, str) and (clean := _clean(item))]


def _names_of(value: object) -> list[str]:
    return _strings(value.get("name")) if isinstance(value, dict) else _strings(value)


def _clean(value: str | None) -> str | None:
    return _BLANKS.sub(" ", value[:_LONG]).strip() or None if value else None

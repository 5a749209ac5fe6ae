"""印: what an element is for, by its tag, its role and the words of its classes and id."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from lxml.html import HtmlElement

from keii.tables.load import load

_SPLIT = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")
_NAMES = 12
"""Classes of an element that are looked at."""
_LONG = 60
_NEVER = frozenset(
    [
        "script",
        "style",
        "svg",
        "math",
        "template",
        "noscript",
        "object",
        "applet",
        "canvas",
        "audio",
        "video",
        "map",
        "form",
        "button",
        "select",
        "textarea",
        "input",
        "option",
        "dialog",
        "frame",
        "frameset",
        "nav",
        "amp-ad",
        "amp-analytics",
        "amp-social-share",
        "amp-sidebar",
        "amp-img",
        "amp-video",
        "amp-auto-ads",
        "amp-sticky-ad",
        "amp-pixel",
        "head",
        "link",
        "meta",
        "title",
    ]
)
"""Elements none of whose words are read: programs, drawings, forms, menus."""
_ASIDE_ROLES = frozenset(
    ["navigation", "banner", "complementary", "contentinfo", "search", "dialog", "alert", "menu", "toolbar"]
)
_WHOLE = frozenset(("html", "body", "main", "article"))
_BODY_PROPS = frozenset(("articlebody", "text"))


@dataclass(frozen=True, slots=True)
class Mark:
    """印の行: words that stand one after another in a class or id, and what they make of the element."""

    role: str  #: body, lead, aside, caption, card, embed, author, date
    words: str
    example: str  #: classes that have it
    near_miss: str
    source: str


@lru_cache(maxsize=20_000)
def roles_of(names: str) -> frozenset[str]:
    """Return the roles of classes and ids: "article-body js-x" is a body, "related-article-body" an aside."""
    found: set[str] = set()
    for name in names.split()[:_NAMES]:
        roles = set(_roles_of_name(name[:_LONG]))
        found |= roles - {"body", "lead"} if "aside" in roles else roles
    return frozenset(found - {"aside"} if "body" in found else found)


def _roles_of_name(name: str) -> frozenset[str]:
    words = [word.lower() for word in _SPLIT.split(name) if word]
    spaced = f" {' '.join(words)} "
    found = {role: match.span() for role, pattern in _patterns().items() if (match := pattern.search(spaced))}
    if "aside" in found and "body" in found:
        (start, end), (first, last) = found["aside"], found["body"]
        del found["aside" if first <= start and end <= last else "body"]
    return frozenset(found)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    rows = load("keii.ingest.html", "marks.tsv", Mark)
    by_role = {role: [row.words for row in rows if row.role == role] for role in dict.fromkeys(r.role for r in rows)}
    return MappingProxyType({role: re.compile(f" (?:{'|'.join(words)}) ") for role, words in by_role.items()})


def names_of(element: HtmlElement) -> str:
    """Return the classes and the id of an element."""
    return f"{element.get('class', '')} {element.get('id', '')}"[:2000]


def marks(element: HtmlElement) -> frozenset[str]:
    """Return what an element is for: the roles of marks.tsv, and `never`: not read at all."""
    tag = element.tag
    if tag in _NEVER or element.get("hidden") is not None or _invisible(element.get("style", "")):
        return frozenset(("never",))
    found = roles_of(names_of(element))
    if element.get("itemprop", "").lower() in _BODY_PROPS:
        return (found - {"aside"}) | {"body"}
    if tag in _WHOLE:
        return found - {"aside"}
    if tag in ("aside", "footer", "address") or element.get("role", "").lower() in _ASIDE_ROLES:
        return found | {"aside"}
    return found | {"caption"} if tag == "figcaption" else found


def _invisible(style: str) -> bool:
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style[:500], re.IGNORECASE))

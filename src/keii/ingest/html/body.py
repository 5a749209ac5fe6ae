"""本文の枠: which element of a page holds its main text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from keii.ingest.html.marks import marks

_RUNNING = re.compile("[。、！？」]")
_LEAST = 30.0
"""Characters of running text an element marked as the body has at least: a video's page has one sentence."""
_MOST = 0.72
"""Share of the running text in one child that makes us look for the body within it."""
_ALSO = 0.12
"""Share of the marked running text that another element of the same marking has to count as part of the body."""

_MARKED = 300
"""Elements marked as bodies that are weighed, those with the most text first."""


@dataclass(slots=True)
class Layout:
    """割り付け: what is known of the elements of a page: the words in them, and what they are for."""

    tree: HtmlElement
    roles: dict[HtmlElement, frozenset[str]] = field(default_factory=dict)
    weight: dict[HtmlElement, float] = field(default_factory=lambda: defaultdict(float))
    out: set[HtmlElement] = field(default_factory=set)  #: elements left out, with all that is in them
    headline: HtmlElement | None = None
    order: dict[HtmlElement, int] = field(default_factory=dict)


def layout_of(tree: HtmlElement, headline: HtmlElement | None) -> Layout:
    """Return the layout of a page. An aside that holds the headline or a body is none. Linear in the page's size."""
    layout = Layout(tree, headline=headline)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    holds = _holding(elements, layout)
    linked: set[HtmlElement] = set()
    for n, element in enumerate(elements):
        layout.order[element] = n
        parent = element.getparent()
        roles = layout.roles[element]
        if (
            (parent is not None and parent in layout.out)
            or "never" in roles
            or (roles & {"aside", "caption", "card", "embed"} and element not in holds)
        ):
            layout.out.add(element)
        if element.tag == "a" or (parent is not None and parent in linked):
            linked.add(element)
        _weigh(layout, element, parent, linked)
    for element in reversed(elements):
        parent = element.getparent()
        if parent is not None:
            layout.weight[parent] += layout.weight[element]
    return layout


def _holding(elements: Sequence[HtmlElement], layout: Layout) -> set[HtmlElement]:
    """Return the elements that hold the headline or a body; fills in the roles."""
    holds: set[HtmlElement] = set()
    for element in elements:
        layout.roles[element] = roles = marks(element)
        if "body" in roles or element is layout.headline:
            _up(element, holds)
    return holds


def _up(element: HtmlElement | None, holds: set[HtmlElement]) -> None:
    while element is not None and element not in holds:
        holds.add(element)
        element = element.getparent()


def _weigh(layout: Layout, element: HtmlElement, parent: HtmlElement | None, linked: set[HtmlElement]) -> None:
    if element not in layout.out and element not in linked and element.text:
        layout.weight[element] += _worth(element.text)
    if parent is not None and parent not in layout.out and parent not in linked and element.tail:
        layout.weight[parent] += _worth(element.tail)


def _worth(text: str) -> float:
    """Return what a stretch of text without a link is worth: its characters; a fifth of them where it does not run."""
    text = text.strip()
    return len(text) * (1.0 if _RUNNING.search(text) else 0.2)


def body_of(layout: Layout) -> HtmlElement:
    """Return the element that holds the main text: the one its classes mark, else the one where the words are."""
    marked = [e for e, roles in layout.roles.items() if "body" in roles and e not in layout.out]
    root = _marked(layout, marked)
    if root is None:
        root = _marked(layout, [e for e in layout.tree.iter("article") if e not in layout.out])
    if root is None:
        start = next((e for e in layout.tree.iter("main") if layout.weight[e] >= _LEAST), layout.tree)
        return _down(layout, start)
    return root if root.tag != "article" else _down(layout, root)


def _marked(layout: Layout, found: Iterable[HtmlElement]) -> HtmlElement | None:
    """Return the marked element with the most text; with others like it beside it, what holds them all."""
    found = sorted((e for e in found if layout.weight[e] >= _LEAST), key=lambda e: -layout.weight[e])[:_MARKED]
    among = set(found)
    outer = sorted((e for e in found if not _within(e, among)), key=layout.order.__getitem__)
    if not outer:
        return None
    best = max(outer, key=lambda e: layout.weight[e])
    if best.tag == "article" and len(outer) > 1:
        return _first_of(layout, outer, best)
    total = sum(layout.weight[e] for e in outer)
    also = [e for e in outer if layout.weight[e] >= _ALSO * total and (e is best or _alike(e, best))]
    return _common(also) if len(also) > 1 else _inner(layout, best, found)


def _first_of(layout: Layout, outer: Sequence[HtmlElement], best: HtmlElement) -> HtmlElement:
    """Return of several articles the one with the headline; what holds them all, where they follow it (随時更新); else
    the one with the most text."""
    head = layout.headline
    holding = [e for e in outer if head is not None and (e is head or e in set(head.iterancestors()))]
    if holding or head is None:
        return holding[0] if holding else best
    after = [e for e in outer if layout.order[e] > layout.order[head] and _alike(e, best)]
    return _common(after) if len(after) > 1 else best


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    first = (one.get("class") or "").split()[:1]
    return one.tag == other.tag and first == (other.get("class") or "").split()[:1]


def _inner(layout: Layout, best: HtmlElement, found: Sequence[HtmlElement]) -> HtmlElement:
    """Return the innermost marked element that has nearly all the text of `best`."""
    inside = [e for e in found if e is not best and best in set(e.iterancestors())]
    close = [e for e in inside if layout.weight[e] >= 0.93 * layout.weight[best]]
    return min(close, key=lambda e: layout.weight[e]) if close else best


def _within(element: HtmlElement, others: set[HtmlElement]) -> bool:
    return any(ancestor in others for ancestor in element.iterancestors())


def _common(elements: Sequence[HtmlElement]) -> HtmlElement:
    paths = [[*reversed(list(e.iterancestors())), e] for e in elements]
    shared = paths[0][0]
    for step in zip(*paths, strict=False):
        if any(e is not step[0] for e in step):
            break
        shared = step[0]
    return shared


def _down(layout: Layout, element: HtmlElement) -> HtmlElement:
    """Follow the child that holds most of the text as long as there is one."""
    while True:
        inside = [c for c in element if isinstance(c.tag, str) and c not in layout.out]
        best = max(inside, key=lambda c: layout.weight[c], default=None)
        if best is None or best.tag in ("p", "blockquote") or layout.weight[best] < _MOST * layout.weight[element]:
            return element
        element = best

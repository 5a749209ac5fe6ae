"""選り分け: which lines of a page's body are its main text, and which stand beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from keii.ingest.html.dates import days_in
from keii.ingest.html.lines import Line
from keii.ingest.html.marks import marks
from keii.ingest.html.names import is_by_line
from keii.ingest.html.outlet import house_name, key
from keii.ingest.scrap.shapes import caption, look_at
from keii.records.page import Block
from keii.records.span import Span
from keii.tables.load import load
from keii.text.view import view_of

_LONG = 120
"""Code points of a line that may be no part of the article at most; longer ones are text."""
_LINKED = 0.75
"""Share of a line's characters that are links, from which on it is a link and no text."""
_OFFER = re.compile(r"会員|登録|プラン|購読|\d円|無料|ログイン|電子版|お試し|有料|キャンペーン")
_DONE = re.compile(r"[。！？!?」]")
_CLOCK = re.compile(r"\d{1,2}[:時]\d{2}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """決まり文句の行: a pattern of a whole line that is no part of an article; matched at the line's start."""

    role: str  #: paywall, related, more, share, advert, notice, caption
    pattern: str
    example: str
    near_miss: str
    source: str


@cache
def _phrases() -> Mapping[str, re.Pattern[str]]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for row in load("keii.ingest.html", "phrases.tsv", Phrase):
        by_role[row.role].append(row.pattern)
    return MappingProxyType(
        {role: re.compile("|".join(f"(?:{p})" for p in each), re.IGNORECASE) for role, each in by_role.items()}
    )


def phrase_in(text: str) -> str:
    """Return the role of a line that is a set phrase of pages, "" for a line of an article."""
    if len(text) > _LONG:
        return ""
    view = view_of(text).text.strip()
    return next((role for role, pattern in _phrases().items() if pattern.match(view)), "")


@dataclass(frozen=True, slots=True)
class Known:
    """既知のこと: what is known of a page before its lines are sifted."""

    title: str | None
    outlet: str | None
    authors: tuple[str, ...]
    cards: bool  #: link lines stay as cards: a blog's page


@dataclass(frozen=True, slots=True)
class Sifted:
    """選り分けた行."""

    lines: tuple[tuple[Line, bool], ...]  #: each with whether it is main text
    walled: bool  #: a note says that only the beginning is shown


def sifted(lines: Sequence[Line], known: Known) -> Sifted:
    """Return the lines of a body without what is no part of it; cards, embedded posts, captions and rules stay,
    marked as standing beside the text."""
    groups = _link_groups(lines)
    kept: list[tuple[Line, bool]] = []
    seen: set[str] = set()
    begun = related = walled = False
    for line in lines:
        if line.kind in ("card", "embed", "rule", "caption"):
            kept.append((line, False))
            continue
        role = phrase_in(line.text)
        related = role == "related" or (related and not _runs(line))
        walled = walled or role == "paywall"
        if role == "caption":
            kept.append((replace(line, kind="caption"), False))
        elif (
            role
            or related
            or (walled and len(line.text) <= _LONG and _OFFER.search(line.text))
            or (not begun and _heads(line, known))
        ):
            continue
        elif _link(line, groups):
            if known.cards and line.url and line.kind == "paragraph":
                kept.append((replace(line, kind="card"), False))
        elif _is_caption(line):
            kept.append((replace(line, kind="caption"), False))
        elif len(line.text) < 30 or line.text not in seen:
            seen.add(line.text)
            begun = begun or _runs(line)
            kept.append((line, True))
    return Sifted(_without_empty_headings(kept), walled)


def _runs(line: Line) -> bool:
    done = len(line.text) >= 20 and _DONE.search(line.text)
    return bool(done or line.text.endswith("。")) and line.linked * 2 < len(line.text)


def _link_groups(lines: Sequence[Line]) -> set[int]:
    """Return the groups of lines (lists, tables) most of whose characters are links."""
    all_, linked = defaultdict(int), defaultdict(int)  # type: ignore[var-annotated]  # both count characters by group
    for line in lines:
        if line.kind in ("list", "table"):
            all_[line.group] += len(line.text)
            linked[line.group] += line.linked
    return {group for group, length in all_.items() if linked[group] > 0.6 * length}


def _link(line: Line, groups: set[int]) -> bool:
    if line.kind in ("list", "table"):
        return line.group in groups or line.linked >= _LINKED * len(line.text)
    return line.kind != "heading" and line.linked >= _LINKED * len(line.text)


def _heads(line: Line, known: Known) -> bool:
    """Say whether a line before the first running text repeats the title, or names date, outlet or author."""
    text = view_of(line.text[:_LONG]).text.strip()
    plain = re.sub(r"\W", "", text)
    if known.title and plain == re.sub(r"\W", "", view_of(known.title).text):
        return True
    if line.kind == "heading" or len(text) > 80 or text.endswith("。"):
        return False
    if key(house_name(text)) in {key(name) for name in (known.outlet, *known.authors) if name} or is_by_line(text):
        return True
    if next(days_in(text), None) and (len(text) <= 40 or _CLOCK.search(text)) and line.kind != "table":
        return True
    return len(text) <= 60 and bool(_roles_above(line) & {"date", "author"})


def _roles_above(line: Line) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    element = line.element
    for _ in range(3):
        if element is None or element.tag in ("body", "main", "article"):
            break
        found |= marks(element)
        element = element.getparent()
    return found


def _is_caption(line: Line) -> bool:
    if len(line.text) > 100 or line.kind != "paragraph" or "。" in line.text.rstrip("。"):
        return False
    return bool(caption(look_at(line.text, 0, len(line.text))))


def _without_empty_headings(lines: Sequence[tuple[Line, bool]]) -> tuple[tuple[Line, bool], ...]:
    """Return the lines without headings at their end: nothing follows them."""
    last = max((n for n, (line, text) in enumerate(lines) if text and line.kind != "heading"), default=len(lines))
    return tuple((line, text) for n, (line, text) in enumerate(lines) if n <= last or line.kind != "heading")


def blocks_of(
    lines: Sequence[tuple[Line, bool]], address: Callable[[str], str | None] = str
) -> tuple[str, tuple[Block, ...]]:
    """Return the main text, one line each, and all blocks with their places in it. `address` makes a link whole."""
    parts: list[str] = []
    blocks = []
    at = 0
    for line, main in lines:
        span = None
        if main:
            span = Span(at, at + len(line.text))
            at += len(line.text) + 1
            parts.append(line.text)
        apart = (link for link in line.links if not link.startswith("#"))
        links = tuple(dict.fromkeys(whole for link in apart if (whole := address(link))))
        blocks.append(
            Block(kind=line.kind, text=line.text, span=span, url=line.url, by=line.by, group=line.group, links=links)
        )
    return "\n".join(parts), tuple(blocks)

"""印付きの文: the HTML of an entry's body -> lines that keep what its blocks show. The one place for the html room."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from keii.ingest.decode import Decoded
from keii.ingest.html.wire import wired_text
from keii.ingest.scrap.hints import NO_HINTS, Hints, Links
from keii.ingest.scrap.lines import line_kind
from keii.records.problem import Problem

_APART = frozenset((
    "p", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "figure", "section",
    "article", "aside", "header", "footer",
))  # fmt: skip
"""Blocks with a blank line before and after them, as browsers show them."""
_LINES = frozenset((
    "div", "li", "dt", "dd", "tr", "br", "center", "address", "details", "summary", "main", "form", "fieldset",
    "figcaption",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset((
    "script", "style", "head", "title", "iframe", "noscript", "template", "object", "svg", "math", "select",
    "textarea", "button", "rt", "rp",
))  # fmt: skip
_RULE = "-----"
_BLANKS = " \t\u3000\u00a0\u200b\ufeff"
_BLANK = re.compile(r"[ \t\n\r\f\u00a0]+")
_WIDE_BREAK = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uffef])[ \t]*\n[ \t\n]*(?=[\u3001-\u9fff\uff01-\uffef])")
"""A line end of the source between wide characters is no blank (CSS Text 3, segment breaks)."""
_BLOCKS = r"(?:p|div|blockquote|table|t[rdh]|t?body|ul|ol|li|d[ltd]|h[1-6r]|pre|section|figure|!-- /?wp:)"
_MADE_OF_BLOCKS = re.compile(rf"<(?:br|{_BLOCKS})\b|<!-- wp:", re.IGNORECASE)
_ENDS = re.compile(rf"</?{_BLOCKS}(?:[\s/][^<>]{{0,500}})?>$", re.IGNORECASE)
_ENDS_LINE = re.compile(r"<br[\s/]{0,5}>$", re.IGNORECASE)
_BEGINS = re.compile(rf"</?{_BLOCKS}[\s/>]", re.IGNORECASE)
_MOST_LINKS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """手がかり: what the markup says beside the words."""

    links: Links = ()  #: addresses that words lead to, with the places where their lines begin, in order
    marks: Hints = field(default_factory=lambda: NO_HINTS)  #: what begins at which line, as the cutter wants it
    problems: tuple[Problem, ...] = ()


def lines_of_html(html: str) -> tuple[str, Shown]:
    """Return the words of a stretch of HTML as lines, and what else the markup says.

    A line is what a browser shows as one; paragraphs, quotations and headings have a blank line around them; a rule is
    「-----」, and whether it parts two pieces is for the cutter to say; a link that is alone on its line and shows an
    address is that address in full.
    """
    wired = wired_text(Decoded(html, "UTF-8"))
    if wired.tree is None:
        return "", Shown(problems=wired.problems)
    lines = _Lines()
    _walk(wired.tree, lines)
    text, marks, links = lines.whole()
    return text, Shown(links=links, marks=marks, problems=wired.problems)


def with_breaks(html: str) -> str:
    """Return HTML whose line ends are meant as such (as blog services keep it) with tags for them: one for each, but
    none beside a block, and no second one after a <br>."""
    out: list[str] = []
    lines = html.split("\n")
    apart = True  # nothing but the end of a block stands before
    for line, following in zip(lines, [*lines[1:], "<p>"], strict=True):
        bare = line.strip(" \t")
        out.append(line)
        apart = (apart and not bare) or bool(_ENDS.search(bare[-600:]))
        if not apart and not _ENDS_LINE.search(bare[-20:]) and not _BEGINS.match(following.lstrip(" \t")[:40]):
            out.append("<br>")
        out.append("\n")
    return "".join(out)


def has_blocks(html: str) -> bool:
    """Say whether markup makes the lines of a text, so that its line ends are none."""
    return bool(_MADE_OF_BLOCKS.search(html))


@dataclass(slots=True)
class _Lines:
    """行: the lines so far, and the one being written."""

    done: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # of the line in hand
    anchors: list[tuple[str, str]] = field(default_factory=list)  # its links: words, address
    links: list[tuple[int, str]] = field(default_factory=list)  # the lines that lead somewhere, by number, and where to
    kept: int = 0  # how many <pre> are open
    quotes: int = 0  # how many <blockquote>
    heads: int = 0  # how many headings
    marks: list[str] = field(default_factory=list)  # what each line is

    def say(self, text: str | None) -> None:
        if not text:
            return
        if self.kept:
            first, *rest = text.split("\n")
            self.words.append(first)
            for line in rest:
                self.end()
                self.words.append(line)
            return
        self.words.append(_BLANK.sub(" ", _WIDE_BREAK.sub("", text)))

    def end(self) -> None:
        """End the line in hand; an empty one stays as a blank line."""
        line = "".join(self.words)
        line = line.rstrip(" ") if self.kept else re.sub(" {2,}", " ", line).strip(" ")
        if len(self.anchors) == 1 and line and line == self.anchors[0][0].strip():
            line = _address(line, self.anchors[0][1])
        self._lead()
        self._add(line, "heading" if self.heads else "quoted" if self.quotes else "line")
        self.words, self.anchors = [], []

    def _lead(self) -> None:
        """Note what the line in hand leads to."""
        addresses = dict.fromkeys(href for _, href in self.anchors)
        self.links += [(len(self.done), href) for href in addresses][: max(0, _MOST_LINKS - len(self.links))]

    def rule(self) -> None:
        """Add a rule, with a blank line before and after it."""
        self.gap()
        self._add(_RULE, "rule")
        self._add("", "")

    def _add(self, line: str, mark: str) -> None:
        self.done.append(line)
        self.marks.append(mark)

    def block(self) -> None:
        """End the line in hand if there is anything in it."""
        if "".join(self.words).strip():
            self.end()
        else:
            self.words, self.anchors = [], []

    def gap(self) -> None:
        """End the line in hand and leave one blank line."""
        self.block()
        if self.done and self.done[-1]:
            self._add("", "")

    def whole(self) -> tuple[str, Hints, Links]:
        """Return the text, what begins at which of its lines, and what they lead to."""
        self.block()
        text = "\n".join(self.done)
        start = len(text) - len(text.lstrip("\n"))
        marks, at, before = {}, -start, ""
        begins: list[int] = []
        for line, mark in zip(self.done, self.marks, strict=True):
            bare = line.lstrip(_BLANKS)
            begins.append(at + len(line) - len(bare))
            if bare:
                marks[begins[-1]] = _mark(before, mark)
                before = mark
            at += len(line) + 1
        links = tuple((begins[n], address) for n, address in self.links if self.done[n].strip(_BLANKS))
        return text.strip("\n"), MappingProxyType(marks), links


def _walk(tree: HtmlElement, lines: _Lines) -> None:
    """Go through a tree without recursion: an element's own words when it is met, what follows it when it is left."""
    todo: list[tuple[HtmlElement, int]] = [(tree, -1)]
    while todo:
        element, begun = todo.pop()
        if begun >= 0:
            _leave(element, lines, begun)
            continue
        if not isinstance(element.tag, str) or element.tag in _SILENT:
            if element is not tree:
                lines.say(element.tail)
            continue
        _enter(element, lines)
        todo.append((element, len(lines.words)))
        lines.say(element.text)
        todo.extend((child, -1) for child in reversed(element))


def _enter(element: HtmlElement, lines: _Lines) -> None:
    tag = element.tag
    if tag in _APART:
        lines.gap()
    elif tag == "br":
        lines.end()
    elif tag == "hr":
        lines.rule()
    elif tag in _LINES:
        lines.block()
    elif tag in _CELLS and lines.words:
        lines.words.append(" ")
    _count(tag, lines, 1)


def _leave(element: HtmlElement, lines: _Lines, begun: int) -> None:
    tag = element.tag
    if tag == "a":
        _anchor(element.get("href"), "".join(lines.words[begun:]), lines)
    if tag in _APART:
        lines.gap()
    elif tag in _LINES and tag != "br":
        lines.block()
    _count(tag, lines, -1)
    lines.say(element.tail)


def _count(tag: str, lines: _Lines, step: int) -> None:
    if tag == "pre":
        lines.kept += step
    elif tag == "blockquote":
        lines.quotes += step
    elif tag in _HEADINGS:
        lines.heads += step


def _mark(before: str, mark: str) -> str:
    """Return what a line is to the cutter, by what it is and what the line before it is."""
    if mark == "quoted":
        return "quoted" if before == "quoted" else "quote"
    if mark == "heading" and before == "rule":
        return "ruled heading"
    if mark == "line" and before in ("quoted", "rule"):
        return "after" if before == "quoted" else "rule"
    return mark


def _anchor(href: str | None, words: str, lines: _Lines) -> None:
    href = (href or "").strip()
    if not href.lower().startswith(("http://", "https://")) or len(href) > 2000:
        return
    lines.anchors.append((words, href))


def _address(words: str, href: str) -> str:
    """Return the address of a link whose words are one, even cut short (「https://example.jp/ne…」); else its words."""
    shown = words.rstrip(".…")
    host = urlsplit(href).hostname if "[" not in href else None
    if line_kind(shown or words) == "link" and " " not in href:
        return href
    return href if host and words in (host, host.removeprefix("www.")) else words

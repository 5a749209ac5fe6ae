"""行: the elements of a page's body -> lines, each with what its markup says it is. Nothing is judged here."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from keii.ingest.html.body import Layout
from keii.ingest.html.embeds import Posted, posted_in
from keii.records.page import BlockKind

_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_KINDS: Final[dict[str, BlockKind]] = {
    "li": "list", "dd": "list", "dt": "heading", "blockquote": "quote", "figcaption": "caption", "caption": "caption",
    "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading", "h6": "heading",
    "summary": "heading",
}  # fmt: skip
_GROUPS = frozenset(("ul", "ol", "dl", "table", "blockquote"))
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_WRAP = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])")
_BLANKS = re.compile(r"[ \t\n\r\f\v]+")
_BREAK = "\ue00a"
"""Stands for <br> while the blanks of the markup are folded; a private code point no font of a page uses."""
_OPEN, _SHUT = "\ue00b", "\ue00c"
"""Stand around linked words, in the same way."""
_NEXT = "\ue00d"
"""Stands before the first words of each link, in the order of the addresses."""
_LINK = re.compile(f"{_OPEN}([^{_SHUT}]*)")
_MARKS = re.compile(f"[{_OPEN}{_SHUT}{_NEXT}]")
_EDGES = " \t\n\u00a0\u200b\ufeff"
_CELL = 60
_LETTER = re.compile(r"\w")
_STOPS = "。」』）)！？!?"
_STARTS = "\u3000◇■●◆▼・"
_KEYWORD = re.compile(r"(?:d\.hatena\.ne\.jp|keyword\.hatena)|/keyword/")


@dataclass(slots=True)
class Line:
    """行: one line; `linked` of its characters are links."""

    kind: BlockKind
    text: str
    linked: int
    url: str | None
    by: str | None
    group: int
    element: HtmlElement
    level: int = 0  #: of a heading: 1-6
    goes_on: bool = False  #: a single <br> is all that stands between it and the next line
    links: tuple[str, ...] = ()  #: addresses its words lead to, as written


class Walk:
    """読み歩き: goes through an element once, from its beginning to its end, and collects its lines."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.lines: list[Line] = []
        self.readings: list[tuple[str, str]] = []
        self._parts: list[str] = []
        self._urls: list[str] = []
        self._fresh: str | None = None  # of a link that is open: the address, until words of it are met
        self._told: list[str] = []  # addresses that words of the line in hand lead to
        self._kinds: list[tuple[HtmlElement, BlockKind, int]] = []
        self._links = 0
        self._cites: list[tuple[str | None, str | None]] = []
        self._group = 0
        self._ruby: list[str] = []

    def through(self, root: HtmlElement) -> None:
        """Collect the lines of an element."""
        walk = etree.iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, element in walk:
            if event == "start":
                if not self._enter(element, element is root):
                    skipped = element
                    walk.skip_subtree()
                continue
            if element is skipped:
                skipped = None
            else:
                self._leave(element)
            if element is not root and element.tail:
                self._say(element.tail)
        self._flush(root)
        self.lines = unwrapped(self.lines)

    def _enter(self, element: HtmlElement, top: bool) -> bool:
        """Take in what an element begins with; False: what is in it is not read."""
        tag = element.tag
        roles = self._layout.roles.get(element, frozenset())
        if not top and self._apart(element, tag, roles):
            return False
        if tag == "br":
            self._parts.append(_BREAK)
        elif tag in ("rt", "rp", "rtc"):
            self._reading(element, tag)
            return False
        elif tag == "ruby":
            self._ruby = [_plain(_base(element))]
        elif tag == "a":
            self._link(element, 1)
        if tag in _BLOCKS:
            self._begin(element, tag, roles)
        if element.text:
            self._say(element.text)
        return True

    def _apart(self, element: HtmlElement, tag: str, roles: frozenset[str]) -> bool:
        """Take in an element that is no running text: a rule, a card, a post, a row; True where it was one."""
        if "never" in roles or ("aside" in roles and element in self._layout.out):
            if tag in _BLOCKS:
                self._flush(element)
            return True
        if tag == "hr":
            self._add("rule", "", element)
            return True
        post = posted_in(element, tag, roles)
        if post is not None:
            self._post(element, post)
            return True
        if tag == "iframe":
            return True
        if tag == "tr" and (row := _row(element)):
            self._add("table", row, element, linked=_linked_in(element))
            return True
        return False

    def _post(self, element: HtmlElement, post: Posted) -> None:
        self._flush(element)
        self._group += 1
        for text in post.lines or ("",):
            line = Line(post.kind, text, 0, post.url, post.by, self._group, element)
            self.lines.append(line)

    def _begin(self, element: HtmlElement, tag: str, roles: frozenset[str]) -> None:
        self._flush(element)
        kind = _KINDS.get(tag)
        inside = self._kinds[-1][1] if self._kinds else None
        if "caption" in roles and tag not in ("body", "main", "article"):
            kind = "caption"
        if inside in ("quote", "caption") or kind is None:
            kind = inside or "paragraph"
        if tag in _GROUPS:
            self._group += 1
        if tag == "blockquote":
            self._cites.append((element.get("cite"), _cited(element)))
        self._kinds.append((element, kind, self._group))

    def _leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._flush(element)
            if self._kinds and self._kinds[-1][0] is element:
                self._kinds.pop()
            if tag in _GROUPS:
                self._group += 1
            if tag == "blockquote" and self._cites:
                self._cites.pop()
        elif tag == "a":
            self._link(element, -1)
        elif tag == "ruby":
            self._ruby = []

    def _link(self, element: HtmlElement, step: int) -> None:
        href = element.get("href")
        if not href or "keyword" in (element.get("class") or "").lower() or _KEYWORD.search(href):
            return
        self._links += step
        if step > 0:
            self._urls.append(href.strip()[:2000])
            self._fresh = self._urls[-1]

    def _reading(self, element: HtmlElement, tag: str) -> None:
        if tag == "rt" and self._ruby:
            self.readings.append((self._ruby[0], _plain("".join(element.itertext()))))

    def _say(self, text: str) -> None:
        if self._links <= 0:
            self._parts.append(text)
            return
        mark = ""
        if self._fresh and text.strip():
            mark = _NEXT
            self._told.append(self._fresh)
            self._fresh = None
        self._parts.append(f"{_OPEN}{mark}{text}{_SHUT}")

    def _add(self, kind: BlockKind, text: str, element: HtmlElement, linked: int = 0) -> None:
        self._flush(element)
        self.lines.append(Line(kind, text, linked, None, None, self._group, element))

    def _flush(self, element: HtmlElement) -> None:
        """End the line in hand; it belongs to the innermost block that is open."""
        text = folded("".join(self._parts))
        urls, led_to = self._urls, self._told
        self._parts, self._urls, self._told = [], [], []
        if not _MARKS.sub("", text).strip(_EDGES):
            return
        owner, kind, group = self._kinds[-1] if self._kinds else (element, "paragraph", self._group)
        url, by = self._cites[-1] if self._cites else (None, None)
        pieces = _linked_pieces(text)
        link = urls[0] if len(set(urls)) == 1 else None
        level = int(owner.tag[1]) if kind == "heading" and owner.tag[1:].isdigit() else 0
        told = 0
        for n, piece in enumerate(pieces):
            linked = "".join(_LINK.findall(piece))
            clean = _MARKS.sub("", piece).strip(_EDGES).rstrip("\u3000")
            begun, told = told, told + piece.count(_NEXT)
            links = tuple(dict.fromkeys(led_to[begun:told]))
            if clean.strip("\u3000"):
                letters = len(_LETTER.findall(clean))
                size = round(len(clean) * len(_LETTER.findall(linked)) / letters) if letters else len(clean)
                on = n + 1 < len(pieces) and bool(_MARKS.sub("", pieces[n + 1]).strip(_EDGES + "\u3000"))
                self.lines.append(Line(kind, clean, size, url or link, by, group, owner, level, on, links))


def _linked_pieces(text: str) -> list[str]:
    """Return the lines of a text; a link that goes on over a line's end is closed there and opened anew."""
    pieces = text.split("\n")
    for n, piece in enumerate(pieces[:-1]):
        if piece.rfind(_OPEN) > piece.rfind(_SHUT):
            pieces[n], pieces[n + 1] = piece + _SHUT, _OPEN + pieces[n + 1]
    return pieces


def folded(text: str) -> str:
    """Return text as a browser shows it: blanks folded, line ends of the markup gone between wide characters, those
    of <br> kept."""
    text = _WRAP.sub("", text) if "\n" in text else text
    return _BLANKS.sub(" ", text).replace(f" {_BREAK}", _BREAK).replace(f"{_BREAK} ", _BREAK).replace(_BREAK, "\n")


def unwrapped(lines: list[Line]) -> list[Line]:
    """Return lines in which those that were broken by hand at a fixed width are joined again (手で改行した古い頁).

    A page is taken for such a one when four lines and more go on, most of them at the full width without a sentence's
    end.
    """
    going = [line for line in lines if line.goes_on]
    full = max((len(line.text) for line in going), default=0)
    broken = [line for line in going if _broken_off(line, full)]
    if not 15 <= full <= 60 or len(broken) < 4 or len(broken) * 2 < len(going):
        return lines
    out: list[Line] = []
    for line in lines:
        if out and out[-1].goes_on and _broken_off(out[-1], full) and line.text[0] not in _STARTS:
            last = out[-1]
            text = last.text + line.text
            links = tuple(dict.fromkeys((*last.links, *line.links)))
            out[-1] = replace(last, text=text, linked=last.linked + line.linked, goes_on=line.goes_on, links=links)
            full_line = len(line.text) >= full - 3
            out[-1].goes_on = line.goes_on and full_line and line.text[-1] not in _STOPS
        else:
            out.append(line)
    return out


def _broken_off(line: Line, full: int) -> bool:
    return len(line.text) >= full - 3 and line.text[-1] not in _STOPS


def words_in(element: HtmlElement) -> str:
    """Return all the words of an element in one line, the readings of ruby left out."""
    return _plain(_base(element))


def _base(element: HtmlElement) -> str:
    out: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "start":
            if inner.tag in ("rt", "rp", "rtc", "script", "style"):
                walk.skip_subtree()
            elif inner.text:
                out.append(inner.text)
        elif inner is not element and inner.tail:
            out.append(inner.tail)
        if event == "end" and inner.tag in _BLOCKS:
            out.append(" ")
    return "".join(out)


def _plain(text: str) -> str:
    return _BLANKS.sub(" ", _WRAP.sub("", text)).strip(_EDGES + "\u3000")


def _row(row: HtmlElement) -> str:
    """Return a table's row of short cells as one line, a full-width blank between them; "" for a row of a layout."""
    cells = [cell for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(inner.tag in _BLOCKS for cell in cells for inner in cell.iterdescendants()):
        return ""
    words = [_plain(_base(cell)) for cell in cells]
    return "\u3000".join(word for word in words if word) if all(len(word) <= _CELL for word in words) else ""


def _linked_in(element: HtmlElement) -> int:
    return sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))


def _cited(quote: HtmlElement) -> str | None:
    return next((_plain("".join(cite.itertext())) or None for cite in quote.iter("cite")), None)

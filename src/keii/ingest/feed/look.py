"""一見: what a text of markup is, before a parser of feeds sees it: its root, and whether it is safe to parse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers import expat

DEEPEST = 255
"""Elements within elements of a well-formed feed; lxml stops there as well. Real feeds with XHTML stay below 40."""
DEEPEST_BROKEN = 5_000
"""The same of a broken one, where end tags may be missing: 50,000 cost feedparser a second, and more the square."""
_LONGEST_ENTITY = 20
"""Characters an entity may stand for: a letter by name takes 8. A reference takes 3 at least, so a text grows 7-fold
at most, with or without the limits of newer versions of expat."""
_AMPLIFIED = 43
"""expat's code for entities that grew too much (XML_ERROR_AMPLIFICATION_LIMIT_BREACH; expat 2.4 and later)."""
_DECLARATION = re.compile(r"(\s*)<\?xml\s[^>]*?\?>")
_CHARACTER = re.compile(r"&#(?:\d+|x[0-9a-fA-F]+);")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))(?:;|(?![0-9a-zA-Z]))")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s<>/]*)[^<>]*?(/?)>")
_VOID = frozenset(("br", "img", "hr", "input", "wbr", "col", "source", "area", "embed", "meta"))


@dataclass(frozen=True, slots=True)
class Look:
    """一見: what was seen of a text of markup."""

    root: str | None  #: name of the outermost element in lower case, without prefix; None: there is none
    code: str | None  #: why it is not to be parsed: K2102 entities, K2103 depth; None: it may be
    line: int | None  #: where it stops being well-formed, from 1; None: it is whole
    entries: tuple[tuple[int, int], ...] = ()  #: where the entries of a whole feed stand, in bytes
    closing: bytes = b""  #: the end tags of what the entries stand in


class _Stop(Exception):  # noqa: N818  # not an error: it ends the pass
    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class _Watch:
    """見張り: the handlers of one pass over the markup."""

    def __init__(self, data: bytes, parser: expat.XMLParserType) -> None:
        self.root: str | None = None
        self.entries: list[tuple[int, int]] = []
        self._data, self._parser = data, parser
        self._names: list[str] = []
        self._depth = 0
        self._entry_depth = 2
        self._start = -1

    def start(self, name: str, _: object) -> None:
        """Take a start tag."""
        if self._depth < 2:
            self._names[self._depth :] = [name]
            if self.root is None:
                self.root = _local(name)
                self._entry_depth = 3 if self.root == "rss" else 2
        self._depth += 1
        if self._depth == self._entry_depth and _local(name) in ("item", "entry"):
            self._start = self._parser.CurrentByteIndex
        elif self._depth > DEEPEST:
            raise _Stop("K2103")

    def end(self, _: str) -> None:
        """Take an end tag."""
        if self._depth == self._entry_depth and self._start >= 0:
            at = self._parser.CurrentByteIndex
            if at > self._start:  # an entry with nothing in it has one tag, and one place
                self.entries.append((self._start, self._data.index(b">", at) + 1))
            self._start = -1
        self._depth -= 1

    def closing(self) -> bytes:
        """Return the end tags of what the entries stand in."""
        return "".join(f"</{name}>" for name in reversed(self._names[: self._entry_depth - 1])).encode()

    def entity(self, _name: str, _parameter: bool, value: str | None, *_: object) -> None:
        """Take a declaration: an entity of plain characters is fine, one that could grow is not."""
        if value is None:
            return
        if len(value) > _LONGEST_ENTITY or "%" in value or "&" in _CHARACTER.sub("", value):
            raise _Stop("K2102")


def look(data: bytes) -> Look:
    """Return what markup in UTF-8 is. Time and memory are those of reading it once; no entity is put in."""
    parser = expat.ParserCreate("utf-8")
    watch = _Watch(data, parser)
    parser.StartElementHandler, parser.EndElementHandler = watch.start, watch.end
    parser.EntityDeclHandler = watch.entity
    try:
        parser.Parse(data, True)
    except _Stop as stop:
        return Look(watch.root, stop.code, None)
    except expat.ExpatError as error:
        if error.code == _AMPLIFIED:
            return Look(watch.root, "K2102", error.lineno)
        return Look(watch.root, "K2103" if _deep(data.decode("utf-8", "replace")) else None, error.lineno)
    return Look(watch.root, None, None, tuple(watch.entries), watch.closing())


def _local(name: str) -> str:
    return name.rpartition(":")[2].lower()


def without_declaration(text: str) -> str:
    """Return a text without its XML declaration, which speaks of the bytes it came from; lines count as before."""
    text = text.lstrip("\ufeff")
    found = _DECLARATION.match(text)
    return "\n" * found[0].count("\n") + text[found.end() :] if found else text


def without_odd_references(text: str) -> tuple[str, int]:
    """Return a text without references to characters there are none of (&#0; &#xD800; &#9999999;), and how many.

    No XML may hold them, and feedparser stops at them.
    """
    odd = 0

    def kept(found: re.Match[str]) -> str:
        nonlocal odd
        if _is_character(found):
            return found[0]
        odd += 1
        return ""

    return (_REFERENCE.sub(kept, text), odd) if "&#" in text else (text, 0)


def _is_character(reference: re.Match[str]) -> bool:
    digits = (reference[1] or reference[2]).lstrip("0")
    if not 0 < len(digits) <= 7:
        return False
    code = int(digits, 16 if reference[1] else 10)
    return code in (9, 10, 13) or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code <= 0x10FFFF


def _deep(text: str) -> bool:
    """Say whether the tags of a broken text lie too deep."""
    depth = 0
    for part in _outside_cdata(text):
        for found in _TAG.finditer(part):
            if found[3] or found[2].lower() in _VOID:
                continue
            depth = max(depth - 1, 0) if found[1] else depth + 1
            if depth > DEEPEST_BROKEN:
                return True
    return False


def _outside_cdata(text: str) -> Iterator[str]:
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0:
        yield text[at:start]
        at = text.find("]]>", start)
        if at < 0:
            return
    yield text[at:]

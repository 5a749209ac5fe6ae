"""OPML in: a list of feeds -> `Outlines`."""

from __future__ import annotations

from xml.parsers import expat

from keii.errors import N_, EncodingError
from keii.ingest.decode import decode, mend
from keii.ingest.feed.links import web_link
from keii.ingest.feed.look import without_declaration
from keii.ingest.looks import markup_kind
from keii.records.feed import Outline, Outlines
from keii.records.problem import Problem

MOST_OUTLINES = 100_000
"""Feeds of one list that are taken."""
MOST_FOLDERS = 16
"""Folders within folders whose names are kept; deeper outlines count as of the sixteenth."""
_LONGEST = 1_000
_MOST_OTHERS = 40
USED = frozenset(("xmlurl", "htmlurl", "title", "text", "type"))
"""Attributes of an outline that Keii reads itself, in lower case."""


class _Bomb(Exception):  # noqa: N818  # not an error of ours: it ends the pass
    """Entities in a list of feeds: none needs them."""


class _Reader:
    """読み手: the handlers of one pass over a list."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.title: str | None = None
        self.found: dict[str, Outline] = {}
        self.rejected: list[Problem] = []
        self._folders: list[str | None] = []
        self._spaces: dict[str, str] = {}
        self._in_title = False
        self._n = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Take a start tag: a feed, a folder, the list's title, or nothing to us."""
        name = name.lower()
        self.root = self.root or name
        self._in_title = name == "title" and not self._folders
        for key, value in attributes.items():
            if key.startswith("xmlns:") and len(self._spaces) < _MOST_OTHERS:
                self._spaces[key[6:]] = value
        if name == "outline":
            self._n += 1
            values = {key.lower(): value.strip()[: _LONGEST * 9] for key, value in attributes.items()}
            label = _line(values.get("title") or values.get("text"))
            if values.get("xmlurl"):
                self._feed(attributes, values, label)
            elif values.get("url") and values.get("type", "").lower() in ("rss", "atom"):
                self._feed(attributes, values | {"xmlurl": values["url"]}, label)
            self._folders.append(label)

    def end(self, name: str) -> None:
        """Take an end tag."""
        self._in_title = False
        if name.lower() == "outline" and self._folders:
            self._folders.pop()

    def words(self, text: str) -> None:
        """Take words between tags."""
        if self._in_title:
            self.title = ((self.title or "") + text)[:_LONGEST]

    def entity(self, *_: object) -> None:
        """Refuse a declaration of an entity."""
        raise _Bomb

    def _full(self, key: str) -> str:
        """Return an attribute's name with its namespace in braces where the list declares one."""
        prefix, _, local = key.rpartition(":")
        return f"{{{self._spaces[prefix]}}}{local}" if prefix in self._spaces else key

    def _feed(self, attributes: dict[str, str], values: dict[str, str], label: str | None) -> None:
        url = web_link(values["xmlurl"])
        if url is None:
            self.rejected.append(Problem(code="K2108", args=(str(self._n), _line(values["xmlurl"], 60) or "")))
            return
        others = [(self._full(key), mend(value)[0]) for key, value in attributes.items() if key.lower() not in USED]
        outline = Outline(
            url=url,
            title=label if label != url else None,
            home=web_link(values.get("htmlurl")),
            folders=tuple(folder for folder in self._folders[:MOST_FOLDERS] if folder),
            others=tuple(others[:_MOST_OTHERS]),
        )
        if url not in self.found and len(self.found) >= MOST_OUTLINES:
            if not any(problem.code == "K2107" for problem in self.rejected[-1:]):
                self.rejected.append(Problem(code="K2107", args=(f"{MOST_OUTLINES:,}",)))
            return
        self.found.setdefault(url, outline)


def read_opml(data: bytes, *, name: str, label: str | None = None) -> Outlines | Problem:
    """Return the feeds listed in these bytes, or why they are no list: K2101, K2102, K2112. Never raises.

    `name` is what the user calls it, `label` the encoding it is said to be in. What is no web address is listed; of
    two outlines with one address the first counts.
    """
    try:
        text = decode(data, label=label).text
    except EncodingError as error:
        return Problem(code="K2112", args=(name, str(error)))
    reader, end = _Reader(), None
    try:
        end = _parse(without_declaration(text), reader)
    except _Bomb:
        return Problem(code="K2102", args=(name,))
    if reader.root != "opml":
        return Problem(code="K2101", args=(name, markup_kind(text) or N_("plain text")))
    return Outlines(
        title=_line(reader.title),
        outlines=tuple(reader.found.values()),
        rejected=(*reader.rejected, *(() if end is None else (Problem(code="K2111", args=(str(end),)),))),
    )


def _parse(text: str, reader: _Reader) -> int | None:
    """Return the line where the list breaks off; None: it is whole."""
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler, parser.EntityDeclHandler = reader.words, reader.entity
    try:
        parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        return error.lineno
    return None


def _line(text: str | None, most: int = _LONGEST) -> str | None:
    line = " ".join(mend(text or "")[0].split())
    return line[:most] or None

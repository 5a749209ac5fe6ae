"""WXR の字と項目: bytes -> posts, one after another; no entity is expanded, nothing is fetched."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from types import NoneType
from typing import BinaryIO

from lxml import etree

from keii.errors import N_, FormatError
from keii.ingest.decode import decode
from keii.ingest.survey import errors_of, survey

_BLOCK = 1 << 18
_LARGEST = 1 << 28
"""Bytes of an export in an older encoding at most, which is read as a whole (256 MiB). WordPress writes UTF-8."""
_DECLARES = re.compile(r"<!(?:ENTITY|DOCTYPE[^<>\[]{0,300}\[)", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_ENCODING = re.compile(r"(<\?xml\b[^<>]{0,200}?)\s+encoding\s*=\s*[\"'][^\"'<>]{0,40}[\"']")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,32});")
LONGEST = 10_000_000
"""Bytes of an item at most: those of one text that libxml2 reads without `huge_tree`."""
TOO_LONG = "keii:too-long"
"""The kind of an item that is longer."""
_NEXT_ITEM = re.compile(r"(?P<item></item>)\s*</?(?:item|channel)\b")
_TAIL = 200
"""Characters in which the end of an item and what follows it stand."""
_DEPTH = 60
"""Elements nested in each other at most; an export has five."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """投稿: the fields of an item as they stand; "" for those it has not."""

    number: int  #: 1 for the first item of the file
    end: int  #: bytes of the file read up to its end, about
    kind: str  #: post, page, attachment …
    title: str
    link: str
    id: str
    day: str  #: wp:post_date
    content: str


@dataclass(slots=True)
class Broken:
    """途切れ: where a file's XML could not be read any further."""

    number: int  #: of the item it broke off in
    reason: str


def posts(file: BinaryIO, name: str) -> Iterator[Post | Broken]:
    """Yield the items of an export in order. Raises `FormatError` for one that declares entities."""
    parser = etree.XMLPullParser(
        events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, recover=True,
        encoding="utf-8", load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    number = depth = 0
    held = ""
    try:
        for text, at, first in _bounded(_blocks(file)):
            if first and _DECLARES.search(text[:65_536].split("<channel", 1)[0]):
                raise FormatError("{0}: declares entities that could fill the memory: refused", name)
            text = held + text
            held = _unfinished(text)
            parser.feed(_NAMED.sub(_character, text[: len(text) - len(held)]).encode())
            for event, element in parser.read_events():
                depth += 1 if event == "start" else -1
                if depth > _DEPTH:
                    yield Broken(number + 1, N_("nested too deeply"))
                    return
                if event == "end" and not isinstance(element, tuple | NoneType) and element.tag == "item":
                    number += 1
                    yield _post(element, number, at)
                    _forget(element)
        parser.feed(held.encode())
        if depth + sum(1 if event == "start" else -1 for event, _ in parser.read_events()):
            yield Broken(number + 1, _reason(parser))
    except etree.XMLSyntaxError as error:
        yield Broken(number + 1, str(error)[:200])


def _reason(parser: etree.XMLPullParser) -> str:
    """Return why a file is not whole: what the parser stopped at, else that it ends."""
    fatal = [entry.message for entry in parser.error_log if entry.level_name == "FATAL"]
    return fatal[-1][:200] if fatal else N_("the file ends inside it")


def _blocks(file: BinaryIO) -> Iterator[tuple[str, int, bool]]:
    """Yield the text of a file by blocks without what XML may not hold, the bytes read, and whether it is the first."""
    found = survey(file)
    file.seek(0)
    if not found.codec:
        text = _ENCODING.sub(r"\1", decode(file.read(_LARGEST)).text, count=1)
        for start in range(0, len(text), _BLOCK):
            yield _clean(text[start : start + _BLOCK]), found.size * start // len(text), start == 0
        return
    decoder = codecs.getincrementaldecoder(found.codec)(errors_of(found.codec))
    first = True
    while block := file.read(_BLOCK):
        text = decoder.decode(block)
        text = _ENCODING.sub(r"\1", text, count=1).lstrip() if first else text
        yield _clean(text), file.tell(), first
        first = False


def _bounded(blocks: Iterator[tuple[str, int, bool]]) -> Iterator[tuple[str, int, bool]]:
    """Yield the blocks with an item that is too long replaced by one that says so: libxml2 loses the words of a longer
    text without a word of its own, or all that follows. An item is held back until it ends."""
    held, skipping, at = "", False, 0
    for block, at, first in blocks:
        text, out = held + block, []
        while True:
            if skipping:
                ended = _NEXT_ITEM.search(text)
                if not ended:
                    held = text[-_TAIL:]
                    break
                skipping, text = False, text[ended.end("item") :]
                out.append(f"<item><post_type>{TOO_LONG}</post_type></item>")
            begin = text.find("<item", 0)
            if begin < 0:
                keep = next((n for n in range(4, 0, -1) if text.endswith("<item"[:n])), 0)
                out.append(text[: len(text) - keep])
                held = text[len(text) - keep :]
                break
            end = text.find("</item>", begin)
            if end < 0:
                out.append(text[:begin])
                held = text[begin:]
                skipping = 3 * len(held) > LONGEST and len(held.encode()) > LONGEST
                if not skipping:
                    break
                text = held[-_TAIL:]
                continue
            out.append(text[: end + 7])
            text = text[end + 7 :]
        yield "".join(out), at, first
    yield "" if skipping else held, at, False


def _unfinished(text: str) -> str:
    """Return what at the end of a block may be the beginning of an entity."""
    at = text.rfind("&", max(0, len(text) - 40))
    return "" if at < 0 or ";" in text[at:] or "<" in text[at:] else text[at:]


def _character(found: re.Match[str]) -> str:
    """Return an entity of HTML as its character: libxml2 loses words behind one that XML does not know."""
    character = html5.get(found[1] + ";", "")
    return character if character not in ("", "<", ">", "&", '"', "'") else found[0]


def _clean(text: str) -> str:
    return _CONTROL.sub(lambda m: "\ufffd" if m.group() >= "\ud800" else "", text)


def _post(element: etree._Element, number: int, at: int) -> Post:
    """Return an item's fields; names count without their namespaces, whose versions differ (wp 1.0 to 1.2)."""
    fields: dict[str, str] = {}
    for child in element:
        if isinstance(child.tag, str):
            namespace, _, tag = child.tag.rpartition("}")
            key = f"{'excerpt.' if 'excerpt' in namespace else ''}{tag}"
            fields.setdefault(key, "".join(map(str, child.itertext())))
    return Post(
        number=number, end=at, kind=fields.get("post_type", "post").strip(), title=fields.get("title", ""),
        link=fields.get("link", "").strip(), id=fields.get("guid", "").strip(), day=fields.get("post_date", "").strip(),
        content=fields.get("encoded", ""),
    )  # fmt: skip


def _forget(element: etree._Element) -> None:
    """Drop an item that was read, and all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)

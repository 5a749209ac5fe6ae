"""網頁の字と木: bytes -> text -> a tree of bounded depth and size. It raises nothing but `EncodingError`."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from keii.errors import EncodingError
from keii.ingest.decode import Decoded, decode, label_problem, mend
from keii.ingest.garbled import restored_text
from keii.records.problem import Problem

LONGEST = 4_000_000
"""Characters of a page that are read at most. A page of 4 million takes 2 s (2-core x86-64 machine, 2026-11)."""
DEPTH = 120
"""Elements nested in each other at most; deeper ones are unwrapped. libxml2 stops reading at 256; the deepest of
our pages has 21 (2026-11)."""
_TORN = 0.002
"""Share of bytes that may fit no encoding in a page that is still taken: torn characters of cut-off descriptions."""
_META = re.compile(rb"<meta\b[^<>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DECLARED = re.compile(rb"\s*<\?xml\b[^<>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(r"\s*<\?xml\b[^<>]*\?>")
_SUBSET = re.compile(r"\s*(?:<\?xml\b[^<>]*\?>)?\s*<!DOCTYPE[^<>\[]{0,300}\[", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,40})(?=[\s/>])((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>")
_RAW = re.compile(r"<(script|style|textarea|title|xmp)\b[^<>]*>.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_GAPS = re.compile(r"<br>(?:\s*<br>)+")
_STRETCH = 1_000_000
"""Characters of text without a tag at most: libxml2 stops at 10 million bytes."""
_ATTRIBUTES = 60
"""Attributes of a tag that are read. The largest tags of our pages have 6 (2026-11)."""
_ATTRIBUTE = re.compile(r"[^\s<>=/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s<>\"']+))?")
_LONG_TAG = re.compile(r"<[A-Za-z](?:[^>=]|=\s*(?:\"[^\"]*\"|'[^']*')?)*+>")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "big",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rb",
        "rt",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_CLOSES_ITSELF = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option", "thead", "tbody", "rt", "rp"])


@dataclass(frozen=True, slots=True)
class Wired:
    """読めた頁: the tree (None: nothing in it), the encoding, what went wrong on the way."""

    tree: HtmlElement | None
    text: str
    encoding: str
    problems: tuple[Problem, ...]


def wired(data: bytes, label: str | None) -> Wired:
    """Return the tree of a page's bytes. `label` is what the sender called the encoding; the page's own word is
    looked for as well, and neither is trusted. Raises `EncodingError` for bytes that are no text.
    """
    return wired_text(decoded_page(data, label))


def wired_text(decoded: Decoded) -> Wired:
    """Return the tree of a page's text."""
    text, problems = decoded.text.lstrip("\ufeff"), list(decoded.problems)
    if len(text) > LONGEST:
        problems.append(Problem(code="K1021", args=(f"{LONGEST:,}",)))
        text = text[:LONGEST]
    if _SUBSET.match(text):
        problems.append(Problem(code="K1022"))
        text = _without_subset(text)
    declared = _XML.match(text)
    text = trimmed(text[declared.end() :] if declared else text)
    tree, beyond = _tree(text)
    if beyond:
        flat, deep = flattened(text)
        tree, _ = _tree(flat)
        problems += [Problem(code="K1023", args=(str(DEPTH),))] * deep
    return Wired(tree, text, decoded.encoding, tuple(problems))


def _said(data: bytes) -> str | None:
    found = _META.search(data, 0, 4096) or _DECLARED.match(data, 0, 512)
    return found.group(1).decode("ascii") if found else None


def decoded_page(data: bytes, label: str | None) -> Decoded:
    """Return the text of a page's bytes; a few torn characters do not keep it from being read, and what was stored
    garbled is put right."""
    label = label or _said(data)
    try:
        found = decode(data, label=label)
    except EncodingError:
        torn = _torn(data, label)
        if torn is None:
            raise
        found = torn
    text, problems = restored_text(found.text)
    return Decoded(text, found.encoding, (*found.problems, *problems)) if problems else found


def _torn(data: bytes, label: str | None) -> Decoded | None:
    """Return the reading of a page with a few torn characters: in the encoding in which the fewest bytes are torn."""
    best = None
    for codec, name in (("utf-8", "UTF-8"), ("cp932", "CP932"), ("euc_jp", "EUC-JP")):
        text = data.decode(codec, "replace")
        count = text.count("\ufffd")
        if count and count <= max(2, len(data) * _TORN) and (best is None or count < best[0]):
            best = (count, text, name)
    if best is None or data.count(0) > len(data) // 100:
        return None
    clean, problems = mend(best[1])
    note = Problem(code="K1024", args=(str(best[0]), best[2]))
    return Decoded(clean, best[2], (*label_problem(label, best[2]), note, *problems))


def _without_subset(text: str) -> str:
    """Return a page without the entities its document type declares: none is ever expanded."""
    start = text.find("[")
    end = text.find("]>", start)
    return text[end + 2 :] if end > 0 else ""


def _tree(text: str) -> tuple[HtmlElement | None, bool]:
    """Return the tree, and whether the parser stopped at one of its limits: depth, length of a stretch of text."""
    parser = HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        tree = document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None, _stopped(parser)
    return tree, _stopped(parser)


def _stopped(parser: HTMLParser) -> bool:
    return any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)


def trimmed(text: str) -> str:
    """Return markup whose tags have at most `_ATTRIBUTES` attributes: libxml2 compares each with all before it
    (100,000 in one tag: 141 s). Linear."""
    end = text.rfind(">") + 1
    return _LONG_TAG.sub(_first_attributes, text[:end]) + text[end:]


def _first_attributes(tag: re.Match[str]) -> str:
    words = tag.group()
    if len(words) < 3 * _ATTRIBUTES or words.count("=") + words.count(" ") + words.count("\n") <= _ATTRIBUTES:
        return words
    found = [match.group() for match, _ in zip(_ATTRIBUTE.finditer(words), range(_ATTRIBUTES + 1), strict=False)]
    return "<" + " ".join(found) + ">"


def flattened(text: str) -> tuple[str, bool]:
    """Return markup in which no element lies deeper than `DEPTH`, and whether any did: the tags of deeper ones are
    left out, their words stay. Scripts, styles and comments are left out, long stretches of text are parted. Linear
    in the text's length.
    """
    text = _RAW.sub(" ", text)
    out: list[str] = []
    open_: list[tuple[str, bool]] = []
    count: Counter[str] = Counter()
    at, deep = 0, False
    for tag in _TAG.finditer(text):
        closing, name = tag.group(1), tag.group(2).lower()
        out.append(_parted(text[at : tag.start()]))
        at = tag.end()
        if name in _VOID:
            out.append(tag.group())
        elif closing:
            out.extend(_close(name, open_, count))
        else:
            if open_ and open_[-1][0] == name and name in _CLOSES_ITSELF:
                out.extend(_close(name, open_, count))
            kept = len(open_) < DEPTH
            deep = deep or not kept
            open_.append((name, kept))
            count[name] += 1
            out.append(tag.group() if kept else _gap(name))
    out.append(_parted(text[at:]))
    return _GAPS.sub("<br>", "".join(out)), deep


def _parted(text: str) -> str:
    if len(text) <= _STRETCH:
        return text
    return "<wbr>".join(text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH))


def _close(name: str, open_: list[tuple[str, bool]], count: Counter[str]) -> list[str]:
    """Return the end tags that a tag's end stands for: its own and those left open within it."""
    out: list[str] = []
    while count[name]:
        last, kept = open_.pop()
        count[last] -= 1
        out.append(f"</{last}>" if kept else _gap(last))
        if last == name:
            break
    return out


def _gap(name: str) -> str:
    return "" if name in _INLINE else "<br>"

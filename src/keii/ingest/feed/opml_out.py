"""OPML out: feeds -> bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias
from xml.sax.saxutils import escape, quoteattr

from keii.ingest.feed.opml import MOST_FOLDERS, USED
from keii.records.feed import Outline

Path: TypeAlias = tuple[str, ...]  #: folders, outermost first
Tree: TypeAlias = dict[Path, list[Outline]]
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,60}")
_SPACED = re.compile(r"\{([^{}\s]{1,200})\}([A-Za-z_][A-Za-z0-9_.-]{0,60})")
_REFUSED_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def opml_bytes(outlines: Iterable[Outline], *, title: str) -> bytes:
    """Return a list of feeds as OPML 2.0 in UTF-8: folders first met first, feeds in order within them."""
    tree: dict[Path, list[Outline]] = {}
    for outline in outlines:
        folders = outline.folders[:MOST_FOLDERS]
        for n in range(len(folders) + 1):
            tree.setdefault(folders[:n], [])
        tree[folders].append(outline)
    prefixes = _prefixes(tree)
    spaces = "".join(f" xmlns:{prefix}={_quoted(space)}" for space, prefix in prefixes.items())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0"{spaces}>',
        f"  <head><title>{escape(_fit(title))}</title></head>",
        "  <body>",
        *_body((), tree, _children(tree), prefixes),
        "  </body>",
        "</opml>",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


def _children(tree: Tree) -> dict[Path, list[Path]]:
    below: dict[Path, list[Path]] = {}
    for path in tree:
        if path:
            below.setdefault(path[:-1], []).append(path)
    return below


def _body(path: Path, tree: Tree, below: dict[Path, list[Path]], prefixes: dict[str, str]) -> Iterator[str]:
    indent = "    " + "  " * len(path)
    for outline in tree.get(path, ()):
        yield f"{indent}<outline {_attributes(outline, prefixes)}/>"
    for child in below.get(path, ()):
        yield f"{indent}<outline text={_quoted(child[-1])}>"
        yield from _body(child, tree, below, prefixes)
        yield f"{indent}</outline>"


def _attributes(outline: Outline, prefixes: dict[str, str]) -> str:
    title = outline.title or outline.url
    pairs = [("type", "rss"), ("text", title), ("title", title), ("xmlUrl", outline.url)]
    pairs += [("htmlUrl", outline.home)] if outline.home else []
    taken = set(USED)
    for key, value in outline.others:
        name = _named(key, prefixes)
        if name and name.lower() not in taken:
            taken.add(name.lower())
            pairs.append((name, value))
    return " ".join(f"{key}={_quoted(value)}" for key, value in pairs)


def _prefixes(tree: Tree) -> dict[str, str]:
    """Return the namespaces of foreign attributes with the prefixes they get: ns1, ns2 in order of first use."""
    keys = (key for outlines in tree.values() for outline in outlines for key, _ in outline.others)
    spaces = dict.fromkeys(found[1] for key in keys if (found := _SPACED.fullmatch(key)))
    return {space: f"ns{n}" for n, space in enumerate(spaces, 1)}


def _named(key: str, prefixes: dict[str, str]) -> str | None:
    found = _SPACED.fullmatch(key)
    if found:
        return f"{prefixes[found[1]]}:{found[2]}"
    return key if _NAME.fullmatch(key) and not key.lower().startswith("xml") else None


def _quoted(text: str) -> str:
    return quoteattr(_fit(text), {"\n": "&#10;", "\t": "&#9;"})


def _fit(text: str) -> str:
    return _REFUSED_IN_XML.sub("", text)

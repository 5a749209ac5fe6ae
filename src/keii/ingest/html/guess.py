"""推し量り: what trafilatura and htmldate make of a page, where nothing of ours found a text or a day."""

from __future__ import annotations

from datetime import date

from keii.ingest.html.dates import FIRST, LAST, Said
from keii.records.page import Block
from keii.records.span import Span

_LONGEST = 1_000_000
"""Characters of a page that are given to either at most."""
_LEAST = 40
"""Characters of a text without a sentence's end at least: shorter ones are the words of buttons."""
_ELEMENTS = 20_000
"""Elements of such a page at most: their rules look at some elements many times over."""


def main_text(html: str) -> tuple[str, tuple[Block, ...]]:
    """Return trafilatura's main text as paragraphs; "" where it finds none or the page is too large for it."""
    if not _fits(html):
        return "", ()
    from trafilatura import bare_extraction  # loaded only for pages that need it: 0.4 s

    found = bare_extraction(html, fast=True, include_comments=False, include_tables=True)
    text = (getattr(found, "text", None) or "") if found is not None else ""
    lines = [line.strip() for line in text.split("\n") if line.strip()] if "。" in text or len(text) >= _LEAST else []
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(kind="paragraph", text=line, span=Span(at, at + len(line))))
        at += len(line) + 1
    return "\n".join(lines), tuple(blocks)


def day(html: str) -> Said | None:
    """Return htmldate's day of publication; None where it finds none. It is given bounds, so that it asks no clock, and
    no address: an address alone dates nothing."""
    if not _fits(html):
        return None
    from htmldate import find_date

    first, last = date(FIRST, 1, 1).isoformat(), date(LAST, 12, 31).isoformat()
    found = find_date(html, extensive_search=False, original_date=True, min_date=first, max_date=last)
    return Said(date.fromisoformat(found), found, "guess") if found else None


def _fits(html: str) -> bool:
    return len(html) <= _LONGEST and html.count("<") <= 2 * _ELEMENTS

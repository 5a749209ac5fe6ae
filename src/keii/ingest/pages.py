"""網頁を切り抜きに: a web page, saved or from an archive, given to the html room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import BinaryIO

from keii.errors import N_, EncodingError, FormatError
from keii.ingest.html.clips import NO_ARTICLE, html_items
from keii.ingest.published import from_name
from keii.ingest.stream import Item, Stream, because, not_taken, spread, stream_of
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem

LONGEST = 1 << 26
"""Bytes of a page at most (64 MiB), pictures written into it included."""


def take_html(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of a saved page. A day in the file's name dates a page that does not say its own.

    Raises `FormatError` for a page without text, `EncodingError` for bytes that are no text.
    """
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise FormatError("{0}: longer than {1} bytes", name, f"{LONGEST:,}")
    return stream_of_page(file, data, name, name, None, order)


def stream_of_page(file: BinaryIO, data: bytes, name: str, source_id: str, url: str | None, order: Order) -> Stream:
    """Return the stream of a file that holds one page, `data`. Raises `FormatError` for a page without text."""
    items = list(_dated(html_items(data, source_id, order, url), from_name(name)))
    found = [item for item in items if isinstance(item, Clip)]
    if walled := next((item for item in items if isinstance(item, Problem) and item.args[1] == NO_ARTICLE), None):
        raise FormatError(NO_ARTICLE, name, *walled.args[5:], hint=walled.args[2])
    if not found:
        raise FormatError(
            "{0} is a page in which no main text was found", name, hint="save its words as a text file and give that"
        )
    return stream_of(file, spread(found, 0, len(data)))


def page_items(
    data: bytes, *, url: str, label: str | None, order: Order, place: str, day: date | None
) -> Iterator[Item]:
    """Yield the clips of a page of an archive, or the one problem why there are none. `day` is its date where it does
    not say its own, `place` what it is called in a problem."""
    try:
        for item in _dated(html_items(data, url, replace(order, label=label), url), day):
            if isinstance(item, Clip):
                yield item
            elif item.args[1] == NO_ARTICLE:
                yield not_taken(place, N_("no article but {0} ({1})"), *item.args[5:])
            else:
                yield not_taken(place, N_("no main text found on the page"))
    except EncodingError as error:
        yield because(place, error)


def _dated(items: Iterator[Item], day: date | None) -> Iterator[Item]:
    for item in items:
        if day and isinstance(item, Clip) and item.published is None:
            known = tuple(problem for problem in item.problems if problem.code != "K1004")
            yield replace(item, published=day, published_by="input", problems=known)
        else:
            yield item

"""網から: what was fetched -> clips; and where that gives none, the words a feed itself has of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO

from keii.errors import N_, InputError
from keii.ingest.entry import Entry, entry_clips, line_of
from keii.ingest.feed.dates import entry_day
from keii.ingest.garbled import restored
from keii.ingest.html.outlet import house_name, is_platform
from keii.ingest.looks import binary_kind, is_html
from keii.ingest.markup import has_blocks, lines_of_html, with_breaks
from keii.ingest.pages import page_items
from keii.ingest.stream import Item, because, given_of, not_taken
from keii.ingest.take import take_file
from keii.records.clip import Clip
from keii.records.feed import FeedEntry
from keii.records.fetched import Fetched
from keii.records.order import Order
from keii.records.problem import Problem

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_LONGEST_OUTLET = 40
"""Code points of a feed's title that may be the name of an outlet: longer ones are sentences about it."""


def is_page(got: Fetched) -> bool:
    """Say whether what was fetched is an HTML page: its first tags say so, or the server does and there are tags."""
    head = got.body[:65_536]
    return is_html(head, "page.html" if got.content_type in _PAGES else "")


def page_clips(got: Fetched, order: Order, *, day: date | None = None, outlet: str | None = None) -> Sequence[Item]:
    """Return the clips of a page of the web, or the one problem why there are none.

    The clips are called by the address the page came from. `day` and `outlet` are what a feed says of it: they count
    where the page itself does not say.
    """
    url = got.final_url
    if is_page(got):
        label = order.label or got.charset
        items = list(page_items(got.body, url=url, label=label, order=order, place=url, day=day))
        return _with_outlet(items, outlet)
    kind = binary_kind(got.body)
    if kind:
        return (not_taken(url, N_("it is {0}, no page"), kind),)
    return _with_outlet(file_items(got, order, day), outlet)


def file_items(got: Fetched, order: Order, day: date | None = None) -> list[Item]:
    """Return what is in a file of the web of any format that is taken, or the one problem why it is not."""
    url = got.final_url
    try:
        stream = take_file(BytesIO(got.body), name=url, order=replace(order, label=order.label or got.charset))
        items = [item for item, _ in stream.items]
    except InputError as error:
        return [because(url, error)]
    return [_placed(item, url, day) if isinstance(item, Clip) else item for item in items]


def own_words(
    entry: FeedEntry, order: Order, *, place: str, outlet: str | None, problems: tuple[Problem, ...]
) -> Sequence[Item]:
    """Return the clips of what a feed itself has of an entry, () where it has no words of it. `place` names the entry
    where it has no address; `problems` say why it is not the page."""
    whole = restored((entry.content or entry.summary or "", entry.title or ""))
    html, title = whole.texts
    text, hints = lines_of_html(html if has_blocks(html) else with_breaks(html))
    found = Entry(
        id=entry.link or place,
        text=text,
        title=line_of(title),
        url=entry.link,
        published=entry_day(entry),
        links=hints.links,
        problems=(*problems, *whole.problems, *hints.problems),
    )
    return _with_outlet(list(entry_clips(found, given_of(order), whole=entry.content is None)), outlet)


def outlet_named(title: str | None) -> str | None:
    """Return the outlet a feed's title names, in its usual form; None for none, a portal's or blog service's."""
    name = house_name(title) if title else ""
    return name if 0 < len(name) <= _LONGEST_OUTLET and not is_platform(name) else None


def _placed(clip: Clip, url: str, day: date | None) -> Clip:
    dated = clip.published or not day
    return replace(
        clip,
        url=clip.url or url,
        published=clip.published if dated else day,
        published_by=clip.published_by if dated else "input",
    )


def _with_outlet(items: Sequence[Item], outlet: str | None) -> Sequence[Item]:
    """Return items with the outlet of a page that is one piece and does not say its own; pieces of a scrapbook are
    others' words."""
    if outlet and len(items) == 1 and isinstance(items[0], Clip) and not items[0].outlet and not items[0].cut:
        return (replace(items[0], outlet=outlet, outlet_by="input"),)
    return items

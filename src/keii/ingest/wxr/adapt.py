"""WXR -> 切り抜き: every post and page of an export is cut into clips; pictures and menus are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from keii.errors import N_, FormatError, KeiiError
from keii.ingest.entry import Entry, entry_clips, line_of
from keii.ingest.garbled import restored
from keii.ingest.markup import lines_of_html, with_breaks
from keii.ingest.mt.dates import moment
from keii.ingest.stream import Item, Items, Stream, because, given_of, measured, not_taken, place_of, spread
from keii.ingest.wxr.wire import LONGEST, TOO_LONG, Broken, Post, posts
from keii.records.order import Order
from keii.records.problem import Problem

_ROOT = re.compile(rb"<(?:rss|channel)\b", re.IGNORECASE)
_OURS = re.compile(rb"wordpress\.org/export/|<wp:wxr_version", re.IGNORECASE)
_NO_TEXTS = frozenset((
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
))  # fmt: skip
_OWN = ("wp_", "acf-")
"""How the kinds of a theme's or a plug-in's own items begin."""
_IN_BLOCKS = re.compile(r"<!-- wp:|<p[\s>]", re.IGNORECASE)
_WEB = re.compile(r"https?://\S{3,2000}", re.IGNORECASE)


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001  # every format is asked alike
    """Say whether a file that begins so is a WordPress export."""
    return bool(_ROOT.search(head) and _OURS.search(head))


def take_wxr(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of an export's posts and pages, and those not taken, in order. A clip's source is called by the
    post's permalink, else by its guid. Raises `FormatError` for a file that declares entities or has no posts."""
    digest, size = measured(file)
    found = posts(file, name)
    first = next(found, None)  # what the whole file is refused for shows here
    if first is None:
        raise FormatError("{0}: there are no posts in it", name)
    return Stream(digest=digest, size=size, items=_items(chain((first,), found), name, order, size))


def _items(found: Iterable[Post | Broken], name: str, order: Order, size: int) -> Items:
    used = 0
    for post in found:
        end = size if isinstance(post, Broken) else min(post.end, size)
        yield from spread(list(_post_items(post, name, order)), used, end)
        used = end


def _post_items(post: Post | Broken, name: str, order: Order) -> Iterator[Item]:
    place = place_of(name, post.number)
    if isinstance(post, Broken):
        yield not_taken(place, N_("the file breaks off here: {0}"), post.reason)
        return
    if post.kind == TOO_LONG:
        yield not_taken(place, N_("longer than {0} bytes"), f"{LONGEST:,}")
        return
    if post.kind in _NO_TEXTS or post.kind.startswith(_OWN):
        return
    try:
        clips = list(entry_clips(_entry(post, name), given_of(order), whole=order.whole))
    except KeiiError as error:
        yield because(place, error)
        return
    if not clips:
        yield not_taken(place, N_("no text"))
    yield from clips


def _entry(post: Post, name: str) -> Entry:
    found = restored((post.content.replace("\r\n", "\n"), post.title))
    content, title = found.texts
    body = content if _IN_BLOCKS.search(content) else with_breaks(content)
    text, shown = lines_of_html(body)
    when = moment(post.day)
    bad = post.day and not post.day.startswith("0000") and when is None
    odd = Problem(code="K2104", args=(str(post.number), post.day))
    return Entry(
        id=post.link or post.id or f"{name}#{post.day or post.number}",
        text=text,
        title=line_of(title),
        url=post.link if _WEB.fullmatch(post.link) else None,
        published=when.date() if when else None,
        marks=shown.marks,
        links=shown.links,
        problems=(*((odd,) if bad else ()), *found.problems, *shown.problems),
    )

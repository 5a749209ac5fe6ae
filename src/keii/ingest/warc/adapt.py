"""保存網頁 -> 切り抜き: the pages of an archive; pictures, scripts, redirects and refusals are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from keii.errors import N_, EncodingError
from keii.ingest.decode import decode
from keii.ingest.entry import Entry, entry_clips
from keii.ingest.pages import page_items
from keii.ingest.stream import Item, Items, Stream, because, given_of, measured, not_taken, place_of, spread
from keii.ingest.warc.http import Answer, answer_of, media_type
from keii.ingest.warc.records import Damaged, Record, records
from keii.records.order import Order

_JAPAN = timezone(timedelta(hours=9), "JST")
_PAGES = frozenset(("text/html", "application/xhtml+xml", "text/plain", ""))
_HTML = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_STILL = timedelta(days=1)
"""How long before it was fetched a page was last changed for that day to be its own: servers that make a page when it
is asked for say "now"."""


def recognise(head: bytes, name: str) -> bool:
    """Say whether a file that begins so is a web archive. `head`: its first bytes, unpacked where it is packed."""
    return head.startswith(b"WARC/") or (name.lower().endswith((".warc", ".warc.gz")) and head[:2] == b"\x1f\x8b")


def take_warc(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of an archive's pages and the records not taken, in order. A clip's source is called by the
    page's address."""
    digest, size = measured(file)
    return Stream(digest=digest, size=size, items=_items(file, name, order, size))


def _items(file: BinaryIO, name: str, order: Order, size: int) -> Items:
    used = 0
    for number, record in enumerate(records(file, size), 1):
        place = place_of(name, number, record.offset)
        if isinstance(record, Damaged):
            items: list[Item] = [not_taken(place, record.reason)]
        else:
            items = list(_record_items(record, place, order))
        end = max(used, min(record.end, size))
        yield from spread(items, used, end)
        used = end


def _record_items(record: Record, place: str, order: Order) -> Iterator[Item]:
    answer = _answer(record)
    if answer is None or not 200 <= answer.status < 300 or answer.type not in _PAGES or not _web(record.uri):
        return
    if answer.fault:
        yield not_taken(place, answer.fault)
        return
    if not answer.body.strip() or (answer.type == "" and not _HTML.match(answer.body)):
        return
    label, day = order.label or answer.charset, _day(answer, record.date)
    if answer.type == "text/plain" and not _HTML.match(answer.body):
        yield from _text_items(record, answer, place, order, day)
        return
    yield from page_items(answer.body, url=record.uri, label=label, order=order, place=place, day=day)


def _answer(record: Record) -> Answer | None:
    if record.kind == "response":
        return answer_of(record.block)
    kind, charset = media_type(record.type)
    return Answer(status=200, type=kind, charset=charset, modified="", date="", body=record.block)


def _text_items(record: Record, answer: Answer, place: str, order: Order, day: date | None) -> Iterator[Item]:
    try:
        decoded = decode(answer.body, label=order.label or answer.charset)
    except EncodingError as error:
        yield because(place, error)
        return
    entry = Entry(id=record.uri, text=decoded.text, url=record.uri, published=day, problems=decoded.problems)
    clips = list(entry_clips(entry, given_of(order), whole=order.whole))
    if not clips:
        yield not_taken(place, N_("no text"))
    yield from clips


def _web(uri: str) -> bool:
    """Say whether a page for people may stand at an address: no robots.txt, no name of a host that was looked up."""
    try:
        parts = urlsplit(uri)
    except ValueError:
        return False
    return parts.scheme.lower() in ("http", "https") and parts.path not in ("/robots.txt", "/ads.txt", "/humans.txt")


def _day(answer: Answer, fetched: str) -> date | None:
    """Return the day in Japan a page was last changed, where that was well before it was fetched."""
    changed = _moment(answer.modified)
    seen = _moment(answer.date) or _moment(fetched)
    if changed is None or seen is None or changed > seen - _STILL:
        return None
    return changed.astimezone(_JAPAN).date()


def _moment(text: str) -> datetime | None:
    if not text or len(text) > 60:
        return None
    try:
        found = datetime.fromisoformat(text) if text[:4].isdigit() else parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else None

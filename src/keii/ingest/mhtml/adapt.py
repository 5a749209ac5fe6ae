"""一枚の頁 -> 切り抜き: the page of a browser's .mhtml or .mht file, with its address and the day it says itself."""

from __future__ import annotations

from dataclasses import replace
from email.message import Message
from typing import BinaryIO

from keii.errors import FormatError
from keii.ingest.mail import LONGEST, MOST_PARTS, bytes_of, charset_of, field_names, field_of, parsed
from keii.ingest.pages import stream_of_page
from keii.ingest.stream import Stream
from keii.records.order import Order

_RELATED = b"multipart/related"


def recognise(head: bytes, name: str) -> bool:
    """Say whether a file that begins so is a saved page: a message of related parts that is no mail to somebody."""
    names = field_names(head)
    related = _RELATED in head.lower() and "mime-version" in names
    saved = "snapshot-content-location" in names or name.lower().endswith((".mhtml", ".mht"))
    return bool(names) and (saved or (related and "to" not in names and "received" not in names))


def take_mhtml(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of a saved page. The source is called by the page's address. The day it was saved is not its
    own. Raises `FormatError` where no page is in it."""
    file.seek(0)
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise FormatError("{0}: longer than {1} bytes", name, f"{LONGEST:,}")
    message = parsed(data)
    part = _page(message)
    if part is None:
        raise FormatError("{0}: there is no page in it", name)
    url = _address(message, part)
    known = replace(order, label=order.label or charset_of(part))
    return replace(stream_of_page(file, bytes_of(part), name, url or name, url, known), size=len(data))


def _page(message: Message) -> Message | None:
    """Return the part that is the page: the one the message starts with, else its first HTML."""
    pages = []
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            break
        if not part.is_multipart() and part.get_content_type() in ("text/html", "application/xhtml+xml"):
            pages.append(part)
    start = field_of(message, "snapshot-content-location", None)
    same = [part for part in pages if start and field_of(part, "content-location", None) == start]
    return next(iter([*same, *pages]), None)


def _address(message: Message, part: Message) -> str | None:
    said = [field_of(message, "snapshot-content-location", None), field_of(part, "content-location", None)]
    return next((url for url in said if url and url.lower().startswith(("http://", "https://"))), None)

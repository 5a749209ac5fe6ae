"""部屋割り: which room takes a file, by what it holds first and its name second. text has none."""

from __future__ import annotations

import codecs
import zlib
from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import BinaryIO, Final

from keii.errors import FormatError
from keii.ingest import pages
from keii.ingest.csv import adapt as csv_room
from keii.ingest.decode import mark_of
from keii.ingest.eml import adapt as eml_room
from keii.ingest.looks import is_html, is_json_lines
from keii.ingest.mhtml import adapt as mhtml_room
from keii.ingest.mt import adapt as mt_room
from keii.ingest.stream import Stream, measured
from keii.ingest.warc import adapt as warc_room
from keii.ingest.wxr import adapt as wxr_room
from keii.records.order import Order

HEAD = 1 << 16
"""Bytes of a file that tell its format."""
LARGEST_WIDE = 1 << 28
"""Bytes of an export in UTF-16 at most, which is turned into UTF-8 as a whole (256 MiB)."""
ENDINGS: Final = (
    ".txt", ".md", ".jsonl", ".ndjson", ".html", ".htm", ".xhtml", ".mhtml", ".mht", ".eml", ".csv", ".tsv", ".xml",
    ".warc", ".warc.gz", ".zip",
)  # fmt: skip
"""How the names of files end that are taken out of a folder; what is in them decides how."""
Room = Callable[[BinaryIO, str, Order], Stream]


def room_of(head: bytes, name: str, order: Order | None = None) -> Room | None:
    """Return what takes a file that begins with `head`; None for JSON Lines, text pages and all that nothing takes.
    A table that has the columns the order names is one, whatever it is called."""
    if head.startswith(b"\x1f\x8b"):
        return _warc if warc_room.recognise(_unpacked(head), "") else None
    codec = mark_of(head)[0]
    if codec in ("utf-16", "utf-32"):
        wide = codecs.getincrementaldecoder(codec)("replace").decode(head)
        room = _by_words(wide.encode("utf-8", "replace"), name)
        return partial(_narrowed, codec) if room is _mt else room
    room = _by_words(head, name)
    if room is None and order and order.columns and not is_json_lines(head.decode("latin-1"), name):
        return _csv if csv_room.recognise(head, name, dict(order.columns)) else None
    return room


def _by_words(head: bytes, name: str) -> Room | None:
    if is_json_lines(head.decode("latin-1"), name):
        return None
    return next((take for recognise, take in _ROOMS if recognise(head, name)), None)


def _unpacked(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _narrowed(codec: str, file: BinaryIO, name: str, order: Order) -> Stream:
    """Return the stream of an export in UTF-16, whose lines cannot be told apart by their bytes, as if in UTF-8."""
    digest, size = measured(file)
    if size > LARGEST_WIDE:
        raise FormatError("{0}: longer than {1} bytes", name, f"{LARGEST_WIDE:,}")
    data = file.read().decode(codec, "replace").encode("utf-8", "replace")
    items = ((item, size * used // max(len(data), 1)) for item, used in _mt(BytesIO(data), name, order).items)
    return Stream(digest=digest, size=size, items=items)


def _warc(file: BinaryIO, name: str, order: Order) -> Stream:
    return warc_room.take_warc(file, name=name, order=order)


def _mhtml(file: BinaryIO, name: str, order: Order) -> Stream:
    return mhtml_room.take_mhtml(file, name=name, order=order)


def _eml(file: BinaryIO, name: str, order: Order) -> Stream:
    return eml_room.take_eml(file, name=name, order=order)


def _mt(file: BinaryIO, name: str, order: Order) -> Stream:
    return mt_room.take_mt(file, name=name, order=order)


def _wxr(file: BinaryIO, name: str, order: Order) -> Stream:
    return wxr_room.take_wxr(file, name=name, order=order)


def _html(file: BinaryIO, name: str, order: Order) -> Stream:
    return pages.take_html(file, name=name, order=order)


def _csv(file: BinaryIO, name: str, order: Order) -> Stream:
    return csv_room.take_csv(file, name=name, order=order, columns=dict(order.columns))


_ROOMS: Final[tuple[tuple[Callable[[bytes, str], bool], Room], ...]] = (
    (warc_room.recognise, _warc),
    (mhtml_room.recognise, _mhtml),
    (eml_room.recognise, _eml),
    (mt_room.recognise, _mt),
    (wxr_room.recognise, _wxr),
    (is_html, _html),
    (csv_room.recognise, _csv),
)
"""Asked in this order. HTML: `pages.take_html` is the door to the html room."""

"""電子の封筒: what newsletters (.eml) and saved pages (.mhtml) have in common: header fields and parts."""

from __future__ import annotations

import re
from datetime import date, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from keii.errors import EncodingError
from keii.ingest.decode import decode
from keii.ingest.entry import line_of

LONGEST = 1 << 26
"""Bytes of a message at most, its pictures and attachments included (64 MiB)."""
MOST_PARTS = 2_000
_JAPAN = timezone(timedelta(hours=9), "JST")
_FIELD = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):(?:[ \t]|\r?\n|\r|\Z)")
_LONGEST_FIELD = 10_000


def field_names(head: bytes) -> frozenset[str]:
    """Return the names of a message's header fields, in lower case; none where the bytes do not begin as one."""
    names: set[str] = set()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    whole = b"\n\n" in head or b"\r\n\r\n" in head or b"\r\r" in head
    for line in re.split(rb"\r\n\r\n|\n\n|\r\r", head, maxsplit=1)[0].splitlines()[: None if whole else -1]:
        found = _FIELD.match(line + b"\n")
        if not found and not (names and line[:1] in b" \t"):
            return frozenset()
        if found:
            names.add(found[1].decode("ascii").lower())
    return frozenset(names)


def parsed(data: bytes) -> Message:
    """Return a message's parts. Never raises for what the bytes hold."""
    return BytesParser().parsebytes(data.removeprefix(b"\xef\xbb\xbf").lstrip())


def field_of(message: Message, name: str, label: str | None) -> str | None:
    """Return a header field as one line, encoded words and unencoded Japanese read; None for none."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name), None)
    if raw is None:
        return None
    data = str(raw)[:_LONGEST_FIELD].encode("utf-8", "surrogateescape")
    if b"=?" not in data:
        return line_of(_read(data, label))
    return line_of(_words(data, label))


def day_of(message: Message) -> tuple[date | None, str | None]:
    """Return the day in Japan of the Date field, and the field as it stands where it is no date."""
    said = field_of(message, "date", None)
    if not said:
        return None, None
    try:
        moment = parsedate_to_datetime(said)
        return (moment.astimezone(_JAPAN) if moment.tzinfo else moment).date(), None
    except (ValueError, OverflowError, TypeError, IndexError):
        return None, said


def bytes_of(part: Message) -> bytes:
    """Return a part's bytes without their transfer encoding; one that is broken as it stands."""
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = None
    return payload if isinstance(payload, bytes) else b""


def charset_of(part: Message) -> str | None:
    """Return what a part's encoding is said to be."""
    try:
        said = part.get_param("charset")
    except (ValueError, LookupError):
        return None
    if isinstance(said, tuple):
        said = said[2]
    return str(said).strip("\"' ") or None if said else None


def _words(data: bytes, label: str | None) -> str:
    try:
        pieces = decode_header(data.decode("latin-1"))
    except (HeaderParseError, ValueError, LookupError):
        return _read(data, label)
    out = []
    for piece, charset in pieces:
        found = piece if isinstance(piece, bytes) else piece.encode("latin-1", "replace")
        out.append(_read(found, charset or label))
    return "".join(out)


def _read(data: bytes, label: str | None) -> str:
    try:
        return decode(data, label=label).text
    except EncodingError:
        return data.decode("utf-8", "replace")

"""応答: the bytes of an HTTP answer as an archive keeps them -> status, headers, body unpacked within bounds."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from keii.errors import N_

LONGEST = 1 << 25
"""Bytes of a body after unpacking at most."""
RATIO = 200
_FREE = 1 << 20
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")
_LAYERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """応答."""

    status: int
    type: str  #: media type in lower case, "" where not said
    charset: str | None
    modified: str  #: Last-Modified as sent
    date: str  #: Date as sent
    body: bytes
    fault: str = ""  #: why the body could not be unpacked


def answer_of(block: bytes) -> Answer | None:
    """Return the answer in a record's block; None where it is none."""
    status = _STATUS.match(block)
    if not status:
        return None
    end = _END.search(block)
    head, body = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    fields = _fields(head)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    body, fault = _unpacked(body, fields.get("content-encoding", ""))
    kind, charset = media_type(fields.get("content-type", ""))
    return Answer(
        status=int(status[1]), type=kind, charset=charset, modified=fields.get("last-modified", ""),
        date=fields.get("date", ""), body=body, fault=fault,
    )  # fmt: skip


def media_type(value: str) -> tuple[str, str | None]:
    """Return the type and the charset of a Content-Type: 「text/html; charset=Shift_JIS」."""
    kind, *rest = value.split(";")
    said = [part.split("=", 1)[1].strip(" \"'") for part in rest if part.strip().lower().startswith("charset=")]
    return kind.strip().lower(), (said[0] or None) if said else None


def _fields(head: bytes) -> dict[str, str]:
    fields: dict[str, str] = {}
    for line in head.decode("latin-1").splitlines()[1:500]:
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip().lower(), value.strip())
    return fields


def _joined(body: bytes) -> bytes:
    """Return a body without its chunks' sizes; as it is where the archive took them out already."""
    out, at = bytearray(), 0
    while found := _CHUNK.match(body, at):
        length = int(found[1], 16)
        if not length:
            return bytes(out)
        out += body[found.end() : found.end() + length]
        at = found.end() + length
        at += 2 if body[at : at + 2] == b"\r\n" else 1 if body[at : at + 1] == b"\n" else 0
        if at > len(body) + 2:
            break
    return bytes(out) if out and at >= len(body) else body


def _unpacked(body: bytes, encodings: str) -> tuple[bytes, str]:
    names = [name.strip().lower() for name in encodings.split(",") if name.strip().lower() not in ("", "identity")]
    if len(names) > _LAYERS:
        return b"", N_("it is packed several times over")
    for name in reversed(names):
        if name not in ("gzip", "x-gzip", "deflate"):
            return b"", N_("it is packed in a way that is not read")
        if name == "deflate" or body[:2] == b"\x1f\x8b":
            body, fault = _inflated(body)
            if fault:
                return b"", fault
    return body, ""


def _inflated(body: bytes) -> tuple[bytes, str]:
    """Return what is packed in a body; one that is cut short gives what there is."""
    raw = body[:2] != b"\x1f\x8b" and body[:1] != b"\x78"
    unpacker = zlib.decompressobj(-15 if raw else 47)
    most = min(LONGEST, _FREE + len(body) * RATIO)
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error:
        return b"", N_("its packing is damaged")
    return (b"", N_("it unpacks to more than is taken")) if len(data) > most else (data, "")

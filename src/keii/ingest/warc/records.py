"""記録: the records of an archive, one after another; a damaged one is named and the next is looked for.

Written here and not taken from a library: what is wanted is to go on behind a damaged record and to say at which byte
it stood, and nothing else of what libraries for archives do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from keii.errors import N_
from keii.ingest.warc.members import members

LONGEST = 1 << 25
"""Bytes of a record's block that are kept; of a longer one nothing is (32 MiB: no page of text is longer)."""
_HEADER = 1 << 16
_BLOCK = 1 << 18
_IN_MEMORY = 1 << 23
_VERSION = re.compile(rb"WARC/\d\.\d+\s*")
_BEGINS = re.compile(rb"(?:\A|(?<=\n))WARC/1\.[01]\r?\n")
_KEPT = frozenset((b"response", b"resource"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """記録: one response or resource."""

    offset: int  #: its first byte in the file, or that of the gzip member it is in
    end: int  #: a byte of the file up to which all is read
    kind: str  #: response or resource
    uri: str
    type: str  #: Content-Type of the record
    date: str  #: WARC-Date
    block: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Damaged:
    """傷んだ記録: one that could not be read."""

    offset: int
    end: int
    reason: str


def records(file: BinaryIO, size: int) -> Iterator[Record | Damaged]:
    """Yield the responses and resources of an archive in order, and the records that are damaged."""
    file.seek(0)
    if file.read(2) != b"\x1f\x8b":
        yield from _plain(file, size, None)
        return
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
        held = cast("BinaryIO", spooled)
        for member in members(file, size, held):
            found = list(_plain(held, member.size, (member.offset, member.end)))
            if member.fault:
                found = [*found[:-1], Damaged(offset=member.offset, end=member.end, reason=member.fault)]
            yield from found


def _plain(file: BinaryIO, size: int, within: tuple[int, int] | None) -> Iterator[Record | Damaged]:
    """Yield what is in an archive that is not packed. `within`: the place of the packed member it came out of."""
    at = _skip_blanks(file, 0)
    while at < size:
        found, after = _record(file, at, size)
        place = within or (at, after)
        if isinstance(found, str):
            yield Damaged(offset=place[0], end=place[1], reason=found)
        elif found is not None:
            fields, block = found
            yield _made(fields, block, place)
        at = _skip_blanks(file, after)


def _record(file: BinaryIO, at: int, size: int) -> tuple[tuple[dict[bytes, bytes], bytes] | str | None, int]:
    """Return the record at a byte: its fields and block, why it cannot be read, or None for one of no interest; and
    where to go on."""
    file.seek(at)
    fields = _fields(file)
    start = file.tell()
    if fields is None:
        return N_("this is no WARC record"), _next(file, at + 1, size)
    length = fields.get(b"content-length", b"")
    if not length.isdigit() or len(length) > 18:
        return N_("its length is not said"), _next(file, start, size)
    end = start + int(length)
    if end > size:
        following = _next(file, start, size)
        return (N_("the file ends inside it") if following >= size else N_("its length is wrong")), following
    file.seek(end)
    after = file.read(64)
    if not after.startswith(b"\r\n\r\n") and after.strip(b"\r\n") and not after.lstrip(b"\r\n").startswith(b"WARC/"):
        return N_("its length is wrong"), _next(file, start, size)
    if fields.get(b"warc-type", b"").lower() not in _KEPT:
        return None, end
    if int(length) > LONGEST:
        return N_("longer than any page"), end
    file.seek(start)
    block = file.read(int(length))
    inside = _BEGINS.search(block)
    if inside and _is_record(block[inside.start() :]):
        return N_("its length is wrong"), start + inside.start()
    return (fields, block), end


def _fields(file: BinaryIO) -> dict[bytes, bytes] | None:
    """Read a record's header; None where there is none."""
    line = file.readline(_HEADER)
    if not _VERSION.fullmatch(line):
        return None
    fields: dict[bytes, bytes] = {}
    name = b""
    for _ in range(200):
        line = file.readline(_HEADER)
        bare = line.strip()
        if not bare:
            return fields if line else None
        if line[:1] in b" \t" and name:
            fields[name] += b" " + bare
            continue
        key, colon, value = bare.partition(b":")
        if not colon:
            return None
        name = key.strip().lower()
        fields.setdefault(name, value.strip())
    return None


def _is_record(data: bytes) -> bool:
    """Say whether a record's own header stands here, and no page that writes about one."""
    head = data[:2000].lower()
    return b"\nwarc-type:" in head and b"\nwarc-record-id:" in head and b"\ncontent-length:" in head


def _next(file: BinaryIO, at: int, size: int) -> int:
    """Return where the next record begins at or after a byte; the end of the file for none."""
    file.seek(at)
    tail, base = b"", at
    while block := file.read(_BLOCK):
        data = tail + block
        for found in re.finditer(rb"WARC/1\.[01]\r?\n", data):
            if found.start() == 0 or data[found.start() - 1 : found.start()] == b"\n":
                return base + found.start()
        keep = min(len(data), 16)
        base += len(data) - keep
        tail = data[-keep:]
    return size


def _skip_blanks(file: BinaryIO, at: int) -> int:
    file.seek(at)
    while block := file.read(64):
        bare = block.lstrip(b"\r\n")
        if bare:
            return at + len(block) - len(bare)
        at += len(block)
    return at


def _made(fields: dict[bytes, bytes], block: bytes, place: tuple[int, int]) -> Record:
    def said(name: bytes) -> str:
        return fields.get(name, b"").decode("utf-8", "replace")

    return Record(
        offset=place[0], end=place[1], kind=said(b"warc-type").lower(), uri=said(b"warc-target-uri").strip("<>"),
        type=said(b"content-type"), date=said(b"warc-date"), block=block,
    )  # fmt: skip

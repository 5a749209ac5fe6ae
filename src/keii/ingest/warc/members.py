"""包み: the gzip members of a packed archive, unpacked one after another within bounds."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from keii.errors import N_

MOST = 1 << 32
"""Bytes an archive may unpack to at most from one member (4 GiB, in a file on disk)."""
RATIO = 200
"""How many times its packed size a member may unpack to, beyond the first megabyte. HTML is packed 5- to 20-fold."""
_FREE = 1 << 20
_BLOCK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_GZIP = 31  # zlib's window bits for a gzip member


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """包み: one member, unpacked."""

    offset: int  #: its first byte in the file
    end: int  #: the byte after it, or where the next one is looked for
    size: int  #: bytes it unpacked to
    fault: str  #: why it could not be unpacked to its end; "" where it could


def members(file: BinaryIO, size: int, out: BinaryIO) -> Iterator[Member]:
    """Yield the members of a file; what is in each stands in `out`, from its beginning, until the next is asked for."""
    at = 0
    while at < size:
        out.seek(0)
        out.truncate()
        file.seek(at)
        if file.read(3) != _MAGIC:
            found = _next(file, at + 1, size)
            if file.seek(at) == at and file.read(min(found - at, 512)).strip(b"\0"):  # more than padding
                yield Member(offset=at, end=found, size=0, fault=N_("this is no WARC record"))
            at = found
            continue
        file.seek(at)
        member = _member(file, at, size, out)
        yield member
        at = member.end


def _member(file: BinaryIO, at: int, size: int, out: BinaryIO) -> Member:
    unpacker = zlib.decompressobj(_GZIP)
    read = made = 0
    fault = ""
    while not unpacker.eof and not fault:
        block = unpacker.unconsumed_tail or file.read(_BLOCK)
        if not block:
            out.write(rest := unpacker.flush())
            made += len(rest)
            fault = "" if unpacker.eof else N_("the file ends inside it")
            break
        read += 0 if unpacker.unconsumed_tail else len(block)
        try:
            data = unpacker.decompress(block, _BLOCK * 16)
        except zlib.error:
            fault = N_("its packing is damaged")
            break
        made += len(data)
        out.write(data)
        if made > MOST or made > _FREE + read * RATIO:
            fault = N_("it unpacks to more than is taken")
    end = at + read - len(unpacker.unused_data) if not fault else _next(file, at + 1, size)
    return Member(offset=at, end=end, size=made, fault=fault)


def _next(file: BinaryIO, at: int, size: int) -> int:
    """Return where the next member with a record in it begins; the end of the file for none."""
    base, tail = at, b""
    file.seek(at)
    while block := file.read(_BLOCK):
        data = tail + block
        start = 0
        while (found := data.find(_MAGIC, start)) >= 0:
            if _holds_record(file, base + found):
                return base + found
            start = found + 1
        keep = min(len(data), 2)
        base += len(data) - keep
        tail = data[len(data) - keep :]
        file.seek(base + keep)
    return size


def _holds_record(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(_GZIP).decompress(file.read(512), 5) == b"WARC/"
    except zlib.error:
        return False

"""展開: the body off the wire, unpacked piece by piece, so that no more than the cap is ever held."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from keii.fetch.limits import RATIO_FROM, Fault

_PIECE = 65_536
_GZIP = b"\x1f\x8b"
CODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True}
"""The content codings taken, and whether they are packed: we ask for gzip only, and once only."""


def body_of(chunks: Iterable[bytes], coding: str, *, most: int, ratio: int, cut: bool = False) -> bytes:
    """Return the whole body of at most `most` bytes.

    `coding` is the Content-Encoding. Raises `Fault`: K2006 for a larger body (with `cut` its beginning is returned),
    K2007 for one packed more than `ratio`-fold, K2015 for a coding not asked for, broken or ended too early.
    """
    coding = coding.strip().lower()
    if coding not in CODINGS:
        raise Fault("K2015")
    wire = _Wire(chunks)
    out = bytearray()
    for piece in _gunzipped(wire) if CODINGS[coding] else wire:
        out += piece
        if len(out) > most:
            if cut:
                return bytes(out[:most])
            raise Fault("K2006", f"{most:,}")
        if len(out) > RATIO_FROM and len(out) > ratio * wire.taken:
            raise Fault("K2007", ratio)
    return bytes(out)


class _Wire:
    """伝送: the chunks as they come, and how many bytes they were."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.taken = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.taken += len(chunk)
            yield chunk


def _gunzipped(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip packed, in pieces; several members one after another are one body, what follows is padding."""
    member, ended = zlib.decompressobj(zlib.MAX_WBITS | 16), True
    for chunk in chunks:
        rest = chunk
        while rest:
            ended = False
            yield from _pieces(member, rest)
            if not member.eof:
                break
            rest, ended = member.unused_data, True
            if rest and not rest.startswith(_GZIP):
                return
            member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    if not ended:
        raise Fault("K2015")


def _pieces(member: zlib._Decompress, data: bytes) -> Iterator[bytes]:
    try:
        while True:
            piece = member.decompress(data, _PIECE)
            if piece:
                yield piece
            data = member.unconsumed_tail
            if member.eof or (not piece and not data):
                return
    except zlib.error as error:
        raise Fault("K2015") from error

"""バイトの行: the lines of a file as bytes, whatever ends them (LF, CR LF, CR), in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

_BLOCK = 1 << 16
_MARK = b"\xef\xbb\xbf"


def byte_lines(file: BinaryIO, *, longest: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield each line without its end and without byte order marks before it, the byte it begins at, and the byte
    after its end.

    Of a line longer than `longest` bytes only its first `longest` + 1 are given, which tells that it is. The ends are
    those of ASCII: right for UTF-8, CP932, EUC-JP and ISO-2022-JP, none of which has them inside a character.
    """
    at = start = 0
    held = bytearray()  # of a line whose end has not come yet, at most longest + 1 bytes
    after_cr = False  # the last block ended with CR: an LF now belongs to it
    while block := file.read(_BLOCK):
        if after_cr and block.startswith(b"\n"):
            block, at = block[1:], at + 1
            start = at
        after_cr = block.endswith(b"\r")
        for piece in block.splitlines(keepends=True):
            at += len(piece)
            held += piece.rstrip(b"\r\n")[: longest + 1 - len(held)]
            if piece.endswith((b"\n", b"\r")):
                yield bytes(held).removeprefix(_MARK), start, at
                held, start = bytearray(), at
    if at > start:
        yield bytes(held).removeprefix(_MARK), start, at

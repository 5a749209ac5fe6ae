"""下見: what one look over a file tells, a block at a time: its digest, and whether it can be read line by line.

Two looks at a large file, one for this and one for its lines, cost three seconds a gigabyte; reading it takes half an
hour. So all of it is known before the first line is taken, and none of it is ever held as a whole.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from keii.ingest.decode import mark_of, mended_in

BLOCK = 1 << 20
"""Bytes looked at together; a file that is no longer is taken as a whole."""
ESCAPED = re.compile("[\udc80-\udcff]")
"""What `surrogateescape` makes of bytes that are no UTF-8; nothing else gives these."""
_JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
_ENOUGH = 8
"""So many kana and kanji read as UTF-8 without a fault: no text in an older encoding begins like that by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """下見: what is known of a file before its lines are taken."""

    digest: str  #: sha256 of its bytes, hex
    size: int  #: in bytes
    head: bytes  #: its first block
    nuls: int
    codec: str  #: Python's name of the encoding it can be read in line by line; "": it must be read as a whole
    encoding: str  #: as `Decoded.encoding`; "" as above
    controls: int  #: control characters that the border removes (K1002)
    ascii: bool


def survey(file: BinaryIO) -> Survey:
    """Return what a look over a file tells. It is read from its beginning to its end, by blocks."""
    file.seek(0)
    digest, size, nuls, plain = sha256(), 0, 0, True
    head = block = file.read(BLOCK)
    reader = _Reader(*mark_of(head))
    while block:
        digest.update(block)
        size, nuls, plain = size + len(block), nuls + block.count(0), plain and block.isascii()
        reader.feed(block)
        block = file.read(BLOCK)
    reader.feed(b"", final=True)
    return Survey(
        digest=digest.hexdigest(),
        size=size,
        head=head,
        nuls=nuls,
        codec=reader.codec,
        encoding=reader.encoding if reader.codec else "",
        controls=reader.controls,
        ascii=plain,
    )


def errors_of(codec: str) -> str:
    """Return how bytes that do not fit are decoded: of UTF-8 one by one, so that only their line is lost."""
    return "surrogateescape" if codec.startswith("utf-8") else "strict"


class _Reader:
    """Decodes blocks in a Unicode encoding for as long as they fit it."""

    def __init__(self, codec: str, encoding: str) -> None:
        self.codec, self.encoding = codec, encoding
        self.controls = 0
        self._decoder = codecs.getincrementaldecoder(codec)(errors_of(codec))
        self._japanese = 0  # kana and kanji so far, counted until they are enough

    def feed(self, block: bytes, *, final: bool = False) -> None:
        """Decode a block. Where it does not fit, `codec` becomes empty."""
        if not self.codec:
            return
        try:
            text = self._decoder.decode(block, final)
        except UnicodeDecodeError:
            self.codec = ""
            return
        bad = None if text.isascii() else ESCAPED.search(text)
        if self._japanese < _ENOUGH:
            found = _JAPANESE.finditer(text, 0, bad.start() if bad else len(text))
            self._japanese += sum(1 for _ in islice(found, _ENOUGH))
            if bad and self._japanese < _ENOUGH:
                self.codec = ""
        self.controls += mended_in(text)

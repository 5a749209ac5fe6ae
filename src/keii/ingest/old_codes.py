"""UTF-8 より前の符号: the older Japanese encodings, with the vendors' rows (①Ⅱ㈱髙) that Python's codecs leave out."""

from __future__ import annotations

import re

from keii.errors import EncodingError

_CP932_HOLES = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python's cp932 makes of single bytes that stand for nothing."""
_EUC = re.compile(rb"(?:[\x00-\x7f]+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|(?:[\xa1-\xfe]{2})+)*+\Z")
_EUC_PIECE = re.compile(rb"[\x00-\x7f]+|(?:\x8e[\xa1-\xdf])+|(?:\x8f[\xa1-\xfe]{2})+|(?:[\xa1-\xfe]{2})+")
_ISO_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\$\([DOPQ]|\([BIJ])")


def from_cp932(data: bytes) -> str | None:
    """Return the text of CP932 (Shift_JIS as Windows has it) bytes; None where they are none."""
    try:
        text = data.decode("cp932")
    except UnicodeDecodeError:
        return None
    return None if _CP932_HOLES.search(text) else text


def from_euc_jp(data: bytes) -> str | None:
    """Return the text of EUC-JP bytes, vendors' rows too; None where they are none."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        pass
    if not _EUC.match(data):
        return None
    try:
        return "".join(_euc_piece(piece.group()) for piece in _EUC_PIECE.finditer(data))
    except UnicodeDecodeError:
        return None


def _euc_piece(piece: bytes) -> str:
    if piece[0] < 0x80 or piece[0] in (0x8E, 0x8F):
        return piece.decode("euc_jp")
    return _from_jis(bytes(b & 0x7F for b in piece))


def _from_jis(pairs: bytes) -> str:
    """Return the text of JIS X 0208 pairs (7 bit) by way of Shift_JIS, whose codec knows the vendors' rows."""
    out = bytearray()
    for row, cell in zip(pairs[::2], pairs[1::2], strict=True):
        lead = (row - 0x21) // 2 + 0x81
        out.append(lead + 0x40 if lead > 0x9F else lead)
        if row % 2:
            out.append(cell + 0x1F + (cell >= 0x60))
        else:
            out.append(cell + 0x7E)
    return out.decode("cp932")


def from_iso_2022_jp(data: bytes) -> str:
    """Return the text of ISO-2022-JP bytes, JIS X 0201 kana and vendors' rows too. The last escape may stay open.

    Raises `EncodingError` naming the byte where an escape or a pair is broken.
    """
    out: list[str] = []
    at, mode = 0, b"\x1b(B"
    for escape in [*_ISO_ESCAPE.finditer(data), None]:
        end = escape.start() if escape else len(data)
        try:
            out.append(_iso_piece(data[at:end], mode))
        except (UnicodeDecodeError, ValueError) as error:
            raise EncodingError(
                "a broken ISO-2022-JP escape: the bytes {0} to {1} do not fit",
                at,
                end,
                hint="save the text as UTF-8 and try again",
            ) from error
        if escape:
            at, mode = escape.end(), escape.group()
    return "".join(out)


def _iso_piece(piece: bytes, mode: bytes) -> str:
    if mode in (b"\x1b(B", b"\x1b(J"):
        return piece.decode("ascii")
    if mode == b"\x1b(I":
        return bytes(b + 0x80 if 0x21 <= b <= 0x5F else b for b in piece).decode("cp932")
    if mode in (b"\x1b$B", b"\x1b$@"):
        return "".join(_line_or_pairs(part) for part in re.split(rb"([\x00-\x20]+)", piece) if part)
    return (mode + piece).decode("iso2022_jp_ext" if mode == b"\x1b$(D" else "iso2022_jp_2004")


def _line_or_pairs(part: bytes) -> str:
    return part.decode("ascii") if part[0] <= 0x20 else _from_jis(part)

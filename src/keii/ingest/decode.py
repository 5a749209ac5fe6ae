"""文字コード: bytes -> text, strictly, and what had to be mended on the way.

The ladder: byte order mark (UTF-8, UTF-16, UTF-32) · ISO-2022-JP escapes · UTF-8 · EUC-JP or CP932, whichever gives
the more plausible Japanese when both fit · UTF-16 without a mark. Never a lenient decoding: bytes that fit nothing
are refused. The label (a header's, a page's) decides only between equals, or where too little text is left to tell.

The border also settles what the saved text may hold: line ends are LF only (CR LF and CR become LF), C0 control
characters other than tab are removed (K1002), lone surrogates become U+FFFD (K1003).
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from keii.errors import EncodingError
from keii.ingest.looks import binary_kind
from keii.ingest.old_codes import from_cp932, from_euc_jp, from_iso_2022_jp
from keii.records.problem import Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_FAMILIES = {
    "UTF-8": ("utf8", "utf8sig", "utf8n"),
    "UTF-16": ("utf16", "utf16le", "utf16be", "unicode"),
    "UTF-32": ("utf32", "utf32le", "utf32be"),
    "ISO-2022-JP": ("iso2022jp", "jis", "csiso2022jp", "cp50220", "cp50221", "iso2022jpext"),
    "EUC-JP": ("eucjp", "xeucjp", "ujis", "eucjpms", "eucjpwin", "cp51932"),
    "CP932": ("cp932", "ms932", "shiftjis", "sjis", "xsjis", "windows31j", "mskanji", "csshiftjis"),
}
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([IJ])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_COMMON = re.compile(
    "[\n\t -~\u00b0-\u00f7\u0391-\u03c9\u0410-\u044f\u2010-\u33ff\u4e00-\u9fff"
    "\uf900-\ufaff\uff01-\uffee\U0001f000-\U0001faff\ufe0f]"
)
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fc]")
_KANJI = re.compile("[\u4e00-\u9fff\u3001\u3002\uff10-\uff19\uff21-\uff5a]")
_ODD = re.compile("[\uff61-\uff9f\ue000-\uf8ff\x80-\xa0]")
_SAMPLE = 20_000
"""Characters looked at for plausibility; the head of a file tells as much as all of it."""
_SURE = 0.3
"""Least plausibility of an EUC-JP or CP932 reading. Of 1,145 lines of our corpus of 6 characters and more the lowest
right reading scores 0.46, the highest reading in the wrong one of the two encodings 0.0 (2026-11)."""
_KANJI_ONLY = 40
"""So many wide characters without one kana are no Japanese: Korean and Chinese read as EUC-JP look like that."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """読めた文: the text, the encoding it was in (`UTF-8`, `CP932` …), and what was mended."""

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, *, label: str | None = None) -> Decoded:
    """Return the text of `data`. `label` is what its sender called the encoding, or None.

    Raises `EncodingError` when the bytes are no text, or fit no encoding of the ladder.
    """
    looks = binary_kind(data)
    if looks:
        raise EncodingError("these bytes are no text but {0}", looks, hint="give the text itself, saved as UTF-8")
    text, encoding = _read(data, label)
    clean, problems = mend(text)
    return Decoded(clean, encoding, (() if data.isascii() else label_problem(label, encoding)) + problems)


def mend(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Return the text as Keii saves it (LF line ends, no control characters, no lone surrogates), what was mended."""
    problems = []
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text, controls = _CONTROL.subn("", text)
    if controls:
        problems.append(Problem(code="K1002", args=(str(controls),)))
    if not text.isascii():
        text, surrogates = _SURROGATE.subn("\ufffd", text)
        if surrogates:
            problems.append(Problem(code="K1003", args=(str(surrogates),)))
    return text, tuple(problems)


def mended_in(text: str) -> int:
    """Return how many control characters `mend` removes."""
    return len(text) - len(_CONTROL.sub("", text))


def mark_of(data: bytes) -> tuple[str, str]:
    """Return what the byte order mark says: Python's name of the encoding, and ours; UTF-8 without one."""
    return next(((codec, name) for mark, codec, name in _BOMS if data.startswith(mark)), ("utf-8", "UTF-8"))


def label_problem(label: str | None, encoding: str) -> tuple[Problem, ...]:
    """Return a K1001 where a text's label names another encoding than it is in."""
    return (Problem(code="K1001", args=(label, encoding)),) if label and _family(label) != encoding else ()


def _read(data: bytes, label: str | None) -> tuple[str, str]:
    for mark, codec, name in _BOMS:
        if data.startswith(mark):
            return _strictly(data, codec, name), name
    if _ESCAPE.search(data) and data.isascii():
        return from_iso_2022_jp(data), "ISO-2022-JP"
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        return _older(data, label, error.start)


def _strictly(data: bytes, codec: str, name: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise EncodingError(
            "the mark at the start says {0}, but byte {1} does not fit",
            name,
            error.start,
            hint="save the file as UTF-8 anew",
        ) from error


def _older(data: bytes, label: str | None, broken: int) -> tuple[str, str]:
    """Return the more plausible of the readings as EUC-JP, CP932 and UTF-16 without a mark."""
    said = _family(label) if label else ""
    readings = [(from_euc_jp(data), "EUC-JP"), (from_cp932(data), "CP932"), *_unmarked_utf_16(data)]
    scored = [
        (plausible(text) + (0.05 if name == said else 0.0), name, text) for text, name in readings if text is not None
    ]
    best = max(scored, default=(0.0, "", ""))
    if best[0] < _SURE:
        best = next((reading for reading in scored if reading[1] == said), best)
    if best[0] < _SURE and (not said or best[1] != said):
        raise EncodingError(
            "these bytes are in no encoding we read: byte {0} is no UTF-8, and neither EUC-JP nor CP932 makes Japanese",
            broken,
            hint="save the text as UTF-8 and try again",
        )
    return best[2], best[1]


def _unmarked_utf_16(data: bytes) -> list[tuple[str | None, str]]:
    """Return readings as UTF-16 without a mark, where the bytes look like it: kana's high byte on one side only."""
    if len(data) % 2:
        return []
    high = {"utf-16-be": data[0:_SAMPLE:2], "utf-16-le": data[1:_SAMPLE:2]}
    out: list[tuple[str | None, str]] = []
    for codec, side in high.items():
        if side and (side.count(0x30) + side.count(0)) * 4 > len(side):
            try:
                out.append((data.decode(codec), "UTF-16"))
            except UnicodeDecodeError:
                continue
    return out


def plausible(text: str) -> float:
    """Return how much a text looks like Japanese, at most 2: kana count 2, kanji 0.6, odd characters below nothing."""
    sample = text[:_SAMPLE]
    wide = sum(c > "\x7f" for c in sample)
    kana = len(_KANA.findall(sample))
    if not wide or (wide > _KANJI_ONLY and not kana):
        return 0.0
    foreign = len(sample) - len(_COMMON.findall(sample))
    return (kana * 2 + len(_KANJI.findall(sample)) * 0.6 - len(_ODD.findall(sample)) * 2 - foreign) / wide


def _family(label: str) -> str:
    plain = re.sub(r"[^a-z0-9]", "", label.lower())
    return next((name for name, labels in _FAMILIES.items() if plain in labels), label)

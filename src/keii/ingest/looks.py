"""見分け: what a file is, by its first bytes: text, JSON Lines, or something Keii does not take as it is."""

from __future__ import annotations

import re
from typing import Final

from keii.errors import N_

MAGIC: Final = (
    (b"%PDF-", N_("a PDF")),
    (b"PK\x03\x04", N_("a ZIP archive (or a Word, Excel or EPUB file)")),
    (b"PK\x05\x06", N_("an empty ZIP archive")),
    (b"\x1f\x8b", N_("a gzip archive")),
    (b"BZh", N_("a bzip2 archive")),
    (b"\xfd7zXZ\x00", N_("an xz archive")),
    (b"7z\xbc\xaf\x27\x1c", N_("a 7z archive")),
    (b"Rar!\x1a\x07", N_("a RAR archive")),
    (b"\x28\xb5\x2f\xfd", N_("a Zstandard archive")),
    (b"\x89PNG\r\n", N_("a PNG image")),
    (b"\xff\xd8\xff", N_("a JPEG image")),
    (b"GIF87a", N_("a GIF image")),
    (b"GIF89a", N_("a GIF image")),
    (b"BM", N_("a BMP image")),
    (b"II*\x00", N_("a TIFF image")),
    (b"MM\x00*", N_("a TIFF image")),
    (b"RIFF", N_("a RIFF file (WebP, WAV or AVI)")),
    (b"ID3", N_("an MP3 sound file")),
    (b"OggS", N_("an Ogg sound file")),
    (b"\x00\x00\x00\x18ftyp", N_("an MP4 film")),
    (b"\x00\x00\x00\x20ftyp", N_("an MP4 film")),
    (b"SQLite format 3\x00", N_("an SQLite database")),
    (b"\xd0\xcf\x11\xe0", N_("an old Word or Excel file")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"{\\rtf", N_("an RTF file")),
    (b"WARC/", N_("a web archive (WARC)")),
)
"""First bytes -> what they say. Source: the formats' own specifications."""

_BOM_STARTS = (b"\xff\xfe", b"\xfe\xff")
_WEAK = {b"BM", b"MZ\x90", b"RIFF", b"ID3"}
"""First bytes that a text could begin with as well: they count only beside NULs."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(rss|feed|rdf:rdf|opml)\b", re.IGNORECASE | re.DOTALL)
_XML = re.compile(r"\s*<\?xml\b", re.IGNORECASE)
_JSON_LINE = re.compile(r'\s*\{\s*"')
_JSON_ARRAY = re.compile(r'\s*\[\s*[\{"]\s*"?')
_JSON_SPREAD = re.compile(r"\s*\{\s*\n")
_HEAD = 4096


def binary_kind(data: bytes) -> str:
    """Return what kind of no-text these bytes are ("a PDF"); "" for bytes that may be text.

    Up to 8 NULs, or one in a hundred bytes, are taken for slips in a text (they are removed at the border).
    """
    return kind_of_file(data, len(data), data.count(0))


def kind_of_file(head: bytes, size: int, nuls: int) -> str:
    """Return the same of a file of which the beginning, the size and the number of its NULs are known."""
    for start, kind in MAGIC:
        if head.startswith(start) and (start not in _WEAK or nuls):
            return kind
    if nuls > max(8, size // 100) and not head.startswith(_BOM_STARTS) and not _may_be_utf_16(head, size):
        return N_("binary data")
    return ""


def _may_be_utf_16(head: bytes, size: int) -> bool:
    """Say whether the NULs all stand on one side of the pairs, as those of ASCII in UTF-16 do."""
    head = head[:20_000]
    return size % 2 == 0 and 0 in (head[0::2].count(0), head[1::2].count(0))


def markup_kind(text: str) -> str:
    """Return what kind of markup a text is ("an HTML page", "a feed"); "" for plain text or JSON Lines."""
    head = text[:_HEAD].lstrip("\ufeff")
    if _HTML.match(head):
        return N_("an HTML page")
    if _FEED.match(head):
        return N_("a feed (RSS, Atom or OPML)")
    if _XML.match(head):
        return N_("an XML file")
    if _JSON_ARRAY.match(head):
        return N_("a JSON array")
    if _JSON_SPREAD.match(head):
        return N_("one JSON object over several lines")
    return ""


def is_html(head: bytes, name: str) -> bool:
    """Say whether a file that begins so is an HTML page: its first tags say so, or its name does and there are tags."""
    text = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    named = name.lower().endswith((".html", ".htm", ".xhtml", ".xht"))
    return bool(_HTML.match(text)) or (named and "<" in text and not _FEED.match(text[:_HEAD]))


def is_json_lines(text: str, name: str) -> bool:
    """Say whether a text is JSON Lines: its first line that is not blank begins an object, or its name says so."""
    return name.lower().endswith((".jsonl", ".ndjson")) or bool(_JSON_LINE.match(text[:_HEAD].lstrip("\ufeff")))

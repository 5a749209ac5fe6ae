"""書庫 -> 切り抜き: each file of a ZIP archive taken as if it lay in a folder. Nothing is written."""

from __future__ import annotations

import lzma
import stat
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from keii.errors import N_, EncodingError, FormatError, InputError
from keii.ingest.decode import decode
from keii.ingest.stream import Items, Stream, measured, not_taken, problem_of
from keii.records.order import Order

Take = Callable[[BinaryIO, str, Order], Stream]
MOST_FILES = 100_000
MOST = 1 << 33
"""Bytes all files of an archive may unpack to (8 GiB)."""
RATIO = 200
"""How many times its packed size a file may unpack to, beyond the first megabyte. Text is packed 3- to 10-fold."""
_FREE = 1 << 20
_BLOCK = 1 << 18
_IN_MEMORY = 1 << 22
_OTHER = frozenset((
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "ico", "heic", "tif", "tiff", "mp3", "m4a", "wav",
    "ogg", "mp4", "mov", "webm", "avi", "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "ds_store",
    "canvas",
))  # fmt: skip
"""Endings of files that hold no text to read; they are passed over, as in a folder."""
_DAMAGED = (
    BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, EOFError, zlib.error, lzma.LZMAError,
)  # fmt: skip
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001  # every format is asked alike
    """Say whether a file that begins so is a ZIP archive."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def take_zip(file: BinaryIO, *, name: str, order: Order, take: Take) -> Stream:
    """Return the clips of the files in an archive and what was not taken, in order of the files' names. `take` takes
    one file. Raises `FormatError` for one that is damaged, empty, or a Word, Excel or EPUB file."""
    digest, size = measured(file)
    try:
        archive = ZipFile(file)
        infos = archive.infolist()
    except (BadZipFile, NotImplementedError, OSError, ValueError, EOFError) as error:
        raise FormatError("{0} is a damaged ZIP archive", name, hint="unpack it and give the files") from error
    named = sorted((_name_of(info), n, info) for n, info in enumerate(infos[:MOST_FILES]) if not info.is_dir())
    if not named:
        raise FormatError("{0} is an empty ZIP archive", name, hint="unpack it and give the files")
    if any(info.filename in _OFFICE for _, _, info in named):
        raise FormatError(
            "{0} is {1}, not text",
            name,
            N_("a Word, Excel or EPUB file"),
            hint="save its words as a text file and give that",
        )
    files = [(inner, info) for inner, _, info in named]
    return Stream(digest=digest, size=size, items=_items(archive, files, len(infos), name, order, take, size))


def _items(
    archive: ZipFile, files: list[tuple[str, ZipInfo]], count: int, name: str, order: Order, take: Take, size: int
) -> Items:
    whole = sum(max(info.compress_size, 1) for _, info in files)
    packed = made = 0
    for inner, info in files:
        start = min(size, size * packed // whole)
        packed += max(info.compress_size, 1)
        end = min(size, size * packed // whole)
        place = f"{name}/{inner}"
        reason = _refused(inner, info)
        if reason is None:
            continue
        if reason:
            yield not_taken(place, reason), end
            continue
        with SpooledTemporaryFile(max_size=_IN_MEMORY) as spooled:
            held = cast("BinaryIO", spooled)
            fault = _unpack(archive, info, held, MOST - made)
            made += held.tell()
            if fault:
                yield not_taken(place, fault), end
                continue
            held.seek(0)
            yield from _taken(held, place, order, take, (start, end))
    if count > MOST_FILES:
        yield not_taken(name, N_("more than {0} files: the rest was not taken"), f"{MOST_FILES:,}"), size


def _taken(held: BinaryIO, place: str, order: Order, take: Take, within: tuple[int, int]) -> Items:
    start, end = within
    try:
        stream = take(held, place, order)
    except InputError as error:
        yield problem_of(error), end
        return
    for item, at in stream.items:
        yield item, start + (end - start) * min(at, stream.size) // max(stream.size, 1)


def _refused(inner: str, info: ZipInfo) -> str | None:
    """Return why a file of an archive is not taken: "" if it is; None for one that is passed over in silence."""
    path = PurePosixPath(inner)
    if ".." in path.parts or path.is_absolute() or ":" in path.parts[0] or "\0" in inner:
        return N_("its name leads out of the archive")
    if stat.S_ISLNK(info.external_attr >> 16):
        return N_("it is a link to another file")
    if info.flag_bits & 1:
        return N_("it is locked with a password")
    if path.parts[0] == "__MACOSX" or path.name.startswith(".") or path.suffix[1:].lower() in _OTHER:
        return None
    return ""


def _unpack(archive: ZipFile, info: ZipInfo, out: BinaryIO, left: int) -> str:
    """Unpack a file within bounds; return why that could not be done, "" if it was."""
    most = min(left, _FREE + info.compress_size * RATIO)
    try:
        with archive.open(info) as packed:
            while block := packed.read(_BLOCK):
                if out.tell() + len(block) > most:
                    return N_("it unpacks to more than is taken")
                out.write(block)
    except _DAMAGED:
        return N_("its packing is damaged")
    return ""


def _name_of(info: ZipInfo) -> str:
    """Return a file's name; archives of Japanese Windows have it in CP932 without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        with suppress(UnicodeEncodeError, EncodingError):
            name = decode(name.encode("cp437"), label="cp932").text
    return name.replace("\\", "/")

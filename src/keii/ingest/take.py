"""取り込む: bytes of a file -> clips. The one door of this room; it tells the formats apart by what they hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from io import BytesIO, TextIOWrapper
from typing import BinaryIO

from keii.errors import N_, EncodingError, FormatError, InputError
from keii.ingest.decode import decode, label_problem, mend
from keii.ingest.garbled import restored_text
from keii.ingest.ident import clip_id
from keii.ingest.jsonl.adapt import LONGEST_LINE, jsonl_items
from keii.ingest.looks import is_json_lines, kind_of_file, markup_kind
from keii.ingest.note.adapt import note_clips
from keii.ingest.note.front import front_of
from keii.ingest.published import from_name
from keii.ingest.rooms import HEAD, room_of
from keii.ingest.scrap.clips import Given, scrap_clips, whole_clip
from keii.ingest.stream import Stream, given_of, problem_of, spread
from keii.ingest.survey import BLOCK, Survey, errors_of, survey
from keii.ingest.zip.adapt import recognise as is_zip
from keii.ingest.zip.adapt import take_zip
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem
from keii.records.span import Span
from keii.text.cuts import cuts

__all__ = ["Intake", "Stream", "clip_from_text", "problem_of", "take", "take_file"]

_HINTS = {
    "an HTML page": N_("open it in a browser and save its words as a text file"),
    "a feed (RSS, Atom or OPML)": N_("give the articles themselves, as text or JSON Lines"),
    "an XML file": N_("give its words as a text file or JSON Lines"),
    "a JSON array": N_("write one object a line (JSON Lines)"),
    "one JSON object over several lines": N_("write each object on one line (JSON Lines)"),
}


LONGEST = 500_000
"""Code points of a clip at most, some 1,000 articles: reading so many for the dossier takes 380 MiB (one text dense
with claims; 2-core x86-64 machine, 2026-11-23). A longer text becomes several clips."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """収穫: what came of one file: its clips in order, and the items that were not taken."""

    clips: tuple[Clip, ...]
    rejected: tuple[Problem, ...] = ()  #: K1005, one an item


def take(
    data: bytes,
    *,
    name: str,
    published: date | None = None,
    outlet: str | None = None,
    whole: bool = False,
    label: str | None = None,
) -> Intake:
    """Return the clips of a file's bytes.

    `name` is the file's name: the source id of the clips of a page, part of every clip's id, and searched for a date.
    `published` and `outlet` are the user's word and beat whatever the file says. `whole` keeps a text page one clip.
    `label` is the encoding the file is said to be in. Raises `EncodingError` for bytes that are no text, `FormatError`
    for a format not taken, `InputError` for a file with nothing in it.
    """
    order = Order(published=published, outlet=outlet, whole=whole, label=label)
    stream = _in_room(BytesIO(data), name, order)
    items = [item for item, _ in stream.items] if stream else list(_at_once(data, name, order))
    return Intake(
        clips=tuple(item for item in items if isinstance(item, Clip)),
        rejected=tuple(item for item in items if isinstance(item, Problem)),
    )


def take_file(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return what `take` returns of an open file that can be read twice, item by item.

    JSON Lines in UTF-8, or with a byte order mark, exports of blogs, archives and tables are never held as a whole.
    Raises what `take` raises, and `OSError` where the file cannot be read, before the first item.
    """
    stream = _in_room(file, name, order)
    if stream:
        return stream
    return _as_text(file, name, order)


def _as_text(file: BinaryIO, name: str, order: Order) -> Stream:
    """Return what is in a text page or JSON Lines."""
    data = file.read(BLOCK + 1)
    found = survey(file) if len(data) > BLOCK else None
    if found and found.codec and _refused(name, found.head, found.size, found.nuls) is None:
        head = found.head.decode(found.codec, "ignore")
        if is_json_lines(head, name) and not markup_kind(head):
            return Stream(digest=found.digest, size=found.size, items=_by_line(file, found, name, order))
    if found:
        file.seek(0)
        data = file.read()
    items = spread(list(_at_once(data, name, order)), 0, len(data))
    return Stream(digest=sha256(data).hexdigest(), size=len(data), items=items)


def _in_room(file: BinaryIO, name: str, order: Order, *, packed: bool = True) -> Stream | None:
    """Return what is in a file of which a room knows the format; None for JSON Lines, text pages and what is none.

    `packed`: archives are taken, too; files in them are, but no archives in archives.
    """
    head = file.read(HEAD)
    file.seek(0)
    if packed and is_zip(head, name):
        stream = take_zip(file, name=name, order=order, take=_in_archive)
    else:
        room = room_of(head, name, order)
        if room is None:
            return None
        stream = room(file, name, order)
    return replace(stream, items=((part, used) for item, used in stream.items for part in _parts(item)))


def _in_archive(file: BinaryIO, name: str, order: Order) -> Stream:
    """Return what is in a file of an archive."""
    stream = _in_room(file, name, order, packed=False)
    return stream or _as_text(file, name, order)


def _at_once(data: bytes, name: str, order: Order) -> Iterator[Clip | Problem]:
    """Yield what is in a file's bytes; raises as `take` does."""
    refused = _refused(name, data, len(data), data.count(0))
    if refused:
        raise refused
    try:
        decoded = decode(data, label=order.label)
    except EncodingError as error:
        found = survey(BytesIO(data))
        if found.codec and is_json_lines(found.head.decode(found.codec, "ignore"), name):
            yield from (item for item, _ in _by_line(BytesIO(data), found, name, order))
            return
        raise error.at(name) from error
    kind = markup_kind(decoded.text)
    if kind:
        raise FormatError("{0} is {1}, which is not taken", name, kind, hint=_HINTS[kind])
    for item in _taken(decoded.text, name, given_of(order, decoded.problems), order):
        yield from _parts(item)


def _by_line(file: BinaryIO, found: Survey, name: str, order: Order) -> Iterator[tuple[Clip | Problem, int]]:
    """Yield what is on each line of a file; a fault in reading it further ends them with a K1006."""
    problems = () if found.ascii else label_problem(order.label, found.encoding)
    if found.controls:
        problems += (Problem(code="K1002", args=(str(found.controls),)),)
    file.seek(0)
    text = TextIOWrapper(file, encoding=found.codec, errors=errors_of(found.codec))  # CR LF and CR become LF
    used = 0
    try:
        for item in jsonl_items(_lines(text), name, given_of(order, problems), dict(order.columns)):
            at = min(file.tell(), found.size)  # it may have grown
            yield from spread(list(_parts(item)), used, at)
            used = at
    except (OSError, UnicodeError):
        yield problem_of(InputError("{0}: the file could not be read to its end", name, hint="try again")), found.size
    finally:
        text.detach()


def _lines(text: TextIOWrapper) -> Iterator[str]:
    """Yield the lines; of one longer than is taken only its beginning, which is longer still."""
    while line := text.readline(LONGEST_LINE + 2):
        rest = line
        while len(rest) > LONGEST_LINE and not rest.endswith("\n"):
            rest = text.readline(LONGEST_LINE + 2)
        yield line.lstrip("\ufeff")


def _refused(name: str, head: bytes, size: int, nuls: int) -> InputError | None:
    if not head.strip() and len(head) == size:
        return InputError("{0}: the file is empty", name)
    kind = kind_of_file(head, size, nuls)
    if not kind:
        return None
    return FormatError("{0} is {1}, not text", name, kind, hint="save its words as a text file and give that")


def _taken(text: str, name: str, given: Given, order: Order) -> Iterator[Clip | Problem]:
    if is_json_lines(text, name):
        yield from jsonl_items(text.lstrip("\ufeff").split("\n"), name, given, dict(order.columns))
        return
    if not text.strip():
        raise InputError("{0}: the file holds blanks only", name)
    text, garbled = restored_text(text)
    given = replace(given, problems=(*given.problems, *garbled))
    front = front_of(text)
    day = from_name(name.rsplit("/", 1)[-1]) or from_name(name)
    if given.published is None and day and not (front and front.published):
        given = replace(given, published=day, published_by="input")
    if front:
        yield from note_clips(text, front, name, given, whole=order.whole)
        return
    yield from (whole_clip(text, name, given),) if order.whole else scrap_clips(text, name, given)


def _parts(item: Clip | Problem) -> Iterator[Clip | Problem]:
    """Yield an item; a clip that is longer than any article as several, one after another."""
    if isinstance(item, Problem) or len(item.text) <= LONGEST:
        yield item
        return
    for n, (start, end, _) in enumerate(cuts(item.text, LONGEST), 1):
        text, span = item.text[start:end], Span(item.span.start + start, item.span.start + end)
        problem = Problem(code="K1105", args=(str(n), f"{LONGEST:,}"))
        yield replace(
            item,
            id=clip_id(item.source_id, span, text),
            span=span,
            text=text,
            cut=item.cut if n == 1 else (),
            problems=(*item.problems, problem),
        )


def clip_from_text(
    text: str,
    *,
    published: date | str | None,
    outlet: str | None = None,
    source_id: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Clip:
    """Return a text as one whole clip. `published` is a day, its ISO form ("2025-05-10"), or None for not known.

    Without `source_id` the clip is called by the digest of its text. Raises `InputError` for a text of blanks only or a
    `published` that is no ISO date.
    """
    clean, mended = mend(text)
    if not clean.strip():
        raise InputError("the text is empty")
    day = _day(published)
    source = source_id or clip_id("", Span(0, len(clean)), clean)
    return whole_clip(
        clean,
        source,
        Given(
            published=day,
            published_by="user" if day else None,
            outlet=outlet,
            outlet_by="user" if outlet else None,
            title=title,
            url=url,
            problems=mended,
        ),
    )


def _day(published: date | str | None) -> date | None:
    if isinstance(published, datetime):
        return published.date()
    if published is None or isinstance(published, date):
        return published
    try:
        return date.fromisoformat(published)
    except ValueError as error:
        raise InputError("{0} is no ISO date", repr(published), hint="write it as 2025-05-10") from error

"""書き出し -> 切り抜き: every entry a page that is cut into clips; one without text is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from keii.errors import N_, EncodingError
from keii.ingest.bytelines import byte_lines
from keii.ingest.entry import Entry, entry_clips, line_of
from keii.ingest.markup import Shown, has_blocks, lines_of_html, with_breaks
from keii.ingest.mt.dates import moment
from keii.ingest.mt.records import LONGEST, Record, is_header, records
from keii.ingest.stream import Item, Items, Stream, because, given_of, not_taken, place_of, spread, stream_of
from keii.ingest.torn import Mixed
from keii.records.order import Order
from keii.records.problem import Problem

_BREAKS = frozenset(("1", "-1", "__default__", "wysiwyg_breaks", "true", "yes"))
"""CONVERT BREAKS: line ends of the body are meant as such. 0, richtext, html: they are not."""
_NO_BREAKS = frozenset(("0", "richtext", "html", "none", "false", "no"))
_WEB = re.compile(r"https?://\S{3,2000}", re.IGNORECASE)
_ADDRESSES = ("PERMALINK", "UNIQUE URL", "UNIQUE_URL", "URL")
_MARK = b"\xef\xbb\xbf"


def recognise(head: bytes, name: str) -> bool:  # noqa: ARG001  # every format is asked alike
    """Say whether a file that begins so is a Movable Type export. `head`: some 64 KB, in whatever encoding."""
    lines = [line.removeprefix(_MARK) for line in head.removeprefix(_MARK).lstrip().splitlines()[:200]]
    return is_header(lines) if lines else False


def take_mt(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of an export's entries and the entries not taken, in order. A gigabyte needs no more memory
    than its longest entry. A clip's source is called by the entry's permalink, else by its BASENAME."""
    return stream_of(file, _items(file, name, order))


def _items(file: BinaryIO, name: str, order: Order) -> Items:
    mixed = Mixed(order.label)
    used = 0
    for record in records(byte_lines(file, longest=LONGEST)):
        yield from spread(list(_entry_items(record, name, order, mixed)), used, record.end)
        used = record.end


def _entry_items(record: Record, name: str, order: Order, mixed: Mixed) -> Iterator[Item]:
    place = place_of(name, record.number, record.start)
    if record.too_long:
        yield not_taken(place, N_("longer than {0} bytes"), f"{LONGEST:,}")
        return
    try:
        entry = _entry(record, name, mixed)
    except EncodingError as error:
        yield because(place, error)
        return
    clips = list(entry_clips(entry, given_of(order), whole=order.whole))
    if not clips:
        yield not_taken(place, N_("no text"))
    yield from clips


def _entry(record: Record, name: str, mixed: Mixed) -> Entry:
    sections = [b"\n".join(record.sections.get(part, [])) for part in (b"BODY", b"EXTENDED BODY")]
    values = [value for _, value in record.fields]
    texts, problems = mixed.read([*sections, *values])
    fields: dict[str, str] = {}
    for (key, _), value in zip(record.fields, texts[2:], strict=True):
        fields.setdefault(key.decode("ascii"), value)
    text, shown = _words(texts[:2], fields.get("CONVERT BREAKS", "").strip().lower())
    said = fields.get("DATE", "").strip()
    when = moment(said)
    if said and when is None:
        problems += (Problem(code="K2104", args=(str(record.number), said)),)
    url = next((fields[key] for key in _ADDRESSES if _WEB.fullmatch(fields.get(key, ""))), None)
    base = line_of(fields.get("BASENAME"))
    stamp = when.isoformat() if when else str(record.number)
    return Entry(
        id=url or base or f"{name}#{stamp}",
        text=text,
        title=line_of(fields.get("TITLE")),
        url=url,
        published=when.date() if when else None,
        marks=shown.marks,
        links=shown.links,
        problems=(*problems, *shown.problems),
    )


def _words(bodies: list[str], convert: str) -> tuple[str, Shown]:
    """Return the words of the body and of what follows it (続き), and what their markup shows."""
    text = ""
    marks: dict[int, str] = {}
    links: list[tuple[int, str]] = []
    problems: dict[Problem, None] = {}
    for body in bodies:
        words, shown = lines_of_html(_marked_up(body.strip("\n"), convert)) if body.strip() else ("", Shown())
        text += "\n\n" if text and words else ""
        marks |= {len(text) + at: mark for at, mark in shown.marks.items()}
        links += [(len(text) + at, address) for at, address in shown.links]
        problems |= dict.fromkeys(shown.problems)
        text += words
    return text, Shown(marks=marks, links=tuple(links), problems=tuple(problems))


def _marked_up(body: str, convert: str) -> str:
    """Return a body with a tag for each line end that is meant as one."""
    breaks = convert in _BREAKS or not has_blocks(body)
    if convert not in _BREAKS | _NO_BREAKS and convert:  # Markdown, Textile and others: lines are lines
        breaks = True
    return with_breaks(body) if breaks else body

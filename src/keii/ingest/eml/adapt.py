"""便り -> 切り抜き: a newsletter is a page that is cut into clips; its sender is the outlet, its Date the day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email.message import Message
from email.utils import parseaddr
from typing import BinaryIO

from keii.errors import EncodingError, FormatError
from keii.ingest.decode import Decoded, decode
from keii.ingest.entry import Entry, entry_clips
from keii.ingest.garbled import restored_text
from keii.ingest.mail import LONGEST, MOST_PARTS, bytes_of, charset_of, day_of, field_names, field_of, parsed
from keii.ingest.markup import Shown, lines_of_html
from keii.ingest.stream import Stream, given_of, spread, stream_of
from keii.records.order import Order
from keii.records.problem import Problem

_TELLING = frozenset(
    ("from", "date", "subject", "message-id", "mime-version", "return-path", "received", "delivered-to")
)


def recognise(head: bytes, name: str) -> bool:
    """Say whether a file that begins so is a mail: its first lines are fields, among them a sender and two more of a
    mail's own (one, where its name says so)."""
    names = field_names(head)
    least = 2 if name.lower().endswith(".eml") else 3
    return "from" in names and len(names & _TELLING) >= least


def take_eml(file: BinaryIO, *, name: str, order: Order) -> Stream:
    """Return the clips of a newsletter, from its HTML part, else its plain text. Their source is called by the
    Message-ID. Raises `FormatError` where there is no text in it, `EncodingError` where it is in no encoding."""
    file.seek(0)
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise FormatError("{0}: longer than {1} bytes", name, f"{LONGEST:,}")
    entry = _entry(parsed(data), name, order.label)
    clips = list(entry_clips(entry, given_of(order), whole=order.whole))
    if not clips:
        raise FormatError("{0}: there is no text in this mail", name)
    return stream_of(file, spread(clips, 0, len(data)))


def _entry(message: Message, name: str, label: str | None) -> Entry:
    text, shown = _words(message, name, label)
    problems = shown.problems
    day, odd = day_of(message)
    if odd:
        problems += (Problem(code="K2104", args=("1", odd)),)
    sender = field_of(message, "from", label) or ""
    subject = field_of(message, "subject", label)
    return Entry(
        id=(field_of(message, "message-id", None) or "").strip("<> ") or name,
        text=text,
        title=restored_text(subject)[0] if subject else subject,
        published=day,
        outlet=parseaddr(sender)[0].strip("\"' ") or None,
        marks=shown.marks,
        links=shown.links,
        problems=problems,
    )


def _words(message: Message, name: str, label: str | None) -> tuple[str, Shown]:
    """Return the words of a mail's HTML part, else of its plain text, and what its markup shows."""
    for kind in ("text/html", "text/plain"):
        for part in _parts(message, kind):
            decoded = _decoded(part, name, label)
            text, shown = lines_of_html(decoded.text) if kind == "text/html" else (decoded.text, Shown())
            if text.strip():
                return text, replace(shown, problems=(*decoded.problems, *shown.problems))
    return "", Shown()


def _parts(message: Message, kind: str) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= MOST_PARTS:
            return
        if not part.is_multipart() and part.get_content_type() == kind and part.get_filename() is None:
            yield part


def _decoded(part: Message, name: str, label: str | None) -> Decoded:
    try:
        found = decode(bytes_of(part), label=label or charset_of(part))
    except EncodingError as error:
        raise error.at(name) from error
    text, problems = restored_text(found.text)
    return Decoded(text, found.encoding, (*found.problems, *problems))

"""覚え書き -> 切り抜き: a note with fields before it is a page with a date, a title and an address of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from keii.ingest.entry import Entry, entry_clips, line_of
from keii.ingest.ident import clip_id
from keii.ingest.note.front import Front
from keii.ingest.scrap.clips import Given
from keii.records.clip import Clip
from keii.records.problem import Problem
from keii.records.span import Span


def note_clips(text: str, front: Front, source_id: str, given: Given, *, whole: bool) -> Iterator[Clip]:
    """Yield the clips of a note; their spans are places in all of `text`, the fields included. The fields are no clip.
    What the user said goes before what they say."""
    entry = Entry(
        id=source_id,
        text=text[front.start :],
        title=line_of(front.title),
        url=front.url,
        published=front.published,
        outlet=line_of(front.outlet),
        problems=(Problem(code="K2104", args=("1", front.odd)),) if front.odd else (),
    )
    for clip in entry_clips(entry, given, whole=whole):
        span = Span(clip.span.start + front.start, clip.span.end + front.start)
        yield replace(clip, span=span, id=clip_id(source_id, span, clip.text))

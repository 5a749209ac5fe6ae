"""一日分: an entry of a blog, a newsletter, a note: a page with a date and an address of its own -> its clips."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from keii.ingest.decode import mend
from keii.ingest.scrap.clips import Given, scrap_clips, whole_clip
from keii.ingest.scrap.hints import NO_HINTS, Hints, Links
from keii.records.clip import Clip
from keii.records.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """項目: one entry, read. None: it does not say."""

    id: str  #: source id of its clips: its permalink, else what it is called by in its file
    text: str
    title: str | None = None
    url: str | None = None
    published: date | None = None
    outlet: str | None = None
    marks: Hints = field(default_factory=lambda: NO_HINTS)  #: what its markup says begins at which line of `text`
    links: Links = ()  #: addresses that words of its lines lead to
    problems: tuple[Problem, ...] = ()


def entry_clips(entry: Entry, given: Given, *, whole: bool) -> Iterator[Clip]:
    """Yield the clips of an entry in order; none where it has no text. What the user said goes before what it says.

    An entry that is one clip has the entry's title; of several each has its own. Clips without an address of their own
    have the entry's.
    """
    text, mended = mend(entry.text)
    if not text.strip():
        return
    known = replace(
        given,
        published=given.published or entry.published,
        published_by=given.published_by or ("input" if entry.published else None),
        outlet=given.outlet or entry.outlet,
        outlet_by=given.outlet_by or ("input" if entry.outlet else None),
        problems=(*given.problems, *entry.problems, *mended),
        links=entry.links if text == entry.text else _moved(entry),
    )
    if whole:
        yield whole_clip(text, entry.id, replace(known, title=entry.title, url=entry.url))
        return
    clips = list(scrap_clips(text, entry.id, known, entry.marks if text == entry.text else NO_HINTS))
    alone = sum(clip.kind != "link" for clip in clips) == 1
    for clip in clips:
        title = entry.title if entry.title and alone and clip.kind != "link" else clip.title
        links = tuple(link for link in clip.links if link != entry.url)
        yield replace(clip, title=title, url=clip.url or entry.url, links=links)


def _moved(entry: Entry) -> Links:
    """Return the links of an entry at their places in its mended text."""
    return tuple((len(mend(entry.text[:at])[0]), address) for at, address in entry.links)


def line_of(text: str | None) -> str | None:
    """Return a field of one line (a title, an address) as it is kept; None for nothing in it."""
    return " ".join(mend(text)[0].split()) or None if text else None

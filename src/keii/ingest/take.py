"""取り込む: bytes of a file -> clips. The one door of this room; it tells the formats apart by what they hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from keii.errors import N_, EncodingError, FormatError, InputError
from keii.ingest.decode import decode, mend
from keii.ingest.ident import clip_id
from keii.ingest.jsonl.adapt import jsonl_clips
from keii.ingest.looks import binary_kind, is_json_lines, markup_kind
from keii.ingest.published import from_name
from keii.ingest.scrap.clips import Given, scrap_clips, whole_clip
from keii.records.clip import Clip
from keii.records.problem import Problem
from keii.records.span import Span

__all__ = ["Intake", "clip_from_text", "take"]

_HINTS = {
    "an HTML page": N_("open it in a browser and save its words as a text file"),
    "a feed (RSS, Atom or OPML)": N_("give the articles themselves, as text or JSON Lines"),
    "an XML file": N_("give its words as a text file or JSON Lines"),
    "a JSON array": N_("write one object a line (JSON Lines)"),
    "one JSON object over several lines": N_("write each object on one line (JSON Lines)"),
}


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
    if not data.strip():
        raise InputError("{0}: the file is empty", name)
    kind = binary_kind(data)
    if kind:
        raise FormatError("{0} is {1}, not text", name, kind, hint="save its words as a text file and give that")
    try:
        decoded = decode(data, label=label)
    except EncodingError as error:
        raise error.at(name) from error
    kind = markup_kind(decoded.text)
    if kind:
        raise FormatError("{0} is {1}, which is not taken", name, kind, hint=_HINTS[kind])
    return _taken(
        decoded.text,
        name,
        Given(
            published=published,
            published_by="user" if published else None,
            outlet=outlet,
            outlet_by="user" if outlet else None,
            problems=decoded.problems,
        ),
        whole,
    )


def _taken(text: str, name: str, given: Given, whole: bool) -> Intake:
    if is_json_lines(text, name):
        clips, rejected = jsonl_clips(text, name, given)
        return Intake(clips=clips, rejected=rejected)
    if not text.strip():
        raise InputError("{0}: the file holds blanks only", name)
    if given.published is None and (day := from_name(name)):
        given = Given(
            published=day, published_by="input", outlet=given.outlet, outlet_by=given.outlet_by, problems=given.problems
        )
    if whole:
        return Intake(clips=(whole_clip(text, name, given),))
    return Intake(clips=tuple(scrap_clips(text, name, given)))


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

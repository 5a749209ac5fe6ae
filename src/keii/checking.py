"""確かめ: whether a correction can be, before it is entered; with what it leaves unsaid filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import get_args

from keii.amend.claims import claim_meant
from keii.errors import InputError, NotFound
from keii.ingest.ident import clip_id
from keii.ingest.scrap.clips import Given, whole_clip
from keii.link.settle import settled
from keii.records.claim import Stance
from keii.records.clip import Clip
from keii.records.correction import Correction
from keii.records.name import NameType
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.when import valid
from keii.store.keys import storable
from keii.store.loom import Loom

_BEGINNING = 20  # code points
_BLANK = " \t\n\r\u3000\u00a0\u200b\ufeff"
"""What stands around a clip and is none of it, as in `ingest.scrap.lines`."""


def checked(loom: Loom, entry: Correction) -> tuple[Correction, tuple[Clip, ...]]:
    """Return a correction as it is entered, and the clips it makes. Raises `NotFound`, `InputError`."""
    number = loom.number_of(entry.clip)
    reading: Reading = loom.reading(number)
    entry = replace(entry, clip=reading.clip.id, clip_number=number, value=_line(entry.value), why=storable(entry.why))
    _check_places(entry, reading.clip, number)
    entry = replace(entry, words=_words(entry, reading.clip))
    if entry.kind == "name":
        return _name(loom, entry, number), ()
    if entry.kind in ("source", "stance", "claim"):
        return _claim(entry, reading, number), ()
    if entry.kind in ("cut", "join"):
        return _cut(loom, entry) if entry.kind == "cut" else _joined(loom, entry, number)
    _check_value(entry)
    return entry, ()


def _words(entry: Correction, clip: Clip) -> str:
    """Return the words a correction is about; of a cut those the second clip begins with."""
    if entry.span is None:
        return ""
    end = entry.span.end if entry.kind != "cut" else entry.span.end + _BEGINNING
    return clip.text[entry.span.start : end].strip(_BLANK)


def _line(value: str | None) -> str | None:
    return None if value is None else " ".join(storable(value).split())


def _check_places(entry: Correction, clip: Clip, number: int) -> None:
    for span in (entry.span, entry.cue, entry.source):
        if span is not None and not 0 <= span.start <= span.end <= len(clip.text):
            raise InputError("clip {0} has no characters {1} to {2}", number, span.start, span.end)
    words = (entry.span, entry.cue, entry.source) if entry.kind != "cut" else ()
    if any(span is not None and not clip.text[span.start : span.end].strip(_BLANK) for span in words):
        raise InputError("a correction needs words it is about", hint="name some words of the clip")
    if entry.span is None and entry.kind not in ("outlet", "published", "title", "join"):
        raise InputError("a correction needs words it is about", hint="name some words of the clip")


def _check_value(entry: Correction) -> None:
    if entry.value == "":
        raise InputError("a name is wanted", hint="write the name it is to have")
    if entry.kind == "published" and entry.value is not None:
        try:
            date.fromisoformat(entry.value)
        except ValueError as error:
            raise InputError("{0} is not a day", entry.value, hint="write it as 2025-05-10") from error
    if entry.kind == "time" and entry.value is not None and not valid(entry.value):
        raise InputError("{0} is not a time", entry.value, hint="write it as 2025-05-10, 2025-05, 2025 or P3D")


def _name(loom: Loom, entry: Correction, number: int) -> Correction:
    if entry.value is None:
        return replace(entry, entity=None, type=None)
    if entry.entity is not None:
        if not loom.mentioned(entry.entity):
            raise NotFound("there is no entity {0}", f"e{entry.entity}", hint="keii who NAME shows whom a name means")
        entry = replace(entry, value=entry.value or loom.name_of("entity", entry.entity))
    if not entry.value:
        raise InputError("a name is wanted", hint="write the name it is to have")
    if entry.type not in get_args(NameType):
        raise InputError("{0} is not one of: {1}", entry.type or "", ", ".join(get_args(NameType)))
    _check_one(loom, entry, number)
    return entry


def _check_one(loom: Loom, entry: Correction, number: int) -> None:
    """Refuse a name that means another entity in the same clip: the two could not be told apart."""
    there = loom.personas(number).get(entry.value or "")
    if there is None or entry.entity is None:
        return
    if there[1] != settled(entry.entity, (entry.clip, entry.value or ""), loom.judgements("entity")):
        raise InputError(
            "in clip {0} {1} is {2} already", number, entry.value, f"e{there[1]}",
            hint="keii entity split {2} --clip {0} says that it is another",
        )  # fmt: skip


def _claim(entry: Correction, reading: Reading, number: int) -> Correction:
    if entry.kind != "source" and entry.value is not None and entry.value not in get_args(Stance):
        raise InputError("{0} is not one of: {1}", entry.value, ", ".join(get_args(Stance)))
    if entry.kind == "claim" and entry.value is not None:
        if entry.cue is None:
            raise InputError("a claim needs the word that gives it", hint="name the cue: 述べた, によると")
        return entry
    if entry.kind == "stance" and entry.value is None:
        raise InputError("{0} is not one of: {1}", "", ", ".join(get_args(Stance)))
    at = claim_meant(reading.claims, entry)
    if at is None:
        raise NotFound("clip {0} has no such claim", number, hint="keii clip claims CLIP lists them")
    claim = reading.claims[at]
    entry = replace(entry, span=claim.content, cue=claim.cue)
    return replace(entry, words=_words(entry, reading.clip))


# cuts and joins


def _cut(loom: Loom, entry: Correction) -> tuple[Correction, tuple[Clip, ...]]:
    base = loom.uncorrected(entry.clip)
    assert base is not None  # noqa: S101  # it is there: it has a number
    clip, at = base.clip, entry.span.start if entry.span else 0
    parts = (_part(clip, 0, at, first=True), _part(clip, at, len(clip.text), first=False))
    if not all(part.text for part in parts):
        raise InputError("a cut there leaves one part empty", hint="name a place between two of the clip's words")
    _check_new(loom, parts)
    return replace(entry, replaces=(clip.id,), makes=tuple(part.id for part in parts)), parts


def _part(clip: Clip, start: int, end: int, *, first: bool) -> Clip:
    """Return a part of a clip as a clip: what the user or the input said of the whole holds for it, what was found in
    its words is looked for anew."""
    text = clip.text[start:end]
    start += len(text) - len(text.lstrip(_BLANK))
    text = text.strip(_BLANK)
    if not text:
        return replace(clip, text="")
    said = clip.outlet_by in ("user", "input")
    found = whole_clip(
        text, clip.source_id,
        Given(outlet=clip.outlet if said else None, outlet_by=clip.outlet_by if said else None),
    )  # fmt: skip
    by_user = clip.published_by == "user" or found.published is None
    span = Span(clip.span.start + start, clip.span.start + start + len(text))
    return replace(
        found, id=clip_id(clip.source_id, span, text), span=span, url=clip.url, links=clip.links,
        title=clip.title if first else found.title,
        published=clip.published if by_user else found.published,
        published_by=clip.published_by if by_user else found.published_by,
        problems=clip.problems if by_user else tuple(p for p in clip.problems if p.code != "K1004"),
        cut=clip.cut if first else (),
    )  # fmt: skip


def _joined(loom: Loom, entry: Correction, number: int) -> tuple[Correction, tuple[Clip, ...]]:
    after = loom.following(number)
    one, other = loom.uncorrected(entry.clip), loom.uncorrected(after) if after else None
    if one is None or other is None:
        raise NotFound("no clip of the same page follows clip {0}", number, hint="keii list shows the clips in order")
    made = _whole(one.clip, other.clip)
    _check_new(loom, (made,))
    return replace(entry, replaces=(one.clip.id, other.clip.id), makes=(made.id,)), (made,)


def _whole(one: Clip, other: Clip) -> Clip:
    """Return two clips of a page as one. What stood between them was never kept: line ends stand for it, so that all
    places of the page stay right."""
    text = one.text + "\n" * (other.span.start - one.span.end) + other.text
    span = Span(one.span.start, other.span.end)
    dated, placed = one if one.published else other, one if one.outlet else other
    return replace(
        whole_clip(text, one.source_id, Given()),
        id=clip_id(one.source_id, span, text), span=span, title=one.title, url=one.url or other.url,
        links=tuple(dict.fromkeys((*one.links, *other.links))), cut=one.cut, problems=dated.problems,
        published=dated.published, published_by=dated.published_by, outlet=placed.outlet, outlet_by=placed.outlet_by,
    )  # fmt: skip


def _check_new(loom: Loom, clips: tuple[Clip, ...]) -> None:
    for number in loom.shown(clip.id for clip in clips).values():
        raise InputError("clip {0} is what this would make", number)

"""切り抜き: one clip, set to be read, with all that was found in it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, Response

from keii.desk import Desk
from keii.errors import NotFound
from keii.publish import segments
from keii.publish.segments import Line
from keii.records.correction import Correction
from keii.records.reading import Reading
from keii.records.span import Span, overlaps
from keii.records.statements import statements_of
from keii.text.places import places
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
_PART = 6_000  # code points of a text that are set on one page: at most about 250 kB with all that is found in them
_OFFERED = 8  # entities that a name may mean
_PLACES, _AROUND = 30, 12  # places of words that are told; code points before and after each
_LONGEST = 40  # code points of a name that is looked up
_WORDS = r"^[0-9]{1,9}-[0-9]{1,9}$"
_FIX = r"^(head|cut|new|(name|time|claim)-[0-9]{1,6})$"


@router.get("/clip/{word}")
def clip(
    view: ViewHere,
    desk: DeskHere,
    word: str,
    words: Annotated[str, Query(pattern=_WORDS)] = "",
    part: Annotated[int, Query(ge=1, le=1_000_000)] = 1,
    fix: Annotated[str, Query(pattern=_FIX)] = "",
    find: Annotated[str, Query(max_length=1_000)] = "",
    done: Annotated[int, Query(ge=0, le=2**53)] = 0,
    undone: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> HTMLResponse:
    """Show one clip, by its number or id; `words` marks a stretch of it, `fix` opens what can be put right."""
    line = desk.clip(word)
    number, reading, around = desk.around(str(line.number))
    text = reading.clip.text
    marked = _marked(words, find, text)
    parts = segments.parts(text, _PART)
    at = _part(parts, marked, _target(fix, reading), part)
    shown = parts[at]
    return view.page(
        "clip.html",
        line=line, number=number, reading=reading, around=around, near=desk.neighbours(str(number)),
        lines=_lines(reading, marked, shown),
        headline=_headline(text, line.title),
        statements=[s for s in statements_of(reading, number) if overlaps(s.content.span, shown)],
        marked=marked, find=find, missed=bool(find and marked is None), elsewhere=_elsewhere(text, marked, fix),
        part=at + 1, parts=len(parts), fix=fix.partition("-")[0], nth=_nth(fix, reading),
        sources=_sources(reading) if fix else (), meant=_meant(desk, fix, reading, marked),
        undone=undone, done=_entry(desk, done), corrections=desk.corrections(str(number)),
    )  # fmt: skip


@router.get("/clip/{word}/original")
def original(desk: DeskHere, word: str) -> Response:
    """Give the bytes a clip was made from, to be saved: never to be shown as a page of the room's."""
    number = desk.clip(word).number
    headers = {
        "content-disposition": f'attachment; filename="clip-{number}-original.txt"',
        "x-content-type-options": "nosniff",
        "content-security-policy": "sandbox; default-src 'none'",
    }
    return Response(desk.original(str(number)).body, media_type="application/octet-stream", headers=headers)


def _marked(words: str, find: str, text: str) -> Span | None:
    """Return the stretch a visitor came for: by its place, or the first place of its words; None: none."""
    if words:
        start, end = map(int, words.split("-"))
        return Span(start, min(end, len(text))) if start < min(end, len(text)) else None
    return next(iter(places(text, find)), None)


def _elsewhere(text: str, marked: Span | None, fix: str) -> tuple[tuple[Span, str, str], ...]:
    """Return where else words to be put right stand, with what is before and after them in the line."""
    if fix != "new" or marked is None:
        return ()
    others = [place for place in places(text, text[marked.start : marked.end], _PLACES) if place != marked]
    return tuple(
        (
            place,
            text[max(0, place.start - _AROUND) : place.start].rpartition("\n")[2],
            text[place.end : place.end + _AROUND].partition("\n")[0],
        )
        for place in others
    )


def _lines(reading: Reading, marked: Span | None, shown: Span) -> list[Line]:
    """Return the lines of a part of a text, with what was found in them."""
    layers = [layer for layer in segments.layers(reading, marked) if overlaps(layer.span, shown)]
    lines = segments.lines(reading.clip.text, layers)
    return [line for line in lines if shown.start <= line.span.start and line.span.end <= shown.end]


def _part(parts: tuple[Span, ...], marked: Span | None, target: Span | None, asked: int) -> int:
    """Return which part of a text to show: that of the words to be marked or put right, else the one asked for."""
    wanted = marked or target
    if wanted is not None:
        return max(n for n, part in enumerate(parts) if part.start <= wanted.start)
    return min(asked, len(parts)) - 1


def _nth(fix: str, reading: Reading) -> int:
    """Return which finding is to be put right. Raises `NotFound` where there is none."""
    kind, _, n = fix.partition("-")
    held = {"name": reading.names, "time": reading.times, "claim": reading.claims}.get(kind)
    if held is None:
        return 0
    if int(n) >= len(held):
        raise NotFound("there is no such finding in this clip")
    return int(n)


def _target(fix: str, reading: Reading) -> Span | None:
    kind, n = fix.partition("-")[0], _nth(fix, reading)
    if kind == "claim":
        return reading.claims[n].content
    return reading.names[n].span if kind == "name" else reading.times[n].span if kind == "time" else None


def _headline(text: str, title: str | None) -> Span | None:
    """Return the line of a text that is its title; None: its first lines are not."""
    at = 0
    for line in text.split("\n", 6)[:6]:
        if title and line.strip() == title.strip():
            return Span(at, at + len(line))
        at += len(line) + 1
    return None


def _sources(reading: Reading) -> tuple[Span, ...]:
    """Return what may be named as whose words something is: sources of claims, and names with their titles; in order
    of the text, the same words once."""
    text = reading.clip.text
    spans = {claim.source.span for claim in reading.claims if claim.source}
    spans |= {Span(name.span.start, max(name.span.end, name.title.end if name.title else 0)) for name in reading.names}
    once = {text[span.start : span.end]: span for span in sorted(spans, reverse=True)}
    return tuple(sorted(once.values()))


def _meant(desk: Desk, fix: str, reading: Reading, marked: Span | None) -> tuple[tuple[int, str], ...]:
    """Return the entities that a name to be put right may mean: (number, what it is called)."""
    if fix.startswith("name-"):
        return desk.called(reading.names[_nth(fix, reading)].entity, _OFFERED)
    if fix == "new" and marked is not None and marked.end - marked.start <= _LONGEST:
        return desk.called(reading.clip.text[marked.start : marked.end], _OFFERED)
    return ()


def _entry(desk: Desk, number: int) -> Correction | None:
    """Return a correction that was just entered and holds."""
    if not number:
        return None
    return next((c for c in desk.corrections() if c.number == number and c.undone_at is None), None)

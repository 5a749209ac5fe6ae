"""訂正: putting a clip right, the ledger of all that persons decided, and undoing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse

from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.records import correction as corrections
from keii.records.correction import Amended, Correction, CorrectionKind
from keii.records.judgement import Effect, Judgement
from keii.records.name import NameType
from keii.records.span import Span
from keii.text.places import places
from keii.web import links
from keii.web.view import DeskHere, ViewHere
from keii.wording.labels import ENTRIES

router = APIRouter(include_in_schema=False)
_PAGE = 50
_DIGITS = 18  # more than the number of any entity has
_SHOWN = 200  # changes told one by one
_SPAN = re.compile(r"([0-9]{1,9})-([0-9]{1,9})", re.ASCII)
Words = Annotated[str, Form(max_length=20_000)]
Place = Annotated[str, Form(max_length=20)]
EntryKind = Literal["", "same", "different", "named", "unsure", CorrectionKind]


def _filled(
    kind: Annotated[CorrectionKind, Form()],
    at: Place = "",
    words: Words = "",
    words_at: Place = "",
    cue: Words = "",
    cue_at: Place = "",
    source: Place = "",
    source_words: Words = "",
    source_words_at: Place = "",
    value: Words = "",
    type: Annotated[Literal["", NameType], Form()] = "",  # noqa: A002  # the form's field
    entity: Place = "",
    everywhere: Place = "",
    none: Place = "",
    why: Annotated[str, Form(max_length=1_000)] = "",
) -> dict[str, str]:
    """Return the form's fields, trimmed."""
    fields = {
        "kind": kind, "at": at, "words": words, "words_at": words_at, "cue": cue, "cue_at": cue_at, "source": source,
        "source_words": source_words, "source_words_at": source_words_at, "value": value, "type": type,
        "entity": entity, "everywhere": everywhere, "none": none, "why": why,
    }  # fmt: skip
    return {name: text.replace("\r\n", "\n").strip() for name, text in fields.items()}


Filled = Annotated[dict[str, str], Depends(_filled)]


@router.post("/clip/{word}/correct/preview")
def preview(view: ViewHere, desk: DeskHere, word: str, form: Filled) -> HTMLResponse:
    """Show what a correction would change; nothing is."""
    amended = desk.correct(_correction(desk, word, form), keep=False)
    held = {name: text for name, text in form.items() if text}
    act, back = f"{links.clip(word)}/correct", links.clip(desk.clip(word).number)
    return _shown(view, desk, amended, act=act, held=held, back=back, undoing=False)


@router.post("/clip/{word}/correct")
def correct(desk: DeskHere, word: str, form: Filled) -> RedirectResponse:
    """Enter a correction, and show the clip as it is now."""
    amended = desk.correct(_correction(desk, word, form))
    number = _clip_after(desk, amended) or desk.clip(word).number
    return RedirectResponse(links.query(links.clip(number), done=amended.correction.number) + "#done", 303)


@router.get("/judgements")
def ledger(
    view: ViewHere,
    desk: DeskHere,
    kind: EntryKind = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
    undone: Annotated[int, Query(ge=0, le=2**53)] = 0,
) -> HTMLResponse:
    """Show what persons decided and what a rule could not, the latest first."""
    entries = [*reversed(desk.ledger())]
    told = [entry for entry in entries if (_kind(entry) == kind if kind else _kind(entry) != "unsure")]
    shown = told[(page - 1) * _PAGE : page * _PAGE]
    open_ = [e for e in entries if _kind(e) == "unsure" and not e.undone_at] if not kind and page == 1 else []
    return view.page(
        "judgements.html",
        entries=[(_kind(entry), entry) for entry in shown], unsure=open_[:_PAGE], kind=kind, undone=undone,
        counts=Counter(_kind(entry) for entry in entries if entry.undone_at is None), kinds=ENTRIES,
        page=page, pages=-(-len(told) // _PAGE), href=lambda n: links.query("/judgements", kind=kind, page=n),
        **_named(desk, [*shown, *open_[:_PAGE]]),
    )  # fmt: skip


@router.post("/judgements/{number}/undo/preview")
def undo_preview(
    view: ViewHere, desk: DeskHere, number: int, back: Annotated[str, Form(max_length=2_000)] = "/judgements"
) -> HTMLResponse:
    """Show what undoing an entry would change; nothing is."""
    result = desk.undo(number, keep=False)
    held = {"back": links.inside(back)}
    return _shown(
        view, desk, result, act=f"/judgements/{number}/undo", held=held, back=links.inside(back), undoing=True
    )  # fmt: skip


@router.post("/judgements/{number}/undo")
def undo(
    desk: DeskHere, number: int, back: Annotated[str, Form(max_length=2_000)] = "/judgements"
) -> RedirectResponse:  # fmt: skip
    """Undo an entry of the ledger, and go back to where that was asked for."""
    result = desk.undo(number)
    to = links.inside(back)
    if isinstance(result, Amended) and to.startswith("/clip/"):
        clip = _clip_after(desk, result)
        to = links.clip(clip) if clip is not None else to
    path = to.partition("#")[0].partition("?")[0]
    return RedirectResponse(links.query(path, undone=number), 303)


def _shown(
    view: ViewHere, desk: Desk, result: Effect | Amended, *, act: str, held: dict[str, str], back: str, undoing: bool
) -> HTMLResponse:
    entry = result.judgement if isinstance(result, Effect) else result.correction
    moves = result.moves[:_SHOWN] if isinstance(result, Effect) else ()
    amended = result if isinstance(result, Amended) else None
    named = _named(desk, [entry], moves=moves, amended=amended)
    return view.page(
        "correction.html",
        entry=entry, kind=_kind(entry), effect=None if amended else result, amended=amended, act=act, held=held,
        back=back, undoing=undoing, most=_SHOWN, **named,
    )  # fmt: skip


def _correction(desk: Desk, word: str, form: dict[str, str]) -> Correction:
    """Return what a form says. Raises `InputError` where it cannot be meant so."""
    kind, why = form["kind"], form["why"]
    value = None if form["none"] else form["value"]
    made: Correction
    if kind == "outlet":
        made = corrections.outlet(word, value or None)
    elif kind == "title":
        made = corrections.title(word, value or None)
    elif kind == "published":
        made = corrections.published(word, _day(value))
    elif kind == "join":
        made = corrections.join(word)
    elif kind == "cut":
        made = corrections.cut(word, _at(form["at"]).start)
    else:
        made = _finding(desk.reading(word).clip.text, word, form, value)
    return replace(made, why=why)


def _finding(text: str, word: str, form: dict[str, str], value: str | None) -> Correction:
    """Return a correction of a name, a time or a claim."""
    kind, span = form["kind"], _words(text, form["words"], form["words_at"] or form["at"], 0)
    if kind == "name":
        everywhere = bool(form["everywhere"])
        if value is None:
            return corrections.no_name(word, span, everywhere=everywhere)
        if form["type"] == "":
            raise InputError("say which type of name it is")
        called = value or text[span.start : span.end]
        entity = _entity(form["entity"])
        return corrections.name(word, span, type=form["type"], called=called, entity=entity, everywhere=everywhere)  # type: ignore[arg-type]  # one of them
    if kind == "time":
        return corrections.time(word, span, value)
    cue = _words(text, form["cue"], form["cue_at"], span.end)
    if kind == "stance":
        return corrections.stance(word, span, cue, _stance(value))
    if kind == "claim" and value is None:
        return corrections.no_claim(word, span, cue)
    whose = None
    if form["source_words"]:
        whose = _words(text, form["source_words"], form["source_words_at"], span.start)
    elif form["source"]:
        whose = _at(form["source"])
    return corrections.source(word, span, cue, whose) if kind == "source" else corrections.claim(
        word, span, cue, whose, _stance(value)
    )  # fmt: skip


def _words(text: str, words: str, at: str, near: int) -> Span:
    """Return where words stand: where a form says, else the place of the words that is nearest. Raises
    `InputError`."""
    if at and (not words or text[_at(at).start : _at(at).end].split() == words.split()):
        return _at(at)
    found = places(text, words)
    if not found:
        raise InputError("these words are not in the clip: {0}", words, hint="write them as they stand there")
    return min(found, key=lambda place: abs(place.start - near))


def _at(place: str) -> Span:
    found = _SPAN.fullmatch(place)
    if not found or int(found[1]) > int(found[2]):
        raise InputError("{0} is no place in a text", place, hint="choose the words in the text")
    return Span(int(found[1]), int(found[2]))


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("{0} is not a day", text, hint="write it as 2025-05-10") from None


def _entity(word: str) -> int | None:
    if not word:
        return None
    number = word.removeprefix("e")
    if not (number.isascii() and number.isdigit() and len(number) < _DIGITS):
        raise NotFound("there is no entity {0}", word, hint="an entity is called by its number: e12")
    return int(number)


def _stance(value: str | None) -> Any:
    return value or "assert"


def _kind(entry: Judgement | Correction) -> str:
    if isinstance(entry, Correction):
        return entry.kind
    return "named" if entry.verdict == "name" else entry.verdict


def _clip_after(desk: Desk, amended: Amended) -> int | None:
    """Return the number of the clip to show after a correction or its undoing: the first that is there."""
    entry = amended.correction
    ids = (entry.clip, *entry.makes, *entry.replaces) if not entry.makes or entry.undone_at else entry.makes
    there = desk.numbers_of(ids)
    return next((there[id_] for id_ in ids if id_ in there), None)


def _named(
    desk: Desk, entries: list[Judgement | Correction], *, moves: Any = (), amended: Amended | None = None
) -> dict[str, Any]:  # fmt: skip
    """Return what the entities, stories and clips are called that entries and their effects speak of."""
    entities: set[int] = set()
    stories: set[int] = set()
    clips: set[str] = set()
    for entry in entries:
        if isinstance(entry, Correction):
            clips |= {entry.clip, *entry.makes, *entry.replaces}
            entities |= {entry.entity} if entry.entity is not None else set()
            continue
        held = entities if entry.about == "entity" else stories
        held |= {number for number in (entry.left, entry.right) if number is not None}
        clips |= {item[0] for item in entry.part}
    clips |= {move.item[0] for move in moves}
    if amended is not None:
        stories |= {number for p in amended.placed for number in (p.before, p.after) if number is not None}
        clips |= {*(shift.clip for shift in amended.shifts), *(placed.clip for placed in amended.placed)}
    return {"names": desk.labels_of(entities, stories), "numbers": desk.numbers_of(clips)}

"""話題: a story, and its corrections in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from keii.browsing.stories import READ
from keii.errors import InputError, NotFound
from keii.records.facts import Listed
from keii.records.judgement import Effect, Judgement
from keii.records.odds import StorySheet
from keii.records.story import StoryLine
from keii.web import links
from keii.web.draw.timeline import NARROW, anchor, drawing
from keii.web.view import DeskHere, View, ViewHere
from keii.wording.language import t

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=10**15)]
Words = Annotated[str, Form(max_length=500)]
_DRAWN, _LISTED, _ODDS, _ROWS, _MOVED = 200, 80, 12, 16, 30
"""Entries of a time line drawn and listed, conflicts and rows of the table shown at once, clips of a change shown:
beyond them a page grows past what a reader scrolls and a telephone loads."""


@dataclass(frozen=True, slots=True)
class Notice:
    """断り書き: what was just done to a story."""

    text: str
    story: int | None = None  #: the other story it touched
    undo: int | None = None  #: number of the judgement, while it can be undone


@router.get("/story/{number}")
def story(
    view: ViewHere,
    desk: DeskHere,
    number: Number,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
    choose: bool = False,
    done: Annotated[int | None, Query(ge=1, le=10**15)] = None,
) -> Response:
    """Show one story. `choose`: with boxes to tick clips; `done`: a judgement just entered or undone. A story that a
    person put into another leads there."""
    try:
        sheet = desk.story_sheet(number, page)
    except NotFound:
        if (taken_in := desk.taken_into("story", number)) is None:
            raise
        return RedirectResponse(links.story(taken_in), 303)
    notice = None if done is None else _notice(desk.judgement_on("story", number, done), number)
    return view.page(
        "story.html", sheet=sheet, notice=notice, choose=choose, read=READ, shown_odds=_ODDS, shown_rows=_ROWS,
        anchor=anchor, year=_year(sheet.line), **_drawn(sheet),
        href=lambda at: links.query(links.story(number), page=at, choose="true" if choose else "") + "#clips",
    )  # fmt: skip


@router.get("/story/{number}/merge")
def merge_with(
    view: ViewHere, desk: DeskHere, number: Number, q: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Look for a story to put into this one."""
    line = desk.story_line(number)
    return _page(view, line, t("Put another story in"), candidates=desk.stories_called(q, but=number), q=q)


@router.post("/story/{number}/merge/preview")
def merge_preview(view: ViewHere, desk: DeskHere, number: Number, other: Annotated[int, Form(ge=1)]) -> HTMLResponse:
    """Show what putting another story into this one would change."""
    line, right = desk.story_line(number), desk.story_line(other)
    effect = desk.merge("story", number, other, keep=False)
    return _preview(view, line, desk.lines_by_id(_ids(effect)), effect, "merge", [("other", other)], other=right)


@router.post("/story/{number}/merge")
def merge(desk: DeskHere, number: Number, other: Annotated[int, Form(ge=1)], why: Words = "") -> RedirectResponse:
    """Put another story into this one."""
    return _done(number, desk.merge("story", number, other, why=why))


@router.post("/story/{number}/rename/preview")
def rename_preview(view: ViewHere, desk: DeskHere, number: Number, name: Words = "") -> HTMLResponse:
    """Show what another name would change."""
    line = desk.story_line(number)
    effect = desk.rename("story", number, name, keep=False)
    return _preview(view, line, {}, effect, "rename", [("name", name)])


@router.post("/story/{number}/rename")
def rename(desk: DeskHere, number: Number, name: Words = "", why: Words = "") -> RedirectResponse:
    """Call the story otherwise."""
    return _done(number, desk.rename("story", number, name, why=why))


@router.post("/story/{number}/split/preview")
def split_preview(
    view: ViewHere, desk: DeskHere, number: Number, clip: Annotated[list[str] | None, Form()] = None
) -> HTMLResponse:
    """Show what taking clips out would change."""
    line, ids = desk.story_line(number), _ticked(clip)
    effect = desk.split("story", number, [(id_,) for id_ in ids], keep=False)
    fields = [("clip", id_) for id_ in ids]
    return _preview(view, line, desk.lines_by_id(_ids(effect)), effect, "split", fields)


@router.post("/story/{number}/split")
def split(
    desk: DeskHere, number: Number, clip: Annotated[list[str] | None, Form()] = None, why: Words = ""
) -> RedirectResponse:
    """Take clips out of the story: they become one of their own."""
    return _done(number, desk.split("story", number, [(id_,) for id_ in _ticked(clip)], why=why))


@router.post("/story/{number}/undo")
def undo(desk: DeskHere, number: Number, judgement: Annotated[int, Form(ge=1)]) -> RedirectResponse:
    """Undo a correction."""
    desk.undo(judgement)
    return RedirectResponse(f"{links.story(number)}?done={judgement}", 303)


def _drawn(sheet: StorySheet) -> dict[str, Any]:
    """Return a story's time line: drawn for a desk and for a telephone, and what of it is listed."""
    entries = sheet.timeline.entries
    shown = entries[-_DRAWN:]
    return {
        "wide": drawing(shown), "narrow": drawing(shown, width=NARROW, name="narrow"), "listed": entries[-_LISTED:]
    }  # fmt: skip


def _year(line: StoryLine) -> int | None:
    """Return the year that goes without saying: that of all of a story's clips."""
    return line.last.year if line.first and line.last and line.first.year == line.last.year else None


def _ticked(clips: Sequence[str] | None) -> list[str]:
    if not clips:
        raise InputError("no clip is ticked", hint="tick the clips that belong elsewhere")
    return list(dict.fromkeys(clips))


def _ids(effect: Effect) -> list[str]:
    return [move.item[0] for move in effect.moves[:_MOVED]]


def _preview(
    view: View, line: StoryLine, clips: dict[str, Listed], effect: Effect, kind: str,
    fields: Sequence[tuple[str, object]], other: StoryLine | None = None,
) -> HTMLResponse:  # fmt: skip
    moved = [clips[id_] for id_ in _ids(effect) if id_ in clips]
    title = {"merge": t("Put another story in"), "rename": t("Call it otherwise"), "split": t("Take clips out")}[kind]
    return _page(view, line, title, effect=effect, kind=kind, fields=fields, moved=moved, other=other, candidates=None)


def _page(view: View, line: StoryLine, title: str, **values: Any) -> HTMLResponse:
    return view.page("story_change.html", line=line, title=title, **values)


def _notice(entry: Judgement | None, story: int) -> Notice | None:
    """Return what to say of a judgement on this story; None: nothing."""
    if entry is None:
        return None
    if entry.undone_at:
        return Notice(t("It is undone."))
    if entry.verdict == "name":
        return Notice(t("The story is called so now."), undo=entry.number)
    if entry.verdict == "same":
        return Notice(t("The clips of the other story are here now."), undo=entry.number)
    other = entry.right if story == entry.left else entry.left
    return Notice(t("The clips are a story of their own now."), story=other, undo=entry.number)


def _done(number: int, effect: Effect) -> RedirectResponse:
    return RedirectResponse(f"{links.story(number)}?done={effect.judgement.number}", 303)

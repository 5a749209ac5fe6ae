"""人物・団体: the list of entities, one entity, and its corrections in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from keii.errors import InputError, NotFound
from keii.records.facts import Listed
from keii.records.judgement import Effect, Item, Judgement
from keii.records.name import NameType
from keii.records.people import EntityLine, EntityOrder, EntitySheet
from keii.web import links
from keii.web.draw import bars, graph, offices
from keii.web.draw import timeline as ages
from keii.web.view import DeskHere, View, ViewHere
from keii.wording.language import t

router = APIRouter(include_in_schema=False)
Number = Annotated[int, Path(ge=1, le=10**15)]
Other = Annotated[int, Form(ge=1, le=10**15)]
Words = Annotated[str, Form(max_length=500)]
Several = Annotated[list[Annotated[str, Form(max_length=500)]] | None, Form()]
_A_PAGE = 60
_LAST = 5_000  # pages of the list
_CANDIDATES = 20  # a name may mean; more are found in the list
_MOVED = 30  # clips of a change that are shown


@dataclass(frozen=True, slots=True)
class Notice:
    """断り書き: what was just done to an entity."""

    text: str
    entity: int | None = None  #: the other one it touched
    undo: int | None = None  #: number of the judgement, while it can be undone


@router.get("/entities")
def entities(
    view: ViewHere,
    desk: DeskHere,
    name: Annotated[str, Query(max_length=200)] = "",
    type_: Annotated[NameType | Literal[""], Query(alias="type")] = "",
    order: EntityOrder = "mentions",
    page: Annotated[int, Query(ge=1, le=_LAST)] = 1,
) -> HTMLResponse:
    """List entities, the most mentioned first unless asked otherwise."""
    name = name.strip()
    found = desk.entity_page(name=name, type_=type_ or None, order=order, limit=_A_PAGE, offset=(page - 1) * _A_PAGE)

    def href(to: int = 1, by: str = order, of: str = type_) -> str:
        asked = {"name": name, "type": of, "order": by if by != "mentions" else ""}
        return links.query("/entities", **asked, page=to if to > 1 else "")

    return view.page(
        "entities.html", found=found, name=name, type=type_, order=order, page=page,
        pages=min(_LAST, -(-found.total // _A_PAGE)), href=href, narrowed=bool(name or type_),
    )  # fmt: skip


@router.get("/entity")
def called(view: ViewHere, desk: DeskHere, name: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Lead to whom a name means; where it may mean several, ask which."""
    name = name.strip()
    found = desk.entities_called(name, _CANDIDATES)
    if found.total == 1:
        return RedirectResponse(links.entity(found.lines[0].number), 303)
    return view.page("entity_choice.html", status=200 if found.total else 404, name=name, found=found)


@router.get("/entity/{number}")
def entity(
    view: ViewHere, desk: DeskHere, number: Number, done: Annotated[int | None, Query(ge=1, le=10**15)] = None
) -> Response:
    """Show one entity. `done`: a judgement just entered or undone. One that a person put into another leads there."""
    try:
        sheet = desk.entity_sheet(number)
    except NotFound:
        if (taken_in := desk.taken_into("entity", number)) is None:
            raise
        return RedirectResponse(links.entity(taken_in), 303)
    notice = None if done is None else _notice(desk.judgement_on("entity", number, done), number)
    return view.page("entity.html", sheet=sheet, line=sheet.line, notice=notice, tied=graph.told, **_drawn(sheet))


@router.get("/entity/{number}/merge")
def merge_with(
    view: ViewHere, desk: DeskHere, number: Number, q: Annotated[str, Query(max_length=200)] = ""
) -> HTMLResponse:
    """Look for an entity to put into this one."""
    line = desk.entity_line(number)
    found = desk.entities_called(q, _CANDIDATES + 1).lines if q.strip() else ()
    candidates = tuple(one for one in found if one.number != number)[:_CANDIDATES]
    return _page(view, line, t("It is the same as another"), candidates=candidates, q=q)


@router.post("/entity/{number}/merge/preview")
def merge_preview(view: ViewHere, desk: DeskHere, number: Number, other: Other) -> HTMLResponse:
    """Show what putting another entity into this one would change."""
    line, right = desk.entity_line(number), desk.entity_line(other)
    effect = desk.merge("entity", number, other, keep=False)
    return _preview(view, line, desk.lines_by_id(_ids(effect)), effect, "merge", [("other", other)], other=right)


@router.post("/entity/{number}/merge")
def merge(desk: DeskHere, number: Number, other: Other, why: Words = "") -> RedirectResponse:
    """Put another entity into this one."""
    return _done(number, desk.merge("entity", number, other, why=why))


@router.post("/entity/{number}/rename/preview")
def rename_preview(view: ViewHere, desk: DeskHere, number: Number, name: Words = "") -> HTMLResponse:
    """Show what another name would change."""
    line = desk.entity_line(number)
    effect = desk.rename("entity", number, name, keep=False)
    return _preview(view, line, {}, effect, "rename", [("name", name)])


@router.post("/entity/{number}/rename")
def rename(desk: DeskHere, number: Number, name: Words = "", why: Words = "") -> RedirectResponse:
    """Call the entity otherwise."""
    return _done(number, desk.rename("entity", number, name, why=why))


@router.get("/entity/{number}/split")
def choose(
    view: ViewHere, desk: DeskHere, number: Number, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> HTMLResponse:
    """Show spellings and clips to choose what is another's."""
    line = desk.entity_line(number)
    namings, pages = desk.namings(number, page)
    return view.page(
        "entity_split.html", line=line, namings=namings, page=min(page, pages), pages=pages,
        spellings=desk.spellings_of(number), href=lambda at: links.query(f"{links.entity(number)}/split", page=at),
    )  # fmt: skip


@router.post("/entity/{number}/split/preview")
def split_preview(
    view: ViewHere, desk: DeskHere, number: Number, spelled: Several = None, clip: Several = None
) -> HTMLResponse:
    """Show what splitting off spellings or clips would change."""
    line = desk.entity_line(number)
    effect = desk.split("entity", number, _part(desk, number, spelled, clip), keep=False)
    fields = [*(("spelled", text) for text in spelled or ()), *(("clip", id_) for id_ in clip or ())]
    return _preview(view, line, desk.lines_by_id(_ids(effect)), effect, "split", fields)


@router.post("/entity/{number}/split")
def split(
    desk: DeskHere, number: Number, spelled: Several = None, clip: Several = None, why: Words = ""
) -> RedirectResponse:
    """Split off spellings or clips: they become an entity of their own."""
    return _done(number, desk.split("entity", number, _part(desk, number, spelled, clip), why=why))


@router.post("/entity/{number}/undo")
def undo(desk: DeskHere, number: Number, judgement: Annotated[int, Form(ge=1, le=10**15)]) -> RedirectResponse:
    """Undo a correction."""
    desk.undo(judgement)
    return RedirectResponse(f"{links.entity(number)}?done={judgement}", 303)


def _drawn(sheet: EntitySheet) -> dict[str, Any]:
    """Return an entity's drawings, each for a desk and for a telephone."""
    name, some = sheet.line.name, bars.bars(sheet.days)

    def clips(bar: bars.Bar) -> str:
        return links.query("/search", **{"q": f'"{name}"', "from": bar.first, "to": bar.last})

    return {
        "bars": some,
        "bars_href": clips,
        "often": (bars.drawing(some, clips), bars.drawing(some, clips, width=bars.NARROW, name="narrow")),
        "held": (offices.drawing(sheet.offices), offices.drawing(sheet.offices, width=offices.NARROW, name="narrow")),
        "ring": (
            graph.drawing(name, sheet.ties, sheet.between),
            graph.drawing(name, sheet.ties, sheet.between, width=graph.NARROW, id_="narrow"),
        ),
        "wide": ages.drawing(sheet.entries, width=ages.WIDE),
        "narrow": ages.drawing(sheet.entries, width=ages.NARROW, name="narrow"),
        "anchor": ages.anchor,
    }


def _part(desk: DeskHere, number: int, spelled: Sequence[str] | None, clips: Sequence[str] | None) -> tuple[Item, ...]:
    if not spelled and not clips:
        raise InputError("nothing is ticked", hint="tick the spellings or the clips that are another’s")
    return desk.part_of(number, spelled=spelled or (), clips=clips or ())


def _ids(effect: Effect) -> list[str]:
    return list(dict.fromkeys(move.item[0] for move in effect.moves))[:_MOVED]


def _preview(
    view: View, line: EntityLine, clips: dict[str, Listed], effect: Effect, kind: str,
    fields: Sequence[tuple[str, object]], other: EntityLine | None = None,
) -> HTMLResponse:  # fmt: skip
    called: dict[str, list[str]] = {}
    for move in effect.moves:
        called.setdefault(move.item[0], []).append(move.item[1])
    moved = [(clips[id_], called[id_]) for id_ in _ids(effect) if id_ in clips]
    title = {
        "merge": t("It is the same as another"), "rename": t("Call it otherwise"), "split": t("Part of it is another"),
    }[kind]  # fmt: skip
    return _page(
        view, line, title, effect=effect, kind=kind, fields=fields, moved=moved, count=len(called), other=other,
        candidates=None,
    )  # fmt: skip


def _page(view: View, line: EntityLine, title: str, **values: Any) -> HTMLResponse:
    return view.page("entity_change.html", line=line, title=title, **values)


def _notice(entry: Judgement | None, entity: int) -> Notice | None:
    """Return what to say of a judgement on this entity; None: nothing."""
    if entry is None:
        return None
    if entry.undone_at:
        return Notice(t("It is undone."))
    if entry.verdict == "name":
        return Notice(t("It is called so now."), undo=entry.number)
    if entry.verdict == "same":
        return Notice(t("What clips say of the other is here now."), undo=entry.number)
    other = entry.right if entity == entry.left else entry.left
    return Notice(t("What was split off is another now."), entity=other, undo=entry.number)


def _done(number: int, effect: Effect) -> RedirectResponse:
    return RedirectResponse(f"{links.entity(number)}?done={effect.judgement.number}", 303)

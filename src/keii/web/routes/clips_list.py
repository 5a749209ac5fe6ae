"""切り抜き一覧: the clips of the dossier, a page at a time."""

from __future__ import annotations

from itertools import groupby
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.records.clip import Kind
from keii.web import links
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
_A_PAGE = 50
_OUTLETS = 100  # offered as one types


@router.get("/clips")
def clips(
    view: ViewHere,
    desk: DeskHere,
    outlet: Annotated[str, Query(max_length=200)] = "",
    kind: Kind | Literal[""] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    undated: bool = False,
    problems: bool = False,
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """List clips, the latest first, those without a date last."""
    outlet, since, until = outlet.strip(), since.strip(), until.strip()
    found = desk.clip_page(
        outlet=outlet, kind=kind or None, since=since, until=until, undated=undated, problems=problems,
        limit=_A_PAGE, offset=(page - 1) * _A_PAGE,
    )  # fmt: skip

    def href(to: int) -> str:
        asked = {"outlet": outlet, "kind": kind, "from": since, "to": until}
        ticked = {"undated": undated and 1, "problems": problems and 1}
        return links.query("/clips", **asked, **ticked, page=to if to > 1 else "")

    return view.page(
        "clips.html", found=found, outlet=outlet, kind=kind, since=since, until=until, undated=undated,
        problems=problems, page=page, pages=-(-found.total // _A_PAGE), href=href,
        days=[(day, list(some)) for day, some in groupby(found.lines, key=lambda line: line.published)],
        outlets=desk.commonest_outlets(_OUTLETS),
        narrowed=bool(outlet or kind or since or until or undated or problems),
    )  # fmt: skip

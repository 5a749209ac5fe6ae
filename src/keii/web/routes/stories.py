"""話題一覧: the stories of the dossier, a page at a time."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.records.listing import StoryOrder
from keii.web import links
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
_A_PAGE = 40


@router.get("/stories")
def stories(
    view: ViewHere,
    desk: DeskHere,
    q: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    odds: bool = False,
    order: StoryOrder = "latest",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """List stories, the latest first unless asked otherwise."""
    q, since, until = q.strip(), since.strip(), until.strip()
    found = desk.story_page(
        label=q, since=since, until=until, at_odds=odds, order=order, limit=_A_PAGE, offset=(page - 1) * _A_PAGE
    )

    def href(to: int = 1, by: str = order) -> str:
        ordered = by if by != "latest" else ""
        asked = {"q": q, "from": since, "to": until, "odds": odds and 1, "order": ordered}
        return links.query("/stories", **asked, page=to if to > 1 else "")

    return view.page(
        "stories.html", found=found, q=q, since=since, until=until, odds=odds, order=order, page=page,
        pages=-(-found.total // _A_PAGE), href=href, narrowed=bool(q or since or until or odds),
    )  # fmt: skip

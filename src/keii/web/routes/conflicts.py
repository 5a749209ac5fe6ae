"""食い違い: all conflicts, the latest first."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.web import links
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
Text = Annotated[str, Query(max_length=200)]


@router.get("/conflicts")
def conflicts(
    view: ViewHere,
    desk: DeskHere,
    kind: Literal["quantity", "update", "denial", "blame", ""] = "",
    source: Text = "",
    text: Text = "",
    since: Text = "",
    until: Text = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show a page of conflicts, narrowed by kind, source, words and days."""
    asked: dict[str, Any] = {"kind": kind, "source": source, "text": text, "since": since, "until": until}
    found = desk.odds(kind=kind or None, source=source, words=text, since=since, until=until, page=page)

    def narrowed(**other: object) -> str:
        return links.query("/conflicts", **(asked | other))

    return view.page(
        "conflicts.html", found=found, **asked, asked=any(asked.values()), narrowed=narrowed, year=None,
        href=lambda at: narrowed(page=at),
    )  # fmt: skip

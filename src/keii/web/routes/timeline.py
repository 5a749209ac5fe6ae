"""年表: of a story, of an entity, or between two."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.errors import InputError, NotFound
from keii.web import links
from keii.web.draw.timeline import NARROW, anchor, drawing
from keii.web.hints import error_text
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
_DRAWN, _LISTED = 300, 240  # entries drawn and listed at most: pages stay under 300 kB


@router.get("/timeline")
def timeline(
    view: ViewHere,
    desk: DeskHere,
    of: Annotated[list[Annotated[str, Query(max_length=100)]] | None, Query()] = None,
    year: Annotated[int | None, Query(ge=0, le=9999)] = None,
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> HTMLResponse:
    """Show what happened and was said, by the day it is about. `of`: s12, a name, or two; `year`: of publication."""
    names = [name.strip() for name in of or () if name.strip()]
    values: dict[str, Any] = {"found": None, "trouble": "", "hint": "", "listed": (), "wide": "", "narrow": ""}
    status = 200
    if names:
        try:
            found = desk.ages(*names, year=year, page=page)
        except (NotFound, InputError) as error:
            status = 404 if isinstance(error, NotFound) else 400
            values["trouble"], values["hint"] = error_text(error)
        else:
            entries = found.timeline.entries
            values |= {
                "found": found, "listed": entries[-_LISTED:], "wide": drawing(entries[-_DRAWN:]),
                "narrow": drawing(entries[-_DRAWN:], width=NARROW, name="narrow"),
            }  # fmt: skip
    return view.page(
        "timeline.html", status=status, names=names, anchor=anchor, **values,
        href=lambda at: links.timeline(*names, year=year, page=at),
    )  # fmt: skip

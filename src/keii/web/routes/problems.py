"""支障: what was not taken, and what could not be read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.web import links
from keii.web.hints import hint_text
from keii.web.view import DeskHere, ViewHere

router = APIRouter(include_in_schema=False)
_PAGE = 50


@router.get("/problems")
def problems(view: ViewHere, desk: DeskHere, page: Annotated[int, Query(ge=1, le=20_000)] = 1) -> HTMLResponse:
    """List the problems, the latest first."""
    found = desk.troubles(_PAGE, (page - 1) * _PAGE)
    return view.page(
        "problems.html",
        found=found,
        hint=hint_text,
        page=page,
        pages=-(-(found.refused + found.found) // _PAGE),
        href=lambda number: links.query("/problems", page=number),
    )

"""本日: a day as a front page."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from keii.records.days import FrontPage
from keii.web.view import DeskHere, View, ViewHere

router = APIRouter(include_in_schema=False)


@router.get("/")
def today(view: ViewHere, desk: DeskHere) -> HTMLResponse:
    """Show the last day that has a clip."""
    return _page(view, desk.front_page())


@router.get("/day/{of}")
def day(view: ViewHere, desk: DeskHere, of: str) -> HTMLResponse:
    """Show a day, YYYY-MM-DD."""
    return _page(view, desk.front_page(of))


def _page(view: View, page: FrontPage | None) -> HTMLResponse:
    return view.page("today.html", page=page) if page else view.page("nothing_yet.html")

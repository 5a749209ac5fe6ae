"""暦: months and years, days as dark as they are full."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from keii.desk import Desk
from keii.web.draw.calendar import months, weekdays, weeks
from keii.web.view import DeskHere, View, ViewHere

router = APIRouter(include_in_schema=False)
_YEAR = 4  # letters


@router.get("/calendar")
def calendar(view: ViewHere, desk: DeskHere) -> HTMLResponse:
    """Show the last month that has a clip."""
    return _month(view, desk, None)


@router.get("/calendar/{of}")
def some(view: ViewHere, desk: DeskHere, of: str) -> HTMLResponse:
    """Show a month, YYYY-MM, or a year, YYYY."""
    return _year(view, desk, of) if len(of) == _YEAR else _month(view, desk, of)


def _month(view: View, desk: Desk, of: str | None) -> HTMLResponse:
    month = desk.calendar_month(of)
    if month is None:
        return view.page("nothing_yet.html")
    return view.page("calendar.html", month=month, weeks=weeks(month.first), weekdays=weekdays())


def _year(view: View, desk: Desk, of: str) -> HTMLResponse:
    year = desk.calendar_year(of)
    return view.page("calendar_year.html", year=year, months=months(year.first.year), weeks=weeks, weekdays=weekdays())

"""Preferences: language, light or dark, across or down."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import RedirectResponse

from keii.web import links
from keii.web.prefs import COOKIE, changed
from keii.web.view import ViewHere

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.post("/prefs")
def keep(
    view: ViewHere,
    back: Annotated[str, Form()] = "/",
    language: Annotated[str, Form()] = "",
    theme: Annotated[str, Form()] = "",
    direction: Annotated[str, Form()] = "",
) -> RedirectResponse:
    """Keep what was chosen in a cookie and go back to the page."""
    chosen = changed(view.prefs, {"language": language, "theme": theme, "direction": direction})
    answer = RedirectResponse(links.inside(back), 303)
    answer.set_cookie(COOKIE, chosen.cookie(), max_age=_YEAR, httponly=True, samesite="lax", path="/")
    return answer

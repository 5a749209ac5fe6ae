"""鍵: the list of keys, as a page and for the window that `?` opens."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from keii.web.view import ViewHere

router = APIRouter(include_in_schema=False)


@router.get("/keys")
def keys(view: ViewHere) -> HTMLResponse:
    """List the keys."""
    return view.page("parts/keys.html" if view.partial else "keys.html")

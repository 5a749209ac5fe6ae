"""配信: the feeds that are followed; to follow one, to stop, to fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from keii.desk import Desk
from keii.errors import InputError
from keii.records.facts import Receipt
from keii.records.reach import is_address
from keii.web.jobs import Jobs
from keii.web.view import DeskHere, ViewHere
from keii.wording.language import t

router = APIRouter(include_in_schema=False)


@router.get("/feeds")
def feeds(view: ViewHere, desk: DeskHere) -> HTMLResponse:
    """List the feeds with how they go."""
    return view.page("feeds.html", feeds=desk.feeds())


@router.get("/feeds.opml")
def opml(desk: DeskHere) -> Response:
    """Hand the list of feeds on."""
    name = {"content-disposition": 'attachment; filename="keii-feeds.opml"'}
    return Response(desk.feeds_opml(), media_type="text/x-opml", headers=name)


@router.post("/feeds")
def follow(desk: DeskHere, address: Annotated[str, Form(max_length=2_000)]) -> RedirectResponse:
    """Follow a feed, or the one a page names."""
    if not is_address(address.strip()):
        raise InputError("{0} is no address of the web", address, hint="it begins with http:// or https://")
    desk.feed_add(address.strip())
    return RedirectResponse("/feeds", 303)


@router.post("/feeds/{number}/remove")
def remove(desk: DeskHere, number: int) -> RedirectResponse:
    """Follow a feed no longer; its clips stay."""
    desk.feed_remove(f"f{number}")
    return RedirectResponse("/feeds", 303)


@router.post("/feeds/fetch")
def fetch(request: Request) -> RedirectResponse:
    """Ask for the feeds that are due, and take what is new."""

    def work(desk: Desk, _: Callable[[int, int], None]) -> Iterable[Receipt]:
        yield from desk.fetch()

    jobs: Jobs = request.app.state.jobs
    return RedirectResponse(f"/add/{jobs.begin(t('Feeds'), work).number}", 303)

"""見え方: templates, and what every page may use in them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from keii.desk import Desk
from keii.version import VERSION
from keii.web import links, shown
from keii.web.prefs import Prefs
from keii.wording import labels
from keii.wording.cuts import CUTS
from keii.wording.language import language, problem_text, t, tn


@cache
def templates() -> Environment:
    """Return the templates. All output is escaped unless a drawing says it is SVG; an unknown name is an error."""
    environment = Environment(
        loader=PackageLoader("keii.web", "templates"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "t": t, "tn": tn, "language": language, "labels": labels, "cuts": CUTS, "links": links, "version": VERSION,
        "problem_text": problem_text,
    }  # fmt: skip
    environment.filters |= shown.FILTERS
    return environment


class View:
    """見え方: one request's way to a page."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.prefs: Prefs = request.scope["prefs"]
        self.partial = request.headers.get("hx-request") == "true"  #: True: htmx asks for a part of the page

    def page(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Return a page made of a template."""
        return HTMLResponse(self.text(template, **values), status_code=status)

    def text(self, template: str, **values: Any) -> str:
        """Return the text a template makes."""
        url = self.request.url
        here = url.path + (f"?{url.query}" if url.query else "")
        unwoven = self.request.app.state.chores.unwoven
        common = {"view": self, "prefs": self.prefs, "here": here, "path": url.path, "unwoven": unwoven}
        return templates().get_template(template).render(common | values)


def _desk(request: Request) -> Iterator[Desk]:
    with request.app.state.desks.one() as desk:
        yield desk


DeskHere = Annotated[Desk, Depends(_desk)]
"""A route's argument: the dossier, for the length of a request."""
ViewHere = Annotated[View, Depends(View)]
"""A route's argument: the way to a page."""

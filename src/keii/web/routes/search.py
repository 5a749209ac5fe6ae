"""探す: clips by their words, narrowed by filters that stand in the address."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.records.claim import Stance
from keii.web.filters import Chip, chips, left
from keii.web.view import DeskHere, ViewHere
from keii.wording.labels import STANCES
from keii.wording.language import N_, t

router = APIRouter(include_in_schema=False)
_PAGE = 20  # hits
_LAST = 500  # pages: nobody reads on, and the search need not count on
_MEANT = 6  # entities offered
_NAMES = {
    "by": N_("source: {0}"), "outlet": N_("outlet: {0}"), "story": N_("story: {0}"), "stance": N_("stance: {0}"),
    "from": N_("from {0}"), "to": N_("to {0}"),
}  # fmt: skip


@router.get("/search")
def search(
    view: ViewHere,
    desk: DeskHere,
    q: Annotated[str, Query(max_length=500)] = "",
    by: Annotated[str, Query(max_length=100)] = "",
    outlet: Annotated[str, Query(max_length=100)] = "",
    story: Annotated[str, Query(max_length=20)] = "",
    stance: Annotated[Literal["", Stance], Query()] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    page: Annotated[int, Query(ge=1, le=_LAST)] = 1,
) -> HTMLResponse:
    """Show the form, and what was found."""
    asked = {"q": q, "by": by, "outlet": outlet, "story": story, "stance": stance, "from": since, "to": until}
    found = None
    if any(value.strip() for value in asked.values()):
        found = desk.search(
            q, by=by, outlet=outlet, story=story or None, stance=stance or None, since=since or None,
            until=until or None, limit=_PAGE, offset=(page - 1) * _PAGE,
        )  # fmt: skip
    return view.page(
        "parts/found.html" if view.partial else "search.html",
        asked=asked,
        found=found,
        meant=desk.called(q, _MEANT) if q.strip() else (),
        chips=_chips(asked),
        page=page,
        pages=min(_LAST, -(-found.total // _PAGE)) if found else 0,
        stances=STANCES,
        href=lambda number: left("/search", asked, page=number),
    )


def _chips(asked: dict[str, str]) -> tuple[Chip, ...]:
    words = asked | {"stance": t(STANCES[asked["stance"]]) if asked["stance"] else ""}
    return chips("/search", asked, {name: t(pattern, words[name]) for name, pattern in _NAMES.items()})

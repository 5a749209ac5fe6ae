"""発言録: who says what, as a table to filter, sort and take along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from keii.desk import Desk
from keii.publish.export import Format
from keii.records.claim import Manner, Stance
from keii.records.ledger import ClaimOrder, ClaimsWanted
from keii.web.desks import Desks
from keii.web.filters import Chip, chips, left
from keii.web.view import DeskHere, ViewHere
from keii.wording.labels import MANNERS, STANCES
from keii.wording.language import N_, t

router = APIRouter(include_in_schema=False)
_PAGE = 100
_LAST = 300  # pages: who looks for more narrows it down, or takes all along
_LONGEST = 17  # characters of an entity's number
_CHUNK = 1 << 16  # bytes of an export that are sent at once
_NAMES = {
    "by": N_("source: {0}"), "about": N_("about: {0}"), "stance": N_("stance: {0}"), "manner": N_("manner: {0}"),
    "outlet": N_("outlet: {0}"), "from": N_("from {0}"), "to": N_("to {0}"),
}  # fmt: skip
_COLUMNS: tuple[tuple[ClaimOrder, ClaimOrder, str], ...] = (
    ("-said", "said", N_("Time")), ("speaker", "-speaker", N_("Who")), ("-published", "published", N_("Published")),
    ("outlet", "-outlet", N_("Outlet")),
)  # fmt: skip
_MEDIA: dict[Format, str] = {"csv": "text/csv; charset=utf-8", "jsonl": "application/x-ndjson"}


def _asked(
    by: Annotated[str, Query(max_length=200)] = "",
    about: Annotated[str, Query(max_length=500)] = "",
    stance: Annotated[Literal["", Stance], Query()] = "",
    manner: Annotated[Literal["", Manner], Query()] = "",
    outlet: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    sort: Annotated[ClaimOrder, Query()] = "-said",
) -> ClaimsWanted:
    """Return which claims an address asks for."""
    return ClaimsWanted(
        by=by.strip(), about=about.strip(), stance=stance or None, manner=manner or None, outlet=outlet.strip(),
        since=since.strip(), until=until.strip(), order=sort,
    )  # fmt: skip


Asked = Annotated[ClaimsWanted, Depends(_asked)]


@router.get("/claims")
def claims(
    view: ViewHere, desk: DeskHere, wanted: Asked, page: Annotated[int, Query(ge=1, le=_LAST)] = 1
) -> HTMLResponse:  # fmt: skip
    """Show the claims that fit, a page at a time."""
    found = desk.claim_page(wanted, _PAGE, (page - 1) * _PAGE)
    asked = _query(wanted)
    return view.page(
        "parts/claims.html" if view.partial else "claims.html",
        found=found, wanted=wanted, asked=asked, chips=_chips(asked, _called(desk, wanted.by)),
        columns={first: (t(word), _turned(wanted.order, first, other), _sorted(wanted.order, first, other))
                 for first, other, word in _COLUMNS},
        page=page, last=page == _LAST, first=(page - 1) * _PAGE, stances=STANCES, manners=MANNERS,
        outlets=() if view.partial else desk.outlets(),
        href=lambda **more: left("/claims", asked, *more, **more),
        table={form: left(f"/claims.{form}", asked) for form in _MEDIA},
    )  # fmt: skip


@router.get("/claims.{form}")
def table(request: Request, desk: DeskHere, wanted: Asked, form: Format) -> StreamingResponse:
    """Give all the claims that fit, as the page has them filtered and sorted, to be saved."""
    desk.claim_table(wanted, form)  # what cannot be asked for is said before the answer begins
    headers = {"content-disposition": f'attachment; filename="claims.{form}"'}
    return StreamingResponse(_chunks(request.app.state.desks, wanted, form), headers=headers, media_type=_MEDIA[form])


def _chunks(desks: Desks, wanted: ClaimsWanted, form: Format) -> Iterator[bytes]:
    with desks.one() as desk:
        held = bytearray()
        for line in desk.claim_table(wanted, form):
            held += line
            if len(held) >= _CHUNK:
                yield bytes(held)
                held.clear()
        yield bytes(held)


def _query(wanted: ClaimsWanted) -> dict[str, str]:
    return {
        "by": wanted.by, "about": wanted.about, "stance": wanted.stance or "", "manner": wanted.manner or "",
        "outlet": wanted.outlet, "from": wanted.since, "to": wanted.until,
        "sort": "" if wanted.order == "-said" else wanted.order,
    }  # fmt: skip


def _chips(asked: dict[str, str], by: str) -> tuple[Chip, ...]:
    told = asked | {"by": by}
    for name, words in (("stance", STANCES), ("manner", MANNERS)):
        told[name] = t(words[asked[name]]) if asked[name] else ""
    return chips("/claims", asked, {name: t(pattern, told[name]) for name, pattern in _NAMES.items()})


def _called(desk: Desk, by: str) -> str:
    """Return a source as asked for; an entity by what it is called."""
    number = by[1:] if by[:1] == "e" and by[1:].isascii() and by[1:].isdigit() and len(by) <= _LONGEST else ""
    return desk.labels_of((int(number),), ()).get(by, by) if number else by


def _turned(now: ClaimOrder, first: ClaimOrder, other: ClaimOrder) -> ClaimOrder:
    """Return the order that a column's head leads to."""
    return other if now == first else first


def _sorted(now: ClaimOrder, first: ClaimOrder, other: ClaimOrder) -> str:
    """Return a column's aria-sort."""
    return "none" if now not in (first, other) else "descending" if now.startswith("-") else "ascending"

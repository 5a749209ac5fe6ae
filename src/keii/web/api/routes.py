"""The API's addresses. Reading only: there is nothing but GET."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from keii.publish import parts, rows
from keii.records.codec import message, to_json
from keii.records.ledger import ClaimOrder, ClaimsWanted
from keii.records.listing import StoryOrder
from keii.records.people import EntityOrder
from keii.web.api import asked, shapes
from keii.web.api.reading import Reading
from keii.web.api.told import ADDRESSES
from keii.web.view import DeskHere, ViewHere

Json = dict[str, Any]

_FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": shapes.Fault, "description": text}
    for code, text in (
        (400, "something asked for is none"), (401, "the token is wanted, in a room that was opened with one"),
        (404, "there is none of that name"), (405, "there is nothing but GET"),
        (421, "the room does not go by the name in Host"), (422, "a parameter cannot be used"),
        (503, "another process is writing"),
    )
}  # fmt: skip
about = APIRouter(include_in_schema=False)
router = APIRouter(prefix="/api", tags=["dossier"], responses=_FAULTS)


@about.get("/api")
def page(view: ViewHere) -> HTMLResponse:
    """Say what there is."""
    return view.page("api.html", addresses=ADDRESSES, base=str(view.request.base_url).rstrip("/"))


@router.get("/clips", response_model=shapes.ClipPage)
def clips(
    desk: DeskHere, outlet: asked.Text = "", kind: asked.OfKind = None, since: asked.Since = "",
    until: asked.Until = "", limit: asked.Limit = 50, offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """List clips, the latest first: `keii list`."""
    found = desk.clip_page(outlet=outlet, kind=kind, since=since, until=until, limit=limit, offset=offset)
    stories = desk.stories_with([line.number for line in found.lines])
    return _page(found.total, offset, (parts.clip_row(line, stories) for line in found.lines))


@router.get("/clips/{clip}", response_model=Reading, response_model_exclude_unset=True)
def clip(desk: DeskHere, clip: asked.Clip) -> Json:
    """Give a clip's reading: `keii show`."""
    reading, number = desk.reading(clip), desk.clip(clip).number
    story = desk.stories_with([number]).get(number)
    told = {"story": None if story is None else f"s{story}", "neighbours": rows.neighbours_row(desk.neighbours(clip))}
    return to_json(reading) | told


@router.get("/claims", response_model=shapes.ClaimPage)
def claims(
    desk: DeskHere, by: asked.Name = "", about: asked.Words = "", stance: asked.OfStance = None,
    manner: asked.OfManner = None, outlet: asked.Text = "", since: asked.Since = "", until: asked.Until = "",
    order: ClaimOrder = "said", limit: asked.Limit = 50, offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """List who says what: `keii claims`."""
    wanted = ClaimsWanted(
        by=by, about=about, stance=stance, manner=manner, outlet=outlet, since=since, until=until, order=order
    )
    found = desk.claim_page(wanted, limit, offset)
    return _page(found.total, offset, map(rows.statement_row, found.statements)) | {"more": found.more}


@router.get("/stories", response_model=shapes.StoryPage)
def stories(
    desk: DeskHere, label: asked.Text = "", since: asked.Since = "", until: asked.Until = "",
    order: StoryOrder = "latest", limit: asked.Limit = 50, offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """List stories: `keii story list`."""
    found = desk.story_page(label=label, since=since, until=until, order=order, limit=limit, offset=offset)
    return _page(found.total, offset, map(rows.story_line_row, found.lines))


@router.get("/stories/{number}", response_model=shapes.Story)
def story(desk: DeskHere, number: asked.Number, limit: asked.Limit = 100, offset: asked.Offset = 0) -> Json:
    """Give a story with a part of its clips, by their ids: `keii story show`."""
    return parts.story_part_row(desk.story_part(number, limit, offset)) | {"offset": offset}


@router.get("/conflicts", response_model=shapes.ConflictPage)
def conflicts(
    desk: DeskHere, kind: asked.OfConflict = None, source: asked.Name = "", words: asked.Text = "",
    since: asked.Since = "", until: asked.Until = "", limit: asked.Limit = 50, offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """List where accounts are at odds, clips by their ids: `keii conflicts`."""
    total, found = desk.dispute_page(
        kind=kind, source=source, words=words, since=since, until=until, limit=limit, offset=offset
    )
    return _page(total, offset, (rows.dispute_row(dispute, str) for dispute in found))


@router.get("/entities", response_model=shapes.EntityPage)
def entities(
    desk: DeskHere, name: asked.Text = "", type_: asked.OfType = None, order: EntityOrder = "mentions",
    limit: asked.Limit = 50, offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """List those a spelling of which holds the name, else all: `keii who`, `keii entity list`."""
    found = desk.entity_page(name=name, type_=type_, order=order, limit=limit, offset=offset)
    return _page(found.total, offset, map(parts.entity_line_row, found.lines))


@router.get("/entities/{number}", response_model=shapes.Card)
def entity(desk: DeskHere, number: asked.Number) -> Json:
    """Give the head of an entity's card: `keii who`. What it counts is listed by claims (by=e12) and timeline."""
    return parts.card_head_row(desk.card_head(number))


@router.get("/search", response_model=shapes.HitPage)
def search(
    desk: DeskHere, q: asked.Words = "", by: asked.Name = "", outlet: asked.Text = "", story: asked.InStory = "",
    stance: asked.OfStance = None, since: asked.Since = "", until: asked.Until = "", limit: asked.Limit = 20,
    offset: asked.Offset = 0,
) -> Json:  # fmt: skip
    """Find clips by their words: `keii search`."""
    found = desk.search(
        q, by=by, outlet=outlet, story=story or None, stance=stance, since=since or None, until=until or None,
        limit=limit, offset=offset,
    )  # fmt: skip
    return _page(found.total, offset, map(rows.hit_row, found.hits))


@router.get("/timeline", response_model=shapes.TimelinePage)
def timeline(
    desk: DeskHere, of: asked.About, since: asked.Since = "", until: asked.Until = "", clips: asked.Looked = 80
) -> Json:  # fmt: skip
    """Give what happened and was said, by the time it is about: `keii timeline`."""
    found = desk.timeline(*of, since=since or None, until=until or None, most=clips)
    return {
        "about": list(found.about),
        "left_out": found.left_out,
        "items": [rows.entry_row(entry) for entry in found.entries],
    }


@router.get("/digest", response_model=shapes.Digest)
def digest(desk: DeskHere, since: asked.Since = "") -> Json:
    """Give what is new since a day, else since the last one that has a clip: `keii digest`. Where that is more than
    2,000 clips, `since` says of which later day on it is told."""
    return rows.digest_row(desk.news(since), str)


@router.get("/judgements", response_model=shapes.LedgerPage)
def judgements(desk: DeskHere, limit: asked.Limit = 50, offset: asked.Offset = 0) -> Json:
    """List what persons decided and what a rule could not, the latest first, undone entries too: `keii judgements`."""
    total, found = desk.ledger_part(limit, offset)
    return _page(total, offset, map(parts.ledger_row, found))


@router.get("/feeds", response_model=shapes.FeedPage)
def feeds(desk: DeskHere, limit: asked.Limit = 50, offset: asked.Offset = 0) -> Json:
    """List the feeds that are followed: `keii feed list`."""
    found = desk.feeds()
    return _page(len(found), offset, map(parts.feed_row, found[offset : offset + limit]))


@router.get("/problems", response_model=shapes.TroublePage)
def problems(desk: DeskHere, limit: asked.Limit = 50, offset: asked.Offset = 0) -> Json:
    """List what was not taken or not read, the latest first: `keii problems`."""
    found = desk.troubles(limit, offset)
    items = (rows.trouble_row(trouble, message(trouble.problem)) for trouble, _ in found.page)
    return _page(found.refused + found.found, offset, items)


def _page(total: int, offset: int, items: Iterable[Json]) -> Json:
    return {"total": total, "offset": offset, "items": list(items)}

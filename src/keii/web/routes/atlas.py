"""地図: events by place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Final, Literal, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from keii.records.event import EventType
from keii.records.people import AT_ODDS
from keii.records.spots import EventsWanted, Spot, Where
from keii.web import links
from keii.web.draw.map import drawing, inside
from keii.web.draw.projection import View
from keii.web.view import DeskHere, ViewHere
from keii.wording import labels
from keii.wording.language import N_, t

router = APIRouter(include_in_schema=False)
VIEWS: Final[Mapping[View, str]] = {"world": N_("the world"), "asia": N_("East Asia"), "japan": N_("Japan")}
WHERE: Final[Mapping[Where, str]] = {
    "both": N_("where it took place, else who takes part"), "place": N_("where it took place"),
    "party": N_("states and regions that take part"),
}  # fmt: skip
KINDS: Final[Mapping[str, str]] = {
    "country": N_("state"), "capital": N_("capital"), "prefecture": N_("prefecture"), "city": N_("town"),
    "ward": N_("ward"), "state": N_("province"), "region": N_("region"), "island": N_("island"), "sea": N_("waters"),
    "strait": N_("strait"), "": "",
}  # fmt: skip
_ROWS, _UNPLACED = 60, 40  # places of the tables


@router.get("/map")
def map_(
    view: ViewHere,
    desk: DeskHere,
    frame: Annotated[View, Query(alias="view")] = "world",
    type_: Annotated[EventType | Literal["", "odds", "accord"], Query(alias="type")] = "",
    where: Where = "both",
    story: Annotated[str, Query(max_length=20)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    place: Annotated[str, Query(max_length=200)] = "",
    page: Annotated[int, Query(ge=1, le=10_000)] = 1,
) -> HTMLResponse:
    """Show events by place. `place`: list the events told of one."""
    story, place = story.strip(), place.strip()
    line = desk.story_line(_story(story)) if story else None
    wanted = EventsWanted(
        types=_types(type_), since=since or None, until=until or None, story=line.number if line else None, where=where
    )
    atlas = desk.atlas(wanted)
    chosen = desk.spot(place, wanted, page) if place else None
    asked = {
        "view": frame if frame != "world" else "", "type": type_, "where": where if where != "both" else "",
        "story": f"s{line.number}" if line else "", "from": since.strip(), "to": until.strip(),
    }  # fmt: skip

    def href(**other: object) -> str:
        return links.query("/map", **(asked | other))

    def at(spot: Spot) -> str:
        return href(place=spot.name) + "#place"

    shown = inside(atlas.spots, frame)
    return view.page(
        "map.html", atlas=atlas, shown=shown, rows=_ROWS, few=_UNPLACED, chosen=chosen, line=line, asked=asked,
        frame=frame, type=type_, where=where, views=VIEWS, wheres=WHERE, kinds=KINDS, href=href, at=at,
        away=sum(spot.events for spot in atlas.spots) - sum(spot.events for spot in shown),
        picture=drawing(atlas.spots, frame, at, chosen=chosen.name if chosen else ""),
        turn=lambda to: href(place=place, page=to if to > 1 else "") + "#place",
        narrowed=bool(type_ or line or since.strip() or until.strip()),
        groups=(("", t("all kinds")), ("odds", t("against somebody")), ("accord", t("with or for somebody"))),
        types=[(code, t(word)) for code, word in labels.EVENTS.items()],
    )  # fmt: skip


def _types(asked: str) -> tuple[EventType, ...]:
    """Return the types of events that are meant; (): all."""
    every: tuple[EventType, ...] = get_args(EventType)
    if asked == "odds":
        return tuple(type_ for type_ in every if type_ in AT_ODDS)
    if asked == "accord":
        return tuple(type_ for type_ in every if type_ not in AT_ODDS)
    return tuple(type_ for type_ in every if type_ == asked)


def _story(asked: str) -> int:
    """Return the number in s12 or 12; 0, which no story has, for what is none."""
    digits = asked.removeprefix("s")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 18 else 0

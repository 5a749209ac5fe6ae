"""The pages of the reading room that benchmarks/room.py asks for, each with what of a dossier makes it hard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from keii.desk import Desk
from keii.records.ledger import ClaimsWanted

_DAYS = (1, 30, 365, 900)  # before the last one
_WORDS = ("首相", "市長 会見", "「漁業の協定」", "地震 避難", "NATO", "な", "𠮷野")
_FILTERS = (
    "sort=said", "sort=published", "sort=-published", "sort=speaker", "sort=-speaker", "sort=outlet", "stance=deny",
    "stance=demand&sort=-published", "about=" + quote("避難 負傷者"), "by=" + quote("市長"), "manner=direct",
    "page=200",
)  # fmt: skip
_EVERYWHERE = (
    "/", "/calendar", "/stories", "/stories?order=size", "/stories?order=conflicts", "/stories?odds=1",
    "/stories?q=" + quote("買収"), "/stories?page=200", "/clips", "/clips?kind=article", "/clips?problems=1",
    "/clips?page=400", "/claims", *(f"/claims?{told}" for told in _FILTERS), "/conflicts", "/conflicts?kind=denial",
    "/conflicts?words=" + quote("負傷者"), "/conflicts?page=100", "/entities", "/entities?order=latest",
    "/entities?name=" + quote("田"), "/entities?page=100", "/map", "/problems", "/judgements", "/feeds", "/feeds.opml",
    "/add", "/keys", "/api", *(f"/search?q={quote(word)}" for word in _WORDS),
    *(f"/api/{name}" for name in (
        "clips", "claims", "stories", "stories?order=size&limit=40", "conflicts", "entities", "digest", "judgements",
        "feeds", "problems",
    )),
    "/api/search?q=" + quote("首相"), "/api/openapi.json",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Landmarks:
    """What of a dossier is largest, ordinary and rare."""

    days: tuple[str, ...]
    stories: tuple[int, ...]  #: the largest, the one most is at odds in, an ordinary one
    entities: tuple[tuple[int, str], ...]  #: the most mentioned, the most mentioned person, a rare one
    clips: tuple[int, ...]
    speaker: str  #: an entity with most claims that we know of, as e12


def landmarks(desk: Desk) -> Landmarks:
    """Look a dossier over. Raises `SystemExit` where there is nothing in it."""
    page = desk.front_page()
    if page is None:
        raise SystemExit("the dossier is empty")
    total = desk.story_page(limit=1).total
    tops = [desk.story_page(order=order, limit=1).lines[0].number for order in ("size", "conflicts")]
    ordinary = desk.story_page(limit=1, offset=total // 2).lines[0].number
    most = desk.entity_page(limit=1).lines[0]
    person = desk.entity_page(type_="PER", limit=1).lines[0]
    rare = desk.entity_page(limit=1, offset=desk.entity_page(limit=1).total - 1).lines[0]
    said = desk.claim_page(ClaimsWanted(by=f"e{person.number}"), 1).statements
    clips = desk.clip_page(limit=1).total
    return Landmarks(
        days=tuple((page.day - timedelta(days=n)).isoformat() for n in _DAYS),
        stories=(*tops, ordinary),
        entities=tuple((entity.number, entity.name) for entity in (most, person, rare)),
        clips=(1, clips // 2, clips),
        speaker=f"e{person.number}" if said else f"e{most.number}",
    )


def pages(of: Landmarks) -> tuple[str, ...]:
    """Return the addresses to be asked for, each once."""
    own: list[str] = [f"/day/{day}" for day in of.days]
    own += [f"/calendar/{of.days[-1][:7]}", f"/calendar/{of.days[-1][:4]}", f"/calendar/{of.days[0][:4]}"]
    for story in of.stories:
        own += [f"/story/{story}", f"/timeline?of=s{story}", f"/story/{story}/merge?q={quote('市')}"]
        own += [f"/api/stories/{story}", f"/api/timeline?of=s{story}", f"/map?story=s{story}"]
    own += [f"/story/{of.stories[0]}?page=5", f"/story/{of.stories[0]}?choose=1"]
    for number, name in of.entities:
        own += [f"/entity/{number}", f"/entity?name={quote(name)}", f"/entity/{number}/split"]
        own += [f"/entity/{number}/merge?q={quote(name[:1])}", f"/timeline?of={quote(name)}", f"/claims?by=e{number}"]
        own += [f"/api/entities/{number}", f"/api/claims?by=e{number}", f"/api/timeline?of=e{number}"]
    own += [f"/timeline?of=e{of.entities[0][0]}&of=e{of.entities[1][0]}", f"/search?by={of.speaker}"]
    own += [path for clip in of.clips for path in (f"/clip/{clip}", f"/clip/{clip}?fix=head", f"/api/clips/{clip}")]
    return tuple(dict.fromkeys((*_EVERYWHERE, *own)))

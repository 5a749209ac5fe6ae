"""Shapes of the API's answers: those of `keii … --json`, in pages. They describe; nothing is worked out here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from keii.records.claim import Manner, Stance
from keii.records.clip import GivenBy, Kind
from keii.records.conflict import ConflictKind
from keii.records.copy import CopyKind
from keii.records.correction import CorrectionKind
from keii.records.event import EventType
from keii.records.judgement import About, Verdict
from keii.records.name import NameType
from keii.records.timeline import Dated

Span = Annotated[tuple[int, int], Field(description="[start, end) in Unicode code points of the clip's text")]
Day = Annotated[str | None, Field(description="2025-05-10; null: not known")]
When = Annotated[str | None, Field(description="in the grain known: 2025-05-10, 2025-05, 2025, a/b …; null: not known")]


class Shape(BaseModel):
    """An object whose fields are all there."""

    model_config = ConfigDict(extra="forbid")


class Fault(Shape):
    """Why there is no answer."""

    error: str
    hint: str


class Words(Shape):
    """Words of a clip with their place."""

    span: Span
    text: str


class Source(Words):
    """Whose a claim is."""

    carried: bool
    entity: str | None


class Reason(Shape):
    """A feature that spoke for or against a decision."""

    feature: str
    weight: float
    note: str


class ClipLine(Shape):
    """A clip's line of the list."""

    number: int
    id: str
    source_id: str
    span: Span
    kind: Kind
    outlet: str | None
    outlet_by: GivenBy | None
    published: Day
    published_by: GivenBy | None
    title: str | None
    url: str | None
    opening: str
    length: int
    claims: int
    problems: int
    added_at: str
    story: Annotated[str | None, Field(description="as s12; null: none yet")]


class Claim(Shape):
    """Who says what, and where it stands."""

    clip: str
    outlet: str | None
    published: Day
    n: int
    source: Source | None
    via: list[Words]
    content: Words
    cue: Words
    addressee: str | None
    manner: Manner
    stance: Stance
    said: When


class StoryLine(Shape):
    """A story's line of the list."""

    id: str
    label: str
    first: Day
    last: Day
    outlets: list[str]
    clip_count: int
    account_count: int
    conflict_count: int


class Member(Shape):
    """A clip's place in a story."""

    clip: str
    number: int
    score: float
    reasons: list[Reason]
    by: Literal["person", "rule"]
    copy_of: Annotated[int | None, Field(description="number of the clip it repeats")]
    copy_kind: CopyKind | None


class Story(Shape):
    """A story with a part of its clips, in order of time."""

    id: str
    label: str
    clips: list[str]
    first: Day
    last: Day
    outlets: list[str]
    members: list[Member]
    total: Annotated[int, Field(description="clips of the story")]
    offset: int


class Account(Shape):
    """One version of a point."""

    clip: str
    span: Span
    text: str
    source: str | None
    via: list[str]
    said: When


class Conflict(Shape):
    """Accounts that disagree."""

    id: str
    story: str
    kind: ConflictKind
    about: str
    accounts: list[Account]
    reasons: list[Reason]


class Entity(Shape):
    """Someone or something that is named."""

    id: str
    name: str
    type: NameType
    mentions: int
    clip_count: int
    last: Day


class Counted(Shape):
    """A spelling or a title, and how often it stands in texts."""

    text: str
    count: int


class Card(Shape):
    """The head of an entity's card; what it counts is listed by claims and timeline."""

    id: str
    entity: Annotated[str, Field(description="what it is called")]
    type: NameType
    mentions: int
    spellings: Annotated[list[Counted], Field(description="the most used first, at most 50")]
    titles: Annotated[list[Counted], Field(description="the most used first, at most 50")]
    clip_count: int
    claim_count: int
    event_count: int


class Hit(Shape):
    """A clip that a search found."""

    clip: str
    number: int
    source_id: str
    outlet: str | None
    published: Day
    story: str | None
    score: float
    snippet: Words
    marks: list[Span]


class Place(Words):
    """Where an entry of a timeline stands."""

    clip: str
    outlet: str | None
    published: Day


class Entry(Shape):
    """One happening or one claim."""

    when: When
    dated: Dated
    kind: Literal["event", "claim"]
    actor: str | None
    recipient: str | None
    type: EventType | None
    stance: Stance | None
    places: list[Place]


class Trouble(Shape):
    """A problem with its place."""

    name: str
    clip: str | None
    code: str
    span: Span | None
    message: str


class Page(Shape):
    """A page of a list."""

    total: Annotated[int, Field(description="how many fit; of claims counted up to a bound, see `more`")]
    offset: int


class ClipPage(Page):
    """A page of clips."""

    items: list[ClipLine]


class ClaimPage(Page):
    """A page of claims."""

    more: Annotated[bool, Field(description="there are more than `total`")]
    items: list[Claim]


class StoryPage(Page):
    """A page of stories."""

    items: list[StoryLine]


class ConflictPage(Page):
    """A page of conflicts."""

    items: list[Conflict]


class EntityPage(Page):
    """A page of entities."""

    items: list[Entity]


class HitPage(Page):
    """A page of hits."""

    items: list[Hit]


class TroublePage(Page):
    """A page of problems."""

    items: list[Trouble]


class Judgement(Shape):
    """An entry of the ledger about an entity or a story."""

    number: int
    about: About
    verdict: Verdict
    left: str
    right: str | None
    part: Annotated[list[list[str]], Field(description="of a story [clip's id], of an entity [clip's id, name]")]
    name: str | None
    by: Literal["person", "rule"]
    why: str
    at: str
    undone_at: Annotated[str | None, Field(description="null: it holds")]


class Correction(Shape):
    """An entry of the ledger about a clip."""

    number: int
    about: Literal["clip"]
    kind: CorrectionKind
    clip: str
    clip_number: int
    span: Span | None
    cue: Span | None
    source: Span | None
    words: str
    value: str | None
    type: NameType | None
    entity: str | None
    everywhere: bool
    replaces: list[str]
    makes: list[str]
    why: str
    at: str
    undone_at: Annotated[str | None, Field(description="null: it holds")]


class LedgerPage(Page):
    """A page of the ledger."""

    items: list[Judgement | Correction]


class FeedProblem(Shape):
    """Why a feed could not be fetched."""

    code: str
    message: str


class Feed(Shape):
    """A feed that is followed."""

    id: str
    url: str
    title: str | None
    home: str | None
    folders: list[str]
    fetched: str | None
    tried: str | None
    due: Annotated[str | None, Field(description="null: at once")]
    entries: int
    waiting: int
    failures: int
    problem: FeedProblem | None


class FeedPage(Page):
    """A page of feeds."""

    items: list[Feed]


class Grown(Shape):
    """An older story, and what its new clips say."""

    story: StoryLine
    claims: list[Claim]


class Speaker(Shape):
    """Someone whose first claims are new."""

    id: str
    name: str
    claim: Claim


class Digest(Shape):
    """What is new."""

    since: str
    clips: int
    stories: list[StoryLine]
    grown: list[Grown]
    changed: list[Conflict]
    denials: list[Claim]
    speakers: list[Speaker]


class TimelinePage(Shape):
    """A time line."""

    about: list[str]
    left_out: Annotated[int, Field(description="clips not looked at because there are too many; the latest were")]
    items: list[Entry]

"""Shape of a reading, as `keii read --format jsonl` and `keii show --json` print it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from keii.records.claim import Manner, Stance
from keii.records.clip import GivenBy, Kind, Register
from keii.records.event import EventStatus, EventType
from keii.records.name import NameType
from keii.records.quantity import Bound
from keii.records.quote import QuoteKind
from keii.records.time import Anchor
from keii.web.api.shapes import Day, Reason, Shape, Span, When, Words

Amount = int | float | str
Rule = Annotated[str, Field(description="id of the row that found it")]


class FoundProblem(Shape):
    """What could not be done with a stretch of text, or in all of it."""

    code: str
    span: Span | None
    args: list[str]
    message: str


class ReadClip(Shape):
    """A clip as saved."""

    id: str
    source_id: str
    span: Span
    kind: Kind
    outlet: str | None
    outlet_by: GivenBy | None
    title: str | None
    url: str | None
    published: Day
    published_by: GivenBy | None
    register_: Annotated[Register | None, Field(alias="register")]
    text: str
    links: Annotated[list[str], Field(default_factory=list, description="addresses it leads to; left out: none")]
    cut: Annotated[list[Reason], Field(description="why it begins where it does")]
    problems: list[FoundProblem]


class Name(Words):
    """A name."""

    type: NameType
    entity: str
    title: Words | None
    rule: Rule


class Time(Words):
    """A time expression, resolved."""

    value: str
    anchor: Anchor
    rule: Rule


class Quantity(Words):
    """An amount; of a range both ends."""

    value: Amount | list[Amount]
    unit: str
    bound: Bound | None
    rule: Rule


class Quote(Words):
    """Words in quotation marks."""

    inner: Span
    kind: QuoteKind
    depth: int
    closed: bool


class ReadSource(Words):
    """Whose a claim is."""

    carried: bool


class ReadClaim(Shape):
    """Who says what."""

    source: ReadSource | None
    via: list[Words]
    content: Words
    cue: Words
    addressee: Words | None
    manner: Manner
    stance: Stance
    said: When
    rule: Rule


class Event(Shape):
    """Who did what to whom."""

    type: EventType
    actor: str | None
    recipient: str | None
    anchor: Words
    date: When
    place: str | None
    claim: Annotated[int | None, Field(description="place in `claims` of the one that reports it")]
    rule: Rule
    status: EventStatus


class MadeBy(Shape):
    """What made the reading."""

    keii: str
    tables: str
    dictionary: str


class Link(Shape):
    """An address a clip leads to, and the clips known by it."""

    address: str
    clips: list[str]


class Neighbours(Shape):
    """What a clip leads to and stands beside; clips by their ids."""

    links_to: list[Link]
    linked_from: list[str]
    before: list[str]
    after: list[str]


class Reading(Shape):
    """Everything found in a clip, its story and its neighbours."""

    clip: ReadClip
    sentences: list[Span]
    names: list[Name]
    times: list[Time]
    quantities: list[Quantity]
    quotes: list[Quote]
    claims: list[ReadClaim]
    events: list[Event]
    problems: list[FoundProblem]
    made_by: MadeBy
    story: Annotated[str | None, Field(description="as s12; null: none yet")]
    neighbours: Neighbours

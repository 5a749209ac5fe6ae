"""事実: what the dossier answers, ready to be shown or exported. Texts are as saved; ids lead back to the clip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from keii.records.claim import Manner, Stance
from keii.records.clip import GivenBy, Kind
from keii.records.event import EventType
from keii.records.name import NameType
from keii.records.office import Office
from keii.records.problem import Problem
from keii.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """目録: one clip's line in the list."""

    number: int  #: order of arrival in this dossier, from 1
    id: str
    source_id: str
    span: Span
    kind: Kind
    outlet: str | None
    outlet_by: GivenBy | None
    published: date | None
    published_by: GivenBy | None
    title: str | None
    url: str | None
    opening: str  #: the text's first line, at most 80 code points
    length: int  #: of the text, in code points
    claims: int  #: how many
    problems: int  #: how many
    added_at: str  #: UTC, ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """リンク: an address a clip leads to, and the clips of the dossier that are known by it."""

    address: str  #: as written
    clips: tuple[Listed, ...]  #: that of this address, else all of the page of this address; in order of arrival


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """つながり: what stands before and after a clip where it comes from, and what leads from one to the other.

    Its own page is left out, and so are clips that are nothing but a link.
    """

    links_to: tuple[Linked, ...]  #: in the order of the text
    linked_from: tuple[Listed, ...]  #: clips that lead to it or to its page, in order of arrival
    before: tuple[Listed, ...]  #: the clips of the page before, by day, of the same blog, site or file; (): none
    after: tuple[Listed, ...]  #: those of the page after


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """引き写し: words of a clip with their place."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """発言: one claim with the clip it stands in."""

    clip: str  #: the clip's id
    number: int  #: the clip's number
    outlet: str | None
    published: date | None
    n: int  #: place in the reading's claims, from 0
    source: Quoted | None  #: None: the text leaves open whose it is
    carried: bool  #: True: the source stands in an earlier sentence
    entity: str | None  #: whom or what the source means, where a name in it says so
    via: tuple[Quoted, ...]  #: outermost first
    content: Quoted
    cue: Quoted
    addressee: str | None
    manner: Manner
    stance: Stance
    said: str | None  #: in the notation of `Time.value`


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """出来事: one event with the clip it stands in."""

    clip: str
    number: int
    type: EventType
    actor: str | None
    recipient: str | None
    anchor: Quoted
    date: str | None
    place: str | None
    claim: int | None  #: `Statement.n` of the claim that reports it


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """人物・団体カード: what the dossier holds on one entity."""

    number: int  #: of the entity in this dossier
    entity: str
    type: NameType  #: the type most of its mentions have
    mentions: int
    spellings: tuple[tuple[str, int], ...]  #: (as written, how often), most frequent first
    titles: tuple[tuple[str, int], ...]  #: 肩書・敬称 seen with it, most frequent first
    statements: tuple[Statement, ...]  #: what it says, in order of time
    happenings: tuple[Happening, ...]  #: where it acts or is acted upon
    clips: tuple[Listed, ...]  #: where it is mentioned, in order of arrival
    offices: tuple[Office, ...] = ()  #: of a person: what clips say it is, in order of time


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """支障: a problem with where it happened."""

    name: str  #: file or document
    clip: str | None  #: the clip's id; None: the item was not taken
    problem: Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """読み直し: what a clip's new reading has that the old had not, and the other way round; how many of each kind."""

    clip: str  #: the clip's id
    gained: Mapping[str, int]  #: names, times, quantities, claims, events
    lost: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """受取: what became of one input."""

    name: str  #: file name, or what the input was called
    taken: int  #: clips added
    seen: int  #: clips that were there already
    changed: int  #: clips there already whose date or outlet is now known better, read again
    rejected: tuple[Problem, ...]  #: items not taken

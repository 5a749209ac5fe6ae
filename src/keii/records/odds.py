"""並べた言い分: accounts as a page sets them side by side, and what pages on stories are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keii.records.claim import Stance
from keii.records.conflict import Account, ConflictKind
from keii.records.evidence import Evidence
from keii.records.facts import Listed, Quoted
from keii.records.story import Member, StoryLine
from keii.records.timeline import Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """一つの言い分: an account with the words around it. 例: 「死者が」9人「に増えた」."""

    account: Account
    clip: Listed
    before: str  #: the words of its sentence before it, cut short with … where there are many
    after: str  #: those after it
    figure: str | None  #: the same for figures that say the same; None: it is a statement
    stance: Stance | None  #: of the claim it stands in; None: it stands in none
    side: int  #: of two that face each other, 0 or 1; 2: of neither
    differs: bool  #: a figure other than the one most sources give, or a later one than its source's first


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """推移: what one source says of a point, in order of time; accounts in a row that say the same are one step."""

    source: str | None  #: None: the words of the outlet's own
    outlet: str | None  #: of own words
    steps: tuple[tuple[Told, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """食い違いの一まとまり: conflicts of one story that share accounts, as one."""

    story: int
    label: str  #: the story's
    n: int  #: place of the first in the story's list, from 0
    kinds: tuple[ConflictKind, ...]
    about: str
    told: tuple[Told, ...]  #: in order of time
    courses: tuple[Course, ...]  #: of figures; () of statements
    between: tuple[str, str] | None  #: who blames whom, left and right; None: not told
    reasons: tuple[Evidence, ...]
    known: bool = False  #: True: both it is between are entities, which have a time line


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """対照表の一行: a point, and what each outlet tells of it."""

    odds: Odds
    cells: tuple[tuple[Told, ...], ...]  #: one an outlet; (): it tells nothing of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Abreast:
    """対照表: the points of a story against the outlets."""

    outlets: tuple[str | None, ...]  #: None: clips of no known outlet
    heads: tuple[Listed, ...]  #: the latest clip of each outlet, for its headline
    rows: tuple[Row, ...]
    more: int  #: outlets left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """抜き書き: a line of a summary: words of a clip."""

    clip: str  #: the clip's id
    outlet: str | None
    published: str | None  #: YYYY-MM-DD
    words: Quoted
    sources: tuple[str, ...]  #: whose they are; (): the outlet's own
    stance: Stance | None  #: of the claim in it, where there is one only


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """発言者: somebody who speaks in a story."""

    name: str
    number: int | None  #: of the entity; None: it is no name
    claims: int
    stances: Mapping[Stance, int]
    outlets: tuple[str, ...]  #: that quote it


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """畳んだ切り抜き: a clip of a story with the copies of it."""

    member: Member
    copies: tuple[Member, ...]  #: in order of time
    more: int  #: copies left out
    elsewhere: int | None  #: number of the clip of another story that it repeats


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySheet:
    """話題の頁: what the page of a story shows."""

    line: StoryLine
    summary: tuple[Excerpt, ...]
    timeline: Timeline  #: `left_out`: accounts that were not looked at
    odds: tuple[Odds, ...]
    abreast: Abreast
    voices: tuple[Voice, ...]  #: the most quoted first
    open: int  #: claims whose source the text leaves open
    clips: tuple[Folded, ...]  #: a page of them, in order of time
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OddsPage:
    """食い違いの頁: a page of all conflicts, the latest first."""

    total: int  #: conflicts that fit, those that stand together as one
    odds: tuple[Odds, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ages:
    """年表の頁: the time line of a year of clips."""

    timeline: Timeline
    years: tuple[tuple[int | None, int], ...]  #: (year of publication, clips), the latest first; None: undated
    year: int | None  #: which is shown
    page: int
    pages: int

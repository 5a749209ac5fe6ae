"""紙面と暦: a day of the dossier as a front page, and days by how much stands in them.

A clip's day is its publication; where that is not known, the day (UTC) on which it was added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keii.records.clip import Kind
from keii.records.conflict import Account, ConflictKind
from keii.records.evidence import Evidence
from keii.records.facts import Happening, Listed, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """見出し: a clip of the day by the words that tell what it is about."""

    clip: int  #: its number
    words: str  #: its title, else the beginning of its text; shortened where that is long
    outlet: str | None
    kind: Kind
    claims: int  #: how many
    echo: bool  #: True: it repeats a clip of an earlier day
    copied_by: tuple[str, ...]  #: outlets of the day's clips that repeat it, "" for an unknown one


@dataclass(frozen=True, slots=True, kw_only=True)
class DayStory:
    """その日の話題: what one day's clips hold of a story."""

    number: int
    label: str  #: what the story is called
    clips: int  #: of the day, copies among them
    accounts: int  #: of the day, without copies: what repeats each other counts once, what repeats an earlier day not
    outlets: int  #: of the day
    odds: int  #: conflicts of the whole story, those that its page shows as one counted once
    before: date | None  #: the last day before with a clip of it; None: it begins here
    weight: float  #: points that place it on the page
    reasons: tuple[Evidence, ...]  #: where they come from
    headlines: tuple[Headline, ...] = ()  #: of the day's clips, the one that leads first; the first dozen
    quotes: tuple[Statement, ...] = ()  #: what stands under the headline: lines of the day's accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """後日譚・予定: what a clip of another day says happened, or would happen, on this one."""

    happening: Happening
    clip: Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Contrast:
    """対照: what a conflict comes to on a front page: a few of its accounts with the clips they stand in."""

    story: int
    label: str  #: the story's
    kind: ConflictKind
    about: str
    accounts: tuple[tuple[Account, Listed], ...]  #: in order of time; of what changed: the one before and the one after
    left: int  #: accounts that are not among them


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """紙面: one day."""

    day: date
    previous: date | None  #: the last day before with a clip
    next: date | None
    clips: int
    copies: int
    undated: int  #: clips that stand here because they were added on this day
    outlets: int
    stories: tuple[DayStory, ...]  #: the weightiest first
    more: int  #: stories of the day that are not among them
    others: tuple[Listed, ...]  #: clips in no story: links, and what is not woven yet
    denials: tuple[Statement, ...]
    demands: tuple[Statement, ...]
    speakers: tuple[Statement, ...]  #: first claims in the dossier of those who make them
    changed: tuple[Contrast, ...]  #: figures and plans that a clip of the day changes
    disputes: tuple[Contrast, ...]  #: what else a clip of the day is at odds about
    told: tuple[Told, ...]  #: in order of the clips' days


@dataclass(frozen=True, slots=True, kw_only=True)
class DayInk:
    """日: how much stands in a day."""

    day: date
    clips: int
    ink: int  #: 0 (nothing) to 5 (the most of the month or year shown)
    headline: str = ""  #: the weightiest story's; "": not asked for, or none
    story: int | None = None  #: its number


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """暦: a month, or a year."""

    first: date
    last: date
    days: dict[date, DayInk]  #: those with a clip
    clips: int
    undated: int  #: clips among them that have no date and stand on the day they were added
    previous: date | None  #: the last day before with a clip
    next: date | None  #: the first after

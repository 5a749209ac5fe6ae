"""話題: clips on one happening, and what is at odds in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keii.records.conflict import Conflict
from keii.records.copy import CopyKind
from keii.records.evidence import Evidence
from keii.records.facts import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """一員: a clip in a story."""

    clip: Listed
    score: float  #: points that brought it there; 0: it began the story
    reasons: tuple[Evidence, ...]
    by_person: bool  #: True: a person put it there
    copy_of: int | None  #: number of the clip it repeats; None: its own account
    copy_kind: CopyKind | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """話題の目録: a story's line in the list."""

    number: int
    label: str  #: words of its own clips, or what a person calls it
    first: date | None  #: publication of its first clip; None: no clip has a date
    last: date | None
    clips: int
    accounts: int  #: clips that are no copies
    outlets: tuple[str, ...]  #: whose clips, in order of first appearance
    conflicts: int
    odds: int  #: conflicts as a page shows them: those that stand together count once


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """話題: a story with its clips in order of time."""

    line: StoryLine
    members: tuple[Member, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """争点: a conflict with the story it stands in."""

    story: int
    n: int  #: place in the story's list, from 0
    label: str  #: the story's
    conflict: Conflict
    clips: dict[str, Listed]  #: id -> the clips its accounts stand in

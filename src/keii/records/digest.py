"""新着: what is new in the dossier since a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from keii.records.facts import Statement
from keii.records.story import Dispute, StoryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """続報: an older story with what its new clips say."""

    story: StoryLine
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """初めての発言者: someone whose first claims in the dossier are new."""

    number: int  #: of the entity
    name: str
    statement: Statement  #: the first


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """新着: a clip is new when it was published, or where that is not known added, on `since` or later."""

    since: date
    clips: int  #: new ones; copies among them
    stories: tuple[StoryLine, ...]  #: all of whose clips are new, the one with most accounts first
    grown: tuple[Grown, ...]
    changed: tuple[Dispute, ...]  #: figures and plans that a new clip changes
    denials: tuple[Statement, ...]  #: in new clips
    speakers: tuple[Speaker, ...]

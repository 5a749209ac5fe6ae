"""役職: what a person is said to be, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

OfficeStatus = Literal["current", "former", "next"]
"""現職 / 前・元 / 次期・内定"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleSeen:
    """肩書の出所: a title beside a person's name in one clip."""

    title: str  #: as written: 前首相
    clip: str  #: the clip's id
    day: date | None  #: the clip's publication; None: not known
    of: str | None = None  #: country or organisation named right before it; None: none


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """役職: one office of a person with one status, as clips tell of it."""

    title: str  #: as most clips write it: 前首相
    plain: str  #: without 前, 元, 新, 次期 and in its shortest usual words: 首相
    of: str | None  #: country or organisation; None: no clip says
    status: OfficeStatus
    first: date | None  #: day of the first clip that says so; None: no clip of it has a day
    last: date | None  #: day of the last one
    ended_by: date | None  #: of a current office: the first later day on which a clip calls it former; else None
    clips: tuple[str, ...]  #: ids, in order of day, those without one last

"""年表: what happened and what was said, by the time it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.claim import Stance
from keii.records.event import EventType
from keii.records.facts import Quoted

Dated = Literal["text", "said", "published"]
"""本文の時 / 発言の時 / 発行日: what dates an entry"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """典拠: where an entry stands."""

    clip: str  #: the clip's id
    outlet: str | None
    published: date | None
    words: Quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """年表の一行: one happening or one claim, at the grain the text gives."""

    when: str | None  #: in the notation of `Time.value`; None: nothing dates it
    dated: Dated
    kind: Literal["event", "claim"]
    actor: str | None  #: who acts, or whose the claim is
    recipient: str | None  #: of an event
    type: EventType | None  #: of an event
    stance: Stance | None  #: of a claim
    places: tuple[Place, ...]  #: an event told by several clips stands here once; the earliest clip first


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """年表: entries in order of time."""

    about: tuple[str, ...]  #: names of the entities, or the story's label
    entries: tuple[Entry, ...]  #: undated ones last
    left_out: int  #: clips that were not looked at because there are too many; the latest were

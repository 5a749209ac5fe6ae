"""出来事: who did what to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.span import Span

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

EventStatus = Literal["done", "planned", "negated", "hypothetical", "demanded"]
"""起こり方: whether it happened (done), is meant to, did not, only may, or is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """出来事: a happening between political or public actors, typed after PLOVER. 例: 会談した CONSULT."""

    type: EventType
    actor: str | None  #: entity name where there is one, else the noun phrase
    recipient: str | None
    anchor: Span  #: the verb phrase
    date: str | None  #: in the notation of `Time.value`
    place: str | None
    claim: int | None  #: index in `Reading.claims` of the claim that reports it; None: the writer's own words
    rule: str
    status: EventStatus = "done"

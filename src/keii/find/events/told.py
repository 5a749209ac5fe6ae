"""Told before (前の出来事): what an event leaves unsaid that the clip's events before it say.

Who 双方 are, who set the captives free, whom a denial answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from keii.find.events.merge import alike
from keii.records.event import Event

Nation = Callable[[str], str | None]


def told_before(events: list[Event], nation: Nation) -> list[Event]:
    """Return the events in order of their anchors, with what those before them say; `nation`: an actor's country."""
    return _answering(_both(_freed(sorted(events, key=lambda e: e.anchor.start))), nation)


CAPTOR = "?"
"""Stands for whoever took those who are set free, until the clip's other events say who."""
_TAKEN = ("拉致", "誘拐", "拘束", "人質", "連れ去る", "監禁", "襲撃", "攻撃", "逮捕")
"""Ends of the rules of being taken."""


def _freed(events: list[Event]) -> list[Event]:
    """Say who set free: who took before; an event that nobody can be named for is none."""
    out, captor = [], None
    for event in events:
        if event.rule.endswith(_TAKEN):
            captor = event.actor
        if event.actor != CAPTOR:
            out.append(event)
        elif captor is not None and captor != event.recipient:
            out.append(replace(event, actor=captor))
    return out


_BOTH = ("両", "双方")
_MEETING = ("CONSULT", "AGREE", "RETREAT", "COOPERATE")


def _both(events: list[Event]) -> list[Event]:
    """Say who 両外相 and 双方 are: the two of the meeting told before."""
    out: list[Event] = []
    for event in events:
        if event.type in _MEETING and (event.actor or "").startswith(_BOTH):
            met = next((e for e in reversed(out) if e.type in _MEETING and e.recipient is not None), event)
            event = replace(event, actor=met.actor, recipient=met.recipient)
        out.append(event)
    return out


_CHARGES = ("ACCUSE", "REQUEST", "SANCTION", "THREATEN", "PROTEST")


def _answering(events: list[Event], nation: Nation) -> list[Event]:
    """Say whom a refusal or denial answers: who accused or asked its speaker, or his country, before."""
    out: list[Event] = []
    for event in events:
        if event.type == "REJECT" and event.recipient is None and event.actor:
            own = nation(event.actor)
            for before in reversed(out):
                mine = alike(before.recipient, event.actor) or (own is not None and before.recipient == own)
                if before.type in _CHARGES and mine and not alike(before.actor, event.actor):
                    event = replace(event, recipient=before.actor)
                    break
        out.append(event)
    return out

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
    return _answering(_pressed(_both(_freed(sorted(events, key=lambda e: e.anchor.start)))), nation)


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
_DENIALS = ("否定", "否認", "打ち消す")
"""Ends of the rules that say a charge is false: they answer who made it, and no request."""
_REFUSALS = (
    "応じない", "応じられない", "応じる", "受け入れない", "受け入れる", "拒否", "拒む", "聞き入れる",
    "はねつける", "断る", "突っぱねる", "突き返す", "蹴る", "一蹴", "門前払い", "難色", "取り合う", "袖にする",
)  # fmt: skip
"""Ends of the rules that refuse what was asked last, of whomever: 見直しを求めた。社長は応じない構えだ."""
_REFUSED = 200
"""How many characters back what is refused may have been asked."""


def _answering(events: list[Event], nation: Nation) -> list[Event]:
    """Say whom a refusal or denial answers: who accused or asked its speaker, or his country, before."""
    out: list[Event] = []
    for event in events:
        if event.type == "REJECT" and event.recipient is None and event.actor:
            answered = _charge(event, out, nation) or _asked(event, out) or _next_to(event, out)
            if answered:
                event = replace(event, recipient=answered)
                out = [replace(e, recipient=event.actor) if _unanswered(e, answered) else e for e in out]
        out.append(event)
    return out


def _next_to(event: Event, before: list[Event]) -> str | None:
    """Return who charged or asked in the event right before a denial, whomever it named."""
    last = before[-1] if before else None
    if event.rule.endswith(_DENIALS) or last is None or last.type not in ("ACCUSE", "REQUEST"):
        return None
    near = event.anchor.start - last.anchor.end < _REFUSED // 2
    return last.actor if near and not alike(last.actor, event.actor) else None


def _unanswered(event: Event, asker: str) -> bool:
    """Say whether a demand names nobody it is made of: who turns it down is whom it was made of."""
    return event.type == "REQUEST" and event.recipient is None and event.actor == asker


def _charge(event: Event, before: list[Event], nation: Nation) -> str | None:
    """Return who charged the speaker of a denial, or his country, last."""
    actor = event.actor or ""
    own, charges = nation(actor), ("ACCUSE",) if event.rule.endswith(_DENIALS) else _CHARGES
    for charge in reversed(before):
        mine = alike(charge.recipient, actor) or (own is not None and charge.recipient == own)
        if charge.type in charges and mine and not alike(charge.actor, actor):
            return charge.actor
    return None


def _asked(event: Event, before: list[Event]) -> str | None:
    """Return who asked last, shortly before a refusal."""
    if not event.rule.endswith(_REFUSALS):
        return None
    for asked in reversed(before):
        near = event.anchor.start - asked.anchor.end < _REFUSED
        called = asked.type == "REQUEST" or (asked.type == "CONSULT" and alike(asked.recipient, event.actor))
        if called and near and not alike(asked.actor, event.actor):
            return asked.actor
    return None


_PRESSING = ("REQUEST", "ACCUSE", "PROTEST")
_BREATH = 80
"""How many characters after a demand a threat of the same actor still is made to the one asked."""


def _pressed(events: list[Event]) -> list[Event]:
    """Say whom a threat is made to that follows a demand of the same actor: 会社に賃上げを求め、ストを予告した."""
    out: list[Event] = []
    for event in events:
        if out and event.type in ("THREATEN", "PROTEST") and event.recipient is None and _presses_on(event, out[-1]):
            event = replace(event, recipient=out[-1].recipient)
        out.append(event)
    return out


def _presses_on(event: Event, last: Event) -> bool:
    near = event.anchor.start - last.anchor.end < _BREATH
    return near and last.type in _PRESSING and last.actor == event.actor

"""Settle (締めくくり): the sides of an event as its type wants them — who of two, whose deed, which land."""

from __future__ import annotations

import re
from dataclasses import replace

from keii.find.events.answers import clause_before, foreign_side
from keii.find.events.common import Party, is_count
from keii.find.events.ground import Ground, phrase_at
from keii.find.events.lands import seat_of
from keii.find.events.nations import deed_of, nation_of, stricken, stricken_home
from keii.find.events.opposed import employer, striker
from keii.find.events.sides import first_leader, first_of_both
from keii.records.event import Event

_RESCUE = ("捜索", "捜索に当たる", "救助", "救出", "災害派遣")
"""Ends of the rules of searching for the missing and saving people."""
_DEEDS_OF_STATE = ("SANCTION", "MOBILIZE", "AID")
"""Types that a state or body does, whoever announces them."""
_BETWEEN_STATES = ("CONSULT", "REQUEST", "ACCUSE", "PROTEST", "AGREE", "THREATEN", "SANCTION", "COOPERATE", "COERCE")
"""Types in which a town abroad stands for its country."""
_BARS = ("封鎖", "占拠", "立てこもる", "包囲")
"""Ends of the rules of closing a place: what police do to a crowd, and a crowd in protest."""
_CROWD = re.compile(
    r"(?:市民|住民|国民|学生|支持者|労働者|農民|漁民|漁業者|群衆|デモ隊|若者|参加者|[0-9]人)(?:ら|たち|側)?$"
)
_STRIKES = ("構える", "スト", "ストライキ")
"""Ends of the rules of a strike."""


def settled(ground: Ground, event: Event) -> Event:
    """Return an event with its actor and recipient settled: 両社 resolved, deeds given to bodies, help to its land."""
    if event.recipient is not None:
        event = _one_of_two(ground, event, event.recipient)
    actor = event.actor
    if actor is None:
        return event
    if event.recipient is not None:
        event = replace(event, recipient=_dealt_with(ground, event, actor, event.recipient))
    if event.rule.endswith(_STRIKES):
        return replace(event, actor=striker(ground, actor) or actor)
    if event.type == "COERCE" and event.rule.endswith(_BARS) and _CROWD.search(actor):
        return replace(event, type="PROTEST")
    if event.type in _DEEDS_OF_STATE:
        event = replace(event, actor=deed_of(ground, actor) or actor)
    if event.type == "AID":
        return _aided(ground, event)
    return _denied(ground, event) if event.type == "REJECT" and event.recipient is None else event


def _dealt_with(ground: Ground, event: Event, actor: str, recipient: str) -> str | None:
    """Return whom a union means by 会社, or the country that a town abroad stands for; else the recipient as it is.

    None where a country asks for something for a town of its own: 港町の復興への支援を求めた.
    """
    company = employer(ground, actor, recipient)
    if company is not None:
        return company
    land = seat_of(recipient) if event.type in _BETWEEN_STATES else None
    own = nation_of(ground, actor) if land is not None else None
    if land is None or own is None:
        return recipient
    if own != land:
        return land
    return None if event.type == "REQUEST" else recipient


def _one_of_two(ground: Ground, event: Event, recipient: str) -> Event:
    if event.type == "COERCE" and is_count(recipient):  # 計37人が拘束された names nobody
        return replace(event, recipient=None)
    first = first_of_both(ground, recipient, event.anchor.start)
    if first is None and event.type == "CONSULT":
        first = first_leader(ground, recipient, event.actor)
    return event if first is None else replace(event, recipient=first)


def _aided(ground: Ground, event: Event) -> Event:
    """Return help with the land or prefecture it goes to, where the words name only what is sent or who is saved."""
    actor = event.actor or ""
    home = stricken_home(ground, actor) if event.recipient is None and event.rule.endswith(_RESCUE) else None
    if home is not None:
        return replace(event, recipient=home)
    if nation_of(ground, event.recipient or "") is not None:
        return event
    return replace(event, recipient=stricken(ground, actor, event.anchor.start) or event.recipient)


def _denied(ground: Ground, event: Event) -> Event:
    """Return a denial between states with the country it answers, where nobody nearer is known."""
    at, actor = phrase_at(ground, event.anchor.start), Party(event.actor or "", None)
    other = clause_before(ground, at, actor) or foreign_side(ground, at, actor)
    return event if other is None else replace(event, recipient=other.text)

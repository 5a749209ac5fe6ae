"""One record a happening (一件一記録)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from keii.records.event import Event

_GENERIC = re.compile(r".*(?:男|女|男性|女性|少年|少女|容疑者|[0-9]+(?:人|名)|男ら|作成者|代表ら?)")
"""Nouns for somebody whom the clip may well name elsewhere: 容疑の男, 男女4人."""

_ARRESTS = ("逮捕", "送検", "拘束")
"""Ends of the rules of an arrest."""


def merge(events: list[Event], nation: Callable[[str], str | None]) -> tuple[Event, ...]:
    """Return the events of a clip in order; those of one type between the same two sides are one, the fullest.

    `nation` gives an actor's country: what two presidents sign and what their countries sign is one happening.
    """
    kept: dict[tuple[str, frozenset[str]], Event] = {}
    for event in sorted(events, key=lambda e: not e.rule.startswith("claim-")):
        key = (event.type, frozenset(filter(None, (event.actor, event.recipient))))
        before = kept.get(key)
        kept[key] = event if before is None or _detail(event) > _detail(before) else before
    found = _ceasefires(_by_persons(_without_poorer(_captive(list(kept.values()))), nation))
    return tuple(sorted(found, key=lambda e: (e.anchor.start, e.anchor.end)))


def _ceasefires(events: list[Event]) -> list[Event]:
    """Drop the agreement that only carries a ceasefire: 停戦に入ることで合意した."""
    kept = [e for e in events if e.type == "RETREAT"]
    return [e for e in events if e.type != "AGREE" or not any(_carries(e, other) for other in kept)]


def _carries(agreement: Event, retreat: Event) -> bool:
    far = agreement.anchor.start - retreat.anchor.start
    return 0 < far < _NEAR and {agreement.actor, agreement.recipient} == {retreat.actor, retreat.recipient}


_NEAR = 24
"""How far before 合意 what is agreed upon may begin, in characters."""


def _by_persons(events: list[Event], nation: Callable[[str], str | None]) -> list[Event]:
    """Drop the meeting of two countries where the clip says which persons of theirs met."""
    met = [e for e in events if e.type == "CONSULT" and e.actor and e.recipient]
    sides = [(e, {nation(e.actor or ""), nation(e.recipient or "")}) for e in met]
    persons = [s for e, s in sides if None not in s and not {e.actor, e.recipient} <= s]
    double = [e for e, s in sides if {e.actor, e.recipient} == s and s in persons]
    return [e for e in events if e not in double]


def _detail(event: Event) -> int:
    return (event.recipient is not None) * 2 + (event.date is not None) + (event.place is not None)


def _without_poorer(events: list[Event]) -> list[Event]:
    """Drop an event whose other side is unsaid or a mere 男 where one of its type and actor says who."""
    full = [e for e in events if _says_who(e)]
    return [e for e in events if _says_who(e) or not any(_says_more(f, e) for f in full)]


def _says_who(event: Event) -> bool:
    return event.recipient is not None and _GENERIC.fullmatch(event.recipient) is None


def _says_more(full: Event, poor: Event) -> bool:
    same = full.type == poor.type and alike(full.actor, poor.actor)
    return same and (poor.recipient is None or (full.type == "COERCE" and full.rule == poor.rule))


def alike(a: str | None, b: str | None) -> bool:
    return bool(a and b) and (str(a) in str(b) or str(b) in str(a))


def _captive(events: list[Event]) -> list[Event]:
    """Say of the confession or denial of someone arrested whom it answers: who arrested him."""
    captors = {e.recipient: e.actor for e in events if e.recipient is not None and e.rule.endswith(_ARRESTS)}
    return [
        replace(e, recipient=captors[e.actor])
        if e.type in ("CONCEDE", "REJECT") and e.recipient is None and e.actor in captors
        else e
        for e in events
    ]

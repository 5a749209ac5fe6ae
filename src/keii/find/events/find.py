"""Events (出来事): who did what to whom, after PLOVER.

Two ways lead to one: a word of verbs.tsv with the phrases that lean on it, and a claim whose cue or content has
force of its own (非難した ACCUSE, 求めた REQUEST, 事実無根だ REJECT). What both say of one happening is one record.
"""

from __future__ import annotations

from keii.find.events.cues import Cue, find_cues
from keii.find.events.from_claims import claim_events
from keii.find.events.ground import Ground, ground_of
from keii.find.events.merge import merge
from keii.find.events.roles import cast_of
from keii.find.events.when import claim_at, date_of, place_of
from keii.records.claim import Claim
from keii.records.event import Event
from keii.records.name import Name
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.span import Span
from keii.records.time import Time


def find(
    parse: Parse, names: tuple[Name, ...], times: tuple[Time, ...], claims: tuple[Claim, ...]
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """Return the events of a text in order of their anchor; never a problem: what stays open is None in the record."""
    ground = ground_of(parse, names, times, claims)
    cues = find_cues(ground)
    spoken, used = claim_events(ground, cues)
    done = [event for at, cue in enumerate(cues) if at not in used and (event := _event(ground, cue)) is not None]
    return merge(spoken + done), ()


_DEEDS = frozenset(("MOBILIZE", "AID", "COOPERATE", "CONSULT"))
"""Types that happen at a time: 会談する is a plan or a habit, while 反対する is a stand taken. Leaving them out took
11 wrong events of gold dev away and no right one; with AGREE, ASSAULT, COERCE, RETREAT, four right ones (2026-11)."""


def _event(ground: Ground, cue: Cue) -> Event | None:
    """Return the event of a cue; None without an actor, and for what has not happened.

    Left out is what is supposed (なら, 可能性) and planned (予定, 方針): on gold dev that took 20 wrong events away and
    no right one (2026-11). An accusation or a request needs its other side.
    """
    if cue.tail.supposed or cue.tail.planned or (cue.tail.timeless and cue.row.type in _DEEDS):
        return None
    actor, recipient = cast_of(ground, cue)
    if actor is None or (recipient is not None and recipient.text == actor.text):
        return None
    if recipient is None and (cue.use == "noun" or cue.row.type in ("REQUEST", "ACCUSE")):
        return None
    anchor = _anchor(ground, cue)
    return Event(
        type=cue.row.type,
        actor=actor.text,
        recipient=recipient.text if recipient else None,
        anchor=anchor,
        date=date_of(ground, cue.predicate),
        place=place_of(ground, cue.predicate),
        claim=claim_at(ground, anchor.start, anchor.end),
        rule=cue.row.id,
    )


def _anchor(ground: Ground, cue: Cue) -> Span:
    """Return the verb phrase: from the word to the end of the predicate that carries it."""
    parse = ground.parse
    return Span(parse.starts[cue.first], parse.ends[max(cue.tail.end, cue.last) - 1])

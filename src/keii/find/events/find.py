"""Events (出来事): who did what to whom, after PLOVER.

Two ways lead to one: a word of verbs.tsv with the phrases that lean on it, and a claim whose cue or content has
force of its own (非難した ACCUSE, 求めた REQUEST, 事実無根だ REJECT). What both say of one happening is one record.
"""

from __future__ import annotations

from keii.find.events.args import args_of
from keii.find.events.common import Party
from keii.find.events.counted import at_large, counted, is_open
from keii.find.events.cues import Cue, find_cues
from keii.find.events.from_claims import claim_events
from keii.find.events.ground import Ground, ground_of
from keii.find.events.merge import merge
from keii.find.events.nations import nation_of
from keii.find.events.roles import cast_of
from keii.find.events.settle import settled
from keii.find.events.status import counts, status_of
from keii.find.events.told import CAPTOR, told_before
from keii.find.events.when import claim_at, date_of, place_of
from keii.find.events.whom import APPEALS
from keii.records.claim import Claim
from keii.records.event import Event, EventStatus
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
    cues = _once(ground, find_cues(ground))
    spoken, used = claim_events(ground, cues)
    free = [(cue, status_of(ground, cue)) for at, cue in enumerate(cues) if at not in used]
    done = [e for cue, how in free if counts(ground, cue, how) and (e := _event(ground, cue, how)) is not None]
    found = told_before(spoken + done, lambda text: nation_of(ground, text))
    told = [
        settled(ground, event)
        for event in found
        if (not is_open(event) or at_large(ground, event)) and counted(ground, event)
    ]
    return merge(_without_headline(ground, told), lambda text: nation_of(ground, text)), ()


def _without_headline(ground: Ground, events: list[Event]) -> list[Event]:
    """Return the events without those of a headline that name not both sides and that the text below tells again."""
    text = ground.parse.text
    end = text.find("\n")
    if end < 0 or "。" in text[:end]:
        return events
    below = {e.rule for e in events if e.anchor.start > end}
    named = ground.counts
    return [
        e for e in events
        if e.anchor.start > end or e.rule not in below or (e.actor in named and e.recipient in named)
    ]  # fmt: skip


def _once(ground: Ground, cues: list[Cue]) -> list[Cue]:
    """Return the cues with one for each order: of 営業停止を命じた the measure, of 賠償を命じた the order.

    Of 上告を退けた only the court's ruling.
    """
    rulings = {cue.predicate for cue in cues if cue.use == "verb" and cue.row.word in _RULINGS}
    phrases = ground.parse.phrases
    cues = [c for c in cues if not (c.row.word in APPEALS and c.use == "noun" and phrases[c.phrase].head in rulings)]
    orders = {cue.phrase for cue in cues if cue.use == "verb" and cue.row.word in ("命じる", "命令")}
    if not orders:
        return cues
    measures = {cue.predicate for cue in cues if cue.use == "light" and cue.row.type in _MEASURES}
    return [
        cue
        for cue in cues
        if not (cue.use == "light" and cue.predicate in orders and cue.row.type not in _MEASURES)
        and not (cue.use == "verb" and cue.phrase in orders & measures)
    ]


_RULINGS = frozenset(("退ける", "棄却", "却下", "しりぞける"))
_MEASURES = frozenset(("SANCTION", "COERCE", "MOBILIZE"))


def find_open(
    parse: Parse, names: tuple[Name, ...], times: tuple[Time, ...], claims: tuple[Claim, ...]
) -> tuple[Event, ...]:
    """Return what a text tells of but not as happened: planned, asked for, possible, or said not to have come about.

    They are kept apart from the events: of 48 on gold dev its readers count none (2026-11).
    """
    ground = ground_of(parse, names, times, claims)
    cues = [(cue, status_of(ground, cue)) for cue in find_cues(ground, denied=True)]
    found = [_event(ground, cue, status) for cue, status in cues if not counts(ground, cue, status)]
    once = {(e.type, e.actor, e.recipient, e.status): e for e in found if e is not None and e.actor != CAPTOR}
    return tuple(sorted(once.values(), key=lambda e: e.anchor))


_FREED = frozenset(("解放", "釈放", "仮釈放"))
"""Words of setting free: whoever took them does it, when the sentence does not say."""
_LASTING = ("交渉", "対話")
"""Words for what goes on, and is held only where somebody does it: not 労使の交渉が続く, 日ロの対話."""
_TWO_SIDED = ("ACCUSE", "COOPERATE")
"""Types that are none without the other side."""


_PARTNERS = ("CONSULT", "AGREE")
"""Types that a body may do within itself (安保理が会合を開いた, 議会が合意した) but no single person."""


def _needs_other(cue: Cue, actor: Party) -> bool:
    """Say whether an event of this kind by this actor is none as long as nobody is named whom it meets."""
    alone = actor.name.type == "PER" if actor.name is not None else cue.row.type == "CONSULT"
    return cue.row.type in _TWO_SIDED or (alone and cue.row.type in _PARTNERS and cue.row.roles == "with")


def _done_to_nobody(ground: Ground, cue: Cue) -> bool:
    """Say whether an attack or an arrest names nothing at all that it is done to."""
    if cue.row.roles not in ("obj", "law") or cue.row.type not in ("COERCE", "ASSAULT", "SUPPORT", "SANCTION"):
        return False
    return not any(arg.kind in ("object", "toward", "dative") for arg in args_of(ground, cue.predicate))


def _event(ground: Ground, cue: Cue, status: EventStatus) -> Event | None:
    """Return the event of a cue; None without an actor. An accusation, a request, an attack need their other side."""
    if cue.row.word in _LASTING and (cue.use == "noun" or cue.voice == "happens"):
        return None
    actor, recipient = cast_of(ground, cue)
    if actor is None and cue.tail.passive and cue.row.word in _FREED:
        actor = Party(CAPTOR, None)
    if actor is None or (recipient is not None and recipient.text == actor.text):
        return None
    if recipient is None and (cue.use == "noun" or _needs_other(cue, actor) or _done_to_nobody(ground, cue)):
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
        status=status,
    )


def _anchor(ground: Ground, cue: Cue) -> Span:
    """Return the verb phrase: from the word to the end of the predicate that carries it."""
    parse = ground.parse
    return Span(parse.starts[cue.first], parse.ends[max(cue.tail.end, cue.last) - 1])

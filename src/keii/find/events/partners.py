"""Partners (当事者双方): the two whom a joint subject, an event noun or a relative clause names together."""

from __future__ import annotations

from keii.find.events.carried import outer_phrase
from keii.find.events.common import Party
from keii.find.events.cues import Cue
from keii.find.events.fill import Args
from keii.find.events.ground import Ground, first_of
from keii.find.events.nouns import party
from keii.find.events.sides import Pair, both_sides, fighters, last_pair, pair


def joint(ground: Ground, cue: Cue, args: Args) -> Pair | None:
    """Return the partners that a joint subject or the event noun itself names: 日本と韓国は, 日韓首脳会談."""
    for arg in args:
        if arg.kind in ("subject", "topic", "genitive", "by", "other"):
            found = pair(ground, arg.phrase)
            if found is None and cue.row.type == "ASSAULT":
                found = fighters(ground, arg.phrase)
            if found is not None:
                return found
    kinds = {arg.kind for arg in args}
    if (told := _told_of(ground, cue)) is not None:
        return told
    if cue.use == "noun" and cue.row.type == "ASSAULT":
        return pair(ground, cue.phrase) or _pair_before(ground, cue.phrase)
    own = cue.use == "noun" or bool(kinds & {"subject", "topic", "with"})
    outer = None if own else outer_phrase(ground, cue.predicate)
    return pair(ground, cue.phrase) or (pair(ground, outer) if outer is not None else None)


def _told_of(ground: Ground, cue: Cue) -> Pair | None:
    """Return the two whom a relative clause tells of: 停戦で合意した甲国と乙国は."""
    phrases = ground.parse.phrases
    p = phrases[cue.predicate]
    if p.function != "adnominal" or p.head <= cue.predicate:
        return None
    head = phrases[p.head].head if phrases[p.head].function in ("with", "parallel") else p.head
    return pair(ground, head) if p.head <= head <= p.head + _RELATIVE else None


_RELATIVE = 3
"""How many phrases two names that a relative clause describes may span."""


def _pair_before(ground: Ground, phrase: int) -> Pair | None:
    """Return the pair of a fight that its sentence names a little before it: 甲国と乙国の国境で続く衝突."""
    for at in range(phrase - 1, max(first_of(ground, phrase), phrase - _FIGHT) - 1, -1):
        found = pair(ground, at) if ground.rooms[at] == ground.rooms[phrase] else None
        if found is not None:
            return found
    return None


_FIGHT = 8
"""How many phrases before a fight its two sides may stand."""


def unsaid_pair(ground: Ground, cue: Cue, args: Args, actor: Party | None) -> Pair | None:
    """Return the partners of 双方は合意した, 協定が成立した, 停戦が発効した."""
    if actor is not None and (both := both_sides(ground, actor, cue.predicate)) is not None:
        return both
    subjects = [arg.phrase for arg in args if arg.kind == "subject"]
    thing = cue.use == "verb" and bool(subjects) and party(ground, subjects[0]) is None
    return last_pair(ground, cue.predicate) if thing or (cue.voice == "happens" and actor is None) else None

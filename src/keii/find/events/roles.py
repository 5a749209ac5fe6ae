"""Roles (役割): who did it, to whom — from the phrases that lean on a cue, then from what was said before."""

from __future__ import annotations

from typing import NamedTuple

from keii.find.events.args import Arg, args_of
from keii.find.events.carried import addressed, described, last_topic, outer_phrase, outer_topic
from keii.find.events.cues import Cue
from keii.find.events.ground import Ground, names_in
from keii.find.events.nouns import Party, party
from keii.find.events.other import other_side
from keii.find.events.sides import Pair, authority, both_sides, last_pair, pair, states
from keii.find.events.table import Roles, roles

Args = tuple[Arg, ...]

_DOERS = ("by", "genitive", "from")
"""Kinds of phrase that say whose an event noun is: 警察による捜索, 市民団体の集会."""
_MEETS = frozenset(("REQUEST", "ACCUSE", "CONSULT", "AGREE", "COERCE", "ASSAULT", "SUPPORT", "COOPERATE", "SANCTION"))
"""Types whose other side is looked for beyond the phrases of the verb: in gold dev 16 of 252 have none (2026-11)."""
_LEANING = ("genitive", "adnominal", "other", "parallel")


class Cast(NamedTuple):
    """役: the two sides of an event."""

    actor: Party | None
    recipient: Party | None


def cast_of(ground: Ground, cue: Cue) -> Cast:
    """Return the two sides of a cue; the actor is None where nobody can be named."""
    args = args_of(ground, cue.predicate)
    if cue.phrase != cue.predicate:
        args += args_of(ground, cue.phrase)
    held = cue.use == "light" and cue.tail.passive and cue.voice == "does"  # 集会が開かれた
    if (cue.tail.passive and not held) or cue.voice == "gets":
        return _passive(ground, cue, args)
    plan = roles()[cue.row.roles]
    joint = _joint(ground, cue, args) if plan.pair else None
    if joint is not None:
        return Cast(*(states(ground, joint) if "条約" in cue.row.near else joint))
    actor = _first(ground, args, _DOERS) if held else _actor(ground, cue, args)
    both = _unsaid_pair(ground, cue, args, actor) if plan.pair else None
    if both is not None:
        return Cast(*both)
    if cue.row.implied:
        return Cast(actor, Party(cue.row.implied, None))
    return Cast(actor, _recipient(ground, cue, args, actor, plan))


def _passive(ground: Ground, cue: Cue, args: Args) -> Cast:
    """Return the sides of 逮捕された, 攻撃を受けた: the by-phrase acts, the subject suffers."""
    actor = _first(ground, args, ("by", "dative", "from")) or _first(ground, args, ("genitive", "toward"))
    if actor is None and cue.row.type == "COERCE":
        actor = authority(ground, cue.predicate)
    sufferer = _first(ground, args, ("subject", "topic"), but=actor) or described(ground, cue.predicate)
    if sufferer is None and cue.row.roles == "to":
        sufferer = _first(ground, args, ("dative",), but=actor)
    sufferer = sufferer or outer_topic(ground, cue.predicate)
    if actor is not None and (sufferer is None or sufferer.text == actor.text):
        sufferer = other_side(ground, cue.predicate, actor, None)
    return Cast(actor, sufferer)


def _joint(ground: Ground, cue: Cue, args: Args) -> Pair | None:
    """Return the partners that a joint subject or the event noun itself names: 日本と韓国は, 日韓首脳会談."""
    for arg in args:
        if arg.kind in ("subject", "topic", "genitive", "by", "other"):
            found = pair(ground, arg.phrase)
            if found is not None:
                return found
    kinds = {arg.kind for arg in args}
    own = cue.use == "noun" or bool(kinds & {"subject", "topic", "with"})
    outer = None if own else outer_phrase(ground, cue.predicate)
    return pair(ground, cue.phrase) or (pair(ground, outer) if outer is not None else None)


def _unsaid_pair(ground: Ground, cue: Cue, args: Args, actor: Party | None) -> Pair | None:
    """Return the partners of 双方は合意した, 協定が成立した, 停戦が発効した."""
    if actor is not None and (both := both_sides(ground, actor, cue.predicate)) is not None:
        return both
    subjects = [arg.phrase for arg in args if arg.kind == "subject"]
    thing = cue.use == "verb" and bool(subjects) and party(ground, subjects[0]) is None
    return last_pair(ground, cue.predicate) if thing or (cue.voice == "happens" and actor is None) else None


def _actor(ground: Ground, cue: Cue, args: Args) -> Party | None:
    own = _first(ground, args, ("subject",)) or _first(ground, args, ("topic",))
    if own is not None:
        return own
    if cue.use == "noun" or cue.voice == "happens":
        return _first(ground, args, _DOERS)
    at = cue.predicate
    return described(ground, at) or outer_topic(ground, at) or last_topic(ground, at)


def _recipient(ground: Ground, cue: Cue, args: Args, actor: Party | None, plan: Roles) -> Party | None:
    for kind in plan.recipient:
        found = _first(ground, args, (kind,), doer=kind != "object", but=actor)
        if found is not None:
            return found
    for kind in (*plan.named, *plan.recipient):
        found = _within(ground, args, kind, actor)
        if found is not None:
            return found
    found = addressed(ground, cue.predicate, actor) if plan.id == "to" else None
    alone = plan.pair and actor is not None and actor.name is not None and actor.name.type == "ORG"
    if found is None and actor is not None and cue.row.type in _MEETS and not alone:
        return other_side(ground, cue.predicate, actor, None)
    return found


def _first(
    ground: Ground, args: Args, kinds: tuple[str, ...], *, doer: bool = True, but: Party | None = None
) -> Party | None:
    """Return the participant of the nearest argument of some kinds."""
    for arg in args:
        if arg.kind in kinds:
            found = party(ground, arg.phrase, doer=doer)
            if found is not None and (but is None or found.text != but.text):
                return found
    return None


def _within(ground: Ground, args: Args, kind: str, actor: Party | None) -> Party | None:
    """Return the last name in an argument with all that leans on it, else its owner: 日本の提案を, 政府の対応を."""
    phrases = ground.parse.phrases
    for arg in args:
        if arg.kind != kind:
            continue
        first = arg.phrase
        while first and first <= phrases[first - 1].head <= arg.phrase and phrases[first - 1].function in _LEANING:
            first -= 1
        for name in reversed(names_in(ground, phrases[first].start, phrases[arg.phrase].content_end)):
            if actor is None or name.entity != actor.text:
                return Party(name.entity, name)
        if first < arg.phrase and phrases[arg.phrase - 1].function == "genitive":
            return party(ground, arg.phrase - 1)
    return None

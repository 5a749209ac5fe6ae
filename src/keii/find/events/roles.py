"""Roles (役割): who did it, to whom — from the phrases that lean on a cue, then from what was said before."""

from __future__ import annotations

import re
from typing import NamedTuple

from keii.find.events.answers import acted_before
from keii.find.events.args import args_of, kind_of
from keii.find.events.carried import addressed, described, last_topic, of_nobody, outer_phrase, outer_topic
from keii.find.events.cues import Cue
from keii.find.events.ground import Arg, Ground, first_of, names_in, writers
from keii.find.events.law import appealed, authority, lawful
from keii.find.events.media import is_media
from keii.find.events.nations import nation_of, rival
from keii.find.events.nouns import Party, noun_phrase, party
from keii.find.events.other import other_side
from keii.find.events.sides import Pair, both_sides, last_pair, pair, states
from keii.find.events.table import Roles, roles

Args = tuple[Arg, ...]

_DOERS = ("by", "genitive", "from")
"""Kinds of phrase that say whose an event noun is: 警察による捜索, 市民団体の集会."""
_MEETS = frozenset(("REQUEST", "ACCUSE", "CONSULT", "AGREE", "COERCE", "ASSAULT", "SUPPORT", "COOPERATE", "SANCTION"))
"""Types whose other side is looked for beyond the phrases of the verb: in gold dev 16 of 252 have none (2026-11)."""
_ANSWERS = frozenset(("PROTEST", "ACCUSE", "SUPPORT", "REQUEST"))
"""Types that mean who acted in the sentence before when nobody nearer is named."""
_BETWEEN = frozenset(("REQUEST", "ACCUSE", "THREATEN", "ASSAULT", "SANCTION", "RETREAT", "CONCEDE", "PROTEST", "AGREE"))
"""Types that in a clip about two countries are done to the other one."""
_APPEALS = frozenset(("控訴", "上告", "抗告", "即時抗告", "特別抗告"))
"""Words that turn a court's ruling down."""
_CALLS = frozenset(("呼びかける", "呼び掛ける", "注意喚起", "提言", "アピール"))
"""Words that call on the public at large when they name nobody."""
_ON_LAND = frozenset(("ASSAULT", "MOBILIZE"))
"""Types done to a country when done to its places and people."""
_LEANING = ("genitive", "adnominal", "other", "parallel")


class Cast(NamedTuple):
    """役: the two sides of an event."""

    actor: Party | None
    recipient: Party | None


def cast_of(ground: Ground, cue: Cue) -> Cast:
    """Return the two sides of a cue; the actor is None where nobody can be named."""
    cast = _cast_of(ground, cue)
    if roles()[cue.row.roles].law:
        return _by_law(ground, cue, cast)
    return _as_nations(ground, cast) if cue.row.type in _ON_LAND else cast


def _as_nations(ground: Ground, cast: Cast) -> Cast:
    """Return the sides of an attack between two countries: who is hit in a village of the other is the other."""
    actor, hit = cast
    if actor is None or hit is None or (hit.name is not None and hit.name.type in ("PER", "ORG")):
        return cast
    return cast if nation_of(ground, hit.text) else Cast(actor, rival(ground, actor) or hit)


def _by_law(ground: Ground, cue: Cue, cast: Cast) -> Cast:
    """Return the sides of an arrest or a search: only the law acts, and it does not suffer."""
    actor, recipient = cast
    if actor is None or not lawful(actor, cue.row.word):
        recipient = recipient or actor
        actor = authority(ground, cue.predicate, cue.row.word)
    if recipient is not None and _is_law(recipient, actor):
        recipient = None
    return Cast(actor, recipient)


def _is_law(party: Party, actor: Party | None) -> bool:
    if actor is not None and (party.text in actor.text or actor.text in party.text):
        return True
    return party.name is not None and party.name.type == "ORG" and lawful(party)


def _cast_of(ground: Ground, cue: Cue) -> Cast:
    args = args_of(ground, cue.predicate)
    if cue.phrase != cue.predicate:
        args += args_of(ground, cue.phrase)
    if ground.parse.phrases[cue.predicate].function == "quotative":
        args += _beyond(ground, cue.predicate)
    held = cue.use == "light" and cue.tail.passive and cue.voice == "does"  # 集会が開かれた
    if (cue.tail.passive and not held) or cue.voice == "gets":
        return _passive(ground, cue, args)
    if cue.tail.cleft and _first(ground, args, ("subject",)) is None:
        return _cleft(ground, cue, args)
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
    if actor is None and cue.row.roles == "none":  # 北朝鮮の西岸から発射された
        return Cast(_within(ground, args, "from", None), None)
    if actor is None and cue.row.type == "COERCE":
        actor = authority(ground, cue.predicate, cue.row.word)
    sufferer = _first(ground, args, ("subject", "topic"), but=actor) or described(ground, cue.predicate)
    if cue.tail.cleft:  # 逮捕されたのは無職の男だ
        head = ground.parse.phrases[cue.predicate].head
        sufferer = party(ground, head) if head > cue.predicate else None
        return Cast(actor if sufferer is not None else None, sufferer)
    if sufferer is None and cue.row.roles == "to":
        sufferer = _first(ground, args, ("dative",), but=actor)
    sufferer = sufferer or outer_topic(ground, cue.predicate)
    if actor is not None and (sufferer is None or sufferer.text == actor.text):
        sufferer = other_side(ground, cue.predicate, actor, None)
    return Cast(actor, sufferer)


def _beyond(ground: Ground, predicate: int) -> Args:
    """Return what a parse gives the speech verb but the quoted clause needs: 隣国に|供与すると|発表した."""
    phrases = ground.parse.phrases
    verb = phrases[predicate].head
    if verb != predicate + 1:
        return ()
    return tuple(a for a in args_of(ground, verb) if a.phrase < predicate and a.kind in _INNER)


_INNER = frozenset(("object", "dative", "direction", "toward", "with"))


def _cleft(ground: Ground, cue: Cue, args: Args) -> Cast:
    """Return the sides of 発砲したのは隣国の兵だ: who did it stands after; nobody where it tells something else."""
    head = ground.parse.phrases[cue.predicate].head
    actor = party(ground, head) if head > cue.predicate else None
    if actor is None:
        return Cast(None, None)
    plan = roles()[cue.row.roles]
    return Cast(actor, _recipient(ground, cue, args, actor, plan))


def _joint(ground: Ground, cue: Cue, args: Args) -> Pair | None:
    """Return the partners that a joint subject or the event noun itself names: 日本と韓国は, 日韓首脳会談."""
    for arg in args:
        if arg.kind in ("subject", "topic", "genitive", "by", "other"):
            found = pair(ground, arg.phrase)
            if found is not None:
                return found
    kinds = {arg.kind for arg in args}
    if cue.use == "noun" and cue.row.type == "ASSAULT":
        return pair(ground, cue.phrase) or _pair_before(ground, cue.phrase)
    own = cue.use == "noun" or bool(kinds & {"subject", "topic", "with"})
    outer = None if own else outer_phrase(ground, cue.predicate)
    return pair(ground, cue.phrase) or (pair(ground, outer) if outer is not None else None)


def _pair_before(ground: Ground, phrase: int) -> Pair | None:
    """Return the pair of a fight that its sentence names a little before it: 甲国と乙国の国境で続く衝突."""
    for at in range(phrase - 1, max(first_of(ground, phrase), phrase - _FIGHT) - 1, -1):
        found = pair(ground, at) if ground.rooms[at] == ground.rooms[phrase] else None
        if found is not None:
            return found
    return None


_FIGHT = 8
"""How many phrases before a fight its two sides may stand."""


def _unsaid_pair(ground: Ground, cue: Cue, args: Args, actor: Party | None) -> Pair | None:
    """Return the partners of 双方は合意した, 協定が成立した, 停戦が発効した."""
    if actor is not None and (both := both_sides(ground, actor, cue.predicate)) is not None:
        return both
    subjects = [arg.phrase for arg in args if arg.kind == "subject"]
    thing = cue.use == "verb" and bool(subjects) and party(ground, subjects[0]) is None
    return last_pair(ground, cue.predicate) if thing or (cue.voice == "happens" and actor is None) else None


def _actor(ground: Ground, cue: Cue, args: Args) -> Party | None:
    own = _first(ground, args, ("subject",)) or _first(ground, _without_too(ground, args), ("topic",))
    if own is not None and (cue.row.type == "PROTEST" or not is_media(own.text)):
        return own
    if cue.use == "noun" or cue.voice == "happens":
        return _first(ground, args, ("by", "from") if cue.row.word in _SUFFERS else _DOERS)
    at = cue.predicate
    if of_nobody(ground, at):
        return None
    said = _said_subject(ground, cue, args)
    if said is not None:
        return said
    return described(ground, at) or outer_topic(ground, at) or _writer(ground) or last_topic(ground, at)


def _without_too(ground: Ground, args: Args) -> Args:
    """Return the arguments without topics that も makes of an object: 医療チームも派遣した."""
    if any(arg.kind == "object" for arg in args):
        return args
    phrases = ground.parse.phrases
    text = ground.parse.text
    return tuple(a for a in args if a.kind != "topic" or not text.startswith("も", phrases[a.phrase].content_end))


def _said_subject(ground: Ground, cue: Cue, args: Args) -> Party | None:
    """Return a subject as it stands, for verbs that only people do: whoever 〜が求めた names is not the outer topic."""
    if cue.row.type not in _DELIBERATE or cue.use == "bare":
        return None
    for arg in args:
        if arg.kind == "subject":
            text = noun_phrase(ground, arg.phrase)
            return Party(text, None) if 1 < len(text) <= _SUBJECT and not text.endswith(_THINGS) else None
    return None


_SUFFERS = frozenset(
    (
        "解放",
        "釈放",
        "拘束",
        "拉致",
        "誘拐",
        "殺害",
        "処刑",
        "暗殺",
        "追放",
        "解任",
        "罷免",
        "更迭",
        "交換",
        "送還",
        "救出",
        "救助",
    )
)
"""Words whose の-phrase suffers: 人質の解放, 捕虜の交換, 長官の解任."""
_DELIBERATE = frozenset(("REQUEST", "ACCUSE", "SUPPORT", "REJECT", "PROTEST", "CONSULT"))
_SUBJECT = 12
_THINGS = ("声", "意見", "事件", "問題", "こと", "もの", "法案", "判決", "案", "内容", "の", "率")


def _writer(ground: Ground) -> Party | None:
    """Return in whose name a notice speaks: the body that heads it."""
    body = writers(ground).body
    return Party(body.entity, body) if body is not None else None


def _recipient(ground: Ground, cue: Cue, args: Args, actor: Party | None, plan: Roles) -> Party | None:
    """Return whom the phrases of a cue name as its other side; else who in the clip is it most likely."""
    if cue.row.word in _APPEALS:
        return appealed(ground, cue.predicate)
    said = _said_recipient(ground, cue, args, actor, plan)
    if said is not None or actor is None or cue.use == "noun" or cue.row.word in _CALLS:
        return said
    return _likely_recipient(ground, cue, actor, plan)


def _said_recipient(ground: Ground, cue: Cue, args: Args, actor: Party | None, plan: Roles) -> Party | None:
    for kind in plan.recipient:
        found = _first(ground, args, (kind,), doer=kind != "object", but=actor)
        if found is not None:
            return found
    if plan.pair and (unknown := _unknown_partner(ground, args)) is not None:
        return unknown
    for kind in (*plan.named, *plan.recipient):
        found = _within(ground, args, kind, actor)
        if found is not None:
            return found
    return addressed(ground, cue.predicate, actor) if plan.id == "to" else None


def _likely_recipient(ground: Ground, cue: Cue, actor: Party, plan: Roles) -> Party | None:
    """Return who is near, who acted just before, or the other of two countries, as the cue's type allows."""
    found, alone = None, plan.pair and actor.name is not None and actor.name.type == "ORG"
    if cue.row.type in _MEETS and plan.id != "none" and not alone:
        found = other_side(ground, cue.predicate, actor, None)
    if found is None and cue.row.type in _ANSWERS and plan.id in ("to", "obj"):
        found = acted_before(ground, cue.predicate, actor)
    if found is None and cue.row.type in _BETWEEN and "発射" not in cue.row.word:
        found = rival(ground, actor)
    return found


_UNKNOWN = re.compile(r"[ァ-ヶー・A-Za-z]{4,}(?:社|側)?")


def _unknown_partner(ground: Ground, args: Args) -> Party | None:
    """Return a partner that is no known name but written like one: ハルミマートと."""
    for arg in args:
        text = noun_phrase(ground, arg.phrase).rpartition("の")[2] if arg.kind == "with" else ""
        if _UNKNOWN.fullmatch(text):
            return Party(text, None)
    return None


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
            if name.type == "LOC" and kind == "toward":
                continue
            if actor is None or name.entity != actor.text:
                return Party(name.entity, name)
        if first < arg.phrase and phrases[arg.phrase - 1].function == "genitive":
            owners = (party(ground, at) for at in range(arg.phrase - 1, first - 1, -1))
            return next((o for o in owners if o is not None), None)
        if arg.phrase and phrases[arg.phrase - 1].function == "adnominal":
            return _in_clause(ground, arg.phrase - 1, actor)
    return None


def _in_clause(ground: Ground, clause: int, actor: Party | None) -> Party | None:
    """Return whose doing a relative clause tells: 政府が決めた方針を, 与党の証人喚問を拒む姿勢を."""
    for wanted in ("subject", "genitive"):
        for at in range(clause - 1, max(first_of(ground, clause), clause - _FIGHT) - 1, -1):
            kind, _ = kind_of(ground, at)
            if kind == "topic":
                break
            found = party(ground, at) if kind == wanted else None
            if found is not None and (actor is None or found.text != actor.text):
                return found
    return None

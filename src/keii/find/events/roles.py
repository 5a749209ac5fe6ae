"""Roles (役割): the two sides of an event, as its voice, the law and the lands want. To whom it is done: see `whom`."""

from __future__ import annotations

from typing import NamedTuple

from keii.find.events.args import args_of, kind_of
from keii.find.events.carried import described, last_topic, of_nobody, outer_phrase, outer_topic
from keii.find.events.common import Party, owner
from keii.find.events.cues import Cue
from keii.find.events.fill import Args, first, within
from keii.find.events.ground import Arg, Ground, first_of, head_of, phrase_of, text_of, writers
from keii.find.events.law import accused, authority, bench, court, courtroom, judge, lawful
from keii.find.events.media import is_media
from keii.find.events.nations import main_land, nation_of, official_of, rival
from keii.find.events.nouns import noun_phrase, party
from keii.find.events.other import other_side
from keii.find.events.partners import joint, unsaid_pair
from keii.find.events.sides import states
from keii.find.events.table import roles
from keii.find.events.whom import recipient_of

_DOERS = ("by", "genitive", "from")
"""Kinds of phrase that say whose an event noun is: 警察による捜索, 市民団体の集会."""
_ON_LAND = frozenset(("ASSAULT", "MOBILIZE", "CONCEDE"))
"""Types done to a country when done to its places and people."""


class Cast(NamedTuple):
    """役: the two sides of an event."""

    actor: Party | None
    recipient: Party | None


def cast_of(ground: Ground, cue: Cue) -> Cast:
    """Return the two sides of a cue; the actor is None where nobody can be named."""
    cast = _cast_of(ground, cue)
    if cue.row.word.endswith(_SEARCHES) and cue.row.type == "COERCE":
        cast = _searched(ground, cue, cast)
    if judge(ground, cast.actor):
        cast = Cast(bench(ground, cue.predicate) or cast.actor, cast.recipient)
    if roles()[cue.row.roles].law:
        return _by_law(ground, cue, cast)
    rules = court(cast.actor) or cue.row.word in _DISMISSES
    if cue.row.type == "REJECT" and cast.recipient is None and rules:
        return Cast(cast.actor, courtroom(ground).plaintiff)
    if cue.row.type == "COERCE" and cast.recipient is None and court(cast.actor):
        return Cast(cast.actor, courtroom(ground).sued)
    if (cue.row.word == "和解" or _settlement(ground, cue)) and (cast.actor is None or cast.recipient is None):
        room = courtroom(ground)
        return cast if room.plaintiff is None or room.sued is None else Cast(room.plaintiff, room.sued)
    return _as_nations(ground, cue, cast) if cue.row.type in _ON_LAND else cast


def _settlement(ground: Ground, cue: Cue) -> bool:
    """Say whether a suit's settlement is what comes about: 和解が成立した."""
    args = args_of(ground, cue.predicate) if cue.row.word == "成立" else ()
    return any(arg.kind == "subject" and text_of(ground, arg.phrase).startswith("和解") for arg in args)


_DISMISSES = ("棄却", "却下")
"""Words of turning down a suit or what was asked before it."""
_SEARCHES = ("捜索", "検査", "押収", "査察", "摘発")


def _searched(ground: Ground, cue: Cue, cast: Cast) -> Cast:
    """Return the sides of a search with whose premises it is made in: 岡崎市の工場に立ち入り検査をした."""
    for arg in (*args_of(ground, cue.predicate), *args_of(ground, phrase_of(ground, cue.first))):
        if arg.kind in ("object", "dative") and (whose := owner(ground, arg.phrase)) is not None:
            return Cast(cast.actor, whose)
    return cast


def _as_nations(ground: Ground, cue: Cue, cast: Cast) -> Cast:
    """Return the sides of an attack between two countries: who is hit in a village of the other is the other."""
    actor, hit = cast
    state = official_of(ground, actor) if actor is not None else None
    if state is not None:
        actor = Party(state, None)
        cast = Cast(actor, hit)
    leader = official_of(ground, hit) if hit is not None and cue.row.word in _WAR else None
    if actor is not None and leader is not None:  # who tells of the attack is not who is hit
        return Cast(actor, Party(leader, None))
    if actor is None or hit is None or (hit.name is not None and hit.name.type in ("PER", "ORG")):
        return cast
    return cast if nation_of(ground, hit.text) else Cast(actor, rival(ground, actor) or hit)


def _by_law(ground: Ground, cue: Cue, cast: Cast) -> Cast:
    """Return the sides of an arrest or a search: only the law acts, and it does not suffer."""
    actor, recipient = cast
    if actor is None or not lawful(actor, cue.row.word):
        recipient = recipient or (None if judge(ground, actor) else actor)
        actor = authority(ground, cue.predicate, cue.row.word)
    if recipient is not None and (_is_law(recipient, actor) or judge(ground, recipient)):
        recipient = None
    if cue.row.type == "COERCE" and (recipient is None or recipient.text in _SOMEBODY):
        recipient = accused(ground, cue.predicate) or recipient
    if recipient is None and court(actor):
        recipient = courtroom(ground).sued
    return Cast(actor, recipient)


_SOMEBODY = frozenset(("男", "女", "男性", "女性", "男女", "容疑者", "被告"))
"""Whom a clip may well name elsewhere: 立てこもっていた男を逮捕した."""


def _is_law(party: Party, actor: Party | None) -> bool:
    if actor is not None and (party.text in actor.text or actor.text in party.text):
        return True
    return party.name is not None and party.name.type == "ORG" and lawful(party)


def _args(ground: Ground, cue: Cue) -> Args:
    """Return the phrases that say who does a cue and to whom: those of its predicate and of its own words."""
    args, own = args_of(ground, cue.predicate), phrase_of(ground, cue.first)
    if own < cue.phrase:  # 念を|押す, 釘を|刺す: the word's own 念を is nobody
        args = tuple(arg for arg in args if arg.phrase != own or not _is_nobody(ground, arg))
        args += tuple(arg for arg in args_of(ground, own) if arg.kind in _INNER)
    if cue.phrase != cue.predicate:
        args += args_of(ground, cue.phrase)
    if ground.parse.phrases[cue.predicate].function == "quotative":
        args += _beyond(ground, cue.predicate)
    if roles()[cue.row.roles].law:
        args += _on_suspicion(ground, args)
    return args


def _is_nobody(ground: Ground, arg: Arg) -> bool:
    """Say whether an object that is a piece of a cue's own word has nobody for its owner: 念を, not 大臣の尻を."""
    phrases = ground.parse.phrases
    before = phrases[arg.phrase - 1] if arg.phrase else None
    owned = before is not None and before.function == "genitive" and before.head == arg.phrase
    return arg.kind == "object" and not owned


def _cast_of(ground: Ground, cue: Cue) -> Cast:
    args = _args(ground, cue)
    held = cue.use == "light" and cue.tail.passive and cue.voice == "does"  # 集会が開かれた
    if (cue.tail.passive and not held) or cue.voice == "gets":
        return _passive(ground, cue, args)
    if cue.tail.cleft and first(ground, args, ("subject",)) is None:
        return _cleft(ground, cue, args)
    plan = roles()[cue.row.roles]
    partners = joint(ground, cue, args) if plan.pair else None
    if partners is not None:
        return Cast(*(states(ground, partners) if _binds_states(cue) else partners))
    actor = first(ground, args, _DOERS) if held else _actor(ground, cue, args)
    if held and actor is None and cue.row.type == "COERCE" and plan.id == "none":  # 外出禁止令が敷かれた
        actor = main_land(ground)
    both = unsaid_pair(ground, cue, args, actor) if plan.pair else None
    if both is not None:
        return Cast(*both)
    if cue.row.implied:
        return Cast(actor, Party(cue.row.implied, None))
    return Cast(actor, recipient_of(ground, cue, args, actor, plan))


def _binds_states(cue: Cue) -> bool:
    return "条約" in cue.row.near or cue.row.type == "RETREAT"


def _passive(ground: Ground, cue: Cue, args: Args) -> Cast:
    """Return the sides of 逮捕された, 攻撃を受けた: the by-phrase acts, the subject suffers."""
    if cue.row.type in _SENT and cue.row.word in _SENDS and first(ground, args, ("by",)) is None:
        sent = first(ground, args, ("subject", "topic"))  # 医療チームが現地に派遣された
        return Cast(sent, first(ground, args, ("dative", "direction"), but=sent))
    actor = first(ground, args, ("by", "dative", "from")) or first(ground, args, ("genitive", "toward"))
    if actor is None and cue.row.type == "REQUEST":
        return _asked_of(ground, cue)
    if actor is None and cue.row.roles == "none":  # 北朝鮮の西岸から発射された
        return Cast(within(ground, args, "from", None), None)
    if actor is None and cue.row.type == "COERCE":
        actor = authority(ground, cue.predicate, cue.row.word)
    sufferer = first(ground, args, ("subject", "topic"), but=actor) or described(ground, cue.predicate)
    if cue.tail.cleft:  # 逮捕されたのは無職の男だ
        head = ground.parse.phrases[cue.predicate].head
        sufferer = party(ground, head) if head > cue.predicate else None
        return Cast(actor if sufferer is not None else None, sufferer)
    if sufferer is None and cue.row.roles == "to":
        sufferer = first(ground, args, ("dative",), but=actor)
    sufferer = sufferer or outer_topic(ground, cue.predicate)
    if sufferer is None and cue.voice == "gets" and not text_of(ground, cue.predicate).startswith("受けて"):
        sufferer = _writer(ground)  # 9日には立ち入り検査を受けました
    if actor is None and cue.row.type == "ASSAULT" and sufferer is not None:  # 国防省は攻撃を受けたと述べた
        actor = rival(ground, sufferer)
    if actor is not None and (sufferer is None or sufferer.text == actor.text):
        sufferer = other_side(ground, cue.predicate, actor, None)
    return Cast(actor, sufferer)


def _asked_of(ground: Ground, cue: Cue) -> Cast:
    """Return the sides of 県から法に触れるとして停止を求められたが、市長は…: から stands afar."""
    at, phrases = cue.predicate, ground.parse.phrases
    asker = next((p for f in _far_from(ground, at) if (p := party(ground, f)) is not None), None)
    after = args_of(ground, phrases[at].head) if phrases[at].function == "conjunctive" and phrases[at].head > at else ()
    asked = first(ground, after, ("topic", "subject"), but=asker) or outer_topic(ground, at)
    return Cast(asker, asked)


def _far_from(ground: Ground, predicate: int) -> list[int]:
    """Return the から-phrases before a predicate in its sentence, nearest first."""
    room = ground.rooms[predicate]
    places = range(predicate - 1, first_of(ground, predicate) - 1, -1)
    return [at for at in places if ground.rooms[at] == room and kind_of(ground, at)[0] == "from"]


def _on_suspicion(ground: Ground, args: Args) -> Args:
    """Return what a parse gives the suspicion but the arrest needs: 佐藤氏を|傷害の疑いで|書類送検した."""
    grounds = [a.phrase for a in args if a.kind == "place" and text_of(ground, a.phrase).startswith(_SUSPICIONS)]
    phrases = ground.parse.phrases
    before = ((at, phrase) for phrase in grounds for at in range(phrase - 1, max(-1, phrase - _CHARGE), -1))
    held = [at for at, end in before if phrases[at].head <= end and kind_of(ground, at)[0] == "object"]
    return tuple(Arg("object", at) for at in held[:1])


_CHARGE = 4
"""How many phrases before 疑いで whom it falls on may stand: 佐藤氏を|無免許|運転の|疑いで."""
_SUSPICIONS = ("疑い", "容疑", "罪")


def _beyond(ground: Ground, predicate: int) -> Args:
    """Return what a parse gives the speech verb but the quoted clause needs: 隣国に|供与すると|発表した."""
    phrases = ground.parse.phrases
    verb = phrases[predicate].head
    if verb != predicate + 1:
        return ()
    around = args_of(ground, verb)
    kinds = _INNER | {"subject"} if any(a.kind == "topic" for a in around) else _INNER
    room = ground.rooms[predicate]
    return tuple(
        a
        for a in around
        if a.phrase < predicate and a.kind in kinds and (a.kind != "subject" or ground.rooms[a.phrase] == room)
    )


_INNER = frozenset(("object", "dative", "direction", "toward", "with"))


def _cleft(ground: Ground, cue: Cue, args: Args) -> Cast:
    """Return the sides of 発砲したのは隣国の兵だ: who did it stands after; nobody where it tells something else."""
    head = ground.parse.phrases[cue.predicate].head
    actor = party(ground, head) if head > cue.predicate else None
    if actor is None:
        return Cast(None, None)
    plan = roles()[cue.row.roles]
    return Cast(actor, recipient_of(ground, cue, args, actor, plan))


def _actor(ground: Ground, cue: Cue, args: Args) -> Party | None:
    own = _before_clause(ground, cue, args) or first(ground, args, ("subject",))
    own = own or first(ground, _without_too(ground, args), ("topic",))
    if own is not None and (cue.row.type == "PROTEST" or not is_media(own.text)):
        return own
    if cue.use == "noun" or cue.voice == "happens":
        return first(ground, args, ("by", "from") if cue.row.word in _SUFFERS else _DOERS)
    at = cue.predicate
    if of_nobody(ground, at) or _whom_it_takes(ground, cue, args):
        return None
    said = _said_subject(ground, cue, args)
    if said is not None:
        return said
    return (
        (described(ground, at) if not _over(ground, at) else None)
        or outer_topic(ground, at)
        or _heading(ground, at)
        or _writer(ground)
        or last_topic(ground, at)
    )


def _over(ground: Ground, predicate: int) -> bool:
    """Say whether a topic reaches over a clause and the relative clause after it: 国は禁止を命じ、残った兵を送った."""
    phrases = ground.parse.phrases
    if phrases[predicate].function != "conjunctive":
        return False
    topic = outer_phrase(ground, predicate)
    return topic is not None and kind_of(ground, topic)[0] == "topic" and phrases[topic].head >= phrases[predicate].head


def _heading(ground: Ground, predicate: int) -> Party | None:
    """Return the body that heads the line of a digest, which it tells of: 【青葉署】8日、男を逮捕."""
    name = head_of(ground, ground.parse.phrases[predicate].start)
    return Party(name.entity, name) if name is not None and name.type == "ORG" else None


_CLAUSES = frozenset(("quotative", "conjunctive"))


def _before_clause(ground: Ground, cue: Cue, args: Args) -> Party | None:
    """Return the topic before the subject of a clause of its own: 団体は、市が怠ったとして、提訴した -> 団体."""
    subject = next((a.phrase for a in args if a.kind == "subject"), None)
    topic = next((a.phrase for a in args if a.kind == "topic" and subject is not None and a.phrase < subject), None)
    if subject is None or topic is None:
        return None
    phrases, room = ground.parse.phrases, ground.rooms[cue.predicate]
    within = range(subject + 1, min(cue.predicate, cue.phrase))
    clause = any(phrases[at].function in _CLAUSES and ground.rooms[at] == room for at in within)
    return party(ground, topic) if clause else None


def _whom_it_takes(ground: Ground, cue: Cue, args: Args) -> bool:
    """Say whether a relative clause describes the one taken or hit, by somebody unsaid: 拘束している記者の解放."""
    if cue.row.type not in ("COERCE", "ASSAULT") or roles()[cue.row.roles].id not in ("obj", "law"):
        return False
    relative = ground.parse.phrases[cue.predicate].function == "adnominal"
    return relative and cue.use == "verb" and not any(arg.kind == "object" for arg in args)


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


_WAR = frozenset(("攻撃", "空爆", "爆撃", "砲撃", "侵攻", "越境攻撃", "無人機攻撃", "ミサイル攻撃"))
"""Attacks on a land, never on its minister alone."""
_SENT = ("AID", "MOBILIZE")
_SENDS = ("派遣", "投入", "送る", "動員", "増派")
"""Words of sending: in the passive whoever is sent acts."""
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

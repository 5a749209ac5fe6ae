"""Whom (相手): who is on the other side of an event — whom its phrases name, then who it most likely is."""

from __future__ import annotations

import re

from keii.find.events.answers import acted_before
from keii.find.events.args import kind_of
from keii.find.events.carried import accompanied, addressed, culprit, disputed, faulted, summoned
from keii.find.events.common import Party, same
from keii.find.events.counted import CALLS
from keii.find.events.cues import Cue
from keii.find.events.fill import Args, barred, first, within
from keii.find.events.ground import Arg, Ground, first_of, names_in
from keii.find.events.law import appealed
from keii.find.events.nations import rival
from keii.find.events.nouns import noun_phrase
from keii.find.events.opposed import opposite
from keii.find.events.other import main_side, other_side
from keii.find.events.table import Roles

_MEETS = frozenset(("REQUEST", "ACCUSE", "COERCE", "ASSAULT", "SUPPORT", "SANCTION"))
"""Types whose other side is looked for beyond the phrases of the verb: in gold dev 16 of 252 have none (2026-11).
Not the types of partners (CONSULT, AGREE, COOPERATE): of 15 partners guessed there none was right."""
_ANSWERS = frozenset(("SUPPORT",))
"""Types that mean who acted in the sentence before when nobody nearer is named; of six accusations and demands
so completed on gold dev none was right (2026-11)."""
_BETWEEN = frozenset(("REQUEST", "ACCUSE", "THREATEN", "ASSAULT", "SANCTION", "RETREAT", "CONCEDE", "PROTEST", "AGREE"))
"""Types that in a clip about two countries are done to the other one."""
_OVER = frozenset(("ACCUSE", "PROTEST", "COERCE"))
"""Types done to whose matter is at issue: 隣国の増税をめぐり."""
_FACED = frozenset(("REQUEST", "ACCUSE", "THREATEN", "PROTEST"))
"""Types done to who stands against one by nature."""
REPLIES = frozenset(("やり返す", "言い返す", "切り返す", "応酬"))
"""Words that answer whoever spoke before."""
_SUITS = frozenset(("提訴", "申し立てる", "申立てる", "訴える", "告訴", "上訴", "起こす"))
"""Words of going to law: the court they are brought to is not whom they are brought against."""
_FILED = ("訴え", "訴訟", "裁判", "被害届", "告訴状", "告発状", "刑事告訴", "刑事告発", "告発")
_DESKS = (
    "裁判所", "地裁", "高裁", "最高裁", "支部", "警", "署", "警察本部", "警視庁", "地検", "検察庁", "特捜部",
    "世界貿易機関", "労働委員会", "労働局", "捜査当局",
)  # fmt: skip
"""Where suits and charges are brought."""
APPEALS = frozenset(("控訴", "上告", "抗告", "即時抗告", "特別抗告"))
"""Words that turn a court's ruling down."""


def recipient_of(ground: Ground, cue: Cue, args: Args, actor: Party | None, plan: Roles) -> Party | None:
    """Return whom the phrases of a cue name as its other side; else who in the clip is it most likely."""
    if cue.row.word in APPEALS:
        return appealed(ground, cue.predicate)
    said = _said_recipient(ground, cue, args, actor, plan)
    if said is None and cue.row.type == "PROTEST":
        said = _at_the_door(ground, cue.predicate)
    if said is not None or actor is None or cue.use == "noun" or cue.row.word in CALLS:
        return said
    return _likely_recipient(ground, cue, actor, plan)


def _said_recipient(ground: Ground, cue: Cue, args: Args, actor: Party | None, plan: Roles) -> Party | None:
    if cue.row.type == "SANCTION" and (whose := barred(ground, args)) is not None:
        return whose
    for kind in plan.recipient:
        found = first(ground, args, (kind,), doer=kind != "object", but=actor)
        if found is not None and not _before_court(cue, found):
            return found
    if plan.id == "to" and (called := summoned(ground, cue.predicate)) is not None:
        return called
    if plan.pair and (partner := _beside(ground, args, actor) or _unknown_partner(ground, args)) is not None:
        return partner
    for kind in (*plan.named, *plan.recipient):
        found = within(ground, args, kind, actor)
        if found is not None and not _before_court(cue, found):
            return found
    if plan.id == "go":
        return accompanied(ground, cue.predicate, actor)
    return addressed(ground, cue.predicate, actor, _DESKS if _files(cue) else ()) if plan.id == "to" else None


def _at_the_door(ground: Ground, predicate: int) -> Party | None:
    """Return before whose seat a protest is held: 厚生労働省前で, 丸川製鉄の工場前で; None: it is no body's."""
    phrases, text = ground.parse.phrases, ground.parse.text
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        p = phrases[at]
        if ground.rooms[at] != ground.rooms[predicate] or not text[p.start : p.content_end].endswith(_DOORS):
            continue
        owner = phrases[at - 1] if at and phrases[at - 1].function == "genitive" and phrases[at - 1].head == at else p
        bodies = [n for n in names_in(ground, owner.start, p.content_end) if n.type == "ORG"]
        if bodies:
            return Party(bodies[-1].entity, bodies[-1])
        return same(
            ground, text[owner.start : owner.content_end].removesuffix("前"), owner.start
        )  # 同社前, 同社の工場前
    return None


_DOORS = ("前", "前庭", "正門", "玄関", "周辺", "敷地")


def _before_court(cue: Cue, found: Party) -> bool:
    """Say whether somebody is only the court that a suit is brought to: 最高裁に無効を申し立てた."""
    return _files(cue) and found.text.endswith(_DESKS)


def _files(cue: Cue) -> bool:
    """Say whether a cue goes to law: 提訴した, 被害届を出した; not what one only asks for."""
    if cue.row.type == "REQUEST":
        return False
    return cue.row.word in _SUITS or (cue.row.type == "ACCUSE" and cue.row.word.endswith(_FILED))


def _likely_recipient(ground: Ground, cue: Cue, actor: Party, plan: Roles) -> Party | None:
    """Return who is near, who acted just before, or the other of two countries, as the cue's type allows."""
    found, alone = None, plan.pair and actor.name is not None and actor.name.type == "ORG"
    if cue.row.type in _FACED:
        found = opposite(ground, actor)
    if found is None and cue.row.type in _FACED:
        found = faulted(ground, cue.predicate, actor)
    if found is None and cue.row.type in _OVER:
        found = culprit(ground, cue.predicate, actor) or disputed(ground, cue.predicate, actor)
    if found is None and cue.row.type in _MEETS and plan.id != "none":
        passing = cue.row.type == "PROTEST" or cue.row.word in REPLIES
        desks = _DESKS if _files(cue) else ()
        found = other_side(ground, cue.predicate, actor, None, passing=passing, but=desks)
    if found is None and cue.row.type in _ANSWERS and plan.id in ("to", "obj"):
        found = main_side(ground, actor)
    answers = cue.row.type in _ANSWERS or (cue.row.type == "PROTEST" and _files(cue))
    if found is None and answers and plan.id in ("to", "obj"):
        found = acted_before(ground, cue.predicate, actor)
    if found is None and cue.row.type in _BETWEEN and "発射" not in cue.row.word and not alone:
        found = rival(ground, actor)
    return found


def _beside(ground: Ground, args: Args, actor: Party | None) -> Party | None:
    """Return a partner whose と leans on the object and not on the verb: 隣国と捕虜を交換した."""
    objects = {arg.phrase for arg in args if arg.kind == "object"}
    beside = tuple(Arg("with", at - 1) for at in objects if at and kind_of(ground, at - 1)[0] == "with")
    return first(ground, beside, ("with",), but=actor)


_UNKNOWN = re.compile(r"[ァ-ヶー・A-Za-z]{4,}(?:社|側)?")


def _unknown_partner(ground: Ground, args: Args) -> Party | None:
    """Return a partner that is no known name but written like one: ハルミマートと."""
    for arg in args:
        text = noun_phrase(ground, arg.phrase).rpartition("の")[2] if arg.kind == "with" else ""
        if _UNKNOWN.fullmatch(text):
            return Party(text, None)
    return None

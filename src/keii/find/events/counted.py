"""Counted (数え方): who speaks, and what is said, with force enough for an event — and who and what never is."""

from __future__ import annotations

import re

from keii.find.events.ground import Ground
from keii.find.events.media import is_media
from keii.records.claim import Claim
from keii.records.event import Event

CALLS = ("呼びかける", "呼び掛ける", "注意喚起", "提言", "アピール")
"""Words that call on the public at large when they name nobody."""
_ORDER = "指示"
"""In the cue of an order within one's own house: 関係省庁に指示した."""
_WARRANTS = re.compile(r"(?:逮捕状|令状)を?$")
"""What a court is asked for: it belongs to the arrest."""
_RISK = re.compile(r"(?:恐れ|おそれ|可能性|危険性?|リスク)[がもの](?:ある|あり|高い|高まる|高まっている)[^。]{0,6}$")
"""A warning that only tells of a risk threatens nobody."""


def speaks_only(ground: Ground, claim: Claim) -> bool:
    """Say whether a claim can be no event by its speaker or its cue: a medium, an order at home."""
    text, source = ground.parse.text, claim.source
    if source is None:
        return False
    if is_media(text[source.span.start : source.span.end]):
        return True
    if claim.stance == "demand" and _WARRANTS.search(text, max(0, claim.cue.start - _OBJECT), claim.cue.start):
        return True
    return text.find(_ORDER, claim.cue.start, claim.cue.end) >= 0


_OBJECT = 4
"""How many characters before a cue hold its object."""


def warns_of_risk(ground: Ground, claim: Claim) -> bool:
    """Say whether a warning's content is a mere risk: 感染が広がる恐れがある."""
    return _RISK.search(ground.parse.text, claim.content.start, claim.content.end) is not None


def reported_of(claim: Claim) -> bool:
    """Say whether a claim's cue only names whose word somebody else turns down: との野党の主張を否定した."""
    source = claim.source
    return source is not None and claim.stance == "assert" and claim.cue.start <= source.span.start < claim.cue.end


_PLEA = ("理解を", "理解と協力を", "ご理解を")
_BACKGROUND = ("訴訟", "裁判", "仮処分", "民事訴訟", "署名", "声", "世論")
"""What a demand only describes: 差し止めを求めた訴訟, 辞任を求める声."""


_WARDENS = re.compile(r"気象庁|気象台|消防|保健所|保健局|センター$|研究所$|警察署$|海上保安|鉄道$|協会$|電力$|学会$")
"""Bodies whose calls for caution are their daily work: 気象庁は警戒を呼びかけた."""


def counted(ground: Ground, event: Event) -> bool:
    """Say whether readers count it: not a plea for understanding, nor a demand that only describes a suit."""
    text, anchor = ground.parse.text, event.anchor
    if event.type != "REQUEST":
        return True
    if event.rule.endswith(CALLS) and _WARDENS.search(event.actor or ""):
        return False
    return not text.endswith(_PLEA, 0, anchor.start) and not text.startswith(_BACKGROUND, anchor.end)

"""Counted (数え方): who speaks, and what is said, with force enough for an event — and who and what never is."""

from __future__ import annotations

import re

from keii.find.events.common import Party
from keii.find.events.ground import Ground, phrase_at, sentence_of
from keii.find.events.law import court, judge
from keii.find.events.media import is_media
from keii.find.events.nations import nation_of
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
    whose = text[source.span.start : source.span.end]
    if is_media(whose) or whose.endswith(_FINDINGS):
        return True
    if claim.stance == "demand" and _WARRANTS.search(text, max(0, claim.cue.start - _OBJECT), claim.cue.start):
        return True
    return text.find(_ORDER, claim.cue.start, claim.cue.end) >= 0


_FINDINGS = ("判決", "決定", "起訴状", "訴状", "調べ", "冒頭陳述", "判例")
"""Papers of a court, which find and do nothing."""
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


_APOLOGIES = ("謝罪", "陳謝", "お詫び", "詫びる", "頭を下げる")
"""Ends of the rules of an apology, which alone is none: it is one where it owns to something, or among states."""
_OWNS = re.compile(r"認め|責任|過ち|誤り|落ち度|不備|非が|非を|不手際|不適切|遅れ|至らな|怠")
_EXPERTS = re.compile(r"(?:研究所|観測所|気象台|気象庁|教授|研究員|専門家|博士|アナリスト|エコノミスト|学会)$")
"""Whose warnings are forecasts."""


def _apology_counts(ground: Ground, event: Event) -> bool:
    at = phrase_at(ground, event.anchor.start)
    sentence = ground.parse.sentences[sentence_of(ground, at)]
    owns = _OWNS.search(ground.parse.text, sentence.start, sentence.end) is not None
    return owns or nation_of(ground, event.recipient or "") is not None


_SHARE = re.compile(r"[0-9]+人に[0-9]+人が[^。、]*$")
"""What a poll counts: 高齢者の3人に1人が反対した."""
_POLL = 30
"""How many characters before a verb a share may stand."""
_ADMITS = ("認め", "認める")
_FINDS = re.compile(r"裁判|地裁|高裁|最高裁|CAS$|委員会$|審査会$|評議会$|裁判官")
"""Who finds facts and grants pleas when he 認める, and owns to nothing."""


_OWNED = re.compile(r"[」』]?(?:など)?(?:と|こと|の(?=[をは]))")
"""What stands between what one owns to and 認める: 停止していたと認めた, not 転籍を認めた."""


def _permits(ground: Ground, event: Event) -> bool:
    """Say whether 認める grants something or finds it as a judge does: 検討を認めた, 裁判長は不備があったと認めた."""
    if judge(ground, Party(event.actor or "", None)):
        return True
    if event.claim is None or not event.rule.startswith("claim-"):
        return False
    claim = ground.claims[event.claim]
    return _OWNED.match(ground.parse.text, claim.content.end) is None


def _forecast(ground: Ground, event: Event) -> bool:
    if event.type != "THREATEN" or not event.rule.endswith("警告") or event.actor is None:
        return False
    homes = ground.homes.get(event.actor, frozenset())
    return any(_EXPERTS.search(whose) for whose in (event.actor, *homes)) or any(
        _EXPERTS.search(title) and event.actor in people for title, people in ground.titled.items()
    )


def is_open(event: Event) -> bool:
    """Say whether a demand still lacks whom it is made of: it was kept only for who turns it down."""
    return event.type == "REQUEST" and event.recipient is None


_AT_LARGE = ("求める", "呼びかける", "要求", "要請")


def at_large(ground: Ground, event: Event) -> bool:
    """Say whether a demand that names nobody it is made of is one all the same: 協会は分析を求めた."""
    return event.rule.endswith(_AT_LARGE) and event.actor in ground.counts


def counted(ground: Ground, event: Event) -> bool:
    """Say whether readers count it: no bare apology, forecast, plea for understanding or demand of a suit."""
    text, anchor = ground.parse.text, event.anchor
    if _SHARE.search(text, max(0, anchor.start - _POLL), anchor.start):
        return False
    if event.rule.endswith(_APOLOGIES):
        return _apology_counts(ground, event)
    if event.type == "SUPPORT" and event.rule.endswith("支持") and court(Party(event.actor or "", None)):
        return False  # 一審判決を支持した
    if event.type == "CONCEDE" and event.rule.endswith(_ADMITS):
        return not _FINDS.search(event.actor or "") and not _permits(ground, event)
    if event.type != "REQUEST":
        return not _forecast(ground, event)
    if event.rule.endswith(CALLS) and _WARDENS.search(event.actor or ""):
        return False
    return not text.endswith(_PLEA, 0, anchor.start) and not text.startswith(_BACKGROUND, anchor.end)

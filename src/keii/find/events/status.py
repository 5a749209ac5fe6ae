"""Status (起こり方): whether what a cue tells happened, is planned, is asked for, may happen, or did not."""

from __future__ import annotations

import re

from keii.find.events.cues import Cue
from keii.find.events.ground import Ground
from keii.records.event import EventStatus

_DEEDS = frozenset(("MOBILIZE", "AID", "COOPERATE", "CONSULT"))
"""Types that happen at a time: 会談する is a plan or a habit, while 反対する is a stand taken. Leaving them out took
11 wrong events of gold dev away and no right one; with AGREE, ASSAULT, COERCE, RETREAT, four right ones (2026-11)."""
_THREATENED = ("と警告", "と予告", "と脅")
"""What follows a deed that is only threatened: ストライキに入ると警告した."""
_CLOSED = ("", "。", "\n")
"""Ends of a sentence: 専門家を派遣する。 promises help, which counts, as 派遣すると表明した does."""
_PLANNED = re.compile(r".{0,3}?(?:予定|方針|計画|見通し|見込み|意向|方向|考え|検討|構え|準備)")
_ASKED = re.compile(
    r"(?:よう|ことを|の?を)?[^。「」方考]{0,12}?(?:求め|要求|要請|呼びかけ|呼び掛け|促|命じ|訴え|指示|迫)"
)
_AGREED = ("ことで", "ことに")
"""A ceasefire that is agreed upon is one: 停戦に入ることで合意した."""
_AHEAD = 24
"""How many characters after a predicate tell who asks for it."""


_CRIMES = ("ASSAULT", "THREATEN")
_SUSPECTED = ("疑い", "容疑", "罪")
"""What follows the deed that somebody is arrested for: 放火した疑いで逮捕した."""
_STAND = re.compile(r".{0,4}?(?:考え|構え|姿勢|意向)")
_MEANT = re.compile(r".{0,4}?(?:方針|構え|考え|姿勢|意向|用意)")
"""What one says one will do is what a threat is: ストライキを構える方針を示した."""
_TOLD = re.compile(r"こ?と?を?と?(?:発表|表明|約束|明らか|決め|決定)")


def counts(ground: Ground, cue: Cue, status: EventStatus) -> bool:
    """Say whether readers count it as an event: what is done, a refusal or call declared, aid announced.

    Readers of gold dev count 拒む考えを示した, 要請する考えを示した and 追加で配分する; of the four this adds there,
    one has its two sides right (2026-11).
    """
    if status != "planned":
        return status == "done" and not _describes(ground, cue)
    after = ground.parse.ends[max(cue.tail.end, cue.last) - 1]
    rest = ground.parse.text[after : after + _AHEAD]
    if cue.row.type in ("REJECT", "REQUEST"):
        return _STAND.match(rest) is not None
    if cue.row.type == "THREATEN":
        return _MEANT.match(rest) is not None
    return cue.row.type in ("AID", "SANCTION") and _TOLD.match(rest) is not None


def _describes(ground: Ground, cue: Cue) -> bool:
    """Say whether a verb only tells of what kind somebody is: 計画に反対する市民; not 反対する声明."""
    phrases = ground.parse.phrases
    p = phrases[cue.predicate]
    if (
        cue.use != "verb"
        or cue.row.type == "PROTEST"
        or p.function != "adnominal"
        or not cue.tail.timeless
        or p.head <= cue.predicate
    ):
        return False
    head = phrases[p.head]
    return not ground.parse.text[head.start : head.content_end].endswith(_UTTERED)


_UTTERED = (
    "書簡", "書面", "文書", "要望書", "要請書", "申入書", "申し入れ書", "意見書", "質問状", "抗議文", "声明", "親書",
    "談話", "決議", "決議案", "決定", "命令", "通知", "通告", "書", "文", "考え", "方針", "意向", "姿勢", "立場",
    "構え", "発言", "コメント", "メッセージ", "訴え", "判決", "電報", "署名", "こと", "の", "もの", "内容", "案",
)  # fmt: skip
"""Nouns by which a clause before them is said or done, and does not describe a doer."""


def status_of(ground: Ground, cue: Cue) -> EventStatus:
    """Return how a cue's event is meant, by the words after its predicate."""
    tail = cue.tail
    if cue.voice == "not" or (tail.negated and cue.use != "noun" and cue.row.mood != "not"):
        return "negated"
    after = ground.parse.ends[max(tail.end, cue.last) - 1]
    rest = ground.parse.text[after : after + _AHEAD]
    if cue.row.type in _CRIMES and rest.startswith(_SUSPECTED):
        return "hypothetical"
    if tail.planned and cue.row.type == "RETREAT" and rest.startswith(_AGREED):
        return "done"
    if tail.supposed:
        return "planned" if _PLANNED.match(rest) else "hypothetical"
    if tail.planned:
        return "demanded" if _ASKED.match(rest) else "planned"
    if tail.timeless and rest.startswith(_THREATENED):
        return "planned"
    if _leads_to_wish(ground, cue):
        return "planned"
    promised = cue.row.type == "AID" and rest[:1] in _CLOSED
    return "planned" if tail.timeless and cue.row.type in _DEEDS and not promised else "done"


def _leads_to_wish(ground: Ground, cue: Cue) -> bool:
    """Say whether a deed is but a step to what should be done: 責任を取って辞任すべきだ."""
    phrases, text = ground.parse.phrases, ground.parse.text
    p = phrases[cue.predicate]
    if p.function != "conjunctive" or p.head <= cue.predicate or not text[p.start : p.end].rstrip("、").endswith(_AND):
        return False
    return _WISH.search(text, phrases[p.head].start, phrases[p.head].end) is not None


_AND = ("て", "で")
_WISH = re.compile(r"べき|たい(?:。|と|$|」)|なければならない|てほしい")

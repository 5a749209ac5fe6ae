"""The law (法の執行): who can arrest, search and indict, and who did when the sentence does not say."""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import attrgetter

from keii.find.events.args import args_of
from keii.find.events.common import Party
from keii.find.events.ground import Courtroom, Ground, head_of, head_word, sentence_of, text_of
from keii.find.events.lands import countries
from keii.find.events.nouns import party
from keii.records.name import Name

_POLICE = (
    "警", "署", "警察", "警視庁", "警察本部", "地検", "検察庁", "特捜部", "特別捜査部", "高検", "警察庁", "課",
    "対策室", "海上保安庁", "海上保安部", "税関", "取締部", "国税局",
)  # fmt: skip
_PROSECUTORS = ("地検", "検察庁", "特捜部", "特別捜査部", "高検")
_COURTS = ("裁判所", "地裁", "高裁", "最高裁")
_BENCHES = (*_COURTS, "支部", "法廷", "家裁", "簡裁")
_RULED = re.compile(r"差し止|言い渡|判決|勾留")
"""Words of what a court alone does."""
_LAWFUL = re.compile(
    r"警|検察|地検|高検|特捜|捜査|当局|公安|保安|税関|国税|監視委|軍|政府|政権|治安|裁判|[地高家簡]裁|[署課室隊省庁局]$"
)
"""Whatever may arrest, search or indict, by a piece of its name."""


def lawful(party: Party, word: str = "") -> bool:
    """Say whether somebody can do it: courts rule, police and states arrest and search; a private person cannot."""
    if _RULED.search(word):
        return "裁" in party.text or party.text.endswith(("支部", "法廷"))
    if party.name is not None and party.name.type == "PER" and party.text == party.name.entity:
        return False
    return bool(_LAWFUL.search(party.text)) or party.text in countries()


def judge(ground: Ground, party: Party | None) -> bool:
    """Say whether somebody is a judge: he speaks for the court, and is never whom it sentences."""
    return party is not None and any(party.text in ground.titled.get(title, ()) for title in _JUDGES)


def courtroom(ground: Ground) -> Courtroom:
    """Return who stands before which courts in a clip; looked up when first asked for."""
    if not ground.courtrooms:
        text, titled = ground.parse.text, ground.titled
        courts = [n for n in ground.names if n.type == "ORG" and n.entity.endswith(_BENCHES)]
        charged = {person for title in _ACCUSED for person in titled.get(title, ())}
        ground.courtrooms.append(
            Courtroom(
                tuple(n for n in courts if not text.startswith(_RULING, n.span.end)),
                tuple(n for n in ground.names if n.entity in charged),
                *_suit(ground),
            )
        )
    return ground.courtrooms[0]


def bench(ground: Ground, predicate: int) -> Party | None:
    """Return the court a judge sits in: the last named before his sentence, or in it without its 判決; else any."""
    start = ground.parse.sentences[sentence_of(ground, predicate)].start
    name = _last_before(courtroom(ground).courts, start)
    return Party(name.entity, name) if name else authority(ground, predicate, "判決")


def _last_before(names: tuple[Name, ...], offset: int) -> Name | None:
    at = bisect_left(names, offset, key=_SPAN_START)
    return names[at - 1] if at else None


_SPAN_START = attrgetter("span.start")
_RULING = ("判決", "決定", "の判決", "の決定", "での")
_JUDGES = ("裁判長", "裁判官", "判事")
_ACCUSED = ("容疑者", "被告", "被告人", "受刑者")


def accused(ground: Ground, predicate: int) -> Party | None:
    """Return the suspect or defendant named nearest before a predicate, else first after it; None: nobody is."""
    named = courtroom(ground).accused
    name = _last_before(named, ground.parse.phrases[predicate].start) or next(iter(named), None)
    return Party(name.entity, name) if name else None


def _suit(ground: Ground) -> tuple[Party | None, Party | None]:
    """Return who sued whom in the first suit a clip tells of: 住民が国に賠償を求めた訴訟; None: not said."""
    phrases = ground.parse.phrases
    for at in range(1, len(phrases)):
        if (own := _files(ground, at)) is not None:
            return own, None
        verb = phrases[at - 1]
        if verb.function != "adnominal" or verb.head != at or not text_of(ground, at).startswith(_SUIT):
            continue
        if head_word(ground, at - 1) not in _SUES:
            continue
        args = args_of(ground, at - 1)
        plaintiff = next((p for a in args if a.kind in ("subject", "topic") and (p := party(ground, a.phrase))), None)
        sued = (p for a in args if a.kind in ("dative", "toward") and (p := party(ground, a.phrase)))
        return plaintiff, next((p for p in sued if not p.text.endswith(_COURTS)), None)
    return None, None


def _files(ground: Ground, suit: int) -> Party | None:
    """Return who files a suit where its verb comes after: 団体は17日、住民訴訟を地裁に起こした."""
    p = ground.parse.phrases[suit]
    if p.function != "object" or p.head <= suit or not text_of(ground, suit).startswith(_SUIT):
        return None
    if head_word(ground, p.head) not in _FILES:
        return None
    return next((f for a in args_of(ground, p.head) if a.kind == "topic" and (f := party(ground, a.phrase))), None)


_FILES = frozenset(("起こす", "提起"))
_SUIT = ("訴訟", "裁判", "仮処分", "民事訴訟", "住民訴訟", "損害賠償訴訟", "国家賠償訴訟", "集団訴訟", "訴え", "調停")
_SUES = frozenset(("求める", "訴える", "起こす", "請求", "争う", "相手取る", "申し立てる"))


def appealed(ground: Ground, predicate: int) -> Party | None:
    """Return the court whose ruling is appealed: the last named before, but the one appealed to (高裁に控訴した)."""
    at = ground.parse.phrases[predicate].start
    for name in reversed(ground.names[: bisect_left(ground.name_starts, at)]):
        end = name.span.end
        if name.type == "ORG" and name.entity.endswith("裁判所") and not _HIGHER.match(ground.parse.text, end):
            return Party(name.entity, name)
    return None


_HIGHER = re.compile(r"[^、。]{0,6}に(?!よ|お|つ)")
"""What follows the court one appeals to: 仙台高裁秋田支部に."""


def court(party: Party | None) -> bool:
    """Say whether somebody is a court."""
    return party is not None and party.text.endswith(_BENCHES)


def authority(ground: Ground, predicate: int, word: str = "") -> Party | None:
    """Return the police or prosecutors named nearest before a predicate, else first after it: who made an arrest."""
    at = ground.parse.phrases[predicate].start
    head = head_of(ground, at)
    if head is not None and lawful(Party(head.entity, head), word):  # ▼青葉署　窃盗の疑いで男を逮捕
        return Party(head.entity, head)
    endings = _COURTS if _RULED.search(word) else _PROSECUTORS if "起訴" in word or "求刑" in word else _POLICE
    found = [n for n in ground.names if n.type == "ORG" and n.entity.endswith(endings)]
    before = [n for n in found if n.span.start < at]
    name = before[-1] if before else found[0] if found else None
    return Party(name.entity, name) if name else _unnamed(ground, at, endings)


_BODIES = re.compile(r"(?:警察|県警|治安部隊|捜査当局|治安当局)")
_NEAR = 120
"""How many characters before an arrest a body without a name may stand that made it."""


def _unnamed(ground: Ground, at: int, endings: tuple[str, ...]) -> Party | None:
    """Return the police told of just before an arrest when the clip names none: 警察によると、10人が拘束された."""
    found = _BODIES.findall(ground.parse.text, max(0, at - _NEAR), at) if endings is _POLICE else []
    return Party(found[-1], None) if found else None

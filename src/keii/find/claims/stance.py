"""Stance and manner of a claim, from its cue and the tail of its content."""

from __future__ import annotations

import re

from keii.find.claims.cues import Cue, stance_of
from keii.records.claim import Manner, Stance

_CONJECTURE = re.compile(
    r"(?:可能性(?:が|も|は)(?:ある|あります|高い|大きい|否定できない|強い|出て(?:いる|きた))|(?:恐れ|おそれ|懸念|危険性|危険|見込み)(?:が|も)(?:ある|あります|高い|強い)|"
    r"とみられ(?:る|ている|ます)|と見られ(?:る|ている|ます)|と思われ(?:る|ます)|と推定され(?:る|ている|ます)|かもしれない|かもしれません|かねない|"
    r"だろう|でしょう|のではないか|のではないかと|ではないか|もよう(?:だ)?|模様(?:だ)?|見通し(?:だ|です)?|見込み(?:だ|です)?)$"
)
_DENIAL = re.compile(
    r"(?:事実(?:は|も)(?:一切|全く|まったく)?(?:ない|なかった|ありません|存在しない)|事実では(?:ない|ありません)|"
    r"(?:指摘|批判|主張|見方|非難|疑い|詐欺|違反|違法)に?は(?:全く|まったく)?当たら(?:ない|ず|ません)|事実無根(?:だ|です|である)?|でっち上げ(?:だ|です)?|作り話(?:だ|です)?|"
    r"(?:つもり|意図)(?:は|も)(?:一切|全く|なく|無く|なかった|ありませんでした)|つもりもない|"
    r"(?:予定|計画|問題|落ち度|関係|責任|違法性|理由|記録|約束|取引|遅れ|不正|瑕疵|隠蔽|状況に)(?:は|も)(?:一切|全く|まったく|特に)?(?:ない|なかった|ありません|存在しない)|"
    r"(?:そうした|そのような|そんな)[^。]{1,12}は(?:していない|していません|ない|ありません|存在しない)|とは言って(?:いない|いません)|"
    r"[返約署合同回]?[答束名意]は(?:していない|していません)|ことは(?:一度も|一切|全く|決して)(?:ない|なかった|ありません)|一切(?:ない|していない|ありません)|"
    r"(?:わけ|もの|判断|統合|合意|違反|強制|吸収|見直し|措置|攻撃|強行)では(?:ない|ありません)|(?<!まだ)受け取って(?:いない|いません)|関与して(?:いない|いません)|"
    r"確認されて(?:いない|いません)|(?:考えて|知ら|予定して|検討して|認めて|不足して|渡航して)(?:いない|いません)|無関係(?:だ|です))$"
)
"""How a denial of an accusation or a report ends, from the gold guide's examples and the phrases of public denials."""
_DEMAND = re.compile(
    r"(?:(?:て|で)(?:ほしい|欲しい|くれ|ください|下さい|もらいたい|いただきたい|頂きたい)|を求める|求めます|(?:お願い)(?:する|します|したい|いたします)|"
    r"[えけせてねべめれげ]ろ|[てけせれめ]よ|しろ|せよ|やめろ|べし|するな|協力を|理解を|行動を|願いたい)$"
)
_REPLIES = frozenset({"say", "claim", "explain", "criticise", "announce", "testify", "think", "feel"})
_SENTENCE = re.compile("[。！？!?]")


def stance(cue: Cue, frame: str, content: str, *, direct: bool) -> Stance:
    """Return the stance of a content given by a cue in a frame; see the gold guide for what each means."""
    own = stance_of(cue)
    if own in ("deny", "demand"):
        return own
    if frame == "よう":
        return "demand"
    tail = content.rstrip("。！？!?…")
    if _CONJECTURE.search(tail):
        return "conjecture"
    if direct and _DEMAND.search(tail):
        return "demand"
    if cue.kind in _REPLIES and any(_DENIAL.search(part) for part in _SENTENCE.split(tail)):
        return "deny"
    return own


def manner(*, starts_quoted: bool, ends_quoted: bool, holds_speech: bool) -> Manner:
    """Return the manner: the whole content is a quotation, part of it is, none of it is."""
    if starts_quoted and ends_quoted:
        return "direct"
    return "mixed" if ends_quoted or holds_speech else "indirect"

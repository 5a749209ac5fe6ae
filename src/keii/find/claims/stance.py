"""Stance and manner of a claim, from its cue and the tail of its content."""

from __future__ import annotations

import re

from keii.find.claims.cues import Cue, stance_of
from keii.records.claim import Manner, Stance

_CONJECTURE = re.compile(
    r"(?:可能性(?:が|も|は)(?:ある|あります|高い|大きい|否定できない|強い|出て(?:いる|きた))|(?:恐れ|おそれ|懸念|危険性|危険|見込み|疑い|公算)(?:が|も)(?:ある|あります|高い|強い)|"
    r"とみられ(?:る|ている|ます)|と見られ(?:る|ている|ます)|と思われ(?:る|ます)|と推定され(?:る|ている|ます)|かもしれない|かもしれません|かねない|"
    r"だろう|でしょう|のではないか|のではないかと|ではないか|もよう(?:だ)?|模様(?:だ)?|見通し(?:だ|です)?|見込み(?:だ|です)?|の(?:可能性|恐れ|おそれ|危険性))$"
)
_DENIAL = re.compile(
    r"(?:事実(?:は|も)(?:一切|全く|まったく)?(?:ない|なかった|ありません|存在しない)|事実では(?:ない|ありません)|"
    r"(?:指摘|批判|主張|見方|非難|疑い|詐欺|違反|違法)に?は(?:全く|まったく)?当たら(?:ない|ず|ません)|事実無根(?:だ|です|である)?|でっち上げ(?:だ|です)?|作り話(?:だ|です)?|"
    r"(?:つもり|意図)(?:は|も)(?:一切|全く|なく|無く|なかった|ありませんでした)|つもりもない|"
    r"(?:予定|計画|問題|落ち度|関係|責任|違法性|理由|記録|約束|取引|遅れ|不正|瑕疵|隠蔽|状況に)(?:は|も)(?:一切|全く|まったく|特に)?(?:ない|なかった|ありません|存在しない)|"
    r"(?:そうした|そのような|そんな)[^。]{1,12}は(?:していない|していません|ない|ありません|存在しない)|とは言って(?:いない|いません)|"
    r"[返約署合同回]?[答束名意]は(?:していない|していません)|ことは(?:一度も|一切|全く|決して)(?:ない|なかった|ありません)|一切(?:ない|していない|ありません)|"
    r"(?:わけ|もの|判断|統合|合意|違反|強制|吸収|見直し|措置|攻撃|強行)では(?:ない|ありません)|受け取って(?<!まだ受け取って)(?:いない|いません)|関与して(?:いない|いません)|"
    r"確認されて(?:いない|いません)|(?:考えて|知ら|予定して|検討して|認めて|不足して|渡航して)(?:いない|いません)|無関係(?:だ|です)|"
    r"(?:身に覚え|覚え|心当たり)(?:が|は|も)(?:一切|全く)?(?:ない|ありません)|事実(?:と|に)(?:は)?(?:異なる|異なります|反する|反します)|"
    r"(?:虚偽|デマ|うそ|嘘|言いがかり|濡れ衣|ぬれぎぬ|冤罪|無実|事実誤認|捏造|ねつ造|憶測|誤報)(?:だ|です|である|だった|にすぎない|に過ぎない)|"
    r"(?:行われて|行って|やって)(?:いない|いません|ない)|して(?<!(?:承知|把握|理解|決定|確定|公表|確認|想定|満足|納得)して)(?<!達して)(?:いない|いません|ない))$"
)
"""How a denial of an accusation or a report ends, from the gold guide's examples and the phrases of public denials."""
_DEMAND = re.compile(
    r"(?:(?:て|で)(?:ほしい|欲しい|くれ|ください|下さい|もらいたい|いただきたい|頂きたい)|を求める|求めます|(?:お願い)(?:する|します|したい|いたします)|"
    r"[えけせてねべめれげ]ろ|[てけせれめ]よ|しろ|せよ|やめろ|べし|するな|協力を|理解を|行動を|対応を|確保を|避難を|支援を|願いたい|[守取謝帰走祈乗作残戻止]れ|[返出戻示許貸]せ|待て|立て|急げ|払え|[言買]え|[るすくつうぶむぐ]な)$"
)
_PLEA = re.compile(r"(?:べきだ|べきです|べきではない|必要だ|必要です|必要がある)$")
_PLEADING = frozenset({"uttaeru", "semaru"})
"""Rows whose quoted べきだ, 必要だ is a demand; with other verbs it stays an opinion (gold guide)."""
_REPLIES = frozenset({"say", "claim", "explain", "criticise", "announce", "testify", "think", "feel"})
_TAIL = 40
"""How many code points of an ending are looked at; the longest ending here has 32."""
_SENTENCE = re.compile("[。！？!?]")


def stance(cue: Cue, frame: str, content: str, *, direct: bool) -> Stance:
    """Return the stance of a content given by a cue in a frame; see the gold guide for what each means."""
    own = stance_of(cue)
    if own in ("deny", "demand"):
        return own
    if frame == "よう":
        return "demand"
    tail = content.rstrip("。！？!?…")
    if _CONJECTURE.search(tail[-_TAIL:]):
        return "conjecture"
    if direct and (_DEMAND.search(tail[-_TAIL:]) or (cue.id in _PLEADING and _PLEA.search(tail[-_TAIL:]))):
        return "demand"
    if cue.kind in _REPLIES and any(_DENIAL.search(part[-_TAIL:]) for part in _SENTENCE.split(tail)):
        return "deny"
    return own


def manner(*, starts_quoted: bool, ends_quoted: bool, holds_speech: bool) -> Manner:
    """Return the manner: the whole content is a quotation, part of it is, none of it is."""
    if starts_quoted and ends_quoted:
        return "direct"
    return "mixed" if ends_quoted or holds_speech else "indirect"

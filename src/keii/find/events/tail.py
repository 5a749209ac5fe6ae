"""Tail (述語の尾): what the words after a predicate do to it — passive, negated, planned, supposed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from keii.records.parse import Parse

_MAYBE = (
    "か(?:について|に関|を|が|も|、|どうか)|可能性|おそれ|恐れ|懸念|危険性|場合|かどうか|かは|準備|構え|見通し|見込み|予定|かのよう|権利|義務"
    "|事実は|事実も|覚えは|つもりは|ことはな|わけでは"
)
_PLAN = "予定|方針|計画|見通し|見込み|意向|方向|考え|検討|構え|必要|べき|よう|ため|ことを|ことが|ことで|か(?:。|」|$)"
_SUPPOSED = re.compile(rf"(?:する|した|している|すれば|される|された|の|が|を)?(?:{_MAYBE})")
_PLANNED = re.compile(rf"(?:する|の|を)?(?:{_PLAN})")
_NEGATIVE = frozenset(("ない", "ぬ", "ず", "ん", "まい"))
_WISH = frozenset(("たい", "う", "よう", "まい"))
_CLEFT = ("のは", "のが")
_STOPS = ("補助記号", "助詞-格", "助詞-係", "助詞-副")
_PLAIN = frozenset(("する", "ます", "て", "いる", "おる"))
"""Morphemes that leave a predicate as it is."""
_ENDS = frozenset(("", "。", "、", "と", "」", "\n", "(", ")"))
"""What may stand right after a predicate that nothing more is made of."""
_AHEAD = 8
"""How many characters after a predicate are read for what is made of it: the longest of the words above has six."""


@dataclass(slots=True)
class Tail:
    """述語の尾: how a predicate is meant."""

    end: int  #: one past its last morpheme
    passive: bool
    negated: bool
    supposed: bool  #: なら・可能性: it need not have happened
    planned: bool  #: 予定・方針・よう: it is meant to happen
    timeless: bool  #: 会談する: neither past nor going on
    cleft: bool  #: 発砲したのは: who did it, or when, stands after


def tail_of(parse: Parse, start: int, stop: int, sentence_end: int) -> Tail:
    """Read the morphemes [start, stop) after a predicate's word; `sentence_end` is one past its sentence's last."""
    passive = negated = supposed = planned = False
    end = start
    lemmas, tags, surfaces = parse.lemmas, parse.tags, parse.surfaces
    for at in range(start, stop):
        if tags[at].startswith(_STOPS):
            break
        lemma = lemmas[at]
        end = at + 1
        if lemma in _PLAIN:
            continue
        passive = passive or lemma in ("れる", "られる")
        must = at + 1 < stop and surfaces[at + 1] in ("ば", "なら", "を")  # しなければならない, せざるを得ない
        negated = negated or (lemma in _NEGATIVE and not must)
        supposed = supposed or surfaces[at] in ("ば", "なら", "たら")
        planned = planned or lemma in _WISH
    at = parse.ends[end - 1]
    after = parse.text[at : min(parse.ends[sentence_end - 1], at + _AHEAD)]
    past = end > start and parse.lemmas[end - 1] in ("た", "だ")
    timeless = (
        not past and parse.forms[end - 1].startswith(("終止形", "連体形")) and "いる" not in parse.lemmas[start:end]
    )
    plain = after[:1] in _ENDS
    planned = planned or (not past and not plain and bool(_PLANNED.match(after)))
    supposed = supposed or (not plain and bool(_SUPPOSED.match(after)))
    cleft = after.startswith(_CLEFT) or parse.text.startswith(_CLEFT, at - 1)
    return Tail(end, passive, negated, supposed, planned, timeless, cleft)

"""主張: content that the text gives as somebody's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.span import Span

Manner = Literal["direct", "indirect", "mixed"]  #: 直接 / 間接 / 混合
Stance = Literal["assert", "deny", "conjecture", "demand"]  #: 断定 / 否定 / 推測 / 要求


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """発言主: the smallest noun phrase that names whose the content is. 例: キム副総参謀長."""

    span: Span  #: with title
    carried: bool  #: True: the claim's own sentence has none; this is an earlier mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """主張: who says what, through whom, how. 例: ロシア国防省は…掌握したと発表しました."""

    source: Source | None  #: None: the text leaves open whose it is
    via: tuple[Span, ...]  #: who relays it inside the text, outermost first
    content: Span  #: without the enclosing 「」 and the closing と/こと/よう
    cue: Span  #: the word that gives it: 発表しました, によると
    addressee: Span | None  #: 記者団に -> 記者団
    manner: Manner
    stance: Stance
    said: str | None  #: when, in the notation of `Time.value`; None: the text does not say
    rule: str

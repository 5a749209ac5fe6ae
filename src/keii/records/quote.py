"""引用: words in quotation marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.span import Span

QuoteKind = Literal["speech", "term", "work"]
"""発話 / 用語・強調(「血盟」) / 作品名・書名"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """引用: a stretch in 「」『』 “” "" with its marks. 例: 「急ぐ」と述べた."""

    span: Span  #: with the marks
    inner: Span  #: without them
    kind: QuoteKind
    depth: int  #: 0 outermost
    closed: bool  #: False: the closing mark is missing and the end was supplied at the sentence's or line's end

"""写し: a clip that repeats another: a wire pick-up, a repost, a later version of the same page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.evidence import Evidence
from keii.records.span import Span

CopyKind = Literal["exact", "near", "part", "version"]
"""同文 / ほぼ同文 / 一方が他方の一部 / 同じ記事の別の版"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """写しの判定: how a text repeats another."""

    kind: CopyKind
    alike: float  #: Jaccard similarity of their five-character strings, 0 to 1
    within: float  #: share of the shorter one's strings that the longer one holds, 0 to 1
    reasons: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """違い: a stretch that a copy has otherwise."""

    before: Span  #: in the first text; empty: added
    after: Span  #: in the second text; empty: left out

"""時: a time expression resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.span import Span

Anchor = Literal[
    "written",  # 年まで書いてある: 2025年5月9日
    "published",  # 発行日から: 9日、先月
    "mention",  # 前に出た時から: 同日、翌日
    "none",  # 長さ: 3日間
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """時: a calendar time, a part or span of it, or a length. 例: 「去年6月」 2024-06.

    `value` is in the notation of the gold guide: day ``2025-05-09``, month ``2025-04``, year ``2024``, minute
    ``2025-05-09T16:00`` (local, no zone), span ``a/b`` with both ends inside, season ``2025-SP``, decade
    ``1990s``, century ``C20``, length ``P3D``. Partial knowledge keeps its grain.
    """

    span: Span
    value: str
    anchor: Anchor
    rule: str  #: id of the row that found it

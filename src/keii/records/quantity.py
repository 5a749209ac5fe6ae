"""数量: an amount as written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from keii.records.span import Span

Bound = Literal["about", "min", "max", "over", "under"]
"""約 / 以上・少なくとも / 以下・最大 / 超・余り / 未満・足らず"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """数量: an amount as written. 例: 「約3億円」 300000000 円 about."""

    span: Span  #: number and unit, not the bound word
    low: Decimal  #: in base units of `unit` (億 multiplied out); equal to `high` unless a range
    high: Decimal
    unit: str  #: as written: 人, 円, %, か国; "" where none is written
    bound: Bound | None
    rule: str

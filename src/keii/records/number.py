"""数: a number as written."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from keii.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """数: a number as written. 例: 「1万5000」 15000, 「二千三百」 2300, 「5〜6」 (5, 6), 「十数」 low 11 high 19."""

    span: Span
    low: Decimal  #: equal to `high` unless a range
    high: Decimal
    digits: bool  #: True: written with figures (1, １), False: with 漢数字 only
    rule: str  #: id of the row that found it

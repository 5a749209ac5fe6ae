"""Whether two figures can both be true (数字が両立するか)."""

from __future__ import annotations

from decimal import Decimal

from keii.records.point import Point
from keii.records.when import bounds

_ROUGH = Decimal("0.1")
"""How far 以上, 以下 and their like are taken to reach when one figure is asked to replace another."""
_MOST_ROUGH = Decimal("0.2")
"""約10人 may be 8 or 12, not 5."""
_ENDLESS = Decimal("Infinity")


def grain(value: Decimal) -> Decimal:
    """Return not quite half of the last digit that counts: 8000 490, 650 4.9, 12 0.49; 約 reaches that far."""
    if not value:
        return Decimal(0)
    exponent = int(value.normalize().as_tuple().exponent)
    return min(Decimal("4.9").scaleb(exponent - 1), abs(value) * _MOST_ROUGH)


def interval(point: Point) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest value a figure allows."""
    low, high = point.low or Decimal(0), point.high or Decimal(0)
    if point.bound == "about":
        return low - grain(low), high + grain(high)
    if point.bound == "min":
        return low, _ENDLESS
    if point.bound == "over":
        return low, high + 2 * grain(high)
    if point.bound == "under":
        return low - 2 * grain(low), high
    if point.bound == "max":
        return -_ENDLESS, high
    return low, high


def compatible(a: Point, b: Point) -> bool:
    """Say whether one number can be meant by both: 12人 and 少なくとも12人, 約3時間 and 3時間5分."""
    if a.kind == "plan":
        return _overlap(a.value, b.value)
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    return a_low <= b_high and b_low <= a_high


def differ(a: Point, b: Point) -> bool:
    """Say whether two figures are other numbers; 以上 and 以下 reach a tenth."""
    if a.kind == "plan":
        return not _overlap(a.value, b.value)
    if (a.low, a.high) == (b.low, b.high):
        return False
    if {a.bound, b.bound} <= {"about", None}:
        return not compatible(a, b)
    return not near(a, b)


def _overlap(a: str | None, b: str | None) -> bool:
    """Say whether two planned times share a day: 9月 and 秋."""
    mine, other = bounds(a or ""), bounds(b or "")
    return mine is None or other is None or (mine[0] <= other[1] and other[0] <= mine[1])


def near(a: Point, b: Point) -> bool:
    """Say whether two figures lie within a tenth of each other."""
    x, y = a.low or Decimal(0), b.low or Decimal(0)
    return abs(x - y) <= max(abs(x), abs(y)) * _ROUGH

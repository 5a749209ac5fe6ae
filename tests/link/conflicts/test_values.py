"""Whether two figures can both be true, and whether one replaces another."""

from decimal import Decimal

import pytest

from keii.link.conflicts.values import compatible, differ
from keii.records.point import Point
from keii.records.quantity import Bound
from keii.records.span import Span


def point(value: str, bound: Bound | None = None) -> Point:
    return Point(
        clip="a", kind="figure", span=Span(0, 1), text="", sentence=0, day=None, said=None, source=None,
        low=Decimal(value), high=Decimal(value), bound=bound, unit="人",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        (("12", None), ("12", "min"), True),  # 12人 と 少なくとも12人
        (("12", None), ("9", "min"), True),  # 12人 と 少なくとも9人
        (("2", None), ("9", "min"), False),
        (("8000", "about"), ("8000", "under"), True),  # 約8000人 と 8000人弱
        (("8000", "about"), ("8300", None), True),
        (("8000", "about"), ("11000", None), False),
        (("3", "about"), ("3.083", None), True),  # 約3時間 と 3時間5分
        (("650", "about"), ("620", "about"), False),
        (("5", None), ("7", "max"), True),
    ],
)
def test_compatible(a: tuple[str, Bound | None], b: tuple[str, Bound | None], both: bool) -> None:
    assert compatible(point(*a), point(*b)) is both
    assert compatible(point(*b), point(*a)) is both


def test_a_later_figure_replaces_a_least_one() -> None:
    assert differ(point("100", "min"), point("560", "about"))
    assert not differ(point("560", "about"), point("563"))


def plan(value: str) -> Point:
    return Point(
        clip="a", kind="plan", span=Span(0, 1), text="", sentence=0, day=None, said=None, source=None,
        unit="時期", value=value,
    )  # fmt: skip


def test_planned_times_that_share_a_day_agree() -> None:
    assert compatible(plan("2031-09"), plan("2031-FA"))
    assert differ(plan("2031-03"), plan("2031-04-01/2031-09-30"))

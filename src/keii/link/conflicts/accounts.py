"""Points as the accounts of a conflict."""

from __future__ import annotations

import re
from collections.abc import Iterable

from keii.records.conflict import Account
from keii.records.point import Point

_POLICE = re.compile(r"警察|[市県道府]警$|警視庁|公安")
HERE = "日本"  #: ministries and offices of one's own country are told apart
_ELECTION = re.compile(r"選管|選挙管理委員会")


def source_key(point: Point) -> str | None:
    """Return one key for the names of one source; None for a clip's own words.

    Organs of one country speak as one: アルメニア国防省 and アルメニア側; so do the police under all their names.
    """
    source = point.source
    if source is None:
        return None
    if _POLICE.search(source):
        return "警察"
    if _ELECTION.search(source):
        return "選管"
    return point.home if point.home and point.home != HERE else source.removesuffix("側")


def accounts_of(points: Iterable[Point]) -> tuple[Account, ...]:
    """Return the points as accounts, in the order given."""
    return tuple(
        Account(clip=p.clip, span=p.span, text=p.text, source=p.source, via=p.via, said=p.said) for p in points
    )


def sign(point: Point, name: str) -> float:
    """Return the weight of a sign of a statement; 0 where it has none."""
    for held in point.signs:
        key, _, weight = held.partition(":")
        if key == name:
            return float(weight or 1)
    return 0.0

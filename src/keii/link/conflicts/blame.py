"""応酬: each side blames the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from keii.link.conflicts.accounts import accounts_of, sign, source_key
from keii.link.conflicts.rows import plain
from keii.records.conflict import Conflict
from keii.records.evidence import Evidence
from keii.records.point import Point

ACCUSES = 2.0
_OTHER = ("相手", "向こう", "先方")


def blames(points: Sequence[Point]) -> list[Conflict]:
    """Return for each pair of sides that accuse each other one conflict with all they say against each other."""
    accusing = [
        p for p in points if sign(p, "accuse") >= ACCUSES and source_key(p) and source_key(p) not in plain("both")
    ]
    against: dict[tuple[str, str], list[Point]] = defaultdict(list)
    sides = {key for point in accusing if (key := source_key(point))}
    for point in accusing:
        for target in targets(point, sides):
            against[(source_key(point) or "", target)].append(point)
    for first, second in _replies(accusing):
        a, b = source_key(first) or "", source_key(second) or ""
        _add(against[(a, b)], first)
        _add(against[(b, a)], second)
    out = []
    for (a, b), mine in sorted(against.items()):
        if a < b and (b, a) in against:
            out.append(_conflict(a, b, _in_order(mine + against[(b, a)], points)))
    return out


def targets(point: Point, sides: set[str]) -> set[str]:
    """Return the sides a statement is against: those of the story named in it, not the speaker's own."""
    own = source_key(point)
    named = {name for name in point.sides if name in sides and name != own}
    if not named and any(word in point.text for word in _OTHER):
        named = {side for side in sides if side != own}
    return named


def _replies(accusing: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return the accusations that are answered by another in the same or the next sentence (と反論した)."""
    out = []
    for n, second in enumerate(accusing):
        if not (sign(second, "cue.deny") or sign(second, "before.contrast")):
            continue
        for first in accusing[max(0, n - 3) : n]:
            near = first.clip == second.clip and 0 <= second.sentence - first.sentence <= 1
            if near and source_key(first) != source_key(second):
                out += [(first, second)] + [
                    (first, other) for other in accusing[n - 1 : n + 2] if _one_breath(other, second)
                ]
    return out


def _one_breath(a: Point, b: Point) -> bool:
    """Say whether two statements are of one source in neighbouring sentences."""
    return a.clip == b.clip and source_key(a) == source_key(b) and abs(a.sentence - b.sentence) <= 1


def _add(points: list[Point], point: Point) -> None:
    if all(point is not other for other in points):
        points.append(point)


def _in_order(chosen: Sequence[Point], points: Sequence[Point]) -> list[Point]:
    ids = {id(point) for point in chosen}
    return [point for point in points if id(point) in ids]


def _conflict(a: str, b: str, accounts: Sequence[Point]) -> Conflict:
    return Conflict(
        kind="blame",
        about=f"{a}と{b}の応酬",
        accounts=accounts_of(accounts),
        reasons=(Evidence(feature="mutual", weight=2.0, note=f"{a}⇔{b}"),),
    )

"""Conflicts of figures: quantity and update."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from keii.link.conflicts.accounts import accounts_of, source_key
from keii.link.conflicts.rows import common_units, growing
from keii.link.conflicts.same import NEEDED, sameness, score, side_of, strong_things
from keii.link.conflicts.values import compatible, differ
from keii.records.conflict import Conflict
from keii.records.evidence import Evidence
from keii.records.point import Point

Group = list[Point]
Value = tuple[Decimal | None, Decimal | None, str | None]
_WEEK = 7  #: days within which differing numbers of what stands are rivals, not an older and a newer one
_FAR = Decimal("4.5")


def figure_conflicts(points: Sequence[Point]) -> list[Conflict]:
    """Return the conflicts among the figures of one story; `points` in order of time."""
    out: list[Conflict] = []
    for group in groups(points):
        out += _of_group(group)
    return out


def groups(points: Sequence[Point]) -> list[Group]:
    """Return the figures that measure one thing together, in order of time; figures alone are left out."""
    out: list[Group] = []
    by_block: dict[tuple[str, str], list[int]] = defaultdict(list)
    for point in points:
        candidates = sorted({n for key in _blocks(point) for n in by_block[key]})
        best, at = NEEDED, -1
        for n in candidates:
            fit = _fit(point, out[n])
            if fit > best or (fit == best and at < 0):
                best, at = fit, n
        if at < 0:
            at = len(out)
            out.append([])
        out[at].append(point)
        for key in _blocks(point):
            if at not in by_block[key]:
                by_block[key].append(at)
    return [group for group in out if len(group) > 1]


def _blocks(point: Point) -> list[tuple[str, str]]:
    """Return the keys two figures of one thing share one of: the unit with a weighty word, a telling unit alone."""
    words = [(point.unit, word) for word, weight in point.words if weight >= 1]
    return words if point.unit in common_units() else [(point.unit, ""), *words]


def _fit(point: Point, group: Group) -> float:
    """Return how well a figure belongs to a group: its best likeness, or 0 where it cannot stand in it."""
    best = 0.0
    for other in group:
        if other.clip == point.clip and _rivals_in_one_mouth(point, other):
            return 0.0
        reasons = sameness(point, other)
        if not reasons:
            return 0.0
        best = max(best, score(reasons))
    return best


def _rivals_in_one_mouth(a: Point, b: Point) -> bool:
    """Say whether one source gives two numbers in one clip without correcting itself: they count other things."""
    return source_key(a) == source_key(b) and differ(a, b) and "revised" not in a.signs + b.signs


def _of_group(group: Group) -> list[Conflict]:
    chains = _chains(group)
    rivals = _rivals(group, [{_value(point) for point in chain} for chain in chains])
    if not rivals and not chains and _moves(group):
        chains = [group]
    chains = [
        _with_echoes(chain, [p for p in group if p in chain or _value(p) != _value(chain[-1])]) for chain in chains
    ]
    if rivals in chains:
        rivals = []
    out = [_conflict("quantity", rivals, "sources", "出所の違う数字が両立しない")] if rivals else []
    return out + [_conflict("update", chain, "later", "後の数字が前の数字に代わる") for chain in chains]


def _value(point: Point) -> Value:
    return point.low, point.high, point.value


def _rivals(group: Group, replaced: Sequence[set[Value]]) -> Group:
    """Return the figures of differing sources that cannot all be true of one time.

    `replaced` are the numbers that replaced one another: on different days they are no rivals.
    """
    out: dict[int, Point] = {}
    for (n, a), (m, b) in combinations(enumerate(group), 2):
        later = a.day != b.day and any({_value(a), _value(b)} <= values for values in replaced)
        if not later and _mouths_apart(a, b) and _same_time(a, b) and not compatible(a, b):
            out[n], out[m] = a, b
    return _with_echoes([out[n] for n in sorted(out)], group)


def _with_echoes(chosen: Group, group: Group) -> Group:
    """Return the chosen figures with those of the group that say the same numbers on the same day or before."""
    values = {_value(point): point.day or "" for point in chosen}
    return [p for p in group if p in chosen or (p.day or "") <= values.get(_value(p), "")]


def _mouths_apart(a: Point, b: Point) -> bool:
    """Say whether two figures are of two sources, or of two reports: what grows is, where one is named."""
    mine, other = source_key(a), source_key(b)
    if _grows(a, b):
        return mine != other and mine is not None and other is not None and not _far(a, b)
    return mine != other or a.clip != b.clip


def _far(a: Point, b: Point) -> bool:
    """Say whether two figures of one day lie so far apart that they hardly count one thing."""
    low, high = sorted((a.low or Decimal(1), b.low or Decimal(1)))
    return high > low * _FAR


def _grows(a: Point, b: Point) -> bool:
    return bool((strong_things(a) | strong_things(b)) & growing())


def _same_time(a: Point, b: Point) -> bool:
    """Say whether two figures speak of one moment: what grows, of one day; what stands, within the story."""
    if a.day is None or b.day is None or a.day == b.day:
        return True
    return a.source is not None and b.source is not None and not _grows(a, b) and _days_between(a.day, b.day) <= _WEEK


def _days_between(a: str, b: str) -> int:
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)


def _chains(group: Group) -> list[Group]:
    """Return the figures that replace one another: of one source each; of all where only one source is named."""
    by_source: dict[str, Group] = defaultdict(list)
    unnamed = []
    for point in group:
        key = source_key(point)
        if key is None:
            unnamed.append(point)
        else:
            by_source[key].append(point)
    chains = [chain for _, chain in sorted(by_source.items()) if _moves(chain)]
    if chains and len(by_source) == 1:
        return [group]
    return chains or ([group] if _moves(unnamed) else [])


def _moves(chain: Iterable[Point]) -> bool:
    """Say whether a later figure differs from an earlier one, or one is said to be corrected."""
    return any(
        differ(a, b) and (a.day != b.day or "revised" in a.signs + b.signs or _grew_in_a_day(a, b))
        for a, b in combinations(list(chain), 2)
    )


def _grew_in_a_day(a: Point, b: Point) -> bool:
    return _grows(a, b) and a.clip != b.clip and not compatible(a, b)


def _conflict(kind: str, points: Group, feature: str, note: str) -> Conflict:
    about = "、".join(filter(None, (side_of(points[0]), _about(points))))
    reasons = [Evidence(feature=feature, weight=1.0, note=note)]
    reasons += sameness(points[0], points[-1])
    return Conflict(kind=kind, about=about, accounts=accounts_of(points), reasons=tuple(reasons))  # type: ignore[arg-type]


def _about(points: Group) -> str:
    weights: dict[str, float] = defaultdict(float)
    for point in points:
        for word, weight in point.words:
            weights[word] += weight
    return min(weights, key=lambda word: (-weights[word], word)) if weights else points[0].unit

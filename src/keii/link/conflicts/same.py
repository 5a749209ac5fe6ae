"""Whether two figures measure the same thing (同じものを数えているか)."""

from __future__ import annotations

from keii.link.conflicts.accounts import HERE
from keii.link.conflicts.figures import class_words
from keii.link.conflicts.rows import classes, common_units, growing, thing_names, whole_classes
from keii.records.evidence import Evidence
from keii.records.point import Point

NEEDED = 3.0
"""Points at which two figures are taken for one thing: a shared head noun (corpus/stories, 2026-11)."""
_RARE_UNIT = 2.0
_BARE = 1.0
_FAR = 5
_CLASS = -2.0
_HEADS = -1.5
_MINUTES = 60


def sameness(a: Point, b: Point) -> tuple[Evidence, ...]:
    """Return the reasons for and against two figures measuring one thing; () where they cannot."""
    if a.unit != b.unit or a.kind != b.kind or _sides_apart(a, b) or _things_apart(a, b) or _far_apart(a, b):
        return ()
    if a.kind == "moment" and not _one_morning(a, b):
        return ()
    mine, other = dict(a.words), dict(b.words)
    out = [Evidence(feature="word", weight=min(mine[word], other[word]), note=word) for word in mine if word in other]
    if a.unit not in common_units():
        out.append(Evidence(feature="rare_unit", weight=_RARE_UNIT, note=a.unit))
        if not (mine and other) and (set(mine) | set(other) <= thing_names() or strong_things(a) | strong_things(b)):
            out.append(Evidence(feature="bare", weight=_BARE, note=a.unit))
    if _heads_apart(a, b):
        out.append(Evidence(feature="other_head", weight=_HEADS, note=""))
    if _classes_apart(a, b):
        out.append(Evidence(feature="other_class", weight=_CLASS, note=""))
    return tuple(out)


def score(reasons: tuple[Evidence, ...]) -> float:
    """Return the sum of the weights."""
    return sum(reason.weight for reason in reasons)


def strong_things(point: Point) -> set[str]:
    """Return the things of things.tsv that a figure counts with weight."""
    return {word for word, weight in point.words if weight >= 2 and word in thing_names()}


def side_of(point: Point) -> str | None:
    """Return on whose side the counted are: the side said, else for harm to people that of the source."""
    if point.sides:
        return point.sides[0]
    if point.home == HERE or point.unit != "人":
        return None
    return point.home if strong_things(point) & growing() else None


def _sides_apart(a: Point, b: Point) -> bool:
    if a.unit not in ("人", "%", "票", "議席"):
        return False
    mine, other = side_of(a), side_of(b)
    if "双方" in (mine, other):
        return mine != other
    return mine is not None and other is not None and mine != other


def _things_apart(a: Point, b: Point) -> bool:
    mine, other = strong_things(a), strong_things(b)
    if ("part" in a.signs) != ("part" in b.signs):
        return True
    return bool(mine and other and not mine & other)


def _far_apart(a: Point, b: Point) -> bool:
    if a.kind != "figure" or strong_things(a) & growing() or not a.low or not b.low:
        return False
    ratio = a.low / b.low
    return ratio > _FAR or ratio * _FAR < 1


def _one_morning(a: Point, b: Point) -> bool:
    """Say whether two moments of one day lie so near that they may be meant for one."""
    same_day = (a.value or "")[:10] == (b.value or "")[:10]
    return same_day and a.low is not None and b.low is not None and abs(a.low - b.low) <= _MINUTES


def _heads_apart(a: Point, b: Point) -> bool:
    """Say whether both name what they count and the names differ: 組織のメンバー6人 and 人質8人."""
    mine, other = _own_heads(a), _own_heads(b)
    return a.kind == "figure" and bool(
        mine and other and not mine & set(dict(b.words)) and not other & set(dict(a.words))
    )


def _own_heads(point: Point) -> set[str]:
    known = thing_names() | set(classes())
    return {word for word, weight in point.words if weight >= 3 and word not in known}


def _classes_apart(a: Point, b: Point) -> bool:
    mine, other = (class_words(word for word, weight in p.words if weight >= 1) for p in (a, b))
    return mine != other and not (mine ^ other) <= whole_classes()

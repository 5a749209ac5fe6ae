"""points of one story -> conflicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from keii.link.conflicts.measured import figure_conflicts
from keii.link.conflicts.stated import statement_conflicts
from keii.records.conflict import Conflict
from keii.records.point import Point


def at_home(points: Sequence[Point]) -> list[Point]:
    """Return the points with sources under one name and in one country over the story, where only one fits.

    防災庁 in one clip is ネパール防災庁 in another; a minister of no said country is of the one another clip says.
    """
    sources = sorted({point.source for point in points if point.source})
    full = {short: long for short in sources if (long := _longer(short, sources)) is not None}
    homes: dict[str, set[str]] = defaultdict(set)
    for point in points:
        if point.source and point.home and point.source not in full:
            homes[point.source].add(point.home)
    return [_settled(point, full, homes) for point in points]


def _longer(short: str, sources: Sequence[str]) -> str | None:
    longer = [source for source in sources if source != short and source.endswith(short)]
    return longer[0] if len(short) > 1 and len(longer) == 1 else None


def _settled(point: Point, full: Mapping[str, str], homes: Mapping[str, set[str]]) -> Point:
    if point.source is None:
        return point
    source = full.get(point.source, point.source)
    known = homes.get(source, set())
    home = min(known) if len(known) == 1 and (point.home is None or source != point.source) else point.home
    return replace(point, source=source, home=home)


def conflicts_of(points: Sequence[Point], copies: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Return what the accounts of one story are at odds about.

    `points` are those of all the story's clips, in any order; `copies` maps the id of a clip that is a copy to that of
    its original, whose account stands for both. The same points give the same conflicts in the same order.
    """
    kept = at_home([point for point in points if point.clip not in copies])
    ordered = sorted(kept, key=lambda point: (point.day or "", point.clip, point.span, point.kind))
    measured = [point for point in ordered if point.kind != "statement"]
    stated = [point for point in ordered if point.kind == "statement"]
    return (*figure_conflicts(measured), *statement_conflicts(stated))

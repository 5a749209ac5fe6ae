"""What is at odds in a story -> a table of points against outlets. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from keii.records.facts import Listed
from keii.records.odds import Abreast, Odds, Row

_MOST = 7  # outlets a table holds: more are no longer seen side by side


def abreast(odds: Sequence[Odds], clips: Sequence[Listed]) -> Abreast:
    """Return the points that more than one outlet tells of against the outlets that tell of most; `clips` are the
    story's in order of time, of which each outlet's latest gives its headline."""
    told = [one for point in odds for one in point.told]
    counts = Counter(one.clip.outlet for one in told)
    latest = {clip.outlet: clip for clip in clips} | {}
    for one in told:
        latest.setdefault(one.clip.outlet, one.clip)
    order = list(dict.fromkeys([*(clip.outlet for clip in clips), *counts]))
    kept = sorted(sorted(order, key=lambda outlet: -counts[outlet])[:_MOST], key=order.index)
    rows = tuple(
        Row(odds=point, cells=tuple(tuple(one for one in point.told if one.clip.outlet == o) for o in kept))
        for point in odds
        if len({one.clip.outlet for one in point.told} & set(kept)) > 1
    )
    heads = tuple(latest[outlet] for outlet in kept)
    return Abreast(outlets=tuple(kept), heads=heads, rows=rows, more=len(order) - len(kept))

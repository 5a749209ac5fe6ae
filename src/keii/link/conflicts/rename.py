"""Points by other names: what a clip calls a thing -> what the dossier calls it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from keii.records.point import Point


def renamed(point: Point, names: Mapping[str, str]) -> Point:
    """Return a point whose entities are called by other names; those not in `names` stay."""
    return replace(
        point,
        source=None if point.source is None else names.get(point.source, point.source),
        home=None if point.home is None else names.get(point.home, point.home),
        via=tuple(names.get(name, name) for name in point.via),
        sides=tuple(names.get(name, name) for name in point.sides),
        around=tuple(names.get(name, name) for name in point.around),
    )

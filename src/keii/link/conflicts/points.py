"""reading, gist -> points: what of one clip can be at odds with another account."""

from __future__ import annotations

from keii.link.conflicts.measures import figure_points
from keii.link.conflicts.scene import scene_of
from keii.link.conflicts.statements import statement_points
from keii.link.conflicts.when import time_points
from keii.link.conflicts.whose import cast_of
from keii.records.gist import Gist
from keii.records.point import Point
from keii.records.reading import Reading


def points_of(reading: Reading, gist: Gist) -> tuple[Point, ...]:
    """Return the figures, lengths, moments, plans and statements of one clip, in order of place.

    `gist` is that of the clip's own text. The names in the reading may carry entities unified over the whole dossier;
    sources and sides are called by them.
    """
    scene, cast = scene_of(reading, gist), cast_of(reading)
    points = [*figure_points(scene, cast), *time_points(scene, cast), *statement_points(cast, gist)]
    return tuple(sorted(points, key=lambda point: (point.span, point.kind)))

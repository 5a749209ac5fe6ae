"""Make the outlines the reading room's map is drawn on, from Natural Earth as the package world-atlas has it.

    geography.py ATLAS OUT.json

ATLAS is the folder of world-atlas 2.0.2 (npm: world-atlas; Natural Earth 4.1.0 as TopoJSON; ISC licence, the data in
the public domain), with countries-110m.json, -50m and -10m. OUT.json is src/keii/web/draw/outlines.json: for each view
of keii.web.draw.projection the land as one path and the borders between countries as another, in tenths of a pixel of
that view, cut off at its frame and simplified (Douglas and Peucker) so far that a pixel shows no difference.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import hypot
from pathlib import Path
from typing import Any

from keii.web.draw.projection import SHEETS, Point, Sheet, View

SOURCES: dict[View, tuple[str, float, float]] = {
    "world": ("countries-110m.json", 0.45, 3.0), "asia": ("countries-50m.json", 0.45, 3.0),
    "japan": ("countries-10m.json", 0.55, 2.5),
}  # fmt: skip
"""View -> file, pixels a line may be off, square pixels below which an island is left out."""
REACH: dict[View, tuple[float, float, float, float]] = {
    "world": (-30.0, -60.0, 330.0, 84.0), "asia": (40.0, -25.0, 195.0, 78.0), "japan": (105.0, 10.0, 170.0, 60.0),
}  # fmt: skip
"""View -> west, south, east, north in degrees: what is cut off before it is projected."""
MARGIN = 8.0  # pixels around a frame that are drawn too, so that no edge of the land shows
Ring = list[Point]


def main() -> None:
    """Write the outlines."""
    parser = argparse.ArgumentParser(description="Make the outlines the reading room's map is drawn on.")
    parser.add_argument("atlas", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    made = {view: outlines(asked.atlas, view) for view in SHEETS}
    asked.out.write_text(json.dumps(made, separators=(",", ":")) + "\n", encoding="utf-8")
    for view, paths in made.items():
        print(view, {name: len(path) for name, path in paths.items()})


def outlines(atlas: Path, view: View) -> dict[str, str]:
    """Return the land and the borders of a view as paths of SVG."""
    file, off, least = SOURCES[view]
    world = json.loads((atlas / file).read_text(encoding="utf-8"))
    arcs = list(_arcs(world))
    countries = world["objects"]["countries"]["geometries"]
    land = (ring for shape in world["objects"]["land"]["geometries"] for ring in _rings(shape, arcs))
    drawn = [shaped for ring in land if (shaped := _shaped(ring, view, off)) and abs(_area(shaped)) >= least]
    lines = [_simple(line, off) for n in _shared(countries) for line in _inside(arcs[n], view)]
    return {"land": "".join(f"{_path(ring[:-1])}z" for ring in drawn), "borders": "".join(map(_path, lines))}


def _arcs(world: Any) -> Iterator[Ring]:
    """Yield the arcs of a topology in degrees."""
    (kx, ky), (x0, y0) = world["transform"]["scale"], world["transform"]["translate"]
    for arc in world["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * kx + x0, y * ky + y0))
        yield line


def _rings(shape: Any, arcs: Sequence[Ring]) -> Iterator[Ring]:
    """Yield the outer and inner rings of a shape, going on beyond 180° where they cross it."""
    for polygon in [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]:
        for numbers in polygon:
            ring: Ring = []
            for n in numbers:
                arc = arcs[n] if n >= 0 else arcs[~n][::-1]
                ring += arc[1:] if ring else arc
            yield _unrolled(ring)


def _unrolled(line: Ring) -> Ring:
    out = [line[0]]
    for lon, lat in line[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return out


def _shared(countries: Any) -> list[int]:
    """Return the arcs that part two countries."""
    used: Counter[int] = Counter()
    for shape in countries:
        numbers = {n if n >= 0 else ~n for n in _flat(shape["arcs"])}
        used.update(numbers)
    return [n for n, times in sorted(used.items()) if times > 1]


def _flat(nested: Any) -> Iterator[int]:
    for item in nested:
        if isinstance(item, int):
            yield item
        else:
            yield from _flat(item)


def _shaped(ring: Ring, view: View, off: float) -> Ring:
    """Return a ring cut to the view and projected; [] where nothing of it is inside. The ring is tried once around the
    globe either way; of what the seam parts, Greenland, the larger part is kept."""
    sheet = SHEETS[view]
    west, south, east, north = REACH[view]
    whole: Ring = []
    for turn in (-360.0, 0.0, 360.0):
        moved = [(lon + turn, lat) for lon, lat in ring]
        cut = _cut(moved, ((0, west, 1), (0, east, -1), (1, south, 1), (1, north, -1)))
        if len(cut) > 3:
            flat = [_at(sheet, lon, lat) for lon, lat in cut]
            frame = ((0, -MARGIN, 1), (0, sheet.width + MARGIN, -1), (1, -MARGIN, 1), (1, sheet.height + MARGIN, -1))
            part = _simple_ring(_cut(flat, frame), off)
            if len(part) > 3 and abs(_area(part)) > abs(_area(whole)):
                whole = part
    return whole


def _at(sheet: Sheet, lon: float, lat: float) -> Point:
    """Project a point; at the seam it stays on the side it is on."""
    inside = min(max(lon, sheet.lon - 179.999), sheet.lon + 179.999) if sheet.parallels is None else lon
    return sheet.at(lat, inside)


def _cut(ring: Ring, edges: Iterable[tuple[int, float, int]]) -> Ring:
    """Return what of a closed ring lies on the right side of edges (axis, value, 1: above, -1: below) (Sutherland and
    Hodgman)."""
    for axis, value, side in edges:
        if not ring:
            return []
        points = ring if ring[0] == ring[-1] else [*ring, ring[0]]
        kept: Ring = []
        for a, b in pairwise(points):
            inside_a, inside_b = (a[axis] - value) * side >= 0, (b[axis] - value) * side >= 0
            if inside_a:
                kept.append(a)
            if inside_a != inside_b:
                part = (value - a[axis]) / (b[axis] - a[axis])
                kept.append((a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])))
        ring = [*kept, kept[0]] if kept else []
    return ring


def _inside(arc: Ring, view: View) -> Iterator[Ring]:
    """Yield the stretches of a line that lie in a view, projected."""
    sheet = SHEETS[view]
    west, south, east, north = REACH[view]
    stretch: Ring = []
    for lon, lat in arc:
        lon_ = lon + 360 if lon < west else lon
        point = _at(sheet, lon_, lat)
        if west <= lon_ <= east and south <= lat <= north and _near(sheet, point):
            stretch.append(point)
            continue
        if len(stretch) > 1:
            yield stretch
        stretch = []
    if len(stretch) > 1:
        yield stretch


def _near(sheet: Sheet, point: Point) -> bool:
    x, y = point
    return -MARGIN <= x <= sheet.width + MARGIN and -MARGIN <= y <= sheet.height + MARGIN


def _simple_ring(ring: Ring, off: float) -> Ring:
    """Simplify a closed ring, from two points far apart."""
    if len(ring) < 5:
        return ring
    far = max(range(len(ring)), key=lambda n: (ring[n][0] - ring[0][0]) ** 2 + (ring[n][1] - ring[0][1]) ** 2)
    return _simple(ring[: far + 1], off)[:-1] + _simple(ring[far:], off)


def _simple(line: Ring, off: float) -> Ring:
    """Leave out points no farther than `off` from the line without them (Douglas and Peucker)."""
    keep = [False] * len(line)
    keep[0] = keep[-1] = True
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        far, worst = max((_distance(line[n], line[first], line[last]), n) for n in range(first + 1, last))
        if far > off:
            keep[worst] = True
            todo += [(first, worst), (worst, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def _distance(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    part = 0.0 if not length else ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    part = min(1.0, max(0.0, part))
    return hypot(point[0] - a[0] - part * dx, point[1] - a[1] - part * dy)


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _path(line: Ring) -> str:
    """Return a line as a path in whole tenths of a pixel, relative after its first point."""
    points = [(round(x * 10), round(y * 10)) for x, y in line]
    out = [f"M{points[0][0]} {points[0][1]}"]
    for (x0, y0), (x1, y1) in pairwise(points):
        if (x0, y0) != (x1, y1):
            out.append(f"{'l' if len(out) == 1 else ''}{_joined(x1 - x0, y1 - y0, len(out) == 1)}")
    return "".join(out)


def _joined(x: int, y: int, first: bool) -> str:
    """Return two numbers with no blank where a minus parts them."""
    before = "" if first or x < 0 else " "
    return f"{before}{x}{'' if y < 0 else ' '}{y}"


if __name__ == "__main__":
    main()

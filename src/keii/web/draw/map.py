"""地図の図: places with the events told of them, as circles whose area is their number; no tiles, no other host.

The inner, red part of a circle is the share of events that are against somebody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import sqrt
from types import MappingProxyType

from markupsafe import Markup

from keii.records.spots import Spot
from keii.web.draw.projection import SHEETS, Point, View
from keii.wording.language import t, tn

_LARGEST, _LEAST = 34.0, 3.2  # pixels: radius of the largest circle; of the smallest
_ALONE = 9.0  # events of the largest circle at its full size: among fewer it is smaller
_LETTER, _LINE = 12.5, 17.0  # pixels: of a label's character, of its line
_LABELS = 24
_LONGEST = 12  # characters of a label
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Disc:
    spot: Spot
    x: float
    y: float
    r: float


@cache
def outlines() -> Mapping[str, Mapping[str, str]]:
    """Return view -> (land, borders): paths of SVG in tenths of a pixel. Made by tools/geography.py."""
    text = files("keii.web.draw").joinpath("outlines.json").read_text(encoding="utf-8")
    return MappingProxyType({view: MappingProxyType(paths) for view, paths in json.loads(text).items()})


def inside(spots: Sequence[Spot], view: View) -> tuple[Spot, ...]:
    """Return the places that lie in a view."""
    return tuple(spot for spot in spots if (point := _at(spot, view)) and SHEETS[view].holds(point))


def drawing(spots: Sequence[Spot], view: View, href: Callable[[Spot], str], *, chosen: str = "") -> Markup:
    """Return a view with the places that lie in it. `href` leads from a circle to its events; `chosen` is the name of
    the place whose events are shown."""
    sheet, paths = SHEETS[view], outlines()[view]
    discs = _discs(spots, view)
    drawn = [_circle(disc, href(disc.spot), chosen=disc.spot.name == chosen) for disc in discs]
    return Markup(
        '<svg class="map {view}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-label="{title}">'
        '<g transform="scale(.1)" aria-hidden="true"><path class="land" d="{land}"/><path class="borders"'
        ' d="{borders}"/></g>{discs}<g class="labels" aria-hidden="true">{labels}</g></svg>'
    ).format(
        view=view, w=sheet.width, h=sheet.height, land=paths["land"], borders=paths["borders"],
        title=t("{0} places with events on a map", len(discs)), discs=Markup("").join(drawn),
        labels=Markup("").join(_labels(discs, sheet.width, sheet.height)),
    )  # fmt: skip


def _at(spot: Spot, view: View) -> Point | None:
    return None if spot.lat is None or spot.lon is None else SHEETS[view].at(spot.lat, spot.lon)


def _discs(spots: Sequence[Spot], view: View) -> list[_Disc]:
    """Return the circles of a view, the largest first, so that the small ones lie above."""
    here = inside(spots, view)
    most = max((spot.events for spot in here), default=0)
    full = _LARGEST * min(1.0, sqrt(most / _ALONE)) if most else 0.0
    discs = []
    for spot in here:
        point = _at(spot, view)
        if point is not None:
            discs.append(_Disc(spot, *point, max(_LEAST, full * sqrt(spot.events / most))))
    return sorted(discs, key=lambda disc: (-disc.r, disc.spot.name))


def _circle(disc: _Disc, href: str, *, chosen: bool) -> Markup:
    spot = disc.spot
    inner = disc.r * sqrt(spot.at_odds / spot.events)
    told = f"{spot.name}: {tn('{0} event', '{0} events', spot.events)}"
    against = t("{0} of them against somebody", spot.at_odds) if spot.at_odds else ""
    return Markup(
        '<a href="{href}"{chosen}><circle class="all" cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}"/>{odds}'
        "<title>{title}</title></a>"
    ).format(
        href=href, x=disc.x, y=disc.y, r=disc.r, title=" · ".join(filter(None, (told, against))),
        chosen=Markup(' aria-current="true"') if chosen else "",
        odds=Markup('<circle class="odds" cx="{0:.1f}" cy="{1:.1f}" r="{2:.1f}"/>').format(disc.x, disc.y, inner)
        if inner else "",
    )  # fmt: skip


def _labels(discs: Sequence[_Disc], width: int, height: int) -> Iterator[Markup]:
    """Yield names beside the largest circles: right, left, below or above, where there is room for them."""
    taken: list[_Box] = [(d.x - d.r * 0.7, d.y - d.r * 0.7, d.x + d.r * 0.7, d.y + d.r * 0.7) for d in discs]
    told = 0
    for disc in discs:
        if told == _LABELS:
            return
        name = disc.spot.name if len(disc.spot.name) <= _LONGEST else disc.spot.name[: _LONGEST - 1] + "…"
        for x, y, anchor, box in _ways(disc, len(name) * _LETTER):
            clear = all(box[2] <= b[0] or box[0] >= b[2] or box[3] <= b[1] or box[1] >= b[3] for b in taken)
            if clear and box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height:
                taken.append(box)
                told += 1
                yield Markup('<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{name}</text>').format(
                    x=x, y=y, anchor=anchor, name=name
                )
                break


def _ways(disc: _Disc, long: float) -> Iterator[tuple[float, float, str, _Box]]:
    """Yield where a label may stand: (x, y of its foot, anchor, the box it fills)."""
    x, y, r = disc.x, disc.y, disc.r + 4
    yield x + r, y + 4.5, "start", (x + r, y - _LINE / 2, x + r + long, y + _LINE / 2)
    yield x - r, y + 4.5, "end", (x - r - long, y - _LINE / 2, x - r, y + _LINE / 2)
    yield x, y + r + 10, "middle", (x - long / 2, y + r - 2, x + long / 2, y + r + _LINE - 3)
    yield x, y - r, "middle", (x - long / 2, y - r - _LINE + 3, x + long / 2, y - r + 2)

"""地図の図: places with the events told of them, as circles whose area is their number; no tiles, no other host.

The inner, red part of a circle is the share of events that are against somebody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import hypot, sqrt
from types import MappingProxyType

from markupsafe import Markup

from keii.records.spots import Spot
from keii.web.draw.projection import SHEETS, Point, Sheet, View
from keii.wording.language import t, tn

_LARGEST, _LEAST = 34.0, 3.2  # pixels: radius of the largest circle; of the smallest
_ALONE = 9.0  # events of the largest circle at its full size: among fewer it is smaller
LETTER = 12.5
"""Pixels of a character of a name on a wide page."""
NARROW: Mapping[View, float] = MappingProxyType({"world": 19.0, "asia": 19.0, "japan": 25.0})
"""The same on a telephone, where the page draws a view at less than its size (map.css): 12 there too."""
_LINE, _FOOT = 1.36, 0.36  # of a character: height of a line; from the middle of a line to the foot of its letters
_GAP, _CLEAR = 4.0, 1.0  # pixels from a circle to its own name, and to others' at least
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
    the place whose events are shown. Names are set twice, for a desk and for a telephone: the page shows one."""
    sheet, paths = SHEETS[view], outlines()[view]
    discs = _discs(spots, view)
    drawn = [_circle(disc, href(disc.spot), chosen=disc.spot.name == chosen) for disc in discs]
    return Markup(
        '<svg class="map {view}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-label="{title}">'
        '<g transform="scale(.1)" aria-hidden="true"><path class="land" d="{land}"/><path class="borders"'
        ' d="{borders}"/></g>{discs}{labels}</svg>'
    ).format(
        view=view, w=sheet.width, h=sheet.height, land=paths["land"], borders=paths["borders"],
        title=t("{0} places with events on a map", len(discs)), discs=Markup("").join(drawn),
        labels=Markup("").join(
            Markup('<g class="labels {id}" font-size="{letter}" aria-hidden="true">{names}</g>').format(
                id=id_, letter=letter, names=Markup("").join(_labels(discs, sheet, letter, chosen))
            )
            for id_, letter in (("wide", LETTER), ("narrow", NARROW[view]))
        ),
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


def _labels(discs: Sequence[_Disc], sheet: Sheet, letter: float, chosen: str) -> Iterator[Markup]:
    """Yield names beside circles, in letters of that size, where there is room that no circle and no other name has:
    that of the chosen place first, then those of the largest circles. The rest have none; the table names them."""
    taken: list[_Box] = []
    for disc in sorted(discs, key=lambda disc: disc.spot.name != chosen):
        if len(taken) == _LABELS:
            return
        name = disc.spot.name if len(disc.spot.name) <= _LONGEST else disc.spot.name[: _LONGEST - 1] + "…"
        for x, y, anchor, box in _ways(disc, len(name) * letter, letter):
            if _room(box, sheet) and not any(_meet(box, b) for b in taken) and not any(_on(box, d) for d in discs):
                taken.append(box)
                yield Markup('<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{name}</text>').format(
                    x=x, y=y, anchor=anchor, name=name
                )
                break


def _ways(disc: _Disc, long: float, letter: float) -> Iterator[tuple[float, float, str, _Box]]:
    """Yield where a name may stand, beside, below, above and between: (x, y of its foot, anchor, the box it fills)."""
    half, aside = letter * _LINE / 2, disc.r + _GAP
    slant = aside * sqrt(0.5)
    for across, down, anchor in (
        (aside, 0.0, "start"), (-aside, 0.0, "end"), (0.0, aside + half, "middle"), (0.0, -aside - half, "middle"),
        (slant, -slant - half / 2, "start"), (slant, slant + half / 2, "start"),
        (-slant, -slant - half / 2, "end"), (-slant, slant + half / 2, "end"),
    ):  # fmt: skip
        x, y = disc.x + across, disc.y + down
        left = x - long * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        yield x, y + letter * _FOOT, anchor, (left, y - half, left + long, y + half)


def _room(box: _Box, sheet: Sheet) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= sheet.width and box[3] <= sheet.height


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _on(box: _Box, disc: _Disc) -> bool:
    """Say whether a box touches a circle: whether its point next to the middle lies inside."""
    x, y = min(max(disc.x, box[0]), box[2]), min(max(disc.y, box[1]), box[3])
    return hypot(x - disc.x, y - disc.y) < disc.r + _CLEAR

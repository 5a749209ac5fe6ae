"""つながりの図: one entity in the middle, around it those it has to do with, each a link to its page.

The same ties give the same picture: the closest stands at the top, and clockwise next to each the one that has most to
do with it. A line is as thick as there are events (red: most of them are against somebody), a thin dotted one says that
clips of the same stories name both. Lines between two others are hairlines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, log2, pi, sin

from markupsafe import Markup

from keii.records.people import Between, Tie
from keii.web import links
from keii.wording import labels
from keii.wording.language import t, tn

WIDE, NARROW = 720, 344
_RATIO = 0.62  # height of the drawing to its width
_SIDE = 150.0  # pixels left and right for the names beside the ring
_HEAD = 34.0  # pixels above and below it
_LONG = {WIDE: 12, NARROW: 8}  # characters of a name that fit beside the ring
_THICKEST = 9.0


@dataclass(frozen=True, slots=True)
class _Spot:
    tie: Tie
    place: int  # in the list of ties
    x: float
    y: float
    angle: float


def drawing(
    name: str, ties: Sequence[Tie], between: Sequence[Between], *, width: int = WIDE, id_: str = "wide"
) -> Markup:
    """Return the ties of what is called `name` as SVG; "" where there are none."""
    if not ties:
        return Markup("")
    height = round(width * (_RATIO if width == WIDE else 1.05))
    spots = _spots(ties, between, width, height)
    middle = (width / 2, height / 2)
    by_place = {spot.place: spot for spot in spots}
    webs = [_web(by_place[one.left], by_place[one.right], one.events) for one in between]
    body = [*webs, *(_edge(spot, middle) for spot in spots), *(_node(spot, width) for spot in spots)]
    return Markup(
        '<svg class="graph {id}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-label="{title}">'
        "{body}{ego}</svg>"
    ).format(
        id=id_, w=width, h=height, body=Markup("").join(body), ego=_ego(name, middle),
        title=t("{0} and the {1} most to do with it", name, len(ties)),
    )  # fmt: skip


def told(tie: Tie) -> str:
    """Return what joins a tie in words: 会談する 3、非難する 1、話題 5."""
    events = [f"{t(labels.EVENTS[type_])} {n}" for type_, n in tie.events.items()]
    return " · ".join(
        (*events, *((tn("{0} story together", "{0} stories together", tie.stories),) if tie.stories else ()))
    )


def _spots(ties: Sequence[Tie], between: Sequence[Between], width: int, height: int) -> list[_Spot]:
    across, up = width / 2 - (_SIDE if width == WIDE else _SIDE * 0.68), height / 2 - _HEAD
    spots = []
    for n, place in enumerate(_order(ties, between)):
        angle = 2 * pi * n / len(ties) - pi / 2
        spots.append(_Spot(ties[place], place, width / 2 + across * cos(angle), height / 2 + up * sin(angle), angle))
    return spots


def _order(ties: Sequence[Tie], between: Sequence[Between]) -> list[int]:
    """Return the places of ties as they stand around: next to each the one it has most events with, else the next."""
    with_: dict[tuple[int, int], int] = {}
    for one in between:
        with_[one.left, one.right] = with_[one.right, one.left] = one.events
    left = list(range(len(ties)))
    order = [left.pop(0)]
    while left:
        after = max(left, key=lambda place: (with_.get((order[-1], place), 0), -place))
        left.remove(after)
        order.append(after)
    return order


def _edge(spot: _Spot, middle: tuple[float, float]) -> Markup:
    kind = "odds" if spot.tie.at_odds else "events" if spot.tie.met else "stories"
    thick = min(_THICKEST, 1.2 + 1.3 * log2(spot.tie.met + 1)) if spot.tie.met else 1.0
    return Markup(
        '<path class="{kind}" d="M{x0:.0f} {y0:.0f}L{x:.1f} {y:.1f}" stroke-width="{w:.1f}"/>'
    ).format(kind=kind, x0=middle[0], y0=middle[1], x=spot.x, y=spot.y, w=thick)  # fmt: skip


def _web(left: _Spot, right: _Spot, events: int) -> Markup:
    return Markup('<path class="web" d="M{a:.1f} {b:.1f}L{c:.1f} {d:.1f}"><title>{title}</title></path>').format(
        a=left.x, b=left.y, c=right.x, d=right.y, title=f"{left.tie.name} – {right.tie.name}: {events}"
    )


def _node(spot: _Spot, width: int) -> Markup:
    name = spot.tie.name
    fit = _LONG.get(width, 10)
    short = name if len(name) <= fit else name[: fit - 1] + "…"
    side = cos(spot.angle)
    anchor = "middle" if abs(side) < 0.18 else "start" if side > 0 else "end"
    x = spot.x + (0 if anchor == "middle" else 10 if side > 0 else -10)
    y = spot.y + (4 if anchor != "middle" else -11 if sin(spot.angle) < 0 else 20)
    return Markup(
        '<a href="{href}" class="kind-{type}"><circle cx="{cx:.1f}" cy="{cy:.1f}" r="5.5"/>'
        '<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{short}</text><title>{title}</title></a>'
    ).format(
        href=links.entity(spot.tie.number), type=spot.tie.type, cx=spot.x, cy=spot.y, x=x, y=y, anchor=anchor,
        short=short, title=f"{name} · {told(spot.tie)}",
    )  # fmt: skip


def _ego(name: str, middle: tuple[float, float]) -> Markup:
    short = name if len(name) <= 14 else name[:13] + "…"
    return Markup(
        '<g class="ego"><circle cx="{x:.0f}" cy="{y:.0f}" r="7"/><text x="{x:.0f}" y="{below:.0f}"'
        ' text-anchor="middle">{name}</text></g>'
    ).format(x=middle[0], y=middle[1], below=middle[1] + 26, name=short)

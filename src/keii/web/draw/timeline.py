"""年表の図: entries on a scale of days, each at its grain.

A day is a dot and a minute a dot at its hour; a month, a season or a year is a bar of that length whose ends fade: it
was some time in it; a stretch from a day to a day is a bar with plain ends. Three lanes tell what dates an entry: the
text, when it was said, or only when it was published. What would overlap stands above each other, marks of one day side
by side as far as the day is wide, and what finds no place there is counted in a cluster.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from keii.records.timeline import Dated, Entry
from keii.records.when import bounds, grain
from keii.web import links
from keii.web.draw.scale import Scale, scale_of, ticks
from keii.web.when import when
from keii.wording import labels
from keii.wording.language import N_, t

LANES: dict[Dated, str] = {
    "text": N_("by the day it is about"), "said": N_("by the day it was said"),
    "published": N_("by the day it was published"),
}  # fmt: skip
WIDE, NARROW = 1160, 344
"""Widths in pixels: of a desk's screen, and of a phone's."""
_ROW, _DOT, _BAR = 12, 4.0, 6  # pixels: between two rows, a dot's radius, a bar's thickness
_ROWS, _APART = 7, 10.0  # rows of a lane at most; pixels that a mark needs
_HEAD, _FOOT, _EDGE, _STRIP = 20, 24, 10, 16.0  # above a lane's rows; below all lanes; left and right; above all lanes
_CLUSTER = 22.0  # pixels that one cluster counts together
_OF_DAY = 0.86  # of a day's width that its marks may fill: where in the day they belong is not known
_QUOTE = 44  # code points of a mark's words

_FRAME = Markup(
    '<svg class="timeline {name}" viewBox="0 0 {width} {height:.0f}" width="{width}" height="{height:.0f}"'
    ' role="group" aria-label="{title}"><defs><linearGradient id="g-{name}">'
    '<stop offset="0" stop-color="#fff" stop-opacity=".12"/><stop offset=".3" stop-color="#fff"/>'
    '<stop offset=".7" stop-color="#fff"/><stop offset="1" stop-color="#fff" stop-opacity=".12"/></linearGradient>'
    '<mask id="m-{name}" maskContentUnits="objectBoundingBox"><rect width="1" height="1" fill="url(#g-{name})"/></mask>'
    "</defs>{body}</svg>"
)
_Extent = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Mark:
    entry: Entry
    first: float  #: days from 0001-01-01
    last: float
    bar: bool
    fades: bool

    @property
    def middle(self) -> float:
        return (self.first + self.last) / 2


def drawing(entries: Sequence[Entry], *, width: int = WIDE, name: str = "wide") -> Markup:
    """Return entries as SVG, "" where none has a date. `name` sets its ids apart from those of others on the page."""
    marks = [mark for entry in entries if (mark := _mark(entry)) is not None]
    if not marks:
        return Markup("")
    scale = scale_of([mark.middle for mark in marks], _EDGE, width - 2 * _EDGE)
    here = [mark for mark in marks if scale.holds(mark.first, mark.last)]
    early = sum(mark.last <= scale.first for mark in marks)
    late = sum(mark.first >= scale.last for mark in marks)
    lanes, top = [], _STRIP if early or late else 0.0
    for dated, label in LANES.items():
        some = [mark for mark in here if mark.entry.dated == dated]
        if some:
            lane, height = _lane(some, scale, label, top, name)
            lanes.append(lane)
            top += height
    body = Markup("").join([_axis(scale, top), *lanes, _beyond(early, late, width)])
    title = t("{0} entries on a scale of days", len(marks))
    return _FRAME.format(name=name, width=width, height=top + _FOOT, title=title, body=body)


def _mark(entry: Entry) -> _Mark | None:
    days = bounds(entry.when) if entry.when else None
    if days is None or entry.when is None:
        return None
    first, last = float(days[0].toordinal()), float(days[1].toordinal() + 1)
    kind = grain(entry.when)
    if kind == "minute":
        at = first + (int(entry.when[11:13]) * 60 + int(entry.when[14:16])) / 1440
        return _Mark(entry, at, at, bar=False, fades=False)
    return _Mark(entry, first, last, bar=last - first > 1, fades=kind != "span" and last - first > 1)


def _lane(marks: list[_Mark], scale: Scale, label: str, top: float, name: str) -> tuple[Markup, float]:
    """Return a lane and its height: marks in rows from below, the long ones lowest."""
    placed: list[tuple[_Mark, int, float]] = []
    ends: list[list[tuple[float, float]]] = []
    left: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (not mark.bar, mark.first - mark.last, mark.middle)):
        found = _place(_extents(mark, scale), ends)
        if found is None:
            left.append(mark)
            continue
        row, (x0, x1) = found
        if row == len(ends):
            ends.append([])
        ends[row].append((x0, x1))
        placed.append((mark, row, (x0 + x1) / 2))
    clusters = _clusters(left, scale)
    rows = len(ends) + bool(clusters)
    floor = top + _HEAD + rows * _ROW
    drawn = [_shape(mark, scale, x, floor - (row + 0.5) * _ROW, name) for mark, row, x in placed]
    drawn += [_cluster(x, some, top + _HEAD + _ROW / 2) for x, some in clusters]
    heading = Markup('<text class="lane" x="{x}" y="{y:.0f}">{text}</text>').format(x=_EDGE, y=top + 13, text=t(label))
    floor_line = Markup('<path class="floor" d="M{a} {y:.1f}H{b:.0f}"/>').format(
        a=_EDGE, b=scale.left + scale.width, y=floor + 3
    )
    return Markup("<g>{0}{1}{2}</g>").format(heading, floor_line, Markup("").join(drawn)), _HEAD + rows * _ROW + 8


def _place(
    extents: Sequence[tuple[float, float]], taken: list[list[tuple[float, float]]]
) -> tuple[int, _Extent] | None:
    """Return the first row, from below, and the first of the places wanted that is free there; None: there is none."""
    for row in range(_ROWS):
        for x0, x1 in extents:
            if row >= len(taken) or all(x1 <= a or x0 >= b for a, b in taken[row]):
                return row, (x0, x1)
    return None


def _extents(mark: _Mark, scale: Scale) -> list[tuple[float, float]]:
    """Return where a mark may stand, best first: a bar and a minute in one place, a day anywhere in its day."""
    if mark.bar:
        x0, x1 = scale.at(mark.first), scale.at(mark.last)
        spare = max(0.0, _APART - (x1 - x0)) / 2
        return [(x0 - spare, x1 + spare)]
    middle = scale.at(mark.middle)
    reach = int((scale.at(mark.last) - scale.at(mark.first)) * _OF_DAY / 2 / _APART)
    beside = [0.0, *(side * step * _APART for step in range(1, reach + 1) for side in (-1, 1))]
    return [(middle + by - _APART / 2, middle + by + _APART / 2) for by in beside]


def _shape(mark: _Mark, scale: Scale, x: float, y: float, name: str) -> Markup:
    entry = mark.entry
    place = entry.places[0]
    if mark.bar:
        x0, x1 = scale.at(mark.first), scale.at(mark.last)
        shape = Markup('<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h}"{mask}/>').format(
            x=x0, y=y - _BAR / 2, w=max(3.0, x1 - x0), h=_BAR,
            mask=Markup(' mask="url(#m-{0})"').format(name) if mark.fades else "",
        )  # fmt: skip
    elif entry.kind == "event":
        side = _DOT * 1.8
        shape = Markup('<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{w:.1f}"/>').format(
            x=x - side / 2, y=y - side / 2, w=side
        )
    else:
        shape = Markup('<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>').format(x=x, y=y, r=_DOT)
    classes = f"{entry.kind} by-{entry.dated}" + (f" stance-{entry.stance}" if entry.stance else "")
    return Markup('<a href="{href}" class="{classes}" tabindex="-1">{shape}<title>{title}</title></a>').format(
        href=links.clip(place.clip, place.words.span), classes=classes, shape=shape, title=told(entry)
    )


def told(entry: Entry) -> str:
    """Return an entry in one line: when, who, what, in whose words."""
    who = " → ".join(filter(None, (entry.actor, entry.recipient)))
    what = t(labels.EVENTS[entry.type]) if entry.type else t(labels.STANCES[entry.stance]) if entry.stance else ""
    words = " ".join(entry.places[0].words.text.split())
    words = words if len(words) <= _QUOTE else words[: _QUOTE - 1] + "…"
    outlet = entry.places[0].outlet or ""
    return " · ".join(filter(None, (when(entry.when), who, what, words, outlet)))


def _clusters(marks: Iterable[_Mark], scale: Scale) -> list[tuple[float, list[_Mark]]]:
    """Return the marks that found no row, those that are near each other together."""
    found: list[tuple[float, list[_Mark]]] = []
    for mark in sorted(marks, key=lambda mark: mark.middle):
        x = scale.at(mark.middle)
        if found and x - found[-1][0] < _CLUSTER:
            found[-1][1].append(mark)
        else:
            found.append((x, [mark]))
    return found


def _cluster(x: float, marks: Sequence[_Mark], y: float) -> Markup:
    first = min(marks, key=lambda mark: mark.first).entry
    return Markup(
        '<a href="#{to}" class="cluster" tabindex="-1"><text x="{x:.1f}" y="{y:.1f}">+{n}</text>'
        "<title>{title}</title></a>"
    ).format(to=anchor(first), x=x, y=y + 4, n=len(marks), title=t("{0} more", len(marks)))


def anchor(entry: Entry) -> str:
    """Return the id that the list gives the first entry of a time."""
    return "t-" + escape(entry.when or "none").replace("/", "_").replace(":", ".")


def _axis(scale: Scale, top: float) -> Markup:
    parts = []
    for day, label in ticks(scale):
        x = scale.at(day)
        parts.append(
            Markup(
                '<path class="tick" d="M{x:.1f} 0V{y:.0f}"/><text class="tick" x="{at:.1f}" y="{below:.0f}">{t}</text>'
            ).format(x=x, y=top + 4, at=x + 3, below=top + 18, t=label)
            if x < scale.left + scale.width - 30
            else Markup('<path class="tick" d="M{x:.1f} 0V{y:.0f}"/>').format(x=x, y=top + 4)
        )
    return Markup("").join(parts)


def _beyond(early: int, late: int, width: int) -> Markup:
    """Return what lies off the scale on either side, as numbers in a strip of their own."""
    text = Markup('<text class="beyond" x="{x}" y="12" text-anchor="{anchor}">{text}</text>')
    parts = []
    if early:
        parts.append(text.format(x=_EDGE, anchor="start", text=t("← {0} earlier", early)))
    if late:
        parts.append(text.format(x=width - _EDGE, anchor="end", text=t("{0} later →", late)))
    return Markup("").join(parts)

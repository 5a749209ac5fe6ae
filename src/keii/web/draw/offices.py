"""役職の図: the offices a person is said to hold, each a bar from the first clip that says so to the last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from keii.records.office import Office
from keii.web.draw.scale import Scale, ticks
from keii.web.shown import short_day
from keii.wording import labels
from keii.wording.language import t

WIDE, NARROW = 720, 344
_ROW, _BAR, _FOOT, _EDGE = 36, 7, 22, 4  # pixels: a row's height, a bar's, below all rows, left and right
_LEAST = 5.0  # pixels of a bar of one day
_SPARE = 0.02  # of the time covered that is added on either side
_LETTER = 12.0  # pixels a character of a label takes


def drawing(offices: Sequence[Office], *, width: int = WIDE, name: str = "wide") -> Markup:
    """Return the dated offices as SVG; "" where none has a day."""
    dated = [(office, office.first, office.last) for office in offices if office.first and office.last]
    if not dated:
        return Markup("")
    first, last = min(a for _, a, _ in dated).toordinal(), max(_end(o, b) for o, _, b in dated).toordinal() + 1
    spare = max(10.0, (last - first) * _SPARE)
    scale = Scale(first - spare, last + spare, _EDGE, width - 2 * _EDGE)
    rows = [_row(office, a, b, scale, n * _ROW) for n, (office, a, b) in enumerate(dated)]
    floor = len(dated) * _ROW
    return Markup(
        '<svg class="offices {name}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" aria-label="{title}">'
        "<defs><pattern id=\"h-{name}\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\""
        ' patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>{axis}{rows}</svg>'
    ).format(
        name=name, w=width, h=floor + _FOOT, title=t("{0} offices on a scale of time", len(dated)),
        axis=_axis(scale, floor), rows=Markup("").join(row.replace("h-NAME", f"h-{name}") for row in rows),
    )  # fmt: skip


def told(office: Office) -> str:
    """Return an office as a label tells it: 外相(ロシア)."""
    return f"{office.title}({office.of})" if office.of and office.of not in office.title else office.title


def _end(office: Office, last: date) -> date:
    return office.ended_by or last


def _row(office: Office, first: date, last: date, scale: Scale, top: float) -> Markup:
    x0, x1 = scale.at(first.toordinal()), scale.at(_end(office, last).toordinal() + 1)
    x1 = max(x1, x0 + _LEAST)
    label, status = told(office), t(labels.OFFICES[office.status])
    long = (len(label) + len(status) + 1) * _LETTER
    room = scale.left + scale.width
    at, anchor = (x0, "start") if x0 + long <= room else (room, "end")
    return Markup(
        '<g class="{status_class}"><text x="{at:.1f}" y="{y}" text-anchor="{anchor}">{label} '
        '<tspan class="status">{status}</tspan></text>'
        '<rect x="{x:.1f}" y="{bar}" width="{w:.1f}" height="{h}"{fill}/><title>{title}</title></g>'
    ).format(
        status_class=office.status, at=at, y=top + 16, anchor=anchor, label=label, status=status, x=x0, bar=top + 22,
        w=x1 - x0, h=_BAR, fill=Markup(' fill="url(#h-NAME)"') if office.status == "former" else "",
        title=f"{label} {status} {short_day(first)} – {short_day(last)}",
    )  # fmt: skip


def _axis(scale: Scale, floor: float) -> Markup:
    parts = [Markup('<path class="floor" d="M0 {y}H{w:.0f}"/>').format(y=floor + 0.5, w=scale.width + 2 * scale.left)]
    for day, label in ticks(scale):
        x = scale.at(day)
        parts.append(Markup('<path class="tick" d="M{x:.1f} 0V{y:.0f}"/>').format(x=x, y=floor + 4))
        if x < scale.left + scale.width - 34:
            parts.append(
                Markup('<text class="tick" x="{x:.1f}" y="{y:.0f}">{text}</text>').format(
                    x=x + 3, y=floor + 16, text=label
                )
            )
    return Markup("").join(parts)

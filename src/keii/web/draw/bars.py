"""言及の推移: how often something is named, a bar a day, a month or a year, each leading to its clips."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from keii.records.people import Day
from keii.web.shown import month, short_day, year
from keii.wording.language import language, t

WIDE, NARROW = 460, 344
"""Widths in pixels: of a desk's column, and of a phone's screen."""
_TALL, _HEAD, _FOOT, _EDGE = 96, 16, 20, 4  # pixels: of the bars, above, below, left and right
_GAP = 0.22  # of a bar's share of the width that stays white
_THICKEST = 26.0  # pixels: a single day is no block
_LABEL = 46.0  # pixels a label needs
_DAYS, _MONTHS = 62, 60  # bars of a grain at most: more are drawn at the next


@dataclass(frozen=True, slots=True)
class Bar:
    """棒: mentions from a day to a day."""

    first: date
    last: date
    mentions: int
    label: str


def bars(days: Sequence[Day]) -> tuple[Bar, ...]:
    """Return mentions by day, month or year, as the time they cover asks; empty ones stand between."""
    if not days:
        return ()
    first, last = min(day.day for day in days), max(day.day for day in days)
    label: Callable[[date], str]
    periods: Iterable[tuple[date, date]]
    if (last - first).days < _DAYS:
        periods, label = _by_day(first, last), _day
    elif (last.year - first.year) * 12 + last.month - first.month < _MONTHS:
        periods, label = _by_month(first, last), month
    else:
        periods, label = ((date(y, 1, 1), date(y, 12, 31)) for y in range(first.year, last.year + 1)), year
    spans = list(periods)
    begins = [begin for begin, _ in spans]
    counted = [0] * len(spans)
    for day in days:
        counted[bisect_right(begins, day.day) - 1] += day.mentions
    return tuple(Bar(a, b, n, label(a)) for (a, b), n in zip(spans, counted, strict=True))


def _day(of: date) -> str:
    return short_day(of)


def drawing(bars: Sequence[Bar], href: Callable[[Bar], str], *, width: int = WIDE, name: str = "wide") -> Markup:
    """Return bars as SVG, "" where there are none. `href` leads from a bar to its clips."""
    if not bars:
        return Markup("")
    most = max(bar.mentions for bar in bars)
    share = (width - 2 * _EDGE) / len(bars)
    thick = min(_THICKEST, share * (1 - _GAP))
    drawn = [_bar(bar, href(bar), _EDGE + (n + 0.5) * share, thick, most) for n, bar in enumerate(bars) if bar.mentions]
    floor = Markup('<path class="floor" d="M0 {y}H{w}"/><text class="most" x="0" y="11">{text}</text>').format(
        y=_HEAD + _TALL + 0.5, w=width, text=t("at most {0}", f"{most:,}")
    )
    return Markup(
        '<svg class="bars {name}" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="group" aria-label="{title}">'
        "{floor}{bars}{labels}</svg>"
    ).format(
        name=name, w=width, h=_HEAD + _TALL + _FOOT, floor=floor, bars=Markup("").join(drawn),
        labels=Markup("").join(_labels(bars, share, width)),
        title=t("{0} mentions, from {1} to {2}", sum(b.mentions for b in bars), bars[0].label, bars[-1].label),
    )  # fmt: skip


def _bar(bar: Bar, href: str, middle: float, thick: float, most: int) -> Markup:
    tall = max(1.5, bar.mentions / most * _TALL)
    return Markup(
        '<a href="{href}" tabindex="-1"><rect class="reach" x="{x:.1f}" y="{top}" width="{w:.1f}" height="{tall}"/>'
        '<rect x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"/><title>{title}</title></a>'
    ).format(
        href=href, x=middle - thick / 2, y=_HEAD + _TALL - tall, w=thick, h=tall, top=_HEAD, tall=_TALL,
        title=f"{bar.label}: {bar.mentions:,}",
    )  # fmt: skip


def _labels(bars: Sequence[Bar], share: float, width: int) -> Iterator[Markup]:
    """Yield labels below the bars, so many that they stand clear of each other; the year where it changes."""
    step = max(1, -int(-_LABEL // share))
    told = 0
    for n in range(0, len(bars), step):
        x = _EDGE + n * share
        if x + _LABEL > width and n:
            return
        text, told = _short(bars[n], told)
        yield Markup('<text class="tick" x="{x:.1f}" y="{y}">{text}</text>').format(
            x=x, y=_HEAD + _TALL + 15, text=text
        )


def _short(bar: Bar, told: int) -> tuple[str, int]:
    """Return a bar's label as short as it may be after that of a month (of the year `told`), and what it tells."""
    day, japanese = bar.first, language() == "ja"
    if bar.first == bar.last:
        return (f"{day.month}/{day.day}" if japanese else f"{day.day}/{day.month}"), 0
    if bar.first.month == bar.last.month:
        if day.year == told:
            return (f"{day.month}月" if japanese else f"{day:%b}"), told
        return (f"{day.year}/{day.month}" if japanese else f"{day:%b %y}"), day.year
    return str(day.year), 0


def _by_day(first: date, last: date) -> Iterator[tuple[date, date]]:
    for n in range((last - first).days + 1):
        yield first + timedelta(n), first + timedelta(n)


def _by_month(first: date, last: date) -> Iterator[tuple[date, date]]:
    at = first.replace(day=1)
    while at <= last:
        after = date(at.year + at.month // 12, at.month % 12 + 1, 1)
        yield at, after - timedelta(1)
        at = after

"""論点: what of one clip can be at odds with another account, kept so that it can be matched without the reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from keii.records.quantity import Bound
from keii.records.span import Span

PointKind = Literal["figure", "length", "moment", "plan", "statement"]
"""数量 / 長さ(分) / 時刻 / 予定の時期 / 主張"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """論点: a figure, a length or moment of time, or a statement, with what it is about and whose it is."""

    clip: str  #: the clip's id
    kind: PointKind
    span: Span  #: the figure with its unit, the time, the claim's content, in code points of the clip's text
    text: str  #: those words
    sentence: int  #: the sentence it stands in, from 0
    day: str | None  #: 2031-05-09: the day it was said, else the clip's; None: neither is known
    said: str | None  #: when it was said, in the notation of `Time.value`; the clip's date where the text is silent
    source: str | None  #: whose it is: an entity's name, else the noun phrase; None: the clip's own words
    home: str | None = None  #: the country or place the source belongs to: タジキスタン国境警備隊 -> タジキスタン
    via: tuple[str, ...] = ()  #: who relays it, outermost first
    words: tuple[tuple[str, float], ...] = ()  #: what it is about: normal forms with weights 0-3, heaviest first
    sides: tuple[str, ...] = ()  #: on whose side: アルメニア側の死者 -> アルメニア; in a statement the names in it
    around: tuple[str, ...] = ()  #: names beside a statement in its sentence, the source's own apart
    signs: tuple[str, ...] = ()  #: what the room's rows say of it: revised, part; of a statement with weights, deny:3
    unit: str = ""  #: of a figure, one for all spellings: か国 カ国 -> カ国; "分" of a length; "" else
    low: Decimal | None = None  #: None exactly where the kind is plan or statement
    high: Decimal | None = None  #: equal to `low` unless a range
    bound: Bound | None = None
    value: str | None = None  #: of a moment or plan, in the notation of `Time.value`


Json = dict[str, Any]


def point_to_json(point: Point) -> Json:
    """Return a point as a JSON object; numbers as strings, so that none is rounded."""
    return {
        "clip": point.clip,
        "kind": point.kind,
        "span": [point.span.start, point.span.end],
        "text": point.text,
        "sentence": point.sentence,
        "day": point.day,
        "said": point.said,
        "source": point.source,
        "home": point.home,
        "via": list(point.via),
        "words": [list(pair) for pair in point.words],
        "sides": list(point.sides),
        "around": list(point.around),
        "signs": list(point.signs),
        "unit": point.unit,
        "low": None if point.low is None else str(point.low),
        "high": None if point.high is None else str(point.high),
        "bound": point.bound,
        "value": point.value,
    }


def point_from_json(data: Mapping[str, Any]) -> Point:
    """Return the point a JSON object describes. Raises KeyError or ValueError where it does not describe one."""
    return Point(
        clip=data["clip"],
        kind=data["kind"],
        span=Span(*data["span"]),
        text=data["text"],
        sentence=data["sentence"],
        day=data["day"],
        said=data["said"],
        source=data["source"],
        home=data["home"],
        via=tuple(data["via"]),
        words=tuple((str(word), float(weight)) for word, weight in data["words"]),
        sides=tuple(data["sides"]),
        around=tuple(data["around"]),
        signs=tuple(data["signs"]),
        unit=data["unit"],
        low=_number(data["low"]),
        high=_number(data["high"]),
        bound=data["bound"],
        value=data["value"],
    )


def _number(text: str | None) -> Decimal | None:
    if text is None:
        return None
    number = Decimal(text) if set(text) <= set("0123456789.-+E") else Decimal("NaN")
    if not number.is_finite():
        raise ValueError(f"{text!r} is no number")
    return number

"""Lengths, moments and planned times of a clip as points (会談の長さ, 発射の時刻, 再稼働の時期)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from keii.link.conflicts.figures import ACT, HEAD, About, about, content
from keii.link.conflicts.measures import day_of, owner_of
from keii.link.conflicts.rows import signs_in, thing_names
from keii.link.conflicts.scene import Chunk, Scene
from keii.link.conflicts.whose import Cast, claim_around, whose
from keii.records.point import Point, PointKind
from keii.records.quantity import Bound
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.when import bounds, grain

_LENGTH = re.compile(
    r"P(?:(?P<Y>\d+)Y)?(?:(?P<M>\d+)M)?(?:(?P<W>\d+)W)?(?:(?P<D>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)S)?)?"
)
_ABOUT_BEFORE = re.compile(r"(?:約|およそ|ほぼ|おおむね)$")
_ABOUT_AFTER = re.compile(r"ほど|程度|前後|近く|くらい|ぐらい|弱|強|余り|あまり")
_PLANNED = ("day", "month", "season", "year", "span")
_FORESEEN = re.compile(
    r"予定|計画|方針|見通し|見込|目指|目標|めど|目途|時期|開始|始め|施行|再開|実施|発効|開業|訪問|訪れ|開く|開催|行う|延期|前倒し|先送り|ずれ込"
)
"""A planned time stands in a sentence that says so: verbs and nouns of intent and of beginning."""


def time_points(scene: Scene, cast: Cast) -> list[Point]:
    """Return the lengths and moments of a clip, and the times to come at which something is planned."""
    out = []
    for number, sentence in enumerate(scene.sentences):
        for at, chunk in enumerate(sentence):
            if chunk.kind == "time":
                point = _point(cast, number, sentence, at)
                if point is not None:
                    out.append(point)
    return out


def _point(cast: Cast, number: int, sentence: Sequence[Chunk], at: int) -> Point | None:
    reading = cast.reading
    time = reading.times[sentence[at].index]
    text = reading.clip.text
    kind = _kind(reading, time.value, text[sentence[0].start : sentence[-1].end])
    if kind is None:
        return None
    low, unit = (
        _length(time.value)
        if kind == "length"
        else (_minutes(time.value), "時刻")
        if kind == "moment"
        else (None, "時期")
    )
    said = whose(cast, claim_around(cast, time.span))
    found = about(sentence, at, unit)
    if said.claim is None and found.owner is not None:
        said = owner_of(cast, found.owner)
    words = _words(found, sentence, at, kind)
    return Point(
        clip=reading.clip.id,
        kind=kind,
        span=time.span,
        text=text[time.span.start : time.span.end],
        sentence=number,
        day=day_of(reading, said.said),
        said=said.said or (reading.clip.published.isoformat() if reading.clip.published else None),
        source=said.source,
        home=said.home,
        via=said.via,
        words=tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))),
        signs=_signs(text[sentence[0].start : sentence[-1].end + 6]),
        unit=unit,
        low=low,
        high=low,
        bound=_bound(text, time.span) if kind == "length" else None,
        value=time.value,
    )


def _kind(reading: Reading, value: str, sentence: str) -> PointKind | None:
    """Return what a time can be at odds about; None where it only places the text in time."""
    size = grain(value)
    if size == "length":
        return "length"
    if size == "minute":
        return "moment"
    published: date | None = reading.clip.published
    span = bounds(value)
    if size not in _PLANNED or span is None or published is None or span[1] <= published:
        return None
    return "plan" if _FORESEEN.search(sentence) else None


def _length(value: str) -> tuple[Decimal | None, str]:
    """Return a length in hours, days or months, and the unit: the finest kind it is said in."""
    parts = _LENGTH.fullmatch(value)
    if parts is None:
        return None, ""
    n = {key: Decimal(part or 0) for key, part in parts.groupdict().items()}
    if n["h"] or n["m"] or n["s"]:
        return n["D"] * 24 + n["h"] + n["m"] / 60 + n["s"] / 3600, "時間"
    if n["D"] or n["W"]:
        return n["W"] * 7 + n["D"], "日間"
    return n["Y"] * 12 + n["M"], "か月間"


def _minutes(value: str) -> Decimal:
    """Return the minute of the day of a time."""
    hour, minute = value[-5:].split(":")
    return Decimal(int(hour) * 60 + int(minute))


def _bound(text: str, span: Span) -> Bound | None:
    rough = _ABOUT_BEFORE.search(text[max(0, span.start - 4) : span.start]) or _ABOUT_AFTER.match(text, span.end)
    return "about" if rough or re.match("約|およそ", text[span.start : span.end]) else None


def _words(found: About, sentence: Sequence[Chunk], at: int, kind: PointKind) -> dict[str, float]:
    """Return what a time is about: for a length what stands beside it, else what is said to happen then."""
    if kind == "length":
        return found.words
    words: dict[str, float] = {}
    for n, chunk in enumerate(sentence):
        if chunk.kind == "words":
            weight = HEAD if n == at + 1 or (n < at and "は" in chunk.tail) else ACT if n > at else 1.0
            for word in content(chunk, ""):
                words[word] = max(
                    words.get(word, 0.0), HEAD if word in thing_names() else min(weight, 1.0 if n > at + 4 else weight)
                )
    return words


def _signs(sentence: str) -> tuple[str, ...]:
    hits = {row.sign for where in ("figure", "plan") for row in signs_in(where, sentence)}
    return tuple(sorted(hits))

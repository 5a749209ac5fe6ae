"""Figures of a clip as points."""

from __future__ import annotations

import re
from collections import ChainMap, deque
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta

from keii.link.conflicts.figures import HEAD, About, about
from keii.link.conflicts.rows import growing, said_by_unit, signs_in, thing_names, units
from keii.link.conflicts.scene import Chunk, Scene, name_before
from keii.link.conflicts.whose import Cast, Whose, begins_with, claim_around, home_of, whose
from keii.records.point import Point
from keii.records.quantity import Quantity
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.when import bounds

_LONG_AGO = timedelta(days=200)
"""A figure beside a time that ended longer before the clip's day belongs to another happening (一昨年の衝突で6人)."""
_DIFFERENCE = re.compile(
    r"(?:以上|余り|近く|ほど)?(?:も|だけ|ずつ)?(?:多い|多く|多かっ|少な)"
    r"|(?:増え|減っ|減り|減少し|増加し)(?<!円..)(?<!円...)|(?:増(?!え|加)|減(?!っ|ら)|高|低|上昇|下落)(?<=[%％トイ倍割].)"
)
"""After a figure: it measures a difference (1人多い), not the thing."""
_FORMER = re.compile(r"前回|前年|昨年|過去|これまでで|平年|例年")


def figure_points(scene: Scene, cast: Cast) -> list[Point]:
    """Return the figures of a clip that say what they count."""
    out: list[Point] = []
    lately: deque[dict[str, Point]] = deque(maxlen=2)
    for number, sentence in enumerate(scene.sentences):
        skipped = {n for n, chunk in enumerate(sentence) if _is_difference(scene.reading, chunk)}
        known: dict[str, Point] = {}
        firsts: dict[str, Point] = {}
        before = ChainMap(*reversed(lately))
        for at, chunk in enumerate(sentence):
            if chunk.kind == "figure" and at not in skipped:
                point = _point(cast, skipped, number, sentence, at, ChainMap(known, *before.maps))
                if point is not None:
                    out.append(point)
                    if "part" not in point.signs:
                        known[point.unit] = point
                        firsts.setdefault(point.unit, point)
        lately.append(firsts)
    return out


def _is_difference(reading: Reading, chunk: Chunk) -> bool:
    """Say whether a chunk is a figure that measures a difference: 5人増え, 3%増, 1人多い."""
    if chunk.kind != "figure":
        return False
    return _DIFFERENCE.match(reading.clip.text, reading.quantities[chunk.index].span.end) is not None


def _point(
    cast: Cast, skipped: Collection[int], number: int, sentence: Sequence[Chunk], at: int, known: Mapping[str, Point]
) -> Point | None:
    chunk, reading = sentence[at], cast.reading
    quantity = reading.quantities[chunk.index]
    text = reading.clip.text
    unit, scale = units().get(quantity.unit, (quantity.unit, 1))
    found = about(sentence, at, unit, skipped)
    if _long_ago(reading, found, unit, text[sentence[0].start : quantity.span.start]):
        return None
    parallel = known.get(unit)
    if parallel is not None and _parallel(reading, found, parallel, number, quantity):
        found.words = {**dict(parallel.words), **found.words}
    else:
        parallel = None
    if unit in said_by_unit():
        found.add((said_by_unit()[unit],), HEAD)
    sides = _sides(cast, found)
    if found.part and sides:
        found.part = False
    if parallel is not None and parallel.sentence != number:
        sides = sides or parallel.sides
    if _votes(reading, found, unit):
        found.add(("得票率",), HEAD)
    said = whose(cast, claim_around(cast, quantity.span))
    nearer = (
        found.owner is not None and not _counted(reading, found.owner, unit) and _nearer(reading, said, found.owner)
    )
    if found.owner is not None and nearer:
        said = owner_of(cast, found.owner)
    signs_here = _signs(found, text[sentence[0].start : _end(sentence)])
    corrected = known.get(unit)
    if corrected is not None and corrected.sentence == number and "revised" in signs_here and not found.part:
        found.words = {**dict(corrected.words), **found.words}
    speaks = "revised" in signs_here or chunk.tail[:1] == ("と",)
    if said.claim is None and found.speaker is not None and speaks:
        said = owner_of(cast, found.speaker)
    return Point(
        clip=reading.clip.id,
        kind="figure",
        span=quantity.span,
        text=text[quantity.span.start : quantity.span.end],
        sentence=number,
        day=day_of(reading, said.said),
        said=said.said or _published(reading),
        source=said.source,
        home=said.home,
        via=said.via,
        words=tuple(sorted(found.words.items(), key=lambda pair: (-pair[1], pair[0]))),
        sides=sides if sides or not (found.own and said.home) else (said.home,),
        signs=signs_here,
        unit=unit,
        low=quantity.low * scale,
        high=quantity.high * scale,
        bound=quantity.bound,
    )


def things_among(words: Iterable[str]) -> set[str]:
    """Return the words that are things of things.tsv."""
    return set(words) & thing_names()


def _end(sentence: Sequence[Chunk]) -> int:
    last = sentence[-1]
    return last.end + sum(len(word) + 1 for word in last.tail)


def _long_ago(reading: Reading, found: About, unit: str, before: str) -> bool:
    published = reading.clip.published
    if _FORMER.search(before[-24:]):
        return True
    if published is None or not (growing() & set(found.words) or unit in ("M", "%", "票", "議席")):
        return False
    ends = [span[1] for n in found.times if (span := bounds(reading.times[n].value)) is not None]
    return bool(ends) and max(ends) < published - _LONG_AGO


def day_of(reading: Reading, said: str | None) -> str | None:
    """Return the day something was said: that of the claim where it is one day, else the clip's."""
    span = bounds(said) if said else None
    if span is not None and (span[1] - span[0]).days <= 3:
        return span[1].isoformat()
    return _published(reading)


def _published(reading: Reading) -> str | None:
    published: date | None = reading.clip.published
    return published.isoformat() if published else None


def owner_of(cast: Cast, chunk: Chunk) -> Whose:
    """Return the source that stands right before a figure: 「韓国軍は3発」."""
    reading = cast.reading
    span = Span(chunk.start, chunk.end)
    name = reading.names[chunk.index] if chunk.kind == "name" else name_before(cast.named, span.start)
    if name is not None:
        return Whose(name.entity, home_of(cast, name.span), (), None, None)
    return Whose(reading.clip.text[span.start : span.end], None, (), None, None)


def _sides(cast: Cast, found: About) -> tuple[str, ...]:
    """Return on whose side the counted are: the nearest name that holds them, 双方 for both; () where none is said."""
    if found.both:
        return ("双方",)
    if found.scope:
        return (found.scope,)
    if found.own:
        return ()
    for n in found.names:
        name = cast.reading.names[n]
        home = name.entity if name.type in ("GPE", "PER") else begins_with(cast, name)
        if home:
            return (home,)
    return ()


def _nearer(reading: Reading, said: Whose, owner: Chunk) -> bool:
    """Say whether who stands beside the figure speaks, not the claim around it: …と発表、市警は8000人とした."""
    if said.claim is None:
        return True
    claim = reading.claims[said.claim]
    return claim.source is not None and claim.source.span.end <= owner.start and owner.kind == "words"


def _counted(reading: Reading, owner: Chunk, unit: str) -> bool:
    """Say whether a name before a share or votes is whom they are for, not who gives the figure."""
    return unit in ("%", "票", "議席") and owner.kind == "name" and reading.names[owner.index].type == "PER"


def _votes(reading: Reading, found: About, unit: str) -> bool:
    """Say whether a share stands beside a person with nothing said of what it is: ロティチ氏が50.2%を得て."""
    return unit == "%" and not found.headed and any(reading.names[n].type == "PER" for n in found.names[:1])


def _parallel(reading: Reading, found: About, known: Point, number: int, quantity: Quantity) -> bool:
    """Say whether a figure is the second of a row, what it counts said with the first: 甲側が17人、乙側が12人."""
    if found.headed or found.part or found.relative or things_among(found.words):
        return False
    if known.sentence != number:
        return not found.words and found.stated
    return not re.search("[)）」]", reading.clip.text[known.span.end : quantity.span.start])


def _signs(found: About, sentence: str) -> tuple[str, ...]:
    hits = {row.sign for row in signs_in("figure", sentence)}
    if found.part:
        hits.add("part")
    return tuple(sorted(hits))

"""Statements of a clip as points: what each claim says, and whether it denies, accuses or admits."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice, takewhile

from keii.link.conflicts.measures import day_of
from keii.link.conflicts.rows import plain, signs_in, things
from keii.link.conflicts.scene import names_in
from keii.link.conflicts.whose import Cast, begins_with, sentence_at, whose
from keii.records.claim import Claim
from keii.records.gist import Gist
from keii.records.point import Point
from keii.records.reading import Reading
from keii.records.span import Span, overlaps

SAID, AROUND = 1.0, 0.5
"""Weights of a word in the content and of one beside it in the sentence (村への砲撃について「でっち上げだ」)."""
_DENIED = re.compile(
    r"」?(?:として|と)?(?:全面的に|強く|きっぱり|改めて|重ねて|明確に|真っ向から|いずれも)?(?:関与を|疑惑を|容疑を)?否[定認]"
)
_PLAIN = 3  #: a sentence of one's own notice denies from this weight on (事実無根)
_LONGEST = 400  #: code points of a content that are looked at


Words = Mapping[int, str]


def statement_points(cast: Cast, gist: Gist) -> list[Point]:
    """Return the claims of a clip as points, in order."""
    words = _telling(gist)
    points = [_point(cast, gist, words, n) for n in range(len(cast.reading.claims))]
    return points + _own_denials(cast, gist, words)


def _telling(gist: Gist) -> dict[int, str]:
    """Return the words that tell what a statement is about, by place: 人 under one name, no words of saying."""
    passed, called = _passed(), things("人")
    return {
        n: called.get(word, word)
        for n, (word, kind) in enumerate(zip(gist.words, gist.kinds, strict=True))
        if kind in "NVA" and word not in passed
    }


@cache
def _passed() -> frozenset[str]:
    return plain("stop") | plain("loose") | plain("saying") | plain("cue")


def _own_denials(cast: Cast, gist: Gist, telling: Words) -> list[Point]:
    """Return the sentences in which an office or company denies in its own notice, no claim around them."""
    own, reading = cast.publisher, cast.reading
    if own is None:
        return []
    out = []
    for number, span in enumerate(reading.sentences):
        text = reading.clip.text[span.start : span.end]
        weight = max((row.weight for row in signs_in("content", text) if row.sign == "deny"), default=0)
        if weight >= _PLAIN and not any(overlaps(span, claim.content) for claim in reading.claims):
            out.append(_own_point(cast, gist, telling, own, number, weight))
    return out


def _own_point(cast: Cast, gist: Gist, telling: Words, own: str, number: int, weight: float) -> Point:
    reading = cast.reading
    span = reading.sentences[number]
    words = dict.fromkeys((telling[n] for n in _places(gist, span) if n in telling), SAID)
    published = reading.clip.published.isoformat() if reading.clip.published else None
    return Point(
        clip=reading.clip.id,
        kind="statement",
        span=span,
        text=reading.clip.text[span.start : span.end],
        sentence=number,
        day=published,
        said=published,
        source=own,
        words=tuple(sorted(words.items(), key=lambda pair: (-pair[1], pair[0]))),
        sides=_named(cast, span),
        signs=(f"content.deny:{weight:g}", f"deny:{weight:g}"),
    )


def _point(cast: Cast, gist: Gist, telling: Words, n: int) -> Point:
    reading = cast.reading
    claim = reading.claims[n]
    said = whose(cast, n)
    text = reading.clip.text
    number = sentence_at(cast, claim.content.start)
    published = reading.clip.published.isoformat() if reading.clip.published else None
    return Point(
        clip=reading.clip.id,
        kind="statement",
        span=claim.content,
        text=text[claim.content.start : claim.content.end],
        sentence=number,
        day=day_of(reading, said.said),
        said=said.said or published,
        source=said.source,
        home=said.home,
        via=said.via,
        words=_words(cast, gist, telling, n, number),
        sides=_named(cast, claim.content),
        around=_around(cast, claim, number, said.source),
        signs=_signs(reading, claim, number),
    )


def _words(cast: Cast, gist: Gist, telling: Words, at: int, number: int) -> tuple[tuple[str, float], ...]:
    """Return the content's telling words, and at half weight those of its sentence outside source and cue."""
    reading = cast.reading
    claim = reading.claims[at]
    out: dict[str, float] = {}
    aside = SAID if claim.stance == "deny" else AROUND
    content = Span(claim.content.start, min(claim.content.end, claim.content.start + _LONGEST))
    beside = [content, claim.cue, *([claim.source.span] if claim.source else ()), *claim.via]
    sentence = reading.sentences[number] if reading.sentences else content
    beside += [name.span for name in names_in(cast.named, sentence)]
    beside += [other.content for other in reading.claims[max(0, at - 3) : at + 4] if other.content != claim.content]
    out |= dict.fromkeys(_outside(gist, telling, sentence, beside), aside)
    named = [name.span for name in names_in(cast.named, content)]
    out |= dict.fromkeys(_outside(gist, telling, content, named), SAID)
    first = bisect_left(reading.quantities, content.start, key=lambda quantity: quantity.span.start)
    for quantity in takewhile(
        lambda quantity: quantity.span.start < content.end, islice(reading.quantities, first, None)
    ):
        out[f"{quantity.low.normalize():f}{quantity.unit}"] = SAID
    return tuple(sorted(out.items(), key=lambda pair: (-pair[1], pair[0])))


def _outside(gist: Gist, telling: Words, span: Span, others: Iterable[Span]) -> list[str]:
    """Return the telling words of a span that begin in none of some others."""
    within = _places(gist, span)
    left = set(within)
    for other in others:
        if other.start < span.end and span.start < other.end:
            left.difference_update(_places(gist, other))
    return [telling[n] for n in within if n in left and n in telling]


def _places(gist: Gist, span: Span) -> range:
    """Return the places of the words that begin in a span."""
    return range(bisect_left(gist.starts, span.start), bisect_left(gist.starts, span.end))


def _named(cast: Cast, span: Span) -> tuple[str, ...]:
    """Return the entities named in a content, countries that names begin with among them, in order."""
    out: dict[str, None] = {}
    for name in names_in(cast.named, span):
        out[name.entity] = None
        if home := begins_with(cast, name):
            out[home] = None
    return tuple(out)


def _around(cast: Cast, claim: Claim, number: int, own: str | None) -> tuple[str, ...]:
    """Return the names of the claim's sentence outside its content, with the countries they begin with."""
    sentence = cast.reading.sentences[number]
    before, after = Span(sentence.start, claim.content.start), Span(claim.content.end, sentence.end)
    named = (*_named(cast, before), *_named(cast, after))
    return tuple(dict.fromkeys(name for name in named if name != own))


def _signs(reading: Reading, claim: Claim, number: int) -> tuple[str, ...]:
    """Return the signs a claim gives, as sign:weight of the heaviest row, with its stance where that is deny.

    Signs of the cue count under their own name as well ("cue.deny"): who denies so answers somebody.
    """
    text = reading.clip.text
    own = reading.sentences[number].start
    parts = {
        "content": text[claim.content.start : claim.content.end],
        "cue": text[claim.cue.start : claim.cue.end] + _tail(text, claim.content.end),
        "before": text[own : claim.content.start].lstrip("　 「"),
        "previous": _previous(reading, claim, number),
    }
    best: dict[str, float] = {"deny": 3.0} if claim.stance == "deny" else {}
    for where, part in parts.items():
        for row in signs_in("before" if where == "previous" else where, part):
            for name in (row.sign, f"{'cue' if row.id == 'korewo' else where}.{row.sign}"):
                best[name] = max(row.weight, best.get(name, 0.0))
    if claim.stance == "demand":
        best["demand"] = 1.0
    if best.get("deny") == 1.0 and "contrast" in best:
        best["deny"] += best["contrast"]
    return tuple(f"{name}:{weight:g}" for name, weight in sorted(best.items()))


def _tail(text: str, end: int) -> str:
    """Return the words between a quotation and the end of its sentence where they deny: 」と全面的に否定."""
    tail = _DENIED.match(text, end)
    return tail.group() if tail else ""


def _previous(reading: Reading, claim: Claim, number: int) -> str:
    """Return the sentence before a claim whose source carried over (外相はこれを否定。「…」とする談話を出した)."""
    if number == 0 or claim.source is None or not claim.source.carried:
        return ""
    span = reading.sentences[number - 1]
    return reading.clip.text[span.start : span.end]

"""Statements of a clip as points: what each claim says, and whether it denies, accuses or admits."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice, takewhile

from keii.link.conflicts.measures import day_of
from keii.link.conflicts.rows import plain, signs, things
from keii.link.conflicts.scene import names_in, sentence_at
from keii.link.conflicts.whose import Cast, begins_with, whose
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


def statement_points(cast: Cast, gist: Gist) -> list[Point]:
    """Return the claims of a clip as points, in order."""
    points = [_point(cast, gist, n) for n in range(len(cast.reading.claims))]
    return points + _own_denials(cast, gist)


def _own_denials(cast: Cast, gist: Gist) -> list[Point]:
    """Return the sentences in which an office or company denies in its own notice, no claim around them."""
    own, reading = cast.publisher, cast.reading
    if own is None:
        return []
    out = []
    for number, span in enumerate(reading.sentences):
        text = reading.clip.text[span.start : span.end]
        weight = max(
            (row.weight for pattern, row in signs("content") if row.sign == "deny" and pattern.search(text)), default=0
        )
        if weight >= _PLAIN and not any(overlaps(span, claim.content) for claim in reading.claims):
            out.append(_own_point(cast, gist, own, number, weight))
    return out


def _own_point(cast: Cast, gist: Gist, own: str, number: int, weight: float) -> Point:
    reading = cast.reading
    span = reading.sentences[number]
    words: dict[str, float] = {}
    for n in range(bisect_left(gist.starts, span.start), bisect_left(gist.starts, span.end)):
        _add(words, gist, n, SAID)
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


def _point(cast: Cast, gist: Gist, n: int) -> Point:
    reading = cast.reading
    claim = reading.claims[n]
    said = whose(cast, n)
    text = reading.clip.text
    number = sentence_at(reading, claim.content.start)
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
        words=_words(reading, gist, n, number),
        sides=_named(cast, claim.content),
        around=_around(cast, claim, number, said.source),
        signs=_signs(reading, claim, number),
    )


def _words(reading: Reading, gist: Gist, at: int, number: int) -> tuple[tuple[str, float], ...]:
    """Return the content's telling words, and at half weight those of its sentence outside source and cue."""
    claim = reading.claims[at]
    out: dict[str, float] = {}
    aside = SAID if claim.stance == "deny" else AROUND
    content = Span(claim.content.start, min(claim.content.end, claim.content.start + _LONGEST))
    beside = [claim.cue, *([claim.source.span] if claim.source else ()), *claim.via]
    sentence = reading.sentences[number] if reading.sentences else content
    beside += [name.span for name in names_in(reading, sentence)]
    beside += [other.content for other in reading.claims[max(0, at - 3) : at + 4] if other.content != claim.content]
    for n in range(bisect_left(gist.starts, sentence.start), bisect_left(gist.starts, sentence.end)):
        if not content.start <= gist.starts[n] < content.end and not _within(gist.starts[n], beside):
            _add(out, gist, n, aside)
    named = [name.span for name in names_in(reading, content)]
    for n in range(bisect_left(gist.starts, content.start), bisect_left(gist.starts, content.end)):
        if not _within(gist.starts[n], named):
            _add(out, gist, n, SAID)
    first = bisect_left(reading.quantities, content.start, key=lambda quantity: quantity.span.start)
    for quantity in takewhile(
        lambda quantity: quantity.span.start < content.end, islice(reading.quantities, first, None)
    ):
        out[f"{quantity.low.normalize():f}{quantity.unit}"] = SAID
    return tuple(sorted(out.items(), key=lambda pair: (-pair[1], pair[0])))


def _within(start: int, spans: list[Span]) -> bool:
    return any(span.start <= start < span.end for span in spans)


def _add(out: dict[str, float], gist: Gist, n: int, weight: float) -> None:
    word = gist.words[n]
    if (
        gist.kinds[n] in "NVA"
        and word not in plain("stop")
        and word not in plain("loose")
        and word not in plain("saying")
        and word not in plain("cue")
    ):
        word = things("人").get(word, word)
        out[word] = max(weight, out.get(word, 0.0))


def _named(cast: Cast, span: Span) -> tuple[str, ...]:
    """Return the entities named in a content, countries that names begin with among them, in order."""
    out: dict[str, None] = {}
    for name in names_in(cast.reading, span):
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
        for pattern, row in signs("before" if where == "previous" else where):
            if pattern.search(part):
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

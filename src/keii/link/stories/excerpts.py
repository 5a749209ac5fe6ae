"""要約: the handful of sentences, out of a story's own clips, that between them tell most of what it is about. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from keii.records.claim import Claim
from keii.records.facts import Quoted
from keii.records.odds import Excerpt
from keii.records.reading import Reading
from keii.records.span import Span, contains, overlaps
from keii.records.statements import entity_of
from keii.text.view import view_of

MOST = 5
"""Lines of a summary: as many as a reader takes in at a glance."""
_SHORTEST, _LONGEST = 16, 130  # code points of a line: below a fragment, above no summary
_WORDS = 60  # of a story's most telling words
_EVEN = 25  # code points added to each line's, so that a short one is not chosen for its shortness
_LEFT = 0.15  # of a word's weight once a line has it
_LEAD, _SECOND = 1.8, 1.3  # a clip's first and second sentence: newspapers tell the news first
_OF_ONE = 2  # lines of one clip at most
_DISPUTED = 1.25  # words that are at odds with others'
_DATELINE = re.compile(r"^(?:[【\[［(（][^】\]］)）\n]{1,24}[】\]］)）](?:\s*[-―—–=＝]\s*)?)?[\s　]*(?:\d{1,2}[\s　])?")
_POINTS_BACK = re.compile(
    r"^(?:この|これ|その|それ|そこ|ここ|同|こう|そう|両|うち|また|さらに|しかし|だが|一方|ただ|なお|そして|[「『(（※▽■●・>＞]|http)"
)
"""Beginnings that lean on the sentence before."""
_LEANS = 0.45


@dataclass(frozen=True, slots=True)
class _Line:
    reading: Reading
    at: int  #: the reading's place among all
    span: Span
    claims: tuple[Claim, ...]
    folded: str
    worth: float  #: what it counts for beside its words


def excerpts(
    readings: Sequence[Reading],
    telling: Iterable[Mapping[str, float]],
    disputed: Mapping[str, Sequence[Span]],
    most: int = MOST,
) -> tuple[Excerpt, ...]:
    """Return the lines in the order of the readings, which are in order of time.

    `telling` are the most telling words of each clip, weighted; `disputed` the places that are at odds, by clip's id.
    The latest day's clips have a line at least.
    """
    weights: dict[str, float] = defaultdict(float)
    for words in telling:
        for word, weight in words.items():
            weights[word] += weight
    left = dict(sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))[:_WORDS])
    lines = [x for n, reading in enumerate(readings) for x in _lines(reading, n, disputed.get(reading.clip.id, ()))]
    chosen = _choose(lines, left, most)
    return tuple(_excerpt(line) for line in sorted(chosen, key=lambda line: (line.at, line.span)))


def _choose(lines: list[_Line], left: dict[str, float], most: int) -> list[_Line]:
    chosen: list[_Line] = []
    days = [line.reading.clip.published for line in lines]
    last = max((day for day in days if day), default=None)
    while lines and len(chosen) < most:
        free = [line for line in lines if line not in chosen and _count(chosen, line) < _OF_ONE]
        if len(chosen) == most - 1 and not any(line.reading.clip.published == last for line in chosen):
            free = [x for x in free if x.reading.clip.published == last and _score(x, left) > 0] or free
        best = max(free, key=lambda line: (_score(line, left), -line.span.start), default=None)
        if best is None or _score(best, left) <= 0:
            break
        chosen.append(best)
        for word in left:
            if word in best.folded:
                left[word] *= _LEFT
    return chosen


def _count(chosen: Sequence[_Line], line: _Line) -> int:
    return sum(other.reading is line.reading for other in chosen)


def _score(line: _Line, left: Mapping[str, float]) -> float:
    return (
        line.worth
        * sum(weight for word, weight in left.items() if word in line.folded)
        / sqrt(len(line.folded) + _EVEN)
    )


def _lines(reading: Reading, n: int, disputed: Sequence[Span]) -> Iterator[_Line]:
    text, title, at = reading.clip.text, (reading.clip.title or "").strip(), 0
    for sentence in reading.sentences:
        words = text[sentence.start : sentence.end]
        if words.strip() == title or not re.search(r"[。」』？！?!]\s*$", words):
            continue
        at += 1
        start = sentence.start + _DATELINE.match(words).end()  # type: ignore[union-attr]  # matches "" too
        span = Span(start, sentence.start + len(words.rstrip()))
        claims = tuple(claim for claim in reading.claims if contains(sentence, claim.content))
        if span.end - span.start > _LONGEST:
            fit = [c for c in claims if _SHORTEST <= c.content.end - c.content.start <= _LONGEST]
            span = fit[0].content if fit else span
        if not _SHORTEST <= span.end - span.start <= _LONGEST:
            continue
        worth = _LEAD if at == 1 else _SECOND if at == 2 else 1.0
        worth *= _LEANS if _POINTS_BACK.match(text[span.start : span.end]) else 1.0
        worth *= _DISPUTED if any(overlaps(span, place) for place in disputed) else 1.0
        folded = view_of(text[span.start : span.end]).text.casefold()
        yield _Line(reading, n, span, tuple(c for c in claims if overlaps(span, c.content)), folded, worth)


def _excerpt(line: _Line) -> Excerpt:
    clip = line.reading.clip
    whose = dict.fromkeys(filter(None, (_source(line.reading, claim) for claim in line.claims)))
    stances = {claim.stance for claim in line.claims}
    return Excerpt(
        clip=clip.id, outlet=clip.outlet, published=clip.published.isoformat() if clip.published else None,
        words=Quoted(span=line.span, text=clip.text[line.span.start : line.span.end]), sources=tuple(whose),
        stance=stances.pop() if len(stances) == 1 else None,
    )  # fmt: skip


def _source(reading: Reading, claim: Claim) -> str | None:
    if claim.source is None:
        return None
    return entity_of(reading, claim) or reading.clip.text[claim.source.span.start : claim.source.span.end]

"""Date and place (日時・場所) of an event: only what its own sentence says."""

from __future__ import annotations

from bisect import bisect_left

from keii.find.events.args import args_of
from keii.find.events.ground import Ground, names_in, sentence_of
from keii.records.span import Span


def date_of(ground: Ground, predicate: int) -> str | None:
    """Return the value of the time nearest before a predicate in its sentence, else after it; never a length, nor a
    time in somebody's words outside of which the predicate stands: 「昨年の戦闘で壊れた」と取り合わない."""
    sentence = ground.parse.sentences[sentence_of(ground, predicate)]
    at = ground.parse.phrases[predicate].start
    first = bisect_left(ground.time_starts, sentence.start)
    last = bisect_left(ground.time_starts, sentence.end, lo=first)
    here = [t for t in ground.times[first:last] if not t.value.startswith("P") and not _apart(ground, t.span, at)]
    before = [t for t in here if t.span.start < at]
    if before:
        return before[-1].value
    return here[0].value if here else None


def _apart(ground: Ground, span: Span, at: int) -> bool:
    """Say whether a span stands in the words of a claim that do not reach to a place."""
    held = claim_at(ground, span.start, span.end)
    return held is not None and not any(a <= at < b for a, b, i in ground.contents if i == held)


def place_of(ground: Ground, predicate: int) -> str | None:
    """Return the place a phrase with で names; None: the sentence does not say."""
    for arg in args_of(ground, predicate):
        if arg.kind != "place":
            continue
        p = ground.parse.phrases[arg.phrase]
        for name in reversed(names_in(ground, p.start, p.content_end)):
            if name.type in ("GPE", "LOC"):
                return name.entity
    return None


def claim_at(ground: Ground, start: int, end: int) -> int | None:
    """Return the index of the innermost claim whose content holds [start, end); None: the writer's own words."""
    last = bisect_left(ground.contents, (start + 1,))
    inside = [(b - a, i) for a, b, i in ground.contents[max(0, last - _NESTED) : last] if end <= b]
    return min(inside)[1] if inside else None


_NESTED = 8
"""How many contents before a place may still hold it: claims nest less deep than this."""

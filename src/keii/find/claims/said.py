"""When a claim was made: the calendar time in its sentence outside all content."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from keii.find.claims.draft import Draft
from keii.records.parse import Parse, Phrase
from keii.records.time import Time

Day = tuple[int, int, str]
"""日: where a calendar time begins and ends, and its value."""

_LONGEST_CHAIN = 40
"""Heads followed from a time to its predicate; a sentence of news has some 15 phrases."""


def days_of(times: tuple[Time, ...]) -> tuple[Day, ...]:
    """Return the calendar times among the times of a text."""
    return tuple([(t.span.start, t.span.end, t.value) for t in times if not t.value.startswith("P")])


def said_of(draft: Draft, days: tuple[Day, ...], parse: Parse) -> str | None:
    """Return the value of the first calendar time in the claim's main clause, outside its content, or None.

    A time within a clause of its own before the content (去年結んだ条約に関連し、首相は…) is not the claim's.
    """
    content, cue = draft.content, draft.cue
    for start, end, value in days[bisect_left(days, (draft.main,)) : bisect_left(days, (cue.end,))]:
        outside = end <= content.start or start >= content.end
        if outside and not _in_clause(parse, start, cue.start):
            return value
    return None


def _in_clause(parse: Parse, start: int, limit: int) -> bool:
    """Say whether the time at `start` depends on a predicate that leans on a noun (連体修飾) before `limit`."""
    at = bisect_right(parse.phrases, start, key=_start) - 1
    for _ in range(_LONGEST_CHAIN):
        head = parse.phrases[at].head
        if head < 0 or parse.phrases[head].start >= limit:
            return False
        if parse.phrases[head].function == "adnominal" and _is_verbal(parse, parse.phrases[head]):
            return True
        at = head
    return False


def _is_verbal(parse: Parse, phrase: Phrase) -> bool:
    return any(tag.startswith(("動詞", "助動詞")) for tag in parse.tags[phrase.first : phrase.last])


def _start(phrase: Phrase) -> int:
    return phrase.start

"""所: where in a reading something stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from keii.records.correction import Correction
from keii.records.reading import Reading
from keii.records.span import Span

PERSON = "person"
"""The `rule` of what a person said."""


def words(reading: Reading, span: Span) -> str:
    """Return the words of a stretch of the clip."""
    return reading.clip.text[span.start : span.end]


def sentence_of(reading: Reading, span: Span) -> Span:
    """Return the sentence a stretch begins in; between sentences the one before, and the whole text where there is
    none."""
    at = bisect_right(reading.sentences, span.start, key=lambda sentence: sentence.start)
    return reading.sentences[at - 1] if at else Span(0, len(reading.clip.text))


def same_sentence(reading: Reading, one: Span, other: Span) -> bool:
    """Say whether two stretches begin in one sentence."""
    return sentence_of(reading, one) == sentence_of(reading, other)


def found_at(text: str, wanted: str) -> Iterator[Span]:
    """Yield where words stand in a text, left to right, none over another."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield Span(at, at + len(wanted))
        at = text.find(wanted, at + len(wanted))


def place_of(correction: Correction) -> Span:
    """Return the words a correction is about. Raises ValueError where it names none, as one of a whole clip."""
    if correction.span is None:
        raise ValueError(f"a correction of a {correction.kind} without words")
    return correction.span

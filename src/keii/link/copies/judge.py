"""Is one text a copy of another, and what differs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from keii.link.copies.hand import at_hand
from keii.link.copies.matter import matter, opening_sentences
from keii.link.copies.shingles import AT_HAND, in_common, numbers
from keii.records.clip import Clip
from keii.records.copy import Change, CopyKind, Likeness
from keii.records.evidence import Evidence
from keii.records.span import Span
from keii.text.sentences import sentences

NEAR = 0.8
"""Jaccard similarity from which two texts are near copies: one sentence in ten may differ."""
PART = 0.85
"""Share of the shorter text that stands in the longer one from which it is a part of it (a wire report cut short)."""
VERSION = 0.5
"""Jaccard similarity from which two texts of one outlet, or of one address, are versions of one article."""
LEAST = 60
"""Five-character strings a text must have to be called a part of another: headlines and short posts recur by chance."""
FIGURES, FEW_FIGURES = 0.5, 3
"""Share of figures two texts must have in common, and figures each must have for that to count: forms (weather,
markets, counts of patients) keep their words and change their figures; a later version of a report changes few."""
SAME_SENTENCE = 20
"""Letters of a sentence that two versions of one outlet's report share: forms change every sentence."""
MOST_SENTENCES = 500
"""Sentences on either side up to which differences are looked for in full; beyond, recurring sentences do not count."""
WITHIN_DAYS = 10
"""Days within which the same words are a copy; later they are a form that recurs (weather, markets), unless exact."""


_DAY = re.compile(r"(?<!\d)(\d{1,2})日(?!間|ぶり|連続|以内|目)")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def likeness(one: Clip, other: Clip) -> Likeness | None:
    """Return how one clip repeats another; None where it does not."""
    a, b = numbers(one.text), numbers(other.text)
    fewest = min(len(a), len(b))
    if not fewest:
        return None
    both = in_common(a, b)
    alike, within = both / (len(a) + len(b) - both), both / fewest
    kind = _kind(one, other, alike, within, fewest)
    if kind is None:
        return None
    return Likeness(
        kind=kind, alike=round(alike, 3), within=round(within, 3), reasons=tuple(_reasons(one, other, alike, within))
    )


def changes(before: str, after: str) -> tuple[Change, ...]:
    """Return the stretches in which two texts differ, by sentences, in order."""
    old, new = _spans(before), _spans(after)
    a, b = [before[s.start : s.end] for s in old], [after[s.start : s.end] for s in new]
    head = _same_at_start(a, b)
    tail = _same_at_start(a[head:][::-1], b[head:][::-1])
    a, b = a[head : len(a) - tail], b[head : len(b) - tail]
    match = SequenceMatcher(None, a, b, max(len(a), len(b)) > MOST_SENTENCES)
    return tuple(
        Change(
            before=_stretch(old, head + i, head + j, len(before)), after=_stretch(new, head + k, head + m, len(after))
        )
        for tag, i, j, k, m in match.get_opcodes()
        if tag != "equal"
    )


def _same_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many sentences two texts have in common from the start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def _kind(one: Clip, other: Clip, alike: float, within: float, fewest: int) -> CopyKind | None:
    if alike == 1:
        return "exact"
    if one.url is not None and one.url == other.url and alike >= VERSION:
        return "version"
    if not _close(one, other) or (alike < VERSION and within < PART) or _form(one, other):
        return None
    if alike >= NEAR:
        return "near"
    if within >= PART and fewest >= LEAST:
        return "part"
    own = one.outlet is not None and one.outlet == other.outlet
    return "version" if own and alike >= VERSION and _share_sentence(one.text, other.text) else None


def _form(one: Clip, other: Clip) -> bool:
    """Say whether two texts are one form filled in twice: of other days, or with other figures."""
    (days, figures), (others, more) = _told(one.text), _told(other.text)
    if one.published != other.published and days and others and not days & others:
        return True
    fewest = min(len(figures), len(more))
    return fewest >= FEW_FIGURES and len(figures & more) < FIGURES * fewest


@at_hand(AT_HAND)
def _told(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the days of a month a text tells of, and all its figures."""
    plain = matter(text)
    return frozenset(_DAY.findall(plain)), frozenset(_FIGURE.findall(plain))


def _share_sentence(one: str, other: str) -> bool:
    a, b = (set(opening_sentences(matter(text), len(text), SAME_SENTENCE)) for text in (one, other))
    return bool(a & b)


def _close(one: Clip, other: Clip) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= WITHIN_DAYS


def _reasons(one: Clip, other: Clip, alike: float, within: float) -> Iterator[Evidence]:
    yield Evidence(feature="same strings", weight=round(alike, 3), note="")
    yield Evidence(feature="shorter one inside", weight=round(within, 3), note="")
    if one.url is not None and one.url == other.url:
        yield Evidence(feature="same address", weight=1.0, note=one.url)
    if one.outlet is not None and one.outlet == other.outlet:
        yield Evidence(feature="same outlet", weight=1.0, note=one.outlet)


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(line.span for line in sentences(text))


def _stretch(spans: tuple[Span, ...], first: int, last: int, length: int) -> Span:
    if first < last:
        return Span(spans[first].start, spans[last - 1].end)
    at = spans[first].start if first < len(spans) else length
    return Span(at, at)

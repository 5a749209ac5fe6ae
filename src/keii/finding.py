"""探し: a person's words -> what the dossier is asked -> hits with the words that show why."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from keii.link.entities.spelling import daily
from keii.link.strand import search_words
from keii.records.span import Span
from keii.text.sentences import sentences
from keii.text.view import view_of
from keii.words.gist import gist_of

_BLANK = re.compile(r"\s+")
_PHRASE = re.compile(r'"([^"]+)"|「([^」]+)」|(\S+)')
_LONGEST = 160  # code points of a snippet: two lines of a page, four of a terminal
_LOOKED_INTO = 20_000  # code points of a text whose words are worked out for a snippet: a tenth of a second
_MOST_FORMS = 24  # spellings of a name that are looked for


def words_of(text: str) -> tuple[str, ...]:
    """Return the terms of a question, each once: parted by blanks; what stands in "" or 「」 is one."""
    return tuple(dict.fromkeys(next(part for part in match.groups() if part) for match in _PHRASE.finditer(text)))


def phrases(word: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Return a term, and the spellings of what it may name, as the index has them: normal forms parted by blanks.
    Spellings of one character are left out: they stand in too many other words. () where nothing but marks is asked."""
    forms = [word, *(form for form in spellings if len(form) > 1)]
    told = (search_words(gist_of(form)) for form in forms[:_MOST_FORMS])
    return tuple(dict.fromkeys(phrase for phrase in told if phrase))


def snippet(text: str, wanted: Iterable[Sequence[str]]) -> tuple[Span, tuple[Span, ...]]:
    """Return the stretch of a clip's text that holds most of the wanted words, and where they stand in it.

    `wanted` has for each term its spellings: the word asked for first. A term that stands nowhere as written is looked
    for by its normal form, 引越し for 引っ越し; where that is not there either, it has no place.
    """
    view = view_of(text)
    folded = _folded(view.text)
    places: set[Span] = set()
    other: list[str] = []
    for forms in wanted:
        there = {Span(at, at + len(word)) for form in forms if (word := _bare(form)) for at in _at(folded, word)}
        places |= there
        if not there:
            other += phrases(forms[0], ())
    if other and len(text) <= _LOOKED_INTO:
        places |= {view.viewed(span) for span in _normal(text, set(other))}
    ranked = sorted(places, key=lambda span: (span.start, -span.end))
    stretch = _best(view.text, ranked)
    inside = [span for span in ranked if stretch.start <= span.start and span.end <= stretch.end]
    return view.saved(stretch), tuple(dict.fromkeys(view.saved(span) for span in _apart(inside)))


def _normal(text: str, wanted: set[str]) -> Iterable[Span]:
    """Yield where phrases of normal forms stand in a text, in code points of it."""
    gist = gist_of(text)
    words = daily(" ".join(gist.words)).split(" ")
    if len(words) != len(gist.words):  # a normal form with a blank in it
        return
    for phrase in sorted(wanted):
        parts = phrase.split(" ")
        for at in range(len(words) - len(parts) + 1):
            if words[at : at + len(parts)] == parts:
                yield Span(gist.starts[at], gist.ends[at + len(parts) - 1])


def _best(text: str, places: Sequence[Span]) -> Span:
    """Return the sentence, with its neighbours up to a length, in which most places lie; of as many the first."""
    lines = [line.span for line in sentences(text)]
    if not lines:
        return Span(0, 0)
    starts = [place.start for place in places]
    count = [bisect_left(starts, line.end) - bisect_left(starts, line.start) for line in lines]
    at = max(range(len(lines)), key=lambda n: (count[n], -n))
    start, end = lines[at].start, lines[at].end
    if end - start > _LONGEST:
        first = next((p.start for p in places if start <= p.start < end), start)
        start = max(start, min(first - _LONGEST // 3, end - _LONGEST))
        return Span(start, min(end, start + _LONGEST))
    for line in lines[at + 1 :]:
        if line.end - start > _LONGEST:
            break
        end = line.end
    return Span(start, end)


def _apart(spans: list[Span]) -> list[Span]:
    """Return spans in order, those inside or across an earlier one left out."""
    out: list[Span] = []
    for span in spans:
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _at(text: str, word: str) -> Iterable[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _bare(form: str) -> str:
    return _BLANK.sub("", _folded(view_of(form).text))


def _folded(view: str) -> str:
    """Return a view in small letters without 異体字, as long as before."""
    small = view.casefold()
    return daily(small if len(small) == len(view) else view)

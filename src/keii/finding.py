"""探し: a person's words -> what the dossier is asked -> hits with the words that show why."""

from __future__ import annotations

import re
from collections.abc import Iterable

from keii.records.span import Span
from keii.text.sentences import sentences
from keii.text.view import view_of
from keii.words.gist import gist_of

_BLANK = re.compile(r"\s+")
_PHRASE = re.compile(r'"([^"]+)"|「([^」]+)」|(\S+)')
_LONGEST = 160  # code points of a snippet: two lines of a page, four of a terminal
_MOST_FORMS = 24  # spellings of a name that are looked for


def words_of(text: str) -> tuple[str, ...]:
    """Return the terms of a question: parted by blanks; what stands in "" or 「」 is one."""
    return tuple(next(part for part in match.groups() if part) for match in _PHRASE.finditer(text))


def phrases(word: str, spellings: Iterable[str]) -> tuple[str, ...]:
    """Return a term, and the spellings of what it may name, as the index has them: normal forms parted by blanks.
    Spellings of one character are left out: they stand in too many other words. () where nothing but marks is asked."""
    forms = [word, *(form for form in spellings if len(form) > 1)]
    told = (" ".join(gist_of(form).words) for form in forms[:_MOST_FORMS])
    return tuple(dict.fromkeys(phrase for phrase in told if phrase))


def snippet(text: str, wanted: Iterable[str]) -> tuple[Span, tuple[Span, ...]]:
    """Return the stretch of a clip's text that holds most of the wanted words, and where they stand in it; the
    beginning of the text where none stands as written (a spelling the index folds)."""
    view = view_of(text)
    folded = view.text.casefold()
    if len(folded) != len(view.text):
        folded = view.text
    places = sorted(
        {Span(at, at + len(word)) for form in wanted if (word := _fold(form)) for at in _at(folded, word)},
        key=lambda span: (span.start, -span.end),
    )
    stretch = _best(view.text, places)
    inside = [span for span in places if stretch.start <= span.start and span.end <= stretch.end]
    return view.saved(stretch), tuple(view.saved(span) for span in _apart(inside))


def _best(text: str, places: list[Span]) -> Span:
    """Return the sentence, with its neighbours up to a length, in which most places lie; of as many the first."""
    lines = [line.span for line in sentences(text)]
    if not lines:
        return Span(0, 0)
    count = [sum(line.start <= place.start and place.end <= line.end for place in places) for line in lines]
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


def _fold(form: str) -> str:
    return _BLANK.sub("", view_of(form).text.casefold())

"""A clip's words as chunks (かたまり): content words with the function words after them, figures and times apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from keii.records.gist import Gist
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span

ChunkKind = Literal["words", "name", "figure", "time"]
_BREAKS = frozenset("、。,;；／/⇔⇒→!?！？\n")  #: a clause ends here
_JOINS = frozenset("·・=＝-–—ー")  #: no break between two words of one compound


Marks = dict[int, tuple[ChunkKind, int]]


@dataclass(frozen=True, slots=True)
class Chunk:
    """かたまり: 「死者が」: words (死者,), tail (が,)."""

    kind: ChunkKind
    start: int  #: code points of the clip's text
    end: int  #: end of the content, before the tail
    words: tuple[str, ...]  #: normal forms of its content words
    kinds: str  #: their letters, as in `Gist.kinds`
    tail: tuple[str, ...]  #: normal forms of the function words after it
    gap: str  #: the punctuation before the next chunk
    inner: str  #: the punctuation between content and tail
    index: int  #: of the figure, time or name in the reading; -1 for words
    silent: bool  #: it says who says something (a claim's source or cue), never what is counted

    @property
    def ends_clause(self) -> bool:
        """Say whether a clause ends after it."""
        return not _BREAKS.isdisjoint(self.gap)


@dataclass(frozen=True, slots=True)
class Scene:
    """場面: a reading's sentences as chunks."""

    reading: Reading
    sentences: tuple[tuple[Chunk, ...], ...]


def scene_of(reading: Reading, gist: Gist) -> Scene:
    """Return the sentences of a clip as chunks, in order."""
    marks = _marks(reading, gist)
    silent = _silent(reading)
    out = []
    for sentence in reading.sentences:
        first, last = bisect_left(gist.starts, sentence.start), bisect_left(gist.starts, sentence.end)
        out.append(tuple(_chunks(reading.clip.text, gist, marks, silent, first, last)))
    return Scene(reading=reading, sentences=tuple(out))


def sentence_at(reading: Reading, start: int) -> int:
    """Return the number of the sentence a place lies in, or the last before it."""
    return max(0, bisect_right([s.start for s in reading.sentences], start) - 1)


def _marks(reading: Reading, gist: Gist) -> Marks:
    """Return for the words of names, times and figures what they belong to; figures beat times beat names."""
    out: Marks = {}
    kinds: tuple[tuple[ChunkKind, Sequence[Span]], ...] = (
        ("name", [_titled(name) for name in reading.names]),
        ("time", [time.span for time in reading.times]),
        ("figure", [quantity.span for quantity in reading.quantities]),
    )
    for kind, spans in kinds:
        for n, span in enumerate(spans):
            first, last = bisect_right(gist.ends, span.start), bisect_left(gist.starts, span.end)
            for word in range(first, last):
                out[word] = (kind, n)
    return out


def _silent(reading: Reading) -> list[Span]:
    spans = [claim.cue for claim in reading.claims] + [claim.source.span for claim in reading.claims if claim.source]
    return sorted(set(spans))


def _covers(spans: Sequence[Span], place: int) -> bool:
    """Say whether one of the spans, in order, holds a place; they nest at most two deep."""
    last = bisect_right(spans, place, key=lambda span: span.start)
    return any(place < span.end for span in spans[max(0, last - 3) : last])


def _titled(name: Name) -> Span:
    """Return a name with the title right after it: 金氏, キスペ大統領."""
    if name.title is not None and 0 <= name.title.start - name.span.end <= 1:
        return Span(name.span.start, name.title.end)
    return name.span


def _chunks(text: str, gist: Gist, marks: Marks, silent: Sequence[Span], first: int, last: int) -> list[Chunk]:
    out: list[Chunk] = []
    at = first
    while at < last:
        end = _content_end(text, gist, marks, at, last)
        tail = end
        while tail < last and gist.kinds[tail] == "F" and tail not in marks and not _broken(text, gist, tail, _BREAKS):
            tail += 1
        kind, index = marks.get(at, ("words", -1))
        content = range(at, end) if gist.kinds[at] != "F" or at in marks else range(0)
        stop = gist.ends[end - 1]
        out.append(
            Chunk(
                kind=kind,
                start=gist.starts[at],
                end=stop,
                words=tuple(gist.words[n] for n in content),
                kinds="".join(gist.kinds[n] for n in content),
                tail=gist.words[end:tail] if content else gist.words[at:tail],
                gap=text[gist.ends[tail - 1] : gist.starts[tail]] if tail < len(gist.starts) else "",
                inner=text[stop : gist.starts[end]] if end < tail else "",
                index=index,
                silent=_covers(silent, gist.starts[at]),
            )
        )
        at = tail
    return out


def _content_end(text: str, gist: Gist, marks: Marks, at: int, last: int) -> int:
    """Return where the content that begins at a word ends: one name, time or figure, or one run of content words."""
    end = at + 1
    own = marks.get(at)
    if own is None and gist.kinds[at] == "F":
        return end
    while end < last and marks.get(end) == own:
        if own is None and (gist.kinds[end] == "F" or not _joined(text, gist, end) or _clause_ends(gist, end)):
            break
        end += 1
    return end


def _clause_ends(gist: Gist, n: int) -> bool:
    """Say whether a verb ends right before a word: 被害を訴える|人."""
    return gist.kinds[n - 1] == "V" and gist.kinds[n] in "NPC"


def _joined(text: str, gist: Gist, n: int) -> bool:
    return set(text[gist.ends[n - 1] : gist.starts[n]]) <= _JOINS


def _broken(text: str, gist: Gist, n: int, marks: frozenset[str]) -> bool:
    return not marks.isdisjoint(text[gist.ends[n - 1] : gist.starts[n]])


def names_in(reading: Reading, span: Span) -> tuple[Name, ...]:
    """Return the names that lie within a span, in order."""
    first = bisect_left(reading.names, span.start, key=_start)
    last = bisect_left(reading.names, span.end, lo=first, key=_start)
    return tuple(name for name in reading.names[first:last] if name.span.end <= span.end)


def name_before(reading: Reading, end: int) -> Name | None:
    """Return the name that ends at a place; None where none does."""
    at = bisect_left(reading.names, end, key=_start) - 1
    return reading.names[at] if at >= 0 and reading.names[at].span.end == end else None


def _start(name: Name) -> int:
    return name.span.start

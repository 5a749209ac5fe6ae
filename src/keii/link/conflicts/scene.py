"""A clip's words as chunks (かたまり): content words with the function words after them, figures and times apart."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from keii.records.gist import Gist
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span

ChunkKind = Literal["words", "name", "figure", "time"]
_BREAKS = frozenset("、。,;；／/⇔⇒→!?！？\n")  #: a clause ends here
_JOINS = frozenset("·・=＝-–—ー")  #: no break between two words of one compound
_NESTED = 3  #: sources and cues nest at most two deep


Marks = dict[int, tuple[ChunkKind, int]]


@dataclass(slots=True)  # never changed; a frozen one costs twice the time to make
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
    silent = _silent(reading, gist)
    gaps = _gaps(reading.clip.text, gist)
    out = []
    for sentence in reading.sentences:
        first, last = bisect_left(gist.starts, sentence.start), bisect_left(gist.starts, sentence.end)
        out.append(tuple(_chunks(gist, marks, silent, gaps, first, last)))
    return Scene(reading=reading, sentences=tuple(out))


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


def _silent(reading: Reading, gist: Gist) -> frozenset[int]:
    """Return the words that lie in a source or cue; where these nest, the last three that begin before a word count."""
    spans = {claim.cue for claim in reading.claims} | {claim.source.span for claim in reading.claims if claim.source}
    ordered = sorted((span.start, span.end) for span in spans)
    out: set[int] = set()
    for n, (start, end) in enumerate(ordered):
        beyond = ordered[n + _NESTED][0] if n + _NESTED < len(ordered) else end
        out.update(range(bisect_left(gist.starts, start), bisect_left(gist.starts, min(end, beyond))))
    return frozenset(out)


def _gaps(text: str, gist: Gist) -> tuple[str, ...]:
    """Return what stands between each word and the one before it: the first has nothing before it."""
    return ("", *(text[end:start] for end, start in zip(gist.ends, gist.starts[1:], strict=False)))


def _titled(name: Name) -> Span:
    """Return a name with the title right after it: 金氏, キスペ大統領."""
    if name.title is not None and 0 <= name.title.start - name.span.end <= 1:
        return Span(name.span.start, name.title.end)
    return name.span


def _chunks(
    gist: Gist, marks: Marks, silent: frozenset[int], gaps: Sequence[str], first: int, last: int
) -> Iterator[Chunk]:
    words, kinds, many = gist.words, gist.kinds, len(gist.words)
    at = first
    while at < last:
        mark = marks.get(at)
        end = _content_end(kinds, gaps, marks, at, last)
        tail = end
        while tail < last and kinds[tail] == "F" and tail not in marks and _BREAKS.isdisjoint(gaps[tail]):
            tail += 1
        empty = mark is None and kinds[at] == "F"
        yield Chunk(
            "words" if mark is None else mark[0],
            gist.starts[at],
            gist.ends[end - 1],
            () if empty else words[at:end],
            "" if empty else kinds[at:end],
            words[at if empty else end : tail],
            gaps[tail] if tail < many else "",
            gaps[end] if end < tail else "",
            -1 if mark is None else mark[1],
            at in silent,
        )
        at = tail


def _content_end(kinds: str, gaps: Sequence[str], marks: Marks, at: int, last: int) -> int:
    """Return where the content that begins at a word ends: one name, time or figure, or one run of content words. A run
    ends at a verb: 被害を訴える|人."""
    end = at + 1
    own = marks.get(at)
    if own is not None:
        while end < last and marks.get(end) == own:
            end += 1
    elif kinds[at] != "F":
        while end < last and end not in marks and kinds[end] != "F" and (not gaps[end] or _JOINS.issuperset(gaps[end])):
            if kinds[end - 1] == "V" and kinds[end] in "NPC":
                break
            end += 1
    return end


@dataclass(frozen=True, slots=True)
class Named:
    """名前の並び: the names of a reading, in order, with where they begin."""

    names: tuple[Name, ...]
    starts: tuple[int, ...]


def named_of(reading: Reading) -> Named:
    """Return the names of a reading, to be looked up by place."""
    return Named(reading.names, tuple(name.span.start for name in reading.names))


def names_in(named: Named, span: Span) -> tuple[Name, ...]:
    """Return the names that lie within a span, in order."""
    end = span.end
    first = bisect_left(named.starts, span.start)
    last = bisect_left(named.starts, end, first)
    return tuple([name for name in named.names[first:last] if name.span.end <= end])


def name_before(named: Named, end: int) -> Name | None:
    """Return the name that ends at a place; None where none does."""
    at = bisect_left(named.starts, end) - 1
    return named.names[at] if at >= 0 and named.names[at].span.end == end else None

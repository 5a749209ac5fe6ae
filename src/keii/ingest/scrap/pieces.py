"""断片: the page cut up: links, and stretches of text that are each one clip. Separators belong to none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from keii.ingest.scrap.cut import cuts
from keii.ingest.scrap.facts import Facts, facts_of
from keii.ingest.scrap.hints import NO_HINTS, Hints
from keii.ingest.scrap.lines import PageLine
from keii.ingest.scrap.section import Section
from keii.records.evidence import Evidence
from keii.records.span import Span

_CHUNK = 2000
"""Lines weighed at a time; the next chunk begins at the last cut found. Keeps memory in bounds on any page."""
_FACTS = 2000
"""Lines of a clip whose facts are kept: enough for its kind, title and outlet."""
CERTAIN = 9.0
"""Weight shown for cuts that need no weighing: the page's start, a link, a separator line."""


@dataclass(frozen=True, slots=True)
class Piece:
    """断片: a link, or the lines of one clip. `facts` is empty for a link."""

    span: Span
    link: bool
    facts: tuple[Facts, ...]
    cut: tuple[Evidence, ...]


def pieces(
    page: str, lines: Sequence[PageLine], by: Mapping[str, float] | None = None, hints: Hints = NO_HINTS
) -> Iterator[Piece]:
    """Yield the links and the stretches of text of a page, in order. `lines` are its lines that are not blank,
    `hints` what its markup says of them. A separator that stands for a rule of the markup is weighed, not certain."""
    lines = [line for line in lines if line.kind != "separator" or hints.get(line.start) != "rule"]
    usual = usual_blanks(lines)
    why = (Evidence(feature="page_start", weight=CERTAIN, note=""),)
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.kind == "text":
            end = next((k for k in range(at, len(lines)) if lines[k].kind != "text"), len(lines))
            yield from _texts(page, lines[at:end], usual, why, by, hints)
            at = end
            continue
        words = page[line.start : min(line.end, line.start + 40)]
        why = (Evidence(feature=line.kind, weight=CERTAIN, note=words),)
        if line.kind == "link":
            yield Piece(Span(line.start, line.end), True, (), why)
        at += 1


def _facts(page: str, line: PageLine, hints: Hints) -> Facts:
    found = facts_of(page, line)
    return replace(found, markup=hints[line.start]) if line.start in hints else found


def usual_blanks(lines: Sequence[PageLine]) -> int:
    """Return how many blank lines most of the page's lines of text have before them; 0 for a page of one line."""
    counts = Counter(min(line.blanks, 3) for line in lines[1:] if line.kind == "text")
    return counts.most_common(1)[0][0] if counts else 0


def _texts(
    page: str,
    lines: Sequence[PageLine],
    usual: int,
    why: tuple[Evidence, ...],
    by: Mapping[str, float] | None,
    hints: Hints,
) -> Iterator[Piece]:
    begun = 0  # the clip in hand: the line it began at, and its facts so far
    facts: tuple[Facts, ...] = ()
    start = 0
    while start < len(lines):
        chunk = lines[start : start + _CHUNK]
        section = Section([_facts(page, line, hints) for line in chunk], usual)
        found = cuts(section, by)
        at = 0
        for cut in found:
            facts = (*facts, *section.facts[at : cut.at])[:_FACTS]
            yield Piece(Span(lines[begun].start, lines[start + cut.at - 1].end), False, facts, why)
            begun, at, why, facts = start + cut.at, cut.at, cut.evidence, ()
        if found and start + len(chunk) < len(lines):
            start, facts = begun, ()
            continue
        facts = (*facts, *section.facts[at:])[:_FACTS]
        start += len(chunk)
    yield Piece(Span(lines[begun].start, lines[-1].end), False, facts, why)

"""切り抜きに: pieces of a page -> clips with kind, register, title, outlet and date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from keii.ingest.ident import clip_id
from keii.ingest.published import from_line, from_text
from keii.ingest.scrap.facts import Facts, facts_of
from keii.ingest.scrap.hints import NO_HINTS, Hints, Links, links_in
from keii.ingest.scrap.kinds import kind_of, organ_of, title_of
from keii.ingest.scrap.lines import PageLine, page_lines
from keii.ingest.scrap.outlet import host_of, named_in, outlet_of
from keii.ingest.scrap.pieces import Piece, pieces
from keii.ingest.scrap.register import register_of
from keii.ingest.scrap.shapes import look_at, shapes_of
from keii.records.clip import Clip, GivenBy
from keii.records.problem import Problem
from keii.records.span import Span

_LINES = 400
"""Lines of a document that is not split that are looked at for its kind, title, outlet and date."""
_LONG = 100_000
"""In a clip longer than this no outlet is looked for: it is no newspaper's page."""


@dataclass(frozen=True, slots=True)
class Given:
    """与えられたこと: what is known of a source before its text is read. All None: nothing."""

    published: date | None = None
    published_by: GivenBy | None = None
    outlet: str | None = None
    outlet_by: GivenBy | None = None
    title: str | None = None
    url: str | None = None
    problems: tuple[Problem, ...] = ()
    links: Links = ()  #: what the lines of the text lead to


def scrap_clips(page: str, source_id: str, given: Given, hints: Hints = NO_HINTS) -> Iterator[Clip]:
    """Yield the clips of a text page in order. What is given holds for all of them; `hints` is what the page's markup
    says of its lines.

    A line of the page that is only a date is no clip's: it dates the clips after it, unless the user gave a date.
    """
    lines = list(page_lines(page))
    dated = _page_dates(page, lines)
    found = list(pieces(page, [line for line in lines if line.start not in dated], hints=hints))
    source = _Source(page, source_id, named_in(page), whole=False)
    days = iter(dated.items())
    next_day = next(days, None)
    for n, piece in enumerate(found):
        while next_day and next_day[0] < piece.span.start:
            if given.published_by != "user":
                given = replace(given, published=next_day[1], published_by="input")
            next_day = next(days, None)
        yield _link(source, piece, given) if piece.link else _clip(source, piece, given, _beside(page, found, n))


def whole_clip(text: str, source_id: str, given: Given) -> Clip:
    """Return a document as one clip, never split. What is given stands; what is not is looked for in the text."""
    facts = tuple(facts_of(text, line, to_cut=False) for line in islice(page_lines(text), _LINES))
    source = _Source(text, source_id, named_in(text), whole=True)
    return _clip(source, Piece(Span(0, len(text)), False, facts, ()), given, given.url)


@dataclass(frozen=True, slots=True)
class _Source:
    """出どころ: a page or a document, and what is found once for all of its clips."""

    text: str
    id: str
    named: frozenset[str]  #: outlets it names
    whole: bool  #: one clip: what is given is about this very clip


def _link(source: _Source, piece: Piece, given: Given) -> Clip:
    text = source.text[piece.span.start : piece.span.end]
    url = text.strip("<>")
    return Clip(
        id=clip_id(source.id, piece.span, text),
        source_id=source.id,
        span=piece.span,
        kind="link",
        text=text,
        outlet=given.outlet,
        outlet_by=given.outlet_by,
        url=url,
        published=given.published,
        published_by=given.published_by,
        links=links_in(given.links, piece.span, url),
        cut=piece.cut,
        problems=given.problems,
    )


def _beside(page: str, found: Sequence[Piece], n: int) -> str | None:
    """Return the address on the line right before or after a piece, no blank line between; None for neither or both."""
    before = [found[k] for k in (n - 1,) if k >= 0 and found[k].link]
    after = [found[k] for k in (n + 1,) if k < len(found) and found[k].link]
    span = found[n].span
    near = [p for p in before if page.count("\n", p.span.end, span.start) == 1]
    near += [p for p in after if page.count("\n", span.end, p.span.start) == 1]
    return page[near[0].span.start : near[0].span.end].strip("<>") if len(near) == 1 else None


def _clip(source: _Source, piece: Piece, given: Given, url: str | None) -> Clip:
    text = source.text[piece.span.start : piece.span.end]
    day, day_by = _day(source, piece.facts, text, given)
    outlet, outlet_by = given.outlet, given.outlet_by
    if outlet is None and len(text) <= _LONG:
        lines = [source.text[f.line.start : f.line.end] for f in piece.facts]
        outlet, outlet_by = outlet_of(lines, source.named, host_of(url) if url else None, organ_of(piece.facts))
    return Clip(
        id=clip_id(source.id, piece.span, text),
        source_id=source.id,
        span=piece.span,
        kind=kind_of(piece.facts),
        text=text,
        outlet=outlet,
        outlet_by=outlet_by,
        title=title_of(piece.facts) if given.title is None else given.title,
        url=url,
        published=day,
        published_by=day_by,
        register=register_of(text),
        links=links_in(given.links, piece.span, url),
        cut=piece.cut,
        problems=given.problems if day else (*given.problems, Problem(code="K1004")),
    )


def _day(source: _Source, facts: tuple[Facts, ...], text: str, given: Given) -> tuple[date | None, GivenBy | None]:
    """Return the clip's date: the user's, else its own date line's, else what is given, else what its words pin.

    Of a document that is not split what is given is about that document, and comes before its date line.
    """
    if given.published is not None and (source.whole or given.published_by == "user"):
        return given.published, given.published_by
    own = [day for f in (*facts[:4], *facts[-2:]) if (day := from_line(source.text[f.line.start : f.line.end]))]
    if own:
        return own[0], "input"
    if given.published is not None:
        return given.published, given.published_by
    pinned = from_text(text)
    return (pinned, "inferred") if pinned else (None, None)


def _page_dates(page: str, lines: Sequence[PageLine]) -> dict[int, date]:
    """Return the page's own date lines: where each begins -> its day.

    A date alone is the page's own where it is the first text of the page, or after a link or a separator, and no
    letterhead: none of the two lines after it is a body's name or a document's title.
    """
    out = {}
    for n, line in enumerate(lines):
        first = n == 0 or lines[n - 1].kind != "text"
        day = from_line(page[line.start : min(line.end, line.start + 80)]) if first and line.kind == "text" else None
        if day is None:
            continue
        after = [shapes_of(look_at(page, k.start, k.end)) for k in lines[n + 1 : n + 3] if k.kind == "text"]
        if not any("organ" in shapes or "document" in shapes for shapes in after):
            out[line.start] = day
    return out

"""One clip, one line, no way back: clip -> view -> parse -> numbers -> … -> reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, TypeVar, cast

from keii.find.claims.find import find as find_claims
from keii.find.dates.find import find as find_dates
from keii.find.events.find import find as find_events
from keii.find.names.find import find as find_names
from keii.find.numbers.find import find as find_numbers
from keii.find.quantities.find import find as find_quantities
from keii.find.quotes.find import find as find_quotes
from keii.records.clip import Clip
from keii.records.gist import Gist
from keii.records.parse import Parse, span_of
from keii.records.problem import Problem
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.tables.digest import tables_digest
from keii.text.cuts import cuts, sentence_start
from keii.text.view import View, view_of
from keii.version import VERSION
from keii.words.gist import gist, gist_of
from keii.words.parse import parse
from keii.words.tokens import dictionary_name

AT_ONCE = 100_000
"""Code points of a clip that are read at once at most, some 200 articles: a clip of that length took 772 MB and 3.5 s,
one of twice the length 1,335 MB (one line dense with claims; 2-core x86-64 machine, 2026-11-23)."""
_SLICE = 40_000
"""Code points of a slice of a longer clip: a third of the memory, and what is read twice stays below a tenth."""
_BESIDE = 1_500
"""Code points of the clip's opening, and of what stands before a slice, that are read along with it: three articles'
worth of each. The longest way from a full name to its short form in an article of our corpus is 700 (2026-11)."""

Item = TypeVar("Item")
Found = tuple[tuple[Item, ...], tuple[Problem, ...]]


def read(clip: Clip) -> Reading:
    """Return everything found in one clip. Never raises for what the text holds: a stage that fails leaves its part
    empty and a K1901 in `problems`. The clip's publication date, when None, leaves relative dates open.

    A clip longer than `AT_ONCE` is read in slices, each behind the clip's opening and the sentences before it, so that
    names, days and speakers known there are known in it; memory grows with what is found only.
    """
    if len(clip.text) <= AT_ONCE:
        return _read(clip)
    out = _Joined()
    for cut in cuts(clip.text, _SLICE):
        if not cut.natural:
            out.add_problem(Problem(code="K1103", span=Span(cut.start, cut.end), args=(str(cut.end - cut.start),)))
        beside = _beside(clip.text, cut.start)
        text = clip.text[: beside.opening] + "\n" * (beside.opening > 0) + clip.text[beside.begin : cut.end]
        out.add(_read(replace(clip, text=text, problems=())), beside)
    return out.reading(clip)


def read_with_gist(clip: Clip) -> tuple[Reading, Gist]:
    """Return everything found in one clip, and its words for weaving and search, from one analysis of the text."""
    if len(clip.text) > AT_ONCE:
        return read(clip), gist_of(clip.text)
    view = view_of(clip.text)
    parsed, problems = parse(view.text)
    return _find(clip, view, parsed, problems), gist(parsed, view)


def _read(clip: Clip) -> Reading:
    """Read a clip at once."""
    view = view_of(clip.text)
    parsed, problems = parse(view.text)
    return _find(clip, view, parsed, problems)


def _find(clip: Clip, view: View, parsed: Parse, problems: tuple[Problem, ...]) -> Reading:
    """Go through the rooms; `problems` are those of the parse."""
    trouble: list[Problem] = [*clip.problems, *problems]

    def stage(name: str, work: Callable[..., Found[Item]], *inputs: object) -> tuple[Item, ...]:
        try:
            found, problems = work(*inputs)
        except Exception as error:  # one bad stage never loses the clip: it becomes a problem
            found, problems = (), (Problem(code="K1901", args=(name, f"{type(error).__name__}: {error}")),)
        trouble.extend(problems)
        return found

    numbers = stage("numbers", find_numbers, parsed)
    times = stage("dates", find_dates, parsed, numbers, clip.published)
    quantities = stage("quantities", find_quantities, parsed, numbers, times)
    names = stage("names", find_names, parsed)
    quotes = stage("quotes", find_quotes, parsed)
    claims = stage("claims", find_claims, parsed, names, quotes, times)
    events = stage("events", find_events, parsed, names, times, claims)
    reading = Reading(
        clip=clip,
        sentences=tuple(span_of(sentence) for sentence in parsed.sentences),
        names=names,
        times=times,
        quantities=quantities,
        quotes=quotes,
        claims=claims,
        events=events,
        problems=tuple(trouble),
        made_by=made_by(),
    )
    return reading if view.origins is None else _to_saved(reading, view)


@cache
def made_by() -> MadeBy:
    """Return what makes readings here and now: version, digest of all tables, dictionary."""
    return MadeBy(keii=VERSION, tables=tables_digest(), dictionary=dictionary_name())


@dataclass(frozen=True, slots=True)
class _Beside:
    """脇: what is read along with a slice: the clip up to `opening`, a line end, then all from `begin` on."""

    opening: int
    begin: int
    start: int  #: where the slice begins

    def saved(self, span: Span) -> Span:
        """Return where a span of what is read stands in the clip."""
        if span.start < self.opening:
            return Span(span.start, min(span.end, self.opening))
        moved = self.begin - self.opening - (self.opening > 0)
        return Span(span.start + moved, span.end + moved)


def _beside(text: str, start: int) -> _Beside:
    if start == 0:
        return _Beside(0, 0, 0)
    return _Beside(
        opening=sentence_start(text, _BESIDE, 2 * _BESIDE),
        begin=sentence_start(text, start - _BESIDE, start),
        start=start,
    )


class _Joined:
    """綴り: readings of slices, put together. What stands in a slice counts, not what was read beside it."""

    def __init__(self) -> None:
        self._found: dict[str, list[Any]] = {f.name: [] for f in fields(Reading) if f.name not in ("clip", "made_by")}
        self._places: dict[tuple[Span, Span], int] = {}  # cue and content of a claim -> its place among the claims

    def add(self, part: Reading, beside: _Beside) -> None:
        """Add what a slice holds."""
        for kind in ("sentences", "names", "times", "quantities", "quotes"):
            moved = (_map(item, beside) for item in getattr(part, kind))
            self._found[kind] += [item for item in moved if _span(item).start >= beside.start]
        claims = [_map(claim, beside) for claim in part.claims]
        for claim in claims:
            if claim.cue.start >= beside.start:
                self._places[claim.cue, claim.content] = len(self._found["claims"])
                self._found["claims"].append(claim)
        for event in (_map(event, beside) for event in part.events):
            if event.anchor.start >= beside.start:
                by = None if event.claim is None else claims[event.claim]
                place = self._places.get((by.cue, by.content)) if by else None
                self._found["events"].append(replace(event, claim=place))
        for problem in (_map(problem, beside) for problem in part.problems):
            if problem.span is None or problem.span.start >= beside.start:
                self.add_problem(problem)

    def add_problem(self, problem: Problem) -> None:
        """Add a problem; one of the whole clip once."""
        if problem.span is not None or problem not in self._found["problems"]:
            self._found["problems"].append(problem)

    def reading(self, clip: Clip) -> Reading:
        """Return it all as the reading of a clip."""
        found = {kind: tuple(items) for kind, items in self._found.items()}
        return Reading(clip=clip, made_by=made_by(), **found | {"problems": (*clip.problems, *found["problems"])})


def _span(item: Any) -> Span:
    return item if isinstance(item, Span) else cast("Span", item.span)


def _to_saved(reading: Reading, view: View) -> Reading:
    """Return the reading with every span of the view replaced by where it came from in the saved text."""
    kept = {"clip": reading.clip, "made_by": reading.made_by}
    changes = {f.name: _map(getattr(reading, f.name), view) for f in fields(reading) if f.name not in kept}
    came_in = reading.clip.problems
    problems = came_in + changes.pop("problems")[len(came_in) :]
    return replace(reading, problems=problems, **changes)


def _map(value: Any, view: View | _Beside) -> Any:
    if isinstance(value, Span):
        return view.saved(value)
    if isinstance(value, tuple):
        return tuple([_map(item, view) for item in value])
    kind = value.__class__
    names = _fields(kind)
    return kind(**{name: _map(getattr(value, name), view) for name in names}) if names else value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    """Return the names of a record's fields; none for what is no record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()

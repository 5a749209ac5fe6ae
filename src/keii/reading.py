"""One clip, one line, no way back: clip -> view -> parse -> numbers -> … -> reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
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
from keii.records.parse import span_of
from keii.records.problem import Problem
from keii.records.reading import MadeBy, Reading
from keii.records.span import Span
from keii.tables.digest import tables_digest
from keii.text.view import View, view_of
from keii.version import VERSION
from keii.words.parse import parse
from keii.words.tokens import dictionary_name

MOST_READ = 100_000
"""Code points of one clip that are read at most, some 200 articles: a clip of that length took 772 MB and 3.5 s, one of
twice the length 1,335 MB (one line dense with claims; 2-core x86-64 machine, 2026-11-23)."""

Item = TypeVar("Item")
Found = tuple[tuple[Item, ...], tuple[Problem, ...]]


def read(clip: Clip) -> Reading:
    """Return everything found in one clip. Never raises for what the text holds: a stage that fails leaves its part
    empty and a K1901 in `problems`. The clip's publication date, when None, leaves relative dates open."""
    view = view_of(clip.text[:MOST_READ])
    trouble: list[Problem] = list(clip.problems)
    if len(clip.text) > MOST_READ:
        trouble.append(Problem(code="K1104", args=(f"{MOST_READ:,}",)))

    def stage(name: str, work: Callable[..., Found[Item]], *inputs: object) -> tuple[Item, ...]:
        try:
            found, problems = work(*inputs)
        except Exception as error:  # one bad stage never loses the clip: it becomes a problem
            found, problems = (), (Problem(code="K1901", args=(name, f"{type(error).__name__}: {error}")),)
        trouble.extend(problems)
        return found

    parsed, problems = parse(view.text)
    trouble.extend(problems)
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


def _to_saved(reading: Reading, view: View) -> Reading:
    """Return the reading with every span of the view replaced by where it came from in the saved text."""
    kept = {"clip": reading.clip, "made_by": reading.made_by}
    changes = {f.name: _map(getattr(reading, f.name), view) for f in fields(reading) if f.name not in kept}
    came_in = reading.clip.problems
    problems = came_in + changes.pop("problems")[len(came_in) :]
    return replace(reading, problems=problems, **changes)


def _map(value: Any, view: View) -> Any:
    if isinstance(value, Span):
        return view.saved(value)
    if isinstance(value, tuple):
        return tuple(_map(item, view) for item in value)
    if is_dataclass(value):
        changed = {f.name: _map(getattr(value, f.name), view) for f in fields(value)}
        return cast("Any", replace(value, **changed))  # type: ignore[type-var]  # an instance, never a class
    return value

"""区間: the lines between two sure cuts, with sums and places over stretches of them, each found in constant time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum

from keii.ingest.scrap.facts import Facts, telling

AHEAD = 3
"""Lines of the text to come that are compared with the clip in hand."""
FAR_AHEAD = 6
"""Lines in which words may come back."""
_ENOUGH = 30.0
"""Least sum of `telling` for a share to be said: five rare words. With fewer the share is chance."""


@dataclass(frozen=True, slots=True)
class Shares:
    """重なり: how far the words on both sides of a line are the same, in percent of their `telling`; -1.0: too few."""

    ahead: float  #: of the words of the lines to come, those that stand in the clip in hand
    lead: float  #: of the words of the first running text to come
    back: float  #: of the words of the last lines, those that come back
    returning: tuple[str, ...]  #: words new in that first running text which come back after it


@dataclass(frozen=True, slots=True)
class _View:
    """The words from a line on, each with the last line before it that has it (-1: none) and how telling it is."""

    at: int
    ahead: tuple[tuple[int, float], ...]
    lead: tuple[tuple[int, float], ...]
    returning: tuple[tuple[int, str], ...]
    back: dict[int, float]  #: `Shares.back` by the first of the last lines, filled as asked for


class Section:
    """区間: what the features ask of the lines."""

    def __init__(self, facts: Sequence[Facts], usual_blanks: int) -> None:
        self.facts = tuple(facts)
        self.usual_blanks = usual_blanks  #: blank lines between two lines of text, as most of the page has it
        self._polite = _sums(f.polite for f in facts)
        self._plain = _sums(f.plain for f in facts)
        self._wide = _sums(f.wide for f in facts)
        self._narrow = _sums(f.narrow for f in facts)
        self._body = _sums(int(f.body) for f in facts)
        self._indented = _sums(int(f.body and f.line.indented) for f in facts)
        self._lengths = _sums(f.line.end - f.line.start if f.body else 0 for f in facts)
        self._terms = _places(f.terms for f in facts)
        self._people = _places(f.people for f in facts)
        self._variants = _places(f.variants for f in facts)
        self._leads = tuple(self._find_lead(at) for at in range(len(facts)))
        self._view = _View(-1, (), (), (), {})
        self._shares: tuple[tuple[int, int], Shares] = ((-1, -1), Shares(-1.0, -1.0, -1.0, ()))

    def __len__(self) -> int:
        return len(self.facts)

    def __getitem__(self, at: int) -> Facts:
        return self.facts[at]

    def lead(self, at: int) -> int:
        """Return the first line of running text from `at` on, at most three further; `at` where there is none."""
        return self._leads[at]

    def registers(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentences in 敬体 and 常体 of the lines ``[start, end)``."""
        return self._polite[end] - self._polite[start], self._plain[end] - self._plain[start]

    def widths(self, start: int, end: int) -> tuple[int, int]:
        """Return the full-width and half-width digits and brackets of the lines ``[start, end)``."""
        return self._wide[end] - self._wide[start], self._narrow[end] - self._narrow[start]

    def bodies(self, start: int, end: int) -> int:
        """Return how many of the lines ``[start, end)`` are running text."""
        return self._body[end] - self._body[start]

    def indented(self, start: int, end: int) -> int:
        """Return how many of the lines of running text begin with a blank."""
        return self._indented[end] - self._indented[start]

    def mean_body(self, start: int, end: int) -> float:
        """Return the mean code points of the lines of running text; 0.0 where there are none."""
        bodies = self.bodies(start, end)
        return (self._lengths[end] - self._lengths[start]) / bodies if bodies else 0.0

    def length(self, start: int, end: int) -> int:
        """Return the code points from line `start` to the line before `end`."""
        return self.facts[end - 1].line.end - self.facts[start].line.start if end > start else 0

    def upto(self, at: int, lines: int) -> int:
        """Return the line after the `lines` lines from `at` on, the section's end at most."""
        return min(len(self.facts), at + lines)

    def term_within(self, term: str, start: int, end: int) -> bool:
        """Say whether a term stands in the lines ``[start, end)``."""
        return _last_before(self._terms.get(term, []), end) >= start

    def person_within(self, person: str, start: int, end: int) -> bool:
        """Say whether a person is named in the lines ``[start, end)``."""
        return _last_before(self._people.get(person, []), end) >= start

    def variant_within(self, variant: str, start: int, end: int) -> bool:
        """Say whether a house word stands in the lines ``[start, end)``."""
        return _last_before(self._variants.get(variant, []), end) >= start

    def shares(self, begin: int, at: int) -> Shares:
        """Return how far the words before and from line `at` on are the same, the clip having begun at `begin`."""
        if self._shares[0] != (begin, at):
            self._shares = ((begin, at), self._compare(begin, at))
        return self._shares[1]

    def _compare(self, begin: int, at: int) -> Shares:
        if self._view.at != at:
            self._view = self._view_from(at)
        view = self._view
        low = max(begin, at - AHEAD)
        if low not in view.back:
            view.back[low] = self._coming_back(low, at)
        return Shares(
            _percent((before >= begin, weight) for before, weight in view.ahead),
            _percent((before >= begin, weight) for before, weight in view.lead),
            view.back[low],
            tuple(term for before, term in view.returning if before < begin),
        )

    def _coming_back(self, low: int, at: int) -> float:
        end = self.upto(at, FAR_AHEAD)
        last = set().union(*(self.facts[k].terms for k in range(low, at)))
        return _percent((self.term_within(term, at, end), telling(term)) for term in last)

    def _view_from(self, at: int) -> _View:
        lead = self._leads[at]
        end = self.upto(lead + 1, FAR_AHEAD)
        ahead = set().union(*(self.facts[k].terms for k in range(at, self.upto(at, AHEAD))))
        own = self.facts[lead].terms
        return _View(
            at,
            tuple((_last_before(self._terms[term], at), telling(term)) for term in ahead),
            tuple((_last_before(self._terms[term], at), telling(term)) for term in own),
            tuple((_last_before(self._terms[t], at), t) for t in sorted(own) if self.term_within(t, lead + 1, end)),
            {},
        )

    def _find_lead(self, at: int) -> int:
        return next((k for k in range(at, self.upto(at, 4)) if self.facts[k].body), at)


def _percent(terms: Iterable[tuple[bool, float]]) -> float:
    weighed = list(terms)
    total = fsum(weight for _, weight in weighed)  # exact: terms of a set come in any order
    return 100 * fsum(weight for shared, weight in weighed if shared) / total if total >= _ENOUGH else -1.0


def _sums(counts: Iterable[int]) -> tuple[int, ...]:
    return tuple(accumulate(counts, initial=0))


def _places(keys: Iterable[Iterable[str]]) -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(keys):
        for key in line:
            places[key].append(at)
    return dict(places)


def _last_before(places: list[int], at: int) -> int:
    n = bisect_left(places, at)
    return places[n - 1] if n else -1

"""棚: whom a word may name, what an input became, and what was not taken."""

from __future__ import annotations

from collections.abc import Iterable

from keii.asking import Asking
from keii.records.facts import Listed
from keii.records.judgement import About, Judgement
from keii.records.shelf import Troubles


class Shelf(Asking):
    """棚."""

    def called(self, word: str, most: int) -> tuple[tuple[int, str], ...]:
        """Return the entities a word may name, most mentioned first, at most so many: (number, name)."""
        return tuple((number, self._store.name_of(number)) for number in self.meant(word)[:most])

    def taken_into(self, about: About, number: int) -> int | None:
        """Return the entity or story that a person put this one into; None: nobody did."""
        held = (one for one in reversed(self._store.judgements()) if one.about == about and one.undone_at is None)
        return next((one.left for one in held if one.verdict == "same" and one.right == number), None)

    def judgement_on(self, about: About, thing: int, number: int) -> Judgement | None:
        """Return a judgement by its number; None where it is none on this entity or story."""
        entry = next((one for one in self._store.judgements() if one.number == number and one.about == about), None)
        return entry if entry and thing in (entry.left, entry.right) else None

    def last_intake(self) -> int:
        """Return the number of the last input taken; 0: none yet."""
        return self._store.shelf.last_intake()

    def taken(self, after: int, names: Iterable[str], most: int) -> tuple[Listed, ...]:
        """Return clips of the inputs so called that came after that intake, in order of arrival, at most so many."""
        numbers = self._store.shelf.taken(after, tuple(names), most)
        lines = self._store.lines_of(numbers)
        return tuple(lines[number] for number in numbers)

    def troubles(self, limit: int, offset: int = 0) -> Troubles:
        """Return a page of the problems, the latest first: of inputs that were not taken, then of clips."""
        return self._store.shelf.troubles(limit, offset)

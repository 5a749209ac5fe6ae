"""発言録: the ledger of claims, and what stands around a clip."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from keii.asking import Asking
from keii.errors import InputError
from keii.link.entities.spelling import key
from keii.publish.export import Format, table_bytes
from keii.publish.rows import rows
from keii.records.around import Around
from keii.records.ledger import ClaimPage, ClaimsWanted
from keii.records.reading import Reading
from keii.store.keys import days_of
from keii.store.said import Sought

_COPIES = 50
_OUTLETS = 500
_DIGITS = 18  # more than the number of any entity has


class Claims(Asking):
    """発言録."""

    def claim_page(self, wanted: ClaimsWanted, limit: int, offset: int = 0) -> ClaimPage:
        """Return a page of the claims that fit. Claims without any day are left out where `since` or `until` is given.
        Raises `InputError` for a date that is none."""
        self.weave()
        return self._store.said.page(self._sought(wanted), wanted.order, limit, offset)

    def claim_table(self, wanted: ClaimsWanted, form: Format) -> Iterator[bytes]:
        """Return all claims that fit, in their order, as lines of CSV or JSON Lines in UTF-8. Raises `InputError`."""
        self.weave()
        sought = self._sought(wanted)
        return table_bytes("claims", form, rows("claims", statements=self._store.said.all(sought, wanted.order)))

    def outlets(self) -> tuple[str, ...]:
        """Return the outlets of the clips, in order of their names, at most 500."""
        return self._store.said.outlets(_OUTLETS)

    def around(self, clip: str) -> tuple[int, Reading, Around]:
        """Return a clip's number, its reading, and what stands around it. `clip` as in `reading`. Raises
        `NotFound`."""
        self.weave()
        number = self.clip(clip).number
        return number, self.reading(str(number)), self._store.around.of(number, _COPIES)

    def labels_of(self, entities: Collection[int], stories: Collection[int]) -> Mapping[str, str]:
        """Return what entities and stories are called, by e12 and s12; those that are none are left out."""
        return self._store.around.called(entities, stories)

    def numbers_of(self, ids: Collection[str]) -> Mapping[str, int]:
        """Return the numbers of the clips of those ids that are there."""
        return self._store.around.numbers(ids)

    def _sought(self, wanted: ClaimsWanted) -> Sought:
        from keii.finding import phrases  # the engine is loaded by the questions that need it

        first, last = _days(wanted.since), _days(wanted.until)
        number = wanted.by[1:] if wanted.by[:1] == "e" and wanted.by[1:].isascii() and wanted.by[1:].isdigit() else ""
        numbered = bool(number) and len(number) < _DIGITS
        by = "" if numbered else wanted.by
        entities = (int(number),) if numbered else (self._store.spelled(key(by)) or None) if by else None
        return Sought(
            by=by, entities=entities, stance=wanted.stance, manner=wanted.manner, outlet=wanted.outlet,
            about=tuple(
                (word, self._store.spelled(key(word)), phrases(word, self._names(word)) if len(word) > 1 else ())
                for word in wanted.about.split()
            ),
            since=first[0] if first else None, until=last[1] if last else None,
        )  # fmt: skip


def _days(text: str) -> tuple[str, str] | None:
    if not text:
        return None
    found = days_of(text)
    if found is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return found

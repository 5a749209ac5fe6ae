"""机: the one object people use from Python. It joins intake, reading and the dossier, and is where the clock is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType

from keii.errors import FormatError, InputError
from keii.publish.export import Format, table_bytes
from keii.publish.rows import Kind, rows
from keii.records.claim import Stance
from keii.records.facts import Card, Happening, Listed, Receipt, Statement, Trouble
from keii.records.order import Order
from keii.records.reading import Reading
from keii.store.claims import Wanted
from keii.store.keys import days_of
from keii.store.store import PATIENCE, Parcel, Store


def _now() -> datetime:
    return datetime.now(UTC)


class Desk:
    """机: a dossier, and what can be done with it. Open with `Desk.open`; close it, or use it in `with`."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = _now) -> None:
        self._store = store
        self._clock = clock

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = _now,
    ) -> Desk:
        """Open the dossier at `path`.

        Makes one where there is none, unless `create` is False (`NotFound`). `patience` is how many seconds to wait
        for another process that is writing. Raises `DossierError` where the file cannot be used.
        """
        return cls(Store.open(Path(path), create=create, patience=patience), clock)

    def close(self) -> None:
        """Close the dossier; everything added is in it."""
        self._store.close()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(
        self, item: bytes | str | os.PathLike[str], *, name: str | None = None, order: Order | None = None
    ) -> Receipt:
        """Take one input into the dossier: a file by its path, or bytes, called `name`.

        All of it is stored, or none. What is there already stays, but a date or an outlet that was unknown, or that
        the order now gives, is filled in and the clip read again. Raises `InputError` where nothing can be taken.
        """
        from keii.bulk import Readers  # the engine is loaded when there is something to read: questions do without
        from keii.taking import Line, bytes_of

        data = item if isinstance(item, bytes) else bytes_of(Path(item))
        shown = name or ("bytes" if isinstance(item, bytes) else Path(item).name)
        with Readers(workers=0) as readers:
            line = Line(self._store, readers, order or Order(), self._stamp)
            (receipt,) = (*line.take_in(shown, shown, data), *line.rest())
        return receipt

    def add_all(
        self, items: Iterable[tuple[str, bytes | Path]], *, order: Order | None = None, workers: int | None = None
    ) -> Iterator[Receipt]:
        """Take many inputs, each (what to call it, bytes or path); yield a receipt as each is stored, in order.

        An input that cannot be taken gives a receipt with its problem and stops no other. Many clips are read by
        `workers` processes (None: one a core). Stop at any time: what has a receipt is stored, and the same call
        again takes the rest.
        """
        from keii.bulk import Readers  # as in `add`
        from keii.taking import Line

        with Readers(workers) as readers:
            line = Line(self._store, readers, order or Order(), self._stamp)
            for shown, item in items:
                yield from line.feed(shown, item)
            yield from line.rest()

    def clips(self) -> tuple[Listed, ...]:
        """Return every clip's line, in order of arrival."""
        return self._store.listed()

    def reading(self, clip: str) -> Reading:
        """Return one clip's reading. `clip` is its number, its id, a beginning of the id that no other has, or its
        source where that holds one clip. Raises `NotFound`."""
        return self._store.reading(clip)

    def readings(self) -> Iterator[Reading]:
        """Return all readings in order of arrival, one at a time."""
        return self._store.readings()

    def claims(
        self,
        *,
        by: str = "",
        about: str = "",
        since: date | str | None = None,
        until: date | str | None = None,
        stance: Stance | None = None,
    ) -> tuple[Statement, ...]:
        """Return who says what, in order of the day it was said (else published).

        `by` is the source, by any of its spellings or words of it; `about` words, all of which the content holds or
        names; `since` and `until` days, or text in the grain known (2025-05, 2025). Claims without any day are left
        out where either is given. Raises `InputError` for a date that is none.
        """
        first, last = _days(since), _days(until)
        wanted = Wanted(
            by=by, about=about, since=first[0] if first else None, until=last[1] if last else None, stance=stance
        )
        return self._store.statements(wanted)

    def who(self, name: str) -> tuple[Card, ...]:
        """Return what the dossier holds on those a name may mean, most mentioned first; empty: nobody."""
        return self._store.cards(name)

    def events(self) -> tuple[Happening, ...]:
        """Return all events, in order of arrival."""
        return self._store.happenings()

    def problems(self) -> tuple[Trouble, ...]:
        """Return what was not taken, and what could not be read in what was."""
        return self._store.troubles()

    def export(self, kind: Kind, form: Format = "jsonl") -> Iterator[bytes]:
        """Return one kind of thing as lines of JSON Lines or CSV, in UTF-8. Readings are JSON Lines only."""
        if kind == "readings" and form == "csv":
            raise FormatError("readings cannot be told in CSV", hint="use --format jsonl, or export one kind")
        if kind == "claims":
            return table_bytes(kind, form, rows(kind, statements=self.claims()))
        if kind == "events":
            return table_bytes(kind, form, rows(kind, happenings=self.events()))
        return table_bytes(kind, form, rows(kind, readings=self.readings()))

    def reread(self) -> Iterator[Reading]:
        """Read again every clip whose reading an earlier engine made; yield each as it is stored."""
        from keii.reading import made_by, read  # as in `add`

        for clip_id in self._store.stale(made_by()):
            reading = read(self._store.reading(clip_id).clip)
            self._store.write(Parcel(name="", digest="", added_at=self._stamp(), new=(), changed=(reading,)))
            yield reading

    def _stamp(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")


def _days(day: date | str | None) -> tuple[str, str] | None:
    if day is None or day == "":
        return None
    text = day if isinstance(day, str) else day.isoformat()
    found = days_of(text)
    if found is None:
        raise InputError("{0} is not a date", text, hint="write it as 2025-05-10, 2025-05 or 2025")
    return found

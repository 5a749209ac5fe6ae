"""The line from inputs to the dossier: cut, sort out what is there, read, store. One writer, many readers, in order."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from keii.bulk import FEW, Job, Readers
from keii.errors import InputError, KeiiError
from keii.ingest.take import Intake, take
from keii.records.clip import Clip
from keii.records.facts import Receipt
from keii.records.order import Order
from keii.records.problem import Problem
from keii.store.keys import storable
from keii.store.store import Parcel, Store

_PARCEL = 500
"""Clips stored in one transaction at most: a page is one, a long JSON Lines file several, so that a run that was cut
short goes on where it stopped."""
_AHEAD = 2_000  # clips read ahead of the writer at most


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of an input under way: at most `_PARCEL` clips, being read."""

    name: str
    digest: str
    new: tuple[Clip, ...]
    changed: tuple[Clip, ...]
    seen: int
    rejected: tuple[Problem, ...]
    first: bool
    last: bool

    @property
    def to_read(self) -> tuple[Clip, ...]:
        return self.new + self.changed


class Line:
    """流れ: takes inputs one after another; gives a receipt for each when all of it is stored."""

    def __init__(self, store: Store, readers: Readers, order: Order, stamp: Callable[[], str]) -> None:
        self._store = store
        self._readers = readers
        self._order = order
        self._stamp = stamp
        self._waiting: deque[tuple[_Part, Job]] = deque()
        self._ahead = 0
        self._begun = 0
        self._so_far: Receipt | None = None  # of an input whose first parts are stored

    def feed(self, shown: str, item: bytes | Path) -> Iterator[Receipt]:
        """Take an input, called `shown`; yield the receipts that are ready, earlier inputs' first. An input that
        cannot be taken gives a receipt with its problem."""
        try:
            data = item if isinstance(item, bytes) else bytes_of(item)
            yield from self.take_in(shown, shown if isinstance(item, bytes) else item.name, data)
        except InputError as error:
            yield from self.rest()
            yield self._refuse(storable(shown), error)

    def take_in(self, shown: str, name: str, data: bytes) -> Iterator[Receipt]:
        """Cut an input into clips and begin to read those that are not there yet; yield the receipts that are ready.
        Raises `InputError` where nothing can be taken."""
        intake = intake_of(data, storable(name), self._order)
        for part in self._parts(storable(shown), hashlib.sha256(data).hexdigest(), intake):
            self._submit(part)
            while self._waiting and (self._ahead > _AHEAD or self._begun <= FEW):
                yield from self._finish()

    def rest(self) -> Iterator[Receipt]:
        """Finish what was begun; yield its receipts."""
        while self._waiting:
            yield from self._finish()

    def _submit(self, part: _Part) -> None:
        here = self._begun + len(part.to_read) <= FEW
        self._begun += len(part.to_read)
        self._ahead += len(part.to_read)
        self._waiting.append((part, self._readers.submit(part.to_read, here=here)))

    def _parts(self, shown: str, digest: str, intake: Intake) -> Iterator[_Part]:
        """Cut an intake into parts, each looked up in the dossier when its turn comes."""
        clips = tuple({clip.id: clip for clip in intake.clips}.values())
        starts = range(0, max(1, len(clips)), _PARCEL)
        for at in starts:
            some = clips[at : at + _PARCEL]
            known = self._store.known(some)
            changed = tuple(b for clip in some if clip.id in known and (b := _better(clip, known[clip.id])))
            yield _Part(
                name=shown,
                digest=digest,
                new=tuple(clip for clip in some if clip.id not in known),
                changed=changed,
                seen=len(known) - len(changed),
                rejected=tuple(intake.rejected) if at == 0 else (),
                first=at == 0,
                last=at == starts[-1],
            )

    def _finish(self) -> Iterator[Receipt]:
        """Store the oldest part; yield the input's receipt if it was its last."""
        part, job = self._waiting.popleft()
        self._ahead -= len(part.to_read)
        done = self._readers.result(job)
        parcel = Parcel(
            name=part.name,
            digest=part.digest,
            added_at=self._stamp(),
            new=done[: len(part.new)],
            changed=done[len(part.new) :],
            rejected=part.rejected if part.first else None,
        )
        taken = self._store.write(parcel)
        seen = part.seen + len(part.new) - taken
        receipt = Receipt(name=part.name, taken=taken, seen=seen, changed=len(part.changed), rejected=part.rejected)
        whole = _joined(self._so_far, receipt)
        self._so_far = None if part.last else whole
        if part.last:
            yield whole

    def _refuse(self, name: str, error: KeiiError) -> Receipt:
        """Note an input that could not be taken."""
        problem = Problem(
            code="K1006", args=(str(error), error.message, error.hint_message, error.place, *error.values)
        )
        self._store.write(Parcel(name=name, digest="", added_at=self._stamp(), new=(), rejected=(problem,)))
        return Receipt(name=name, taken=0, seen=0, changed=0, rejected=(problem,))


def intake_of(data: bytes, name: str, order: Order) -> Intake:
    """Return an input's clips and what in it could not be taken. Raises `InputError`."""
    return take(data, name=name, published=order.published, outlet=order.outlet, whole=order.whole, label=order.label)


def bytes_of(path: Path) -> bytes:
    """Return a file's bytes. Raises `InputError` where it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("{0}: there is no such file", path, hint="check the name; - reads what is piped in") from error
    except IsADirectoryError as error:
        raise InputError("{0} is a folder, not a file", path, hint="name the files in it") from error
    except OSError as error:
        raise InputError("{0}: the file cannot be read", path, hint="check its permissions") from error


def _joined(before: Receipt | None, part: Receipt) -> Receipt:
    if before is None:
        return part
    return replace(
        before, taken=before.taken + part.taken, seen=before.seen + part.seen, changed=before.changed + part.changed
    )


def _better(clip: Clip, stored: Clip) -> Clip | None:
    """Return a clip as stored but with the date and outlet now known better, or None where nothing is."""
    dated = clip.published != stored.published and _beats(clip.published_by, stored.published)
    placed = clip.outlet != stored.outlet and _beats(clip.outlet_by, stored.outlet)
    if not dated and not placed:
        return None
    if not dated:
        clip = replace(clip, published=stored.published, published_by=stored.published_by)
    if not placed:
        clip = replace(clip, outlet=stored.outlet, outlet_by=stored.outlet_by)
    return clip


def _beats(given_by: str | None, stored: object) -> bool:
    """Say whether what is given now goes before what is stored: the user's word does; anything before nothing."""
    return given_by is not None and (stored is None or given_by == "user")

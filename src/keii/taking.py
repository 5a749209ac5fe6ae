"""The line from inputs to the dossier: cut, sort out what is there, read, store. One writer, many readers, in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import BinaryIO, cast

from keii.bulk import FEW, Job, Readers
from keii.correcting import corrected
from keii.errors import InputError, KeiiError
from keii.ingest.looks import is_html
from keii.ingest.pages import LONGEST
from keii.ingest.rooms import HEAD
from keii.ingest.take import Stream, problem_of, take_file
from keii.records.clip import Clip
from keii.records.facts import Receipt
from keii.records.order import Order
from keii.records.original import Original
from keii.records.problem import Problem
from keii.store.keys import storable
from keii.store.store import Parcel, Store
from keii.weaving import weave

Input = bytes | Path | BinaryIO
"""The bytes themselves, a file by its path, or a file that is open and can be read twice."""
Moved = Callable[[int, int], None]
"""Told of each parcel that is stored: how many clips it held, and how many bytes of the inputs they took up."""
_PARCEL = 100
"""Clips stored in one transaction at most: a page is one, a long JSON Lines file several, so that a run that was cut
short goes on where it stopped. They are woven in one transaction, too; the last ones alone are woven while nothing is
left to be read, so few of them are best."""
_PARCEL_SIZE = 60_000  # code points of them; a longer clip is a parcel of its own
_AHEAD = 200_000
"""Code points read ahead of the writer, in sheets some 10 MB; and three parcels at least, so that all processes work:
what one that reads does in a second."""
_BYTES = 4
"""Bytes of an input that stand for a code point of a clip in it, at most, as a rule: three in UTF-8, and JSON or HTML
around it. By them is judged how much of an input is still to come."""
_RESTORED = "K1033"
"""Of clips with this problem the words are not those of the file: it is kept beside them."""
_KEPT = 1 << 20  # bytes of a pipe that are kept in memory


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """A part of an input under way: at most `_PARCEL` clips, being read."""

    name: str
    digest: str
    new: tuple[Clip, ...]
    changed: tuple[Clip, ...]
    seen: int
    used: int  #: bytes of the input it takes up
    coming: int = 0  #: code points, about, that follow in the input
    rejected: tuple[Problem, ...] | None  #: of the whole input, with its last part; None: more parts follow
    original: Original | None  #: the HTML file the clips are made from; None: no such file

    @property
    def to_read(self) -> tuple[Clip, ...]:
        return self.new + self.changed

    @property
    def size(self) -> int:
        return sum(len(clip.text) for clip in self.to_read)


class Line:
    """流れ: takes inputs one after another; gives a receipt for each when all of it is stored."""

    def __init__(
        self, store: Store, readers: Readers, order: Order, stamp: Callable[[], str], moved: Moved | None = None
    ) -> None:
        self._store = store
        self._readers = readers
        self._order = order
        self._stamp = stamp
        self._moved = moved
        self._waiting: deque[tuple[_Part, Job]] = deque()
        self._under_way: dict[str, Clip] = {}  # of the parts that wait, by id
        self._ahead = 0
        self._begun = 0
        self._here = True  # whether the latest part is read in this process
        self._so_far: Receipt | None = None  # of an input whose first parts are stored

    def feed(self, shown: str, item: Input) -> Iterator[Receipt]:
        """Take an input, called `shown`; yield the receipts that are ready, earlier inputs' first. An input that
        cannot be taken gives a receipt with its problem."""
        try:
            with opened(item) as file:
                yield from self.take_in(shown, item.name if isinstance(item, Path) else shown, file)
        except InputError as error:
            yield from self.rest()
            yield self._refuse(storable(shown), error)

    def take_in(self, shown: str, name: str, file: BinaryIO) -> Iterator[Receipt]:
        """Cut an input into clips and begin to read those that are not there yet; yield the receipts that are ready.
        Raises `InputError` where nothing can be taken."""
        stream = stream_of(file, storable(name), self._order)
        page = original_of_file(file, name, stream.digest, self._stamp())
        for part in self._parts(storable(shown), stream, page):
            if part.original is None and any(p.code == _RESTORED for clip in part.new for p in clip.problems):
                page = page or original_of_file(file, name, stream.digest, self._stamp(), whatever=True)
                self._submit(replace(part, original=page))
            else:
                self._submit(part)
            while self._waiting and (self._here or (self._ahead > _AHEAD and len(self._waiting) > 2)):
                yield from self._finish()

    def rest(self) -> Iterator[Receipt]:
        """Finish what was begun; yield its receipts."""
        while self._waiting:
            yield from self._finish()
        for _ in weave(self._store, each=self._readers.each):
            pass

    def _submit(self, part: _Part) -> None:
        self._here = self._begun + part.size + part.coming <= FEW
        self._begun += part.size
        self._ahead += part.size
        self._under_way |= {clip.id: clip for clip in part.to_read}
        self._waiting.append((part, self._readers.submit(part.to_read, here=self._here)))

    def _parts(self, shown: str, stream: Stream, page: Original | None) -> Iterator[_Part]:
        """Cut a stream into parts, each looked up in the dossier when its turn comes."""
        rejected: list[Problem] = []
        used = 0
        for items, at, last in _batches(stream):
            rejected += [item for item in items if isinstance(item, Problem)]
            new, changed, seen = self._sorted([item for item in items if isinstance(item, Clip)])
            yield _Part(
                name=shown, digest=stream.digest, new=new, changed=changed, seen=seen, used=at - used,
                rejected=tuple(rejected) if last else None, original=page, coming=(stream.size - at) // _BYTES,
            )  # fmt: skip
            used = at

    def _sorted(self, clips: Sequence[Clip]) -> tuple[tuple[Clip, ...], tuple[Clip, ...], int]:
        """Return the clips that are new, those that are there but now known better, and how many more there were.

        A clip that stands in the input twice is taken once, with what is known best of it.
        """
        known = self._store.known(clips)
        known |= {clip.id: self._under_way[clip.id] for clip in clips if clip.id in self._under_way}
        new: dict[str, Clip] = {}
        changed: dict[str, Clip] = {}
        for clip in clips:
            stored = new.get(clip.id) or changed.get(clip.id) or known.get(clip.id)
            told = better(clip, stored) if stored else clip
            if told:
                (changed if clip.id in known else new)[clip.id] = told
        return tuple(new.values()), tuple(changed.values()), len(clips) - len(new) - len(changed)

    def _finish(self) -> Iterator[Receipt]:
        """Store the oldest part; yield the input's receipt if it was its last."""
        part, job = self._waiting.popleft()
        self._ahead -= part.size
        done = self._readers.result(job)
        parcel = Parcel(
            name=part.name,
            digest=part.digest,
            added_at=self._stamp(),
            new=done[: len(part.new)],
            changed=corrected(self._store, done[len(part.new) :]),
            rejected=part.rejected,
            original=part.original,
        )
        taken = self._store.write(parcel)
        for _ in weave(self._store, last=False):
            pass
        for clip in part.to_read:
            if self._under_way.get(clip.id) is clip:
                del self._under_way[clip.id]
        seen = part.seen + len(part.new) - taken
        if self._moved:
            self._moved(taken + seen + len(part.changed), part.used)
        receipt = Receipt(
            name=part.name, taken=taken, seen=seen, changed=len(part.changed), rejected=part.rejected or ()
        )
        whole = _joined(self._so_far, receipt)
        self._so_far = whole if part.rejected is None else None
        if part.rejected is not None:
            yield whole

    def _refuse(self, name: str, error: KeiiError) -> Receipt:
        """Note an input that could not be taken."""
        problem = problem_of(error)
        self._store.write(Parcel(name=name, digest="", added_at=self._stamp(), new=(), rejected=(problem,)))
        return Receipt(name=name, taken=0, seen=0, changed=0, rejected=(problem,))


def stream_of(file: BinaryIO, name: str, order: Order) -> Stream:
    """Return an input's clips and what in it could not be taken, one after another. Raises `InputError`."""
    try:
        return take_file(file, name=name, order=order)
    except OSError as error:
        raise _unreadable(name) from error


def original_of_file(file: BinaryIO, name: str, digest: str, stamp: str, *, whatever: bool = False) -> Original | None:
    """Return an HTML file as it is kept beside its clips; None for any other file, but where `whatever` is said, one
    that is longer than a page may be. It stands where it stood."""
    at = file.tell()
    file.seek(0)
    head = file.read(HEAD)
    data = head + file.read(LONGEST) if whatever or is_html(head, name) else b""
    file.seek(at)
    if whatever and len(data) > LONGEST:
        return None
    return Original(name=name, body=data, sha256=digest, taken_at=stamp) if data else None


def opened(item: Input) -> BinaryIO:
    """Return an input open for reading, to be closed by the caller. Raises `InputError` where it cannot be read."""
    if isinstance(item, bytes):
        return BytesIO(item)
    if not isinstance(item, Path):
        return item
    try:
        file = item.open("rb")
        if file.seekable():
            return file
        with file:
            return kept(file)
    except FileNotFoundError as error:
        raise InputError("{0}: there is no such file", item, hint="check the name; - reads what is piped in") from error
    except IsADirectoryError as error:
        raise InputError("{0} is a folder, not a file", item, hint="name the files in it") from error
    except OSError as error:
        raise _unreadable(item) from error


def kept(pipe: BinaryIO) -> BinaryIO:
    """Return what comes through a pipe as a file that can be read twice: in memory, or where it is much without a name
    on disk."""
    start = pipe.read(_KEPT)
    if len(start) < _KEPT:
        return BytesIO(start)
    file = cast("BinaryIO", TemporaryFile())  # noqa: SIM115  # closed by who takes it
    file.write(start)
    copyfileobj(pipe, file, _KEPT)
    file.seek(0)
    return file


def _unreadable(name: object) -> InputError:
    return InputError("{0}: the file cannot be read", name, hint="check its permissions")


def _batches(stream: Stream) -> Iterator[tuple[list[Clip | Problem], int, bool]]:
    """Put items together to parcels; say with each how many bytes are used up with it and whether it is the last.
    There is at least one."""
    batch: list[Clip | Problem] = []
    size = used = 0
    for item, at in stream.items:
        more = len(item.text) if isinstance(item, Clip) else 0
        if batch and (len(batch) >= _PARCEL or size + more > _PARCEL_SIZE):
            yield batch, used, False
            batch, size = [], 0
        batch.append(item)
        size, used = size + more, at
    yield batch, stream.size, True


def _joined(before: Receipt | None, part: Receipt) -> Receipt:
    if before is None:
        return part
    return replace(
        part, taken=before.taken + part.taken, seen=before.seen + part.seen, changed=before.changed + part.changed
    )


def better(clip: Clip, stored: Clip) -> Clip | None:
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

"""机: the one object people use from Python. It joins intake, reading and the dossier, and is where the clock is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, get_args

from keii.browsing import Browsing
from keii.records.correction import Amended, Correction, CorrectionKind
from keii.records.facts import Receipt, Reread
from keii.records.feed import Followed, Subscribed
from keii.records.judgement import About, Effect, Item, Judgement
from keii.records.order import Order
from keii.records.original import Original
from keii.records.reach import Reach
from keii.store.keys import storable
from keii.store.store import PATIENCE, Store

if TYPE_CHECKING:
    from keii.fetch.fetcher import Fetcher
    from keii.following import Follower


def _now() -> datetime:
    return datetime.now(UTC)


class Desk(Browsing):
    """机: a dossier, and what can be done with it. Open with `Desk.open`; close it, or use it in `with`."""

    def __init__(self, store: Store, clock: Callable[[], datetime] = _now, *, weaving: bool = True) -> None:
        super().__init__(store, weaving=weaving)
        self._clock = clock
        self._fetchers: dict[tuple[Reach, bool], Fetcher] = {}  # one each, so that all requests keep one pace

    @classmethod
    def open(
        cls,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        weaving: bool = True,
        clock: Callable[[], datetime] = _now,
    ) -> Desk:
        """Open the dossier at `path`.

        Makes one where there is none, unless `create` is False (`NotFound`). `patience` is how many seconds to wait
        for another process that is writing. Without `weaving` no question writes anything: clips that are still to be
        woven are left to `weave(now=True)` and to what changes the dossier. Raises `DossierError` where the file
        cannot be used.
        """
        return cls(Store.open(Path(path), create=create, patience=patience), clock, weaving=weaving)

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
        from keii.taking import Line, opened

        shown = name or ("bytes" if isinstance(item, bytes) else Path(item).name)
        with Readers(workers=0) as readers, opened(item if isinstance(item, bytes) else Path(item)) as file:
            line = Line(self._store, readers, order or Order(), self._stamp)
            (receipt,) = (*line.take_in(shown, shown, file), *line.rest())
        return receipt

    def add_all(
        self,
        items: Iterable[tuple[str, bytes | Path | BinaryIO]],
        *,
        order: Order | None = None,
        workers: int | None = None,
        moved: Callable[[int, int], None] | None = None,
    ) -> Iterator[Receipt]:
        """Take many inputs, each (what to call it, bytes, path or open file); yield a receipt as each is stored, in
        order. An open file is one that can be read twice; it is closed.

        An input that cannot be taken gives a receipt with its problem and stops no other. Many clips are read by
        `workers` processes (None: one a core). Stop at any time: what has a receipt is stored, and the same call
        again takes the rest. `moved` is told of what is stored between receipts: so many clips, so many bytes of the
        inputs.
        """
        from keii.bulk import Readers  # as in `add`
        from keii.taking import Line

        with Readers(workers) as readers:
            line = Line(self._store, readers, order or Order(), self._stamp, moved)
            for shown, item in items:
                yield from line.feed(shown, item)
            yield from line.rest()

    def add_addresses(
        self, urls: Iterable[str], *, order: Order | None = None, reach: Reach | None = None
    ) -> Iterator[Receipt]:
        """Take pages of the web, or files of a format that is taken, by their addresses; yield a receipt as each is
        stored. `reach` says how far the fetcher may go. What is not taken stands in the receipt."""
        from keii.following import visit  # as in `add`

        fetcher = self._fetcher(reach)
        for url in urls:
            yield visit(self._store, fetcher, url, order or Order(), self._stamp)

    def original(self, clip: str) -> Original:
        """Return what a clip was made from, as it was fetched. `clip` as in `reading`. Raises `NotFound`."""
        return self._store.original(clip)

    def feeds(self) -> tuple[Followed, ...]:
        """Return the feeds that are followed, in the order in which they were added."""
        from keii.subscribing import followed  # as in `add`

        return followed(self._store)

    def feed_add(self, word: str, *, reach: Reach | None = None) -> Subscribed:
        """Follow a feed, or the one a page names, by its address; or the feeds of a list (OPML) by its address or file.
        Raises `InputError` where there is no feed."""
        from keii.subscribing import follow  # as in `add`

        return follow(self._store, self._fetcher(reach), word, self._stamp())

    def feed_remove(self, word: str) -> Followed:
        """Follow a feed no longer, by its number (f3), address or title; its clips stay. Raises `NotFound`."""
        from keii.subscribing import follow_no_longer  # as in `add`

        return follow_no_longer(self._store, word)

    def feeds_opml(self) -> bytes:
        """Return the feeds as a list in OPML."""
        from keii.subscribing import list_bytes  # as in `add`

        return list_bytes(self._store)

    def follower(self, *, reach: Reach | None = None) -> Follower:
        """Return what does rounds through the feeds."""
        from keii.following import Follower  # as in `add`

        fetcher = self._fetcher(reach, conditional=True)
        return Follower(self._store, fetcher, self._now)

    def fetch(self, *, everything: bool = False, reach: Reach | None = None) -> Iterator[Receipt]:
        """Ask for the feeds that are due, or for `everything`, and take what is new; yield a receipt for each feed as
        it is stored. Stop at any time: the same call again takes the rest."""
        return self.follower(reach=reach).round(everything=everything)

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what persons decided of entities and stories and what a rule could not, in order; undone entries
        too."""
        return self._store.judgements()

    def merge(self, about: About, left: int, right: int, *, why: str = "", keep: bool = True) -> Effect:
        """Say that two entities or stories are one: what is in `right` goes to `left`. Without `keep` nothing is
        changed, and what would be is told. Raises `NotFound`, `InputError`."""
        return self._judge(Judgement(number=0, about=about, verdict="same", left=left, right=right, why=why), keep)

    def split(self, about: About, left: int, part: Iterable[Item], *, why: str = "", keep: bool = True) -> Effect:
        """Say that a part of an entity ((clip's id, name as read) each) or a story ((clip's id,) each) is another."""
        entry = Judgement(number=0, about=about, verdict="different", left=left, right=None, part=tuple(part), why=why)
        return self._judge(entry, keep)

    def rename(self, about: About, left: int, name: str, *, why: str = "", keep: bool = True) -> Effect:
        """Say what an entity or story is called. Blanks and line ends in the name become one blank."""
        name = " ".join(storable(name).split())
        entry = Judgement(number=0, about=about, verdict="name", left=left, right=None, name=name, why=why)
        return self._judge(entry, keep)

    def correct(self, correction: Correction, *, why: str = "", keep: bool = True) -> Amended:
        """Correct a clip, or what was read in it: see `keii.records.correction`, which has a function for each kind.
        Without `keep` nothing is changed, and what would be is told. Raises `NotFound`, `InputError`."""
        from keii.correcting import correct  # as in `add`

        self.weave(now=True)
        entry = replace(correction, number=0, why=why or correction.why, at=self._stamp(), undone_at=None)
        return self._store.weave(lambda loom: correct(loom, entry), keep=keep)

    def corrections(self, clip: str | None = None) -> tuple[Correction, ...]:
        """Return the corrections of one clip or all, in order; undone entries too. Those of a clip that was cut or
        joined are told with it. Raises `NotFound` where no clip is called so."""
        found = self._store.corrections()
        if clip is None:
            return found
        id_ = self.clip(clip).id
        return tuple(entry for entry in found if id_ in (entry.clip, *entry.replaces, *entry.makes))

    def correction_counts(self) -> dict[CorrectionKind, int]:
        """Return how many corrections of each kind hold."""
        held = Counter(entry.kind for entry in self._store.corrections() if entry.undone_at is None)
        return {kind: held[kind] for kind in get_args(CorrectionKind)}

    def ledger(self) -> tuple[Judgement | Correction, ...]:
        """Return the whole ledger, judgements and corrections, in order; undone entries too."""
        entries: tuple[Judgement | Correction, ...] = (*self._store.judgements(), *self._store.corrections())
        return tuple(sorted(entries, key=lambda entry: entry.number))

    def undo(self, number: int, *, keep: bool = True) -> Effect | Amended:
        """Undo a judgement or a correction by its number in the ledger. Raises `NotFound` where none of that number
        holds."""
        from keii.correcting import undo  # as in `add`

        self.weave(now=True)
        return self._store.weave(lambda loom: undo(loom, number, self._stamp()), keep=keep)

    def _judge(self, entry: Judgement, keep: bool) -> Effect:
        from keii.judging import enter  # as in `add`

        self.weave(now=True)
        entry = replace(entry, why=storable(entry.why), at=self._stamp())
        return self._store.weave(lambda loom: enter(loom, entry), keep=keep)

    def reread(self, workers: int | None = None) -> Iterator[Reread]:
        """Read again every clip whose reading an earlier engine made; yield what changed in each as it is stored.
        Judgements stay, and what clips were put together stays together."""
        from keii.rereading import reread  # as in `add`

        self.weave(now=True)
        yield from reread(self._store, self._stamp, workers)

    def stale(self) -> int:
        """Return how many clips `reread` would read."""
        from keii.reading import made_by  # as in `add`

        return len(self._store.stale(made_by()))

    def _fetcher(self, reach: Reach | None, *, conditional: bool = False) -> Fetcher:
        from keii.fetch.fetcher import Fetcher  # as in `add`

        reach = reach or Reach()
        if (reach, conditional) not in self._fetchers:
            self._fetchers[reach, conditional] = Fetcher(
                clock=self._now, allowed=reach.allowed, ignore_robots=reach.ignore_robots, contact=reach.contact,
                validators=self._store.feeds if conditional else None,
            )  # fmt: skip
        return self._fetchers[reach, conditional]

    def _now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

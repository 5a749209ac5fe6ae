"""机の列: open dossiers for the requests that are being answered, one each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, Full, LifoQueue

from keii.desk import Desk
from keii.web.settings import Settings

_PATIENCE = 2.0  # seconds a page waits for another process that is writing: longer and its reader thinks it dead


class Desks:
    """机の列: borrow one with `with desks.one() as desk`. Used by many threads, each desk by one at a time.

    Questions to these desks write nothing: what is still to be woven is woven behind the door (`keii.web.chores`).
    There is always one to be had: where all that are kept are lent out, another is opened and closed again.
    """

    def __init__(self, settings: Settings) -> None:
        self._path = settings.dossier
        self._idle: LifoQueue[Desk] = LifoQueue(settings.desks)

    @contextmanager
    def one(self) -> Iterator[Desk]:
        """Lend a desk for a page. Raises `DossierError` where the file cannot be used."""
        desk = self._take()
        try:
            yield desk
        finally:
            try:
                self._idle.put_nowait(desk)
            except Full:
                desk.close()

    @contextmanager
    def patient(self, patience: float) -> Iterator[Desk]:
        """Lend a desk for work that may wait so many seconds for another process that is writing. It is none of those
        that pages use. Raises `DossierError`."""
        with Desk.open(self._path, create=True, patience=patience, weaving=False) as desk:
            yield desk

    def close(self) -> None:
        """Close those that are idle."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    def _take(self) -> Desk:
        try:
            return self._idle.get_nowait()
        except Empty:
            return Desk.open(self._path, create=True, patience=_PATIENCE, weaving=False)

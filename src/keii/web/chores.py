"""支度: what is done behind the door, so that no visitor waits for it: loading, and weaving what is still unwoven."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Thread
from typing import Final

from keii.desk import Desk
from keii.errors import KeiiError
from keii.records.ledger import ClaimsWanted
from keii.web.desks import Desks
from keii.web.view import templates

_LOG = logging.getLogger("keii.web")
_PATIENCE = 60.0  # seconds to wait for another process that is writing
_LOOK = 60.0  # seconds between two looks for clips that a process left unwoven: one that is at work takes less
_FIRST: Final = ("today.html", "nothing_yet.html")
_QUESTIONS: tuple[Callable[[Desk], object], ...] = (
    lambda desk: desk.story_page(limit=1),
    lambda desk: [desk.story_sheet(line.number) for line in desk.story_page(limit=1).lines],
    lambda desk: desk.search("首相", limit=1),  # loads the engine
    lambda desk: desk.claim_page(ClaimsWanted(), 1),
    lambda desk: desk.odds(),
    lambda desk: desk.feeds(),  # loads what speaks to the web
)
"""Questions that load what others need too; each is what a page asks."""


class Chores:
    """支度: one thread. Reading pages neither load nor weave what it has done before them."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._stop = Event()
        self._thread: Thread | None = None
        self.unwoven = 0  #: clips still to be woven when last looked: pages say so

    def prepare(self) -> None:
        """Do what the first page needs: bring the dossier to this version, which may take a minute where it is a large
        one of an earlier version, and compile the page. A dossier that cannot be used is told by every page."""
        for name in _FIRST:
            templates().get_template(name)
        with suppress(KeiiError), self._desks.patient(_PATIENCE):
            pass
        with suppress(KeiiError), self._desks.one() as desk:
            desk.front_page()

    def begin(self) -> None:
        """Do the rest in a thread, and from time to time look for what is unwoven; until `close`."""
        self._thread = Thread(target=self._run, name="keii-chores", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop after the batch at hand."""
        self._stop.set()
        if self._thread:
            self._thread.join()

    def _run(self) -> None:
        self._careful(self._load)
        while not self._stop.is_set():
            self._careful(self.weave)
            self._stop.wait(_LOOK)

    def weave(self) -> None:
        """Weave what is still to be woven, unless another process is writing: that one does it."""
        with self._desks.patient(_PATIENCE) as desk:
            self.unwoven = desk.unwoven()
            for woven in desk.weave_by_batch():
                self.unwoven = max(0, self.unwoven - woven)
                if self._stop.is_set():
                    return
            self.unwoven = desk.unwoven()

    def _load(self) -> None:
        with self._desks.one() as desk:
            for ask in _QUESTIONS:
                if self._stop.is_set():
                    return
                with suppress(KeiiError):
                    ask(desk)
        for name in templates().list_templates():
            if self._stop.is_set():
                return
            templates().get_template(name)

    @staticmethod
    def _careful(work: Callable[[], None]) -> None:
        """Do some work; what goes wrong is no visitor's concern, the page that needs it says what is the matter."""
        try:
            work()
        except KeiiError:
            return
        except Exception:
            _LOG.exception("chores")

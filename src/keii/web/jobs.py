"""仕事: what takes longer than a page: taking in, fetching. One at a time, in a thread of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from typing import Literal

from keii.desk import Desk
from keii.errors import KeiiError
from keii.records.facts import Receipt
from keii.web.desks import Desks
from keii.web.hints import error_text
from keii.wording.language import language, speaking, t

State = Literal["waiting", "running", "done", "failed", "stopped"]
_LOG = logging.getLogger("keii.web")
_KEPT = 100  # jobs remembered; what they took in is in the dossier in any case
_PATIENCE = 60.0  # seconds a job waits for another process that is writing

Work = Callable[[Desk, Callable[[int, int], None]], Iterable[Receipt]]


@dataclass(slots=True, kw_only=True)
class Job:
    """仕事: one request and how it goes. Written by its thread, read by pages."""

    number: int
    title: str
    size: int  #: bytes of the inputs; 0: not known
    names: tuple[str, ...]  #: what the inputs are called; (): as their receipts say
    begin: int = 0  #: the last intake before it
    state: State = "waiting"
    clips: int = 0  #: stored so far
    done: int = 0  #: bytes so far
    receipts: list[Receipt] = field(default_factory=list)
    fault: tuple[str, str] = ("", "")  #: sentence and hint
    stop: bool = False  #: asked to stop: it ends after the input at hand

    @property
    def over(self) -> bool:
        """Say whether it is over."""
        return self.state in ("done", "failed", "stopped")


class Jobs:
    """仕事の列."""

    def __init__(self, desks: Desks) -> None:
        self._desks = desks
        self._jobs: dict[int, Job] = {}
        self._lock = Lock()
        self._thread = ThreadPoolExecutor(1, "keii-job")
        self._last = 0

    def begin(
        self,
        title: str,
        work: Work,
        *,
        size: int = 0,
        names: Iterable[str] = (),
        after: Callable[[], None] | None = None,
    ) -> Job:
        """Put a job at the end of the row. `after` is called when it is over, however it ended."""
        with self._lock:
            self._last += 1
            job = self._jobs[self._last] = Job(number=self._last, title=title, size=size, names=tuple(names))
            for number in [n for n, other in self._jobs.items() if other.over][:-_KEPT]:
                del self._jobs[number]
        self._thread.submit(self._run, job, work, after, language())
        return job

    def get(self, number: int) -> Job | None:
        """Return a job; None: there is none of that number (any more)."""
        return self._jobs.get(number)

    def all(self) -> tuple[Job, ...]:
        """Return the jobs, the latest first."""
        with self._lock:
            return tuple(sorted(self._jobs.values(), key=lambda job: -job.number))

    def close(self) -> None:
        """Ask every job to stop and wait for the one at work; what has a receipt is stored."""
        for job in self.all():
            job.stop = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def _run(self, job: Job, work: Work, after: Callable[[], None] | None, spoken: str) -> None:
        with speaking(spoken):
            try:
                job.state = "running"
                self._do(job, work)
                job.state = "stopped" if job.stop else "done"
            except KeiiError as error:
                job.fault, job.state = error_text(error), "failed"
            except Exception:
                _LOG.exception("job %s", job.title)
                job.fault = t("something went wrong; nothing that was saved is lost"), ""
                job.state = "failed"
            finally:
                if after:
                    after()

    def _do(self, job: Job, work: Work) -> None:
        if job.stop:
            return

        def moved(clips: int, size: int) -> None:
            job.clips += clips
            job.done += size

        with self._desks.patient(_PATIENCE) as desk:
            job.begin = desk.last_intake()
            for receipt in _until(job, work(desk, moved)):
                job.receipts.append(receipt)


def _until(job: Job, receipts: Iterable[Receipt]) -> Iterator[Receipt]:
    for receipt in receipts:
        yield receipt
        if job.stop:
            return

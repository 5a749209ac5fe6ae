"""使い: addresses asked for ahead of their turn, several hosts at once and each host one request after another.

The thread that sends jobs out takes their results in whatever order it likes; nobody else touches the dossier. What is
fetched and not taken yet is held within bounds: beyond them only the host that is waited for goes on.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import TypeAlias
from urllib.parse import urlsplit

from keii.records.fetched import Fetched, NotFetched

HOSTS = 8
"""Hosts asked at the same time at most: a reader of a hundred feeds waits for the slowest ones only, and no home line
is filled by it."""
MOST_HELD = 64_000_000
"""Bytes of answers that wait to be taken at most, beside those of the host that is waited for."""

Prepare: TypeAlias = Callable[[str], Callable[[], Fetched | NotFetched]]


@dataclass(eq=False, slots=True)
class Job:
    """用事: one address on its way."""

    host: str
    work: Callable[[], Fetched | NotFetched]
    done: bool = False
    result: Fetched | NotFetched | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class _Host:
    jobs: deque[Job] = field(default_factory=deque)
    busy: bool = False


class Crew:
    """使いの一団: use in `with`. `prepare` is called where a job is sent, what it gives where the job is done."""

    def __init__(self, prepare: Prepare, *, hosts: int = HOSTS, most_held: int = MOST_HELD) -> None:
        self._prepare, self._most, self._most_held = prepare, hosts, most_held
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._turn = threading.Condition()
        self._threads = 0
        self._held = 0
        self._awaited: frozenset[str] = frozenset()
        self._ended = False

    def __enter__(self) -> Crew:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave what is on its way to itself: nobody waits for a slow server."""
        with self._turn:
            self._ended = True
            self._hosts.clear()
            self._turn.notify_all()

    def send(self, url: str) -> Job:
        """Ask for an address when its host is free."""
        job = Job(_host_of(url), self._prepare(url))
        with self._turn:
            self._hosts.setdefault(job.host, _Host()).jobs.append(job)
            if self._threads < min(self._most, len(self._hosts)):
                self._threads += 1
                threading.Thread(target=self._work, daemon=True).start()
            self._turn.notify_all()
        return job

    def wait(self, *jobs: Job) -> None:
        """Wait until one of these jobs is done."""
        with self._turn:
            self._awaited = frozenset(job.host for job in jobs)
            self._turn.notify_all()
            while not any(job.done for job in jobs):
                self._turn.wait()

    def take(self, job: Job) -> Fetched | NotFetched:
        """Wait for a job and return what came of it; a fault in doing it is raised here. To be called once."""
        self.wait(job)
        with self._turn:
            self._held -= _size(job)
            self._turn.notify_all()
        if job.error is not None:
            raise job.error
        result, job.result = job.result, None
        assert result is not None  # noqa: S101  # a job that is done has a result or an error
        return result

    def _work(self) -> None:
        while (job := self._next()) is not None:
            try:
                job.result = job.work()
            except BaseException as error:  # raised where the job is taken
                job.error = error
            with self._turn:
                job.done = True
                self._held += _size(job)
                if (host := self._hosts.get(job.host)) is not None:
                    host.busy = False
                    self._hosts.move_to_end(job.host)  # the others first: this one wants its second of rest
                self._turn.notify_all()

    def _next(self) -> Job | None:
        """Wait for a job that may be done now and return it; None at the end."""
        with self._turn:
            while not self._ended:
                for name, host in self._hosts.items():
                    if host.jobs and not host.busy and (self._held < self._most_held or name in self._awaited):
                        host.busy = True
                        return host.jobs.popleft()
                self._turn.wait()
        return None


def _size(job: Job) -> int:
    return len(job.result.body) if isinstance(job.result, Fetched) else 0


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""

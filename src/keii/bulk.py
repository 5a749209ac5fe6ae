"""Many clips at once: read in this process while they are few, in a process a core when they are many.

What comes back of a reading is its sheet: rows and JSON are made where the reading is, so that little more than
writing is left to the one process that writes.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import TypeVar

from keii.reading import made_by, read_with_gist
from keii.records.clip import Clip
from keii.records.problem import Problem
from keii.records.reading import Reading
from keii.store.sheet import Sheet, sheet_of
from keii.weaving import strand_bytes

Case = TypeVar("Case")
Result = TypeVar("Result")

FEW = 100_000
"""Up to this many code points are read here: a process needs about 1.1 s before its first reading (dictionary and
tables), in which this one reads as many (measured 2026-11 on a 2-core machine)."""
_CHUNK = 10_000
"""Code points a task, some 20 articles: sending costs little beside reading, and no process waits long for its
neighbour. A clip that is longer is a task of its own."""


@dataclass(frozen=True, slots=True)
class Job:
    """Clips being read; `Readers.result` gives their sheets in the same order."""

    chunks: tuple[tuple[tuple[Clip, ...], Future[tuple[Sheet, ...]] | None], ...]  #: None: to be read here


class Readers:
    """読み手: reads clips. Use in `with`; no process is started before one is needed."""

    def __init__(self, workers: int | None = None) -> None:
        """`workers` is the number of processes; None: one a core, 0: read everything here."""
        self._workers = (os.cpu_count() or 1) if workers is None else workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Readers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def submit(self, clips: Sequence[Clip], *, here: bool) -> Job:
        """Begin to read clips; with `here` they are read in this process when the result is asked for."""
        if here or self._workers < 2:
            return Job(tuple((chunk, None) for chunk in _chunks(clips)))
        return Job(tuple((chunk, self._send(chunk)) for chunk in _chunks(clips)))

    def result(self, job: Job) -> tuple[Sheet, ...]:
        """Wait for a job and return its sheets. A clip that ends the process reading it gets an empty reading
        with a K1901; the others are read again."""
        return tuple(sheet for chunk, future in job.chunks for sheet in self._finish(chunk, future))

    def each(self, work: Callable[[Case], Result], cases: Sequence[Case]) -> Iterable[Result]:
        """Return what some work gives for each of some cases, in order: done in the processes that read, where there
        are any, else here."""
        if self._pool is None or len(cases) < 2:
            return map(work, cases)
        try:
            return list(self._pool.map(work, cases))
        except BrokenProcessPool:
            self._restart()
            return map(work, cases)

    def _finish(self, chunk: tuple[Clip, ...], future: Future[tuple[Sheet, ...]] | None) -> tuple[Sheet, ...]:
        if future is None:
            return _read_all(chunk)
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            return _again(chunk)

    def _send(self, chunk: tuple[Clip, ...]) -> Future[tuple[Sheet, ...]]:
        if self._pool is None:
            self._pool = _pool(self._workers)
        try:
            return self._pool.submit(_read_all, chunk)
        except BrokenProcessPool:
            self._restart()
            return self._send(chunk)

    def _restart(self) -> None:
        if self._pool:
            self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = None


def _chunks(clips: Sequence[Clip]) -> Iterator[tuple[Clip, ...]]:
    """Put clips together to tasks."""
    chunk: list[Clip] = []
    size = 0
    for clip in clips:
        if chunk and size + len(clip.text) > _CHUNK:
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(clip)
        size += len(clip.text)
    if chunk:
        yield tuple(chunk)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _again(chunk: tuple[Clip, ...]) -> tuple[Sheet, ...]:
    """Read a chunk in a process of its own; if that ends too, halve it until the clip is found that ends it."""
    with _pool(1) as pool:
        try:
            return pool.submit(_read_all, chunk).result()
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        return (sheet_of(_unread(chunk[0])),)
    half = len(chunk) // 2
    return _again(chunk[:half]) + _again(chunk[half:])


def _read_all(clips: tuple[Clip, ...]) -> tuple[Sheet, ...]:
    return tuple(map(sheet_from, clips))


def sheet_from(clip: Clip) -> Sheet:
    """Read a clip; return all of it that is stored."""
    reading, gist = read_with_gist(clip)
    return sheet_of(reading, strand_bytes(reading, gist))


_BEHIND = 5
"""How much nicer a process that reads is than the one that writes (a third of its share of a core): there are as many
of them as cores, and what the one has to do in order must not wait for them. 2,500 short clips took 8 % less time with
it (2-core x86-64 machine, 2026-11-23)."""


def _begin() -> None:
    """Leave Ctrl-C to the process that gives out the work, and end when that process has ended, however it did."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(_BEHIND)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _unread(clip: Clip) -> Reading:
    problem = Problem(code="K1901", args=("reading", "the process that read it was ended"))
    return Reading(
        clip=clip, sentences=(), names=(), times=(), quantities=(), quotes=(), claims=(), events=(),
        problems=(*clip.problems, problem), made_by=made_by(),
    )  # fmt: skip

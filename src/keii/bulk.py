"""Many clips at once: read in this process while they are few, in a process a core when they are many."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from types import TracebackType

from keii.reading import made_by, read
from keii.records.clip import Clip
from keii.records.problem import Problem
from keii.records.reading import Reading

FEW = 200
"""Up to this many clips are read here: a process needs about 1.1 s before its first reading (dictionary and tables), in
which this one reads some 200 articles of 500 characters (measured 2026-11 on a 2-core machine)."""
_CHUNK = 16  # clips a task: sending costs little beside reading, and no process waits long for its neighbour


@dataclass(frozen=True, slots=True)
class Job:
    """Clips being read; `Readers.result` gives the readings in the same order."""

    chunks: tuple[tuple[tuple[Clip, ...], Future[tuple[Reading, ...]] | None], ...]  #: None: to be read here


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
        chunks = [tuple(clips[at : at + _CHUNK]) for at in range(0, len(clips), _CHUNK)]
        if here or self._workers < 2:
            return Job(tuple((chunk, None) for chunk in chunks))
        return Job(tuple((chunk, self._send(chunk)) for chunk in chunks))

    def result(self, job: Job) -> tuple[Reading, ...]:
        """Wait for a job and return its readings. A clip that ends the process reading it gets an empty reading
        with a K1901; the others are read again."""
        return tuple(reading for chunk, future in job.chunks for reading in self._finish(chunk, future))

    def _finish(self, chunk: tuple[Clip, ...], future: Future[tuple[Reading, ...]] | None) -> tuple[Reading, ...]:
        if future is None:
            return _read_all(chunk)
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            return _again(chunk)

    def _send(self, chunk: tuple[Clip, ...]) -> Future[tuple[Reading, ...]]:
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


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_quiet)


def _again(chunk: tuple[Clip, ...]) -> tuple[Reading, ...]:
    """Read a chunk in a process of its own; if that ends too, halve it until the clip is found that ends it."""
    with _pool(1) as pool:
        try:
            return pool.submit(_read_all, chunk).result()
        except BrokenProcessPool:
            pass
    if len(chunk) == 1:
        return (_unread(chunk[0]),)
    half = len(chunk) // 2
    return _again(chunk[:half]) + _again(chunk[half:])


def _read_all(clips: tuple[Clip, ...]) -> tuple[Reading, ...]:
    return tuple(map(read, clips))


def _quiet() -> None:
    """Leave Ctrl-C to the process that gives out the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _unread(clip: Clip) -> Reading:
    problem = Problem(code="K1901", args=("reading", "the process that read it was ended"))
    return Reading(
        clip=clip, sentences=(), names=(), times=(), quantities=(), quotes=(), claims=(), events=(),
        problems=(*clip.problems, problem), made_by=made_by(),
    )  # fmt: skip

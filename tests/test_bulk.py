"""Reading in processes: the same sheets, in order, and a process that dies takes no clip along."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children

import pytest

from keii.bulk import Readers, sheet_from
from keii.ingest.take import clip_from_text

CLIPS = tuple(clip_from_text(f"県は9日、避難者が{n}人になったと発表した。", published="2031-05-10") for n in range(40))
SHEETS = tuple(map(sheet_from, CLIPS))


def test_processes_read_what_this_process_reads() -> None:
    with Readers(workers=2) as readers:
        assert readers.result(readers.submit(CLIPS, here=False)) == SHEETS
        assert readers.result(readers.submit(CLIPS, here=True)) == SHEETS


def test_other_work_is_done_in_the_processes_in_order() -> None:
    with Readers(workers=2) as readers:
        assert list(readers.each(len, ["一", "二三", ""])) == [1, 2, 0]  # no process yet: here
        readers.result(readers.submit(CLIPS[:2], here=False))
        assert list(readers.each(len, ["一", "二三", ""])) == [1, 2, 0]
        for process in active_children():
            os.kill(process.pid or 0, signal.SIGKILL)
        assert list(readers.each(len, ["一", "二三", ""])) == [1, 2, 0]


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="no such thing there")
def test_processes_that_read_make_way_for_the_one_that_writes() -> None:
    with Readers(workers=2) as readers:
        readers.result(readers.submit(CLIPS[:2], here=False))
        own = os.getpriority(os.PRIO_PROCESS, 0)
        theirs = {os.getpriority(os.PRIO_PROCESS, process.pid or 0) for process in active_children()}
        assert min(theirs) > own or own >= 15


def test_clips_of_a_killed_process_are_read_again() -> None:
    with Readers(workers=2) as readers:
        readers.result(readers.submit(CLIPS[:2], here=False))  # the processes are up
        job = readers.submit(CLIPS, here=False)
        processes = active_children()
        assert processes
        for process in processes:
            os.kill(process.pid or 0, signal.SIGKILL)
        assert readers.result(job) == SHEETS
        assert readers.result(readers.submit(CLIPS[:3], here=False)) == SHEETS[:3]

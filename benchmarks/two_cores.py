"""What a second core gives `keii add`, and how much memory many clips take.

    python benchmarks/two_cores.py [--rounds 5] [--clips 2000] [--pile]  clips per second with one process and with two
    python benchmarks/two_cores.py --memory [--full]                     peak memory over 1,000, 10,000 (100,000) clips

Clips are the bundled corpus over and over (500 characters each), each time round with another first line and date, or
with --pile those of benchmarks/pile.py (70 characters), in one JSON Lines file that goes into a fresh dossier: cut,
read, stored, woven, accounts compared. "One" does all of it in one process. "Two" is what `keii add` does on two cores:
two processes read, and the one that began cuts, stores and weaves what they give; when all is read, they compare
accounts. Rounds of one and of two alternate; processes are up, and have loaded their tables, before the clock starts.

The ratio of the wall clock suffers when other programs want the cores. Beside it stands what two cost in processor time
for the same work (two divided by it is the most two free cores can give), and how many cores were at work in the mean
in either case: where "one" has less than 1.0, others were at work too. Peak memory is that of `Desk.add_all` into a
fresh dossier, inputs of 100 clips coming from a generator; each size runs in a process of its own. With `--one-file`
the clips come as one JSON Lines file instead.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing import active_children
from pathlib import Path
from sys import maxsize

from clips import Document, varied
from keii.bulk import Readers
from keii.desk import Desk
from keii.ingest.take import clip_from_text
from keii.records.clip import Clip
from keii.records.order import Order
from keii.store.store import Parcel, Store
from keii.taking import Line
from keii.weaving import weave
from pile import pile

ASKED = 1.8
"""The ratio asked for."""
_SIZES = (1_000, 10_000, 100_000)
_INPUT = 100  # clips an input of the memory runs
_NOW = "2031-05-10T12:00:00+00:00"
_WARM = 160  # clips read before the clock starts: both processes have loaded their tables then


@dataclass(frozen=True, slots=True)
class Taken:
    """What one round took, in seconds."""

    wall: float
    processor: float  #: processor time of this process and those it started
    giving: float  #: of it, this process: with two it cuts the input, gives out the clips and stores what comes back


def main() -> None:
    """Measure what is asked for and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds of each (default 5)")
    parser.add_argument("--clips", type=int, default=2_000, help="clips a round (default 2000)")
    parser.add_argument("--pile", action="store_true", help="short clips of benchmarks/pile.py")
    parser.add_argument("--memory", action="store_true", help="measure peak memory instead of speed")
    parser.add_argument("--full", action="store_true", help="with --memory: 100,000 clips as well (long)")
    parser.add_argument("--one-file", action="store_true", help="with --memory: all clips in one JSON Lines file")
    parser.add_argument("--stream", type=int, help=argparse.SUPPRESS)  # one memory run, in a process of its own
    given = parser.parse_args()
    if given.stream:
        stream(given.stream, one_file=given.one_file)
    elif given.memory:
        memory(_SIZES if given.full else _SIZES[:2], one_file=given.one_file)
    else:
        speed(given.rounds, list(islice(piled() if given.pile else varied(given.clips), given.clips)))


def speed(rounds: int, documents: list[Document]) -> None:
    """Print throughput with one process and with two, in alternating rounds."""
    count, characters = len(documents), sum(len(document.text) for document in documents)
    data = "".join(_lines(documents)).encode()
    warm = [clip_from_text(d.text, published=d.published) for d in documents[:_WARM]]
    taken: dict[int, list[Taken]] = {1: [], 2: []}
    for _ in range(rounds):
        for workers, rows in taken.items():
            rows.append(_round(data, warm, workers))
    print(f"{count:,} clips, {characters:,} characters, {rounds} rounds in turn")
    for workers, rows in taken.items():
        wall = statistics.median(row.wall for row in rows)
        busy = statistics.median(row.processor / row.wall for row in rows)
        word = "process " if workers == 1 else "processes"
        print(f"  {workers} {word:9} {count / wall:8,.0f} clips/s {characters / wall:12,.0f} characters/s"
              f" {busy:8.2f} cores at work")  # fmt: skip
    pairs = list(zip(taken[1], taken[2], strict=True))
    gains = [one.wall / two.wall for one, two in pairs]
    cost = statistics.median(two.processor / one.processor for one, two in pairs)
    print(f"  two are {statistics.median(gains):.2f} times as fast as one"
          f" ({min(gains):.2f} to {max(gains):.2f}; asked: {ASKED})")  # fmt: skip
    giving = statistics.median(two.giving / two.processor for _, two in pairs)
    print(f"  and cost {cost:.2f} times the processor time ({100 * giving:.0f} % of it cutting, storing, weaving):"
          f" {2 / cost:.2f} at most on two free cores")  # fmt: skip


def _round(data: bytes, warm: list[Clip], workers: int) -> Taken:
    """Take a file of clips into a fresh dossier with so many processes, which are up, and say how long it took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "many.keii", create=True) as store,
        Readers(workers) as readers,
    ):
        _warm_up(Path(folder) / "warm.keii", readers, warm)
        line = Line(store, readers, Order(), lambda: _NOW)
        started, own, begun = _processor(workers), time.process_time(), time.perf_counter()
        for _ in (*line.feed("many.jsonl", data), *line.rest()):
            pass
        wall = time.perf_counter() - begun
        giving = time.process_time() - own
        spent = _processor(workers) - started
    return Taken(wall, spent, giving)


def _warm_up(path: Path, readers: Readers, clips: list[Clip]) -> None:
    """Let all processes load their tables: read some clips, and weave them into another dossier."""
    first, again = (readers.submit(clips, here=False) for _ in range(2))
    sheets, _ = readers.result(first), readers.result(again)
    with Store.open(path, create=True) as store:
        store.write(Parcel(name="warm", digest="", added_at=_NOW, new=sheets))
        for _ in weave(store, each=readers.each):
            pass


def _processor(workers: int) -> float:
    """Return the processor seconds of this process and of the reading processes so far."""
    own = time.process_time()
    if workers < 2:
        return own
    return own + sum(_seconds_of(child.pid) for child in active_children() if child.pid)


def _seconds_of(process: int) -> float:
    """Return the processor seconds of a running process; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(sizes: tuple[int, ...], *, one_file: bool) -> None:
    """Print peak memory for each number of clips, each in a fresh process."""
    print(f"{'clips':>9}{'this process':>15}{'reading process':>18}{'seconds':>10}")
    for size in sizes:
        command = [sys.executable, __file__, "--stream", str(size), *(["--one-file"] if one_file else [])]
        subprocess.run(command, check=True)  # noqa: S603  # this very script


def stream(count: int, *, one_file: bool) -> None:
    """Add so many clips to a fresh dossier and print a row: peak MiB of this process and of the largest reader."""
    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Desk.open(Path(folder) / "many.keii") as desk:
        inputs = _whole(Path(folder), count) if one_file else _inputs(count)
        taken = sum(receipt.taken for receipt in desk.add_all(inputs))
    if taken != count:
        raise SystemExit(f"{taken} of {count} clips were taken")
    own, reader = (_mebibytes(which) for which in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{count:9,}{own:11,.0f} MiB{reader:14,.0f} MiB{time.perf_counter() - begun:10,.0f}", flush=True)


def _inputs(count: int) -> Iterator[tuple[str, bytes]]:
    lines = _lines(varied(count))
    for at in range(0, count, _INPUT):
        yield f"part-{at:06}.jsonl", "".join(islice(lines, _INPUT)).encode()


def _whole(folder: Path, count: int) -> Iterator[tuple[str, Path]]:
    path = folder / "whole.jsonl"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_lines(varied(count)))
    yield path.name, path


def piled() -> Iterator[Document]:
    """Yield the clips of benchmarks/pile.py, without end."""
    return (Document(one.text, one.published) for one in pile(maxsize))


def _lines(documents: Iterable[Document]) -> Iterator[str]:
    for n, document in enumerate(documents):
        row = {"id": f"n{n}", "text": document.text, "published": document.published.isoformat()}
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _mebibytes(who: int) -> float:
    """Return the peak resident memory of `who`. Of children it is the largest one's, and not less than what this
    process held when it started them."""
    peak = resource.getrusage(who).ru_maxrss
    return peak / (2**20 if sys.platform == "darwin" else 2**10)


if __name__ == "__main__":
    main()

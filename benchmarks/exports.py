"""What it costs to add the export of a blog, and whether it can be interrupted.

    python benchmarks/exports.py [--entries 5000] [--kills 0] [--workers N] [--stream MB]

The export is generated: texts of benchmarks/pile.py, two to an entry, in Movable Type's form, entry by entry in UTF-8,
CP932 and EUC-JP, with LF, CR LF and CR, hours of 24 and of 12, lines of hyphens inside bodies, and comments. It is
added once (time and peak memory are printed). With --kills it is added to another dossier too: killed at so many random
points of the export and a random moment after each, and resumed each time on the same dossier; how many clips
are there after each kill is printed, and in the end all exports of the two dossiers are compared byte for byte.
--stream MB only cuts exports of a half and of the whole of that size into clips, and prints what memory each more
megabyte takes.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from keii.desk import Desk
from keii.publish.rows import Kind
from pile import Piled, pile

_SEED = 20260510
_CODECS = ("utf-8", "cp932", "euc_jp")
_ENDS = ("\n", "\r\n", "\r")
_DATES = ("%m/%d/%Y 22:42:34", "%m/%d/%Y 10:42:34 PM", "%Y/%m/%d 22:42")
_BETWEEN = ("<hr>", "--------", "-----", "<p>&gt;&gt;</p>")
_ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from keii.desk import Desk

if __name__ == "__main__":
    with Desk.open(sys.argv[1], clock=lambda: datetime(2031, 5, 10, 12, tzinfo=UTC)) as desk:
        moved = lambda clips, size: print(clips, size, flush=True)
        workers = int(sys.argv[3]) if sys.argv[3] else None
        for receipt in desk.add_all([("blog.txt", Path(sys.argv[2]))], workers=workers, moved=moved):
            print("receipt", receipt.taken, receipt.seen, len(receipt.rejected), flush=True)
"""

_CUT = """
import sys
from keii.ingest.take import take_file
from keii.records.clip import Clip
from keii.records.order import Order

with open(sys.argv[1], "rb") as file:
    print(sum(isinstance(item, Clip) for item, _ in take_file(file, name="blog.txt", order=Order()).items))
"""
_LONGEST_GAP = 5.0
"""Seconds waited after a batch at most before the kill: a loaded machine may take long over one."""


def main() -> None:
    """Generate, add, print; kill, resume, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", default="", help="processes that read; 0: none but the one that writes")
    parser.add_argument("--stream", type=int, default=0, metavar="MB", help="only cut so many MB, and half of them")
    said = parser.parse_args()
    if said.stream:
        stream(said.stream)
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "add.py").write_text(_ADD, encoding="utf-8")
        export = folder / "blog.txt"
        with export.open("wb") as file:
            file.writelines(entries(said.entries))
        print(f"export: {said.entries:,} entries, {export.stat().st_size / 1e6:.1f} MB", flush=True)
        once = folder / "once.sqlite"
        start = time.perf_counter()
        receipt, peak = added(folder, once, said.workers)
        print(
            f"added once: {time.perf_counter() - start:.1f} s, peak {peak / 1024:.0f} MB a process, {receipt}",
            flush=True,
        )
        if said.kills:
            torn = folder / "torn.sqlite"
            start = time.perf_counter()
            print(f"killed {killed(folder, torn, said.kills, export, said.workers)} times", flush=True)
            receipt, _ = added(folder, torn, said.workers)
            print(f"all runs together: {time.perf_counter() - start:.1f} s", flush=True)
            of_torn, of_once = digests(torn), digests(once)
            other = [kind for kind in of_torn if of_torn[kind] != of_once[kind]]
            print(f"resumed: {receipt}; exports equal to the byte: {'NO: ' + ', '.join(other) if other else 'yes'}")
            sys.exit(1 if other else 0)


def entries(count: int) -> Iterator[bytes]:
    """Yield so many entries, each in an encoding and with line ends of its own."""
    texts = pile(2 * count)
    for number, (one, other) in enumerate(zip(texts, texts, strict=True)):
        yield entry(number, one, other)


def entry(number: int, one: Piled, other: Piled) -> bytes:
    """Return the bytes of one entry."""
    lines = [
        "AUTHOR: memo", f"TITLE: {one.published}の切り抜き", f"BASENAME: {one.published:%Y/%m/%d}/{number:06}",
        "STATUS: Publish", "CONVERT BREAKS: 0", f"DATE: {one.published.strftime(_DATES[number % 3])}", "CATEGORY: 新聞",
        "-----", "BODY:", f"<p>{one.text}</p>", _BETWEEN[number % 4], f"<p>{other.text}</p>", "-----", "EXTENDED BODY:",
        "", "-----", "COMMENT:", "AUTHOR: 通りすがり", "DATE: 05/30/2025 10:00:00", "応援しています。", "-----",
        "--------", "",
    ]  # fmt: skip
    return _ENDS[number // 3 % 3].join(lines).encode(_CODECS[number % 3], "replace")


def _run(folder: Path, dossier: Path, workers: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(folder / "add.py"), str(dossier), str(folder / "blog.txt"), workers]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603  # our own code


def added(folder: Path, dossier: Path, workers: str) -> tuple[str, int]:
    """Add the export to its end; return the receipt's words and the peak memory of the largest process in KiB."""
    with _run(folder, dossier, workers) as run:
        out = run.stdout.read() if run.stdout else ""
        _, _, usage = os.wait4(run.pid, 0)
        run.returncode = 0
    return out.strip().rsplit("\n", 1)[-1], usage.ru_maxrss


def killed(folder: Path, dossier: Path, kills: int, export: Path, workers: str) -> int:
    """Kill the adding at so many random points of the export, in order, each time a random moment after the batch that
    holds the point: at most as long as that batch took. Return how often it was; say how many clips were there then."""
    chance = random.Random(_SEED)  # noqa: S311  # the same points every time
    size, done, before = export.stat().st_size, 0, 0
    for number, point in enumerate(sorted(chance.randrange(size) for _ in range(kills)), 1):
        with _run(folder, dossier, workers) as run:
            at, gap, last = 0, 0.0, time.perf_counter()
            for line in run.stdout or ():
                at += int(line.split()[1]) if line[0].isdigit() else size
                gap, last = time.perf_counter() - last, time.perf_counter()
                if at >= point:
                    break
            time.sleep(chance.uniform(0, min(gap, _LONGEST_GAP)))
            run.send_signal(signal.SIGKILL)
        done += run.returncode == -signal.SIGKILL
        there = stored(dossier)
        print(f"kill {number}: at {100 * point / size:.0f} %, clips there: {there:,}", flush=True)
        if there < before:
            sys.exit("a run lost clips that were stored before")
        before = there
    return done


def stored(dossier: Path) -> int:
    """Return how many clips are in a dossier."""
    with Desk.open(dossier) as desk:
        return len(desk.clips())


def stream(megabytes: int) -> None:
    """Cut exports of half and of all of that size into clips, each in a process of its own; print what it took."""
    with tempfile.TemporaryDirectory() as name:
        whole = Path(name) / "blog.txt"
        block = b"".join(entries(2_000))
        peaks = []
        for size in (megabytes // 2, megabytes):
            with whole.open("wb") as file:
                for _ in range(max(1, size * 1_000_000 // len(block))):
                    file.write(block)
            start = time.perf_counter()
            command = [sys.executable, "-c", _CUT, str(whole)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as run:  # noqa: S603  # our own code
                clips = run.stdout.read().strip() if run.stdout else ""
                _, _, usage = os.wait4(run.pid, 0)
                run.returncode = 0
            peaks.append((whole.stat().st_size / 1e6, usage.ru_maxrss / 1024))
            took = time.perf_counter() - start
            print(f"{peaks[-1][0]:.0f} MB: {clips} clips, {took:.1f} s, peak {peaks[-1][1]:.0f} MiB", flush=True)
        (small, less), (large, more) = peaks
        print(f"each more megabyte: {(more - less) / (large - small):+.3f} MiB")


def digests(dossier: Path) -> dict[str, str]:
    """Return the SHA-256 of each kind of export."""
    with Desk.open(dossier) as desk:
        return {kind: hashlib.sha256(b"".join(desk.export(kind))).hexdigest() for kind in get_args(Kind)}


if __name__ == "__main__":
    main()

"""What it costs to add the export of a blog, and whether it can be interrupted.

    python benchmarks/exports.py [--entries 5000] [--kills 0] [--workers N]

The export is generated: texts of benchmarks/pile.py, two to an entry, in Movable Type's form, entry by entry in UTF-8,
CP932 and EUC-JP, with LF, CR LF and CR, hours of 24 and of 12, lines of hyphens inside bodies, and comments. It is
added once (time and peak memory are printed). With --kills it is added to another dossier too, killed at so many random
points and resumed each time, and all exports of the two dossiers are compared byte for byte.
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


def main() -> None:
    """Generate, add, print; kill, resume, compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--entries", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--workers", default="", help="processes that read; 0: none but the one that writes")
    said = parser.parse_args()
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
            print(f"killed {killed(folder, torn, said.kills, export, said.workers)} times", flush=True)
            receipt, _ = added(folder, torn, said.workers)
            same = digests(torn) == digests(once)
            print(f"resumed: {receipt}; exports equal to the byte: {'yes' if same else 'NO'}")
            sys.exit(0 if same else 1)


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
    """Kill the adding at so many random points of the export, in order; return how often it was."""
    chance = random.Random(_SEED)  # noqa: S311  # the same points every time
    size, done = export.stat().st_size, 0
    for point in sorted(chance.randrange(size) for _ in range(kills)):
        with _run(folder, dossier, workers) as run:
            at = 0
            for line in run.stdout or ():
                at += int(line.split()[1]) if line[0].isdigit() else size
                if at >= point:
                    break
            time.sleep(chance.uniform(0, 0.3))
            run.send_signal(signal.SIGKILL)
        done += run.returncode == -signal.SIGKILL
    return done


def digests(dossier: Path) -> dict[str, str]:
    """Return the SHA-256 of each kind of export."""
    with Desk.open(dossier) as desk:
        return {kind: hashlib.sha256(b"".join(desk.export(kind))).hexdigest() for kind in get_args(Kind)}


if __name__ == "__main__":
    main()

"""How quick the reading room is over a large dossier: first byte and size of every page, full render of Today.

    python benchmarks/room.py [--dossier FILE] [--clips 100000] [--times 20] [--no-browser] [--only TEXT]

`keii serve` runs in a process of its own over generated clips (benchmarks/pile.py; --dossier: over a dossier that is
there already, a copy of it unless it is of this version); it and this process share two cores. Every page is asked for
over a fresh connection, once at first and then so many times, the pages in turn, so that a busy moment is nobody's
alone. Printed is for each page: the very first answer; the 50th and 95th percentile of the time to the first byte, in
milliseconds; processor time of the server for one answer; the page's size. Today is then opened in headless Chromium,
each time with an empty cache: first byte, first contentful paint, load, in milliseconds.

Limits: first byte 200 ms for 95 of 100 answers, 300 kB a page, Today rendered within 1 s. What misses one is marked ✗,
and the exit code is 1. Processor time tells whether a slow answer is the room's own doing or that of a busy machine.
"""

from __future__ import annotations

import argparse
import http.client
import os
import platform
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from keii.desk import Desk
from keii.errors import KeiiError
from keii.store.store import Store
from pile import pile
from room_pages import landmarks, pages
from weave import cost

FIRST_BYTE, SIZE, RENDER = 200.0, 300_000, 1_000.0
"""Milliseconds, bytes, milliseconds (issue: the reading room)."""
_PARCEL = 500
_SETTLED = 8.0  # seconds after which the room has loaded what it loads behind the door
_RENDERS = 10
_PAINTED = 300  # milliseconds after loading by which the browser has told when it painted
_OPEN = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(slots=True)
class Row:
    """A page and how it answered."""

    path: str
    times: list[float] = field(default_factory=list)  #: milliseconds, the first answer apart
    first: float = 0.0
    work: float = 0.0  #: milliseconds of the server's processor time for all answers but the first
    size: int = 0
    status: int = 0

    @property
    def missed(self) -> list[str]:
        """Return which limits it misses."""
        limits = {
            "first byte": at(self.times, 95) > FIRST_BYTE,
            "size": self.size > SIZE,
            str(self.status): self.status not in (200, 303),
        }  # fmt: skip
        return [name for name, missed in limits.items() if missed]


def main() -> int:
    """Serve, ask, print; 1 where a limit is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--dossier", type=Path)
    parser.add_argument("--clips", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--only", default="", help="only pages whose address holds this")
    parser.add_argument("--no-browser", action="store_true")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the room is closed then too
    cores = two_cores()
    with tempfile.TemporaryDirectory() as folder:
        dossier = ready(asked.dossier, asked.clips, Path(folder))
        with Desk.open(dossier, create=False) as desk:
            of = landmarks(desk)
            clips = desk.clip_page(limit=1).total
        print(f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {machine()} · {cores} cores · load {os.getloadavg()[0]:.1f}")
        print(f"{clips:,} clips, {dossier.stat().st_size / 2**20:,.0f} MiB\n", flush=True)
        with served(dossier) as (port, process):
            rows = [Row(path) for path in pages(of) if asked.only in path]
            measure(rows, port, process, asked.times)
            tell(rows)
            slow = [] if asked.no_browser else render(port)
    print(f"\nload at the end {os.getloadavg()[0]:.1f}")
    return 1 if slow or any(row.missed for row in rows) else 0


def two_cores() -> int:
    """Keep this process, and those it starts, on two cores where the system can; return on how many they are."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:2]))
    return len(os.sched_getaffinity(0))


def machine() -> str:
    """Return what this runs on."""
    model = ""
    if (info := Path("/proc/cpuinfo")).exists():
        found = re.search(r"model name\s*:\s*(.+)", info.read_text(encoding="utf-8"))
        model = found[1] if found else ""
    return f"{model or platform.processor() or platform.machine()}, Python {platform.python_version()}"


def ready(given: Path | None, clips: int, folder: Path) -> Path:
    """Return a dossier of this version: a copy of the given one, else one that is made."""
    path = folder / "room.sqlite"
    if given is not None:
        print(f"copying {given.name} …", file=sys.stderr)
        shutil.copy(given, path)
        with Desk.open(path, create=False) as desk:  # brings it to this version
            desk.weave()
        return path
    piled, done = pile(clips), 0
    with Store.open(path, create=True) as store:
        while parcel := list(islice(piled, _PARCEL)):
            cost(store, parcel)
            done += len(parcel)
            print(f"\r{done:,} of {clips:,} clips", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return path


@contextmanager
def served(dossier: Path) -> Iterator[tuple[int, subprocess.Popen[str]]]:
    """Serve a dossier with `keii serve`; give the port and the process."""
    command = [sys.executable, "-m", "keii", "serve", "--port", "0", "--no-browser", "--dossier", str(dossier)]
    process = subprocess.Popen(  # noqa: S603  # our own program
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        env=os.environ | {"KEII_LANG": "en"},
    )  # fmt: skip
    try:
        lines = []
        for line in process.stderr or ():
            lines.append(line)
            if found := _OPEN.search(line):
                time.sleep(_SETTLED)
                yield int(found[1]), process
                return
        raise SystemExit("the room did not open: " + "".join(lines))
    finally:
        process.terminate()
        process.wait(30)


def measure(rows: list[Row], port: int, process: subprocess.Popen[str], times: int) -> None:
    """Ask for every page, in turn."""
    for row in rows:
        row.first, row.size, row.status = ask(port, row.path)
    for n in range(times):
        print(f"\rround {n + 1} of {times}", end="", file=sys.stderr, flush=True)
        for row in rows:
            before = processor_time(process.pid)
            row.times.append(ask(port, row.path)[0])
            row.work += processor_time(process.pid) - before
    print(file=sys.stderr)


def ask(port: int, path: str) -> tuple[float, int, int]:
    """Ask over a fresh connection; return the milliseconds to the first byte, the size and the status."""
    begin = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    try:
        connection.request("GET", path, headers={"Accept-Language": "ja"})
        answer = connection.getresponse()
        head = answer.read(1)
        first = 1000 * (time.perf_counter() - begin)
        return first, len(head) + len(answer.read()), answer.status
    finally:
        connection.close()


def processor_time(pid: int) -> float:
    """Return the milliseconds of processor time a process has had; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return 1000 * (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at(times: list[float], percent: int) -> float:
    """Return a percentile: the least time that so many of a hundred do not exceed."""
    ordered = sorted(times)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0.0


def tell(rows: list[Row]) -> None:
    """Print a line a page, the slowest first, and what misses a limit."""
    print(f"{'first':>7}{'p50':>7}{'p95':>7}{'work':>7}  ms {'kB':>6}    page")
    for row in sorted(rows, key=lambda row: -at(row.times, 95)):
        mark = "✗ " + ", ".join(row.missed) if row.missed else ""
        print(
            f"{row.first:7.0f}{statistics.median(row.times):7.0f}{at(row.times, 95):7.0f}"
            f"{row.work / len(row.times):7.0f}     {row.size / 1000:6.0f}    {row.path}  {mark}"
        )
    missed = sum(bool(row.missed) for row in rows)
    print(
        f"\n{len(rows)} pages; limits: {FIRST_BYTE:.0f} ms for 95 of 100, {SIZE // 1000} kB; missed by {missed}",
        flush=True,
    )


def render(port: int) -> list[float]:
    """Open Today in a browser, with an empty cache each time; print what it took, return the loads beyond the limit."""
    from playwright.sync_api import sync_playwright  # only this needs it

    program = os.environ.get("KEII_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    told: list[tuple[float, float, float]] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for _ in range(_RENDERS + 1):
            context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 900})
            page = context.new_page()
            page.goto(f"http://127.0.0.1:{port}/", wait_until="load")
            page.wait_for_timeout(_PAINTED)
            first, painted, loaded = page.evaluate(
                "[performance.getEntriesByType('navigation')[0].responseStart,"
                " performance.getEntriesByName('first-contentful-paint')[0].startTime,"
                " performance.getEntriesByType('navigation')[0].loadEventEnd]"
            )
            told.append((first, painted, max(painted, loaded)))
            context.close()
        browser.close()
    print("\nToday in Chromium, ms: median (worst)")
    for n, name in enumerate(("first byte", "first contentful paint", "rendered")):
        column = [times[n] for times in told[1:]]
        print(f"  {name:<24}{statistics.median(column):6.0f} ({max(column):.0f})")
    slow = [loaded for *_, loaded in told[1:] if loaded > RENDER]
    print(f"  limit {RENDER:.0f} ms" + (f": ✗ {len(slow)} of {_RENDERS} beyond it" if slow else ""))
    return slow


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeiiError as error:
        sys.exit(str(error))

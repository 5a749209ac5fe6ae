"""How many times as fast as GiNZA `read()` is, on one core, in one run.

    python benchmarks/beside_ginza.py --ginza-venv FOLDER [--rounds 5]

GiNZA 5.3 with ja_ginza runs in an environment of its own, made in FOLDER if there is none (about 300 MB are fetched).
Its process and this one are kept on the same core and take turns over the bundled corpus: read(), SudachiPy alone,
GiNZA, read() … A round of read() and of SudachiPy is several passes, since one is short. Printed are medians, the
median of the rounds' ratios, and their range. Loading is not counted for any of them.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sudachipy import Dictionary

from clips import corpus_clips, pin
from keii.reading import read

ASKED = 60.0
"""The ratio asked for."""
_PASSES = {"read()": 5, "SudachiPy alone": 20, "GiNZA": 1}
_WANTED = ("ginza==5.3.*", "ja_ginza==5.3.*")


class Ginza:
    """GiNZA in its own process; use in `with`."""

    def __init__(self, folder: Path, texts: Sequence[str]) -> None:
        python = environment(folder)
        worker = Path(__file__).with_name("ginza_worker.py")
        self._process = subprocess.Popen(  # noqa: S603  # our own script in the environment the user named
            [str(python), str(worker)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.versions = self._ask(json.dumps(list(texts)))

    def __enter__(self) -> Ginza:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait()

    def seconds(self) -> float:
        """Return how long one pass took."""
        return float(self._ask("go"))

    def _ask(self, line: str) -> str:
        if not self._process.stdin or not self._process.stdout:
            raise RuntimeError("the process has no pipes")
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().strip()
        if not answer:
            raise RuntimeError("GiNZA's process ended; its words are above")
        return answer


def main() -> None:
    """Measure in turn and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ginza-venv", type=Path, required=True, metavar="FOLDER", help="environment of GiNZA's own")
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds (default 5; one takes about half a minute)")
    given = parser.parse_args()
    pin()
    clips = corpus_clips()
    texts = [clip.text for clip in clips]
    tokenizer = Dictionary(dict="core").tokenizer()
    with Ginza(given.ginza_venv, texts) as ginza:
        tasks: dict[str, Callable[[], float]] = {
            "read()": lambda: _timed(lambda: [read(clip) for clip in clips], _PASSES["read()"]),
            "SudachiPy alone": lambda: _timed(
                lambda: [[m.surface() for m in tokenizer.tokenize(text)] for text in texts], _PASSES["SudachiPy alone"]
            ),
            "GiNZA": ginza.seconds,
        }
        tasks["read()"]()  # warms up
        times = {name: list[float]() for name in tasks}
        for _ in range(given.rounds):
            for name, task in tasks.items():
                times[name].append(task())
        print(f"{len(texts)} texts, {sum(map(len, texts)):,} characters, one core, {given.rounds} rounds in turn")
        print(f"{ginza.versions}; Python {sys.version.split()[0]}")
    _show(times, sum(map(len, texts)))


def environment(folder: Path) -> Path:
    """Return the Python of GiNZA's environment; make the environment if it is not there."""
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        print(f"making {folder} …", file=sys.stderr)
        venv.create(folder, with_pip=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", *_WANTED]
        subprocess.run(pip, check=True)  # noqa: S603  # our own words
    return python


def ratios(times: Mapping[str, Sequence[float]], slow: str, fast: str) -> list[float]:
    """Return, round by round, how many times as long `slow` took as `fast`."""
    return [a / b for a, b in zip(times[slow], times[fast], strict=True)]


def _timed(task: Callable[[], Any], passes: int) -> float:
    begun = time.perf_counter()
    for _ in range(passes):
        task()
    return (time.perf_counter() - begun) / passes


def _show(times: Mapping[str, Sequence[float]], characters: int) -> None:
    for name, taken in times.items():
        print(f"  {name:16} {characters / statistics.median(taken):12,.0f} characters/s")
    against = ratios(times, "GiNZA", "read()")
    print(f"  read() is {statistics.median(against):.1f} times as fast as GiNZA"
          f" ({min(against):.1f} to {max(against):.1f}; asked: {ASKED:.0f})")  # fmt: skip
    alone = ratios(times, "read()", "SudachiPy alone")
    print(f"  read() takes {statistics.median(alone):.1f} times as long as SudachiPy alone")


if __name__ == "__main__":
    main()

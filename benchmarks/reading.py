"""How fast `read()` is: characters per second on one core, beside SudachiPy alone, in one run.

    python benchmarks/reading.py [--rounds 5] [--stages]

Reads the bundled corpus (news texts of about 500 characters each, as single clips with publication dates) over and
over, in turn with SudachiPy's plain tokenisation of the same texts, and prints the median of each and their ratio.
`--stages` prints where the time goes. Start-up is a fresh interpreter reading one small clip.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sudachipy import Dictionary

from keii.ingest.take import clip_from_text
from keii.reading import read
from keii.records.clip import Clip

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "dev"
START_UP = "from keii.ingest.take import clip_from_text; from keii.reading import read; \
assert read(clip_from_text('首相は9日、「急ぐ」と述べた。', published='2025-05-10')).claims"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="timed rounds of each (default 5)")
    parser.add_argument("--stages", action="store_true", help="profile one round and print the costliest functions")
    args = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    clips = _clips()
    characters = sum(len(clip.text) for clip in clips)
    tokenizer = Dictionary(dict="core").tokenizer()
    tasks: dict[str, Callable[[], object]] = {
        "read()": lambda: [read(clip) for clip in clips],
        "SudachiPy alone": lambda: [[m.surface() for m in tokenizer.tokenize(clip.text)] for clip in clips],
    }
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for round_number in range(args.rounds + 1):
        for name, task in tasks.items():
            begun = time.perf_counter()
            task()
            if round_number:  # the first warms up
                times[name].append(time.perf_counter() - begun)
    print(f"{len(clips)} clips, {characters:,} characters, one core, median of {args.rounds} rounds")
    for name, taken in times.items():
        print(f"  {name:16} {characters / statistics.median(taken):12,.0f} characters/s")
    ratio = statistics.median(a / b for a, b in zip(times["read()"], times["SudachiPy alone"], strict=True))
    print(f"  read() takes {ratio:.1f} times as long as SudachiPy alone")
    print(f"  start-up to the first reading: {_start_up():.2f} s")
    if args.stages:
        _profile(tasks["read()"])


def _clips() -> list[Clip]:
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.json"))]
    return [clip_from_text(d["text"], published=date.fromisoformat(d["published"])) for d in documents]


def _start_up() -> float:
    taken = []
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", START_UP], check=True)  # noqa: S603  # our own interpreter and words
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _profile(task: Callable[[], object]) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(task)
    pstats.Stats(profile).sort_stats("cumulative").print_stats(40)


if __name__ == "__main__":
    main()

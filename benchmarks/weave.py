"""What it costs to weave one more clip into a dossier, as it grows; and to search it.

    python benchmarks/weave.py [--sizes 1000 10000 100000]

Clips are those of benchmarks/pile.py, read and woven in one process in parcels of 100, as `keii add` does. For each
size is printed what its last parcels cost: reading (which should stay as it is) and weaving in milliseconds of
processor time a clip, peak memory, the file's size, how right the stories are (B-cubed F1 against the happenings the
pile tells of), and the 50th and 95th percentile of a search. Cost that grows with the logarithm of what is there grows
by the same amount from size to size.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from keii.bulk import sheet_from
from keii.desk import Desk
from keii.ingest.take import clip_from_text
from keii.store.sheet import Sheet
from keii.store.store import Parcel, Store
from keii.weaving import weave
from pile import Piled, pile

_PARCEL = 100
_LAST = 20  # parcels whose cost is printed
_QUERIES = (
    "市長", "首相", "買収", "工場 爆発", "地震 避難", "判決 賃金", "「漁業の協定」", "株価", "知事 自衛隊", "大使",
    "選挙 投票率", "会見", "社長 会見", "東原川市", "佐藤", "鈴木一郎", "アルベル電機", "控訴 遺憾", "負傷者 住宅",
    "開票 誤り",
)  # fmt: skip
"""Two-character words, frequent and rare ones, names, phrases and words together."""


def main() -> None:
    """Weave, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    sizes = sorted(parser.parse_args().sizes)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pile.sqlite"
        print("clips     reading  weaving   memory    file   stories   search p50 / p95", flush=True)
        grow(path, sizes)


def grow(path: Path, sizes: list[int]) -> None:
    """Fill a dossier up to each size in turn and print its line."""
    piled, done = pile(sizes[-1]), 0
    truth: dict[str, int] = {}
    with Store.open(path, create=True) as store:
        costs: list[tuple[float, float]] = []
        while parcel := list(islice(piled, min(_PARCEL, next(s for s in sizes if s > done) - done))):
            truth |= {p.id: p.happening for p in parcel}
            costs.append(cost(store, parcel))
            done += len(parcel)
            if done in sizes:
                line(path, done, costs[-_LAST:], stories_f1(store, truth))
            if done == sizes[-1]:
                return


def cost(store: Store, parcel: list[Piled]) -> tuple[float, float]:
    """Add a parcel; return what reading and weaving it cost, in milliseconds of processor time a clip."""
    begin = time.process_time()
    sheets = tuple(map(sheet, parcel))
    midway = time.process_time()
    store.write(Parcel(name="pile", digest="", added_at="2031-01-01T00:00:00+00:00", new=sheets))
    woven = sum(weave(store))
    end = time.process_time()
    if woven != len(parcel):
        sys.exit(f"{woven} of {len(parcel)} clips were woven")
    return 1000 * (midway - begin) / woven, 1000 * (end - midway) / woven


def sheet(piled: Piled) -> Sheet:
    """Return a document as it is stored."""
    clip = clip_from_text(piled.text, published=piled.published, outlet=piled.outlet, source_id=piled.id)
    return sheet_from(clip)


def line(path: Path, clips: int, costs: list[tuple[float, float]], f1: float) -> None:
    """Print what a size costs."""
    reading, weaving = (statistics.mean(column) for column in zip(*costs, strict=True))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 2**20
    times = sorted(searches(path))
    p50, p95 = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(
        f"{clips:7,} {reading:6.2f} ms {weaving:5.2f} ms {memory:5.0f} MiB {size:4.0f} MiB   {f1:.3f}   "
        f"{p50:6.1f} / {p95:.1f} ms",
        flush=True,
    )


def searches(path: Path) -> Iterator[float]:
    """Yield how long each search takes, in milliseconds, each asked three times after one to warm up."""
    with Desk.open(path, create=False) as desk:
        for query in _QUERIES:
            desk.search(query, limit=20)
            for _ in range(3):
                begin = time.perf_counter()
                desk.search(query, limit=20)
                yield 1000 * (time.perf_counter() - begin)


def stories_f1(store: Store, truth: dict[str, int]) -> float:
    """Return the B-cubed F1 of the stories against the happenings."""
    said = {m.clip.source_id: line.number for line in store.stories() for m in store.story(line.number).members}
    both = Counter((truth[clip], said[clip]) for clip in truth)
    of_truth, of_said = Counter(truth.values()), Counter(said.values())
    sums: dict[str, float] = defaultdict(float)
    for (happening, story), n in both.items():
        sums["p"] += n * n / of_said[story]
        sums["r"] += n * n / of_truth[happening]
    p, r = sums["p"] / len(truth), sums["r"] / len(truth)
    return 2 * p * r / (p + r)


if __name__ == "__main__":
    main()

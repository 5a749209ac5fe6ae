"""The same clips give the same bytes: in another order, with another number of processes, with other string hashes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

CORPUS = Path(__file__).resolve().parent.parent / "corpus" / "dev"
OF_ONE_CLIP = ("clips", "readings", "names", "times", "quantities")
WOVEN = ("claims", "events")  #: say who is who across clips, as far as those that came before tell
ADD_AND_EXPORT = """
import random, sys
from pathlib import Path
import keii.taking
from keii import Desk
dossier, folder, seed, workers, *kinds = sys.argv[1:]
keii.taking.FEW = 0  # nothing is read in this process where there are others
paths = sorted(Path(folder).glob("*.jsonl"))
random.Random(int(seed)).shuffle(paths)
with Desk.open(dossier) as desk:
    receipts = list(desk.add_all([(path.name, path) for path in paths], workers=int(workers)))
    assert sum(receipt.taken for receipt in receipts) == 40
    for kind in kinds:
        for line in desk.export(kind):
            sys.stdout.buffer.write(kind.encode() + b" " + line)
"""


def write_inputs(folder: Path) -> None:
    """Write 40 documents of the bundled corpus into eight files."""
    documents = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.json"))[::2]]
    for n in range(8):
        lines = (
            json.dumps({"id": d["id"], "text": d["text"], "published": d["published"]}, ensure_ascii=False) + "\n"
            for d in documents[n::8]
        )
        (folder / f"{n}.jsonl").write_text("".join(lines), encoding="utf-8")


def exported(folder: Path, dossier: Path, *, order: int, workers: int, hashes: int) -> list[str]:
    """Return the lines of all exports of a fresh dossier, sorted."""
    env = os.environ | {
        "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry),
        "PYTHONHASHSEED": str(hashes),
    }
    command = [
        sys.executable,
        "-c",
        ADD_AND_EXPORT,
        str(dossier),
        str(folder),
        str(order),
        str(workers),
        *OF_ONE_CLIP,
        *WOVEN,
    ]
    done = subprocess.run(command, capture_output=True, env=env, timeout=120, check=True)  # noqa: S603  # our own code
    return sorted(done.stdout.decode().splitlines())


def test_order_processes_and_hashes_change_no_byte(tmp_path: Path) -> None:
    write_inputs(tmp_path)
    here = exported(tmp_path, tmp_path / "a", order=1, workers=0, hashes=1)
    assert {line.split()[0] for line in here} == {*OF_ONE_CLIP, *WOVEN}
    assert exported(tmp_path, tmp_path / "b", order=1, workers=2, hashes=2) == here
    other = exported(tmp_path, tmp_path / "c", order=2, workers=3, hashes=3)
    assert [line for line in other if line.startswith(OF_ONE_CLIP)] == [
        line for line in here if line.startswith(OF_ONE_CLIP)
    ]

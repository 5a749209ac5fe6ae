"""書き出しの取り込みを殺して続ける: an export whose adding was killed again and again gives the same dossier."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest

from keii import Desk
from keii.publish.rows import Kind

NOON = datetime(2031, 5, 10, 12, tzinfo=UTC)
KILLS = 4
TEXT = "県は{}日、避難者が{}人になったと発表した。知事は「避難所を増やす」と述べた。"

ADD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import keii.taking
from keii import Desk
keii.taking._PARCEL, keii.taking.FEW, keii.taking._AHEAD = 4, 0, 0
with Desk.open(sys.argv[1], clock=lambda: datetime(2031, 5, 10, 12, tzinfo=UTC)) as desk:
    moved = lambda clips, size: print(clips, size, flush=True)
    for receipt in desk.add_all([("blog.txt", Path(sys.argv[2]))], workers=0, moved=moved):
        print("receipt", flush=True)
"""


def mt_entry(number: int) -> bytes:
    """Return an entry of a Movable Type export; every third in each of three encodings."""
    day = 1 + number % 28
    text = (
        f"TITLE: {number}番\r\nBASENAME: 2031/05/{number}\r\nDATE: 05/{day:02}/2031 10:00:00\r\n-----\r\nBODY:\r\n"
        f"<p>{TEXT.format(day, 100 + number)}</p>\r\n--------\r\n<p>{TEXT.format(day, 900 - number)}</p>\r\n"
        "-----\r\n--------\r\n"
    )
    return text.encode(("utf-8", "cp932", "euc_jp")[number % 3])


def exported(dossier: Path) -> dict[str, bytes]:
    with Desk.open(dossier) as desk:
        return {kind: b"".join(desk.export(kind)) for kind in get_args(Kind)}


def killed(dossier: Path, export: Path, steps: int, pause: float) -> bool:
    """Add an export and kill it after so many parcels and a moment; say whether it was killed before its end."""
    env = os.environ | {"PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-c", ADD, str(dossier), str(export)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env) as run:  # noqa: S603  # our own code
        assert run.stdout is not None
        for _ in range(steps):
            if run.stdout.readline().startswith("receipt"):
                break
        time.sleep(pause)
        run.send_signal(signal.SIGKILL)
    return run.returncode != 0


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal there")
def test_killed_and_resumed_is_the_same_to_the_byte(tmp_path: Path) -> None:
    export = tmp_path / "blog.txt"
    export.write_bytes(b"".join(mt_entry(n) for n in range(40)))
    chance = random.Random(20310510)  # noqa: S311  # the same points every time
    torn = tmp_path / "torn.sqlite"
    times = sum(killed(torn, export, chance.randint(1, 5), chance.uniform(0, 0.04)) for _ in range(KILLS))
    assert times == KILLS
    sizes = []
    for dossier in (torn, tmp_path / "once.sqlite"):
        with Desk.open(dossier, clock=lambda: NOON) as desk:
            (receipt,) = desk.add_all([("blog.txt", export)], workers=0)
            sizes.append((receipt.taken, receipt.seen, receipt.rejected))
    assert (sizes[0][0] + sizes[0][1], sizes[1]) == (80, (80, 0, ()))
    assert 0 < sizes[0][1] < 80
    assert exported(torn) == exported(tmp_path / "once.sqlite")

"""The same page is cut for the same reasons whatever order Python's sets happen to have."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

SCRAP = Path(__file__).resolve().parents[2] / "corpus" / "scrap"
CUTS = """
import json, sys
from datetime import date
from pathlib import Path
from keii.ingest.take import take
for file in sorted(Path(sys.argv[1]).glob("*.json")):
    page = json.loads(file.read_text(encoding="utf-8"))
    day = date.fromisoformat(page["published"])
    print(*take(page["text"].encode(), name=file.stem + ".txt", published=day).clips, sep="\\n")
"""


def cuts(seed: str) -> str:
    """Return the clips of the bundled pages with the reasons for their cuts, as one process tells them."""
    env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    told = subprocess.run([sys.executable, "-c", CUTS, str(SCRAP)], env=env, capture_output=True, check=True)  # noqa: S603
    return told.stdout.decode()


def test_string_hashes_change_no_reason_for_a_cut() -> None:
    first = cuts("1")
    assert "house_words" in first
    assert all(cuts(seed) == first for seed in ("2", "3"))

"""The API against its own description: schemathesis asks every address what fits and what does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from room_made import served

pytest.importorskip("schemathesis")
_EXAMPLES = 20  # made up for each address, beside those that the description's bounds give: some 1,500 requests in all
_WORD = "open-sesame"
_LONGEST = 300  # seconds; usually 20


def test_schemathesis_finds_nothing(corpus_dossier: Path, tmp_path: Path) -> None:
    """All checks, all addresses: examples, bounds, made-up requests, one after another; the same ones each time."""
    with served(corpus_dossier) as port:
        _nothing_found(port, tmp_path, _EXAMPLES)


def test_schemathesis_finds_nothing_where_a_token_is_wanted(corpus_dossier: Path, tmp_path: Path) -> None:
    """The same of a room with a token, briefly: what the description says of the token holds."""
    with served(corpus_dossier, token=_WORD) as port:
        _nothing_found(port, tmp_path, 1, "--header", f"Authorization: Bearer {_WORD}")


def _nothing_found(port: int, tmp_path: Path, examples: int, *more: str) -> None:
    done = subprocess.run(  # noqa: S603  # our own words
        [
            sys.executable, "-m", "schemathesis.cli", "run", f"http://127.0.0.1:{port}/api/openapi.json",
            "--checks", "all", "--max-examples", str(examples), "--generation-deterministic", "--no-color", *more,
        ],
        cwd=tmp_path, capture_output=True, text=True, timeout=_LONGEST, check=False,
        env=os.environ | {"PYTHONWARNINGS": "default", "COLUMNS": "120", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-8_000:] + done.stderr[-2_000:]
    assert "No issues found" in done.stdout, done.stdout[-8_000:]
    assert "14 selected / 14 total" in done.stdout

"""Runs commands through the same door as the terminal's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner, Result

from keii.cli.main import app


class Runner:
    """Runs commands on one dossier, in English."""

    def __init__(self, dossier: Path) -> None:
        self.env = {
            "KEII_DOSSIER": str(dossier),
            "KEII_LANG": "en",
            "KEII_WAIT": "0.2",
            "COLUMNS": "100",
            "NO_COLOR": "1",
        }

    def __call__(self, *args: str | Path, data: bytes | None = None, **env: str) -> Result:
        result = CliRunner(env=self.env | env).invoke(app, list(map(str, args)), input=data)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    def ok(self, *args: str | Path, data: bytes | None = None) -> str:
        result = self(*args, data=data)
        assert result.exit_code == 0, result.output
        return result.stdout

    def rows(self, *args: str | Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.ok(*args).splitlines()]

"""A room of the loom: rows in and out of one transaction."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import apsw

from keii.records.evidence import Evidence

MANY = 400  # values asked for at once


class Rows:
    """行: what all rooms of the loom share."""

    def __init__(self, connection: apsw.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path

    def _row(self, sql: str, *values: object) -> Any:
        return self._connection.execute(sql, values).fetchone()


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_reasons(reasons: Sequence[Evidence]) -> str:
    return as_json([[reason.feature, reason.weight, reason.note] for reason in reasons])

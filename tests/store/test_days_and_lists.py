"""Days and lists: what they ask is found by indexes, and a dossier from before the indexes gets them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from keii.desk import Desk
from keii.store.store import Store

FIXTURES = Path(__file__).parent / "fixtures"
_SMALL = (
    "SCAN value",
    "SCAN json_each",
    "SCAN CONSTANT ROW",
    "SCAN a ",
    "SCAN w ",
    "SCAN f",
    "SCAN s",
    "SCAN (subquery",
)
"""What may be gone through: arguments, and what a day was narrowed to before."""


def _asked(desk: Desk, day: str) -> dict[str, Any]:
    asked: dict[str, Any] = {}

    def note(_: object, sql: str, values: Any) -> bool:
        asked.setdefault(sql, values)
        return True

    connection = desk._store._connection
    connection.exec_trace = note
    desk.front_page(day)
    desk.calendar_month(day[:7])
    desk.calendar_year(day[:4])
    connection.exec_trace = None
    return asked


def test_a_day_goes_through_no_table(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        desk.add(
            '{"id": "a", "text": "知事は10日、「計画は撤回しない」と述べた。", "published": "2031-05-10"}'.encode(),
            name="one.jsonl",
        )
        asked = _asked(desk, "2031-05-10")
        assert len(asked) > 12
        for sql, values in asked.items():
            plan = [row[3] for row in desk._store._connection.execute("EXPLAIN QUERY PLAN " + sql, values)]
            scans = [step for step in plan if step.startswith("SCAN") and not step.startswith(_SMALL)]
            assert not [step for step in scans if "strands" not in step and "uncompared" not in step], sql


@pytest.mark.parametrize("version", [1, 2])
def test_older_dossiers_have_days_too(tmp_path: Path, version: int) -> None:
    found = sorted(FIXTURES.glob(f"*{version}*.sqlite")) or pytest.skip("there is no such fixture")
    path = Path(shutil.copy(found[0], tmp_path / "d.sqlite"))
    with Store.open(path, create=False) as store:
        last = store.days.last()
        assert last is not None
        assert store.days.after(last) is None
        names = {row[0] for row in store._connection.execute("SELECT name FROM sqlite_master WHERE type = 'index'")}
        assert {"clips_day", "clips_kind", "intakes_added", "conflicts_story", "events_date"} <= names

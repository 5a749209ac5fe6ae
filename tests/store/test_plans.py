"""What weaving asks for each clip is found by an index, however much the dossier holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dossier_made import JUDGED, clip_of, parcel_of, reading_of, three_readings

from keii.judging import enter
from keii.store.store import Store
from keii.weaving import weave

SHORT = (
    "SCAN strands",
    "SCAN s",
    "SCAN judgements",
    "SCAN CONSTANT ROW",
    "SCAN search VIRTUAL TABLE",
    "SCAN w VIRTUAL TABLE",  # json_each: what was asked for
    "SCAN word VIRTUAL TABLE",
    "SCAN span VIRTUAL TABLE",
    "SCAN w",  # the same, with what is looked up of each
    "SCAN uncompared",
)
"""What may be gone through: the clips and stories that wait, a person's ledger, and the full text index."""


def test_weaving_goes_through_no_table(tmp_path: Path) -> None:
    with Store.open(tmp_path / "d.sqlite", create=True) as store:
        asked: dict[str, Any] = {}

        def note(_: object, sql: str, values: Any) -> bool:
            asked.setdefault(sql, values)
            return True

        store._connection.exec_trace = note
        again = reading_of(
            clip_of("金正恩総書記は12日、平壌で演説した。", published="2031-05-12", source="四.txt"),
            names=(("金正恩", "PER", "金正恩"), ("平壌", "GPE", "平壌")),
        )
        for readings in (three_readings(), (again,)):
            store.write(parcel_of(*readings))
            assert sum(weave(store)) == len(readings)
        store.weave(lambda loom: enter(loom, JUDGED))
        store._connection.exec_trace = None
        told = {sql: values for sql, values in asked.items() if sql.startswith(("SELECT", "UPDATE", "DELETE"))}
        assert len(told) > 30
        for sql, values in told.items():
            plan = [row[3] for row in store._connection.execute("EXPLAIN QUERY PLAN " + sql, values)]
            assert [step for step in plan if step.startswith("SCAN") and not step.startswith(SHORT)] == [], sql

"""How often entities are named is kept as personas come and go, and pages on them go through no table."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from dossier_made import FIXTURES, clip_of, parcel_of, reading_of, three_readings

from keii.judging import enter, undo
from keii.records.judgement import Judgement
from keii.records.spots import EventsWanted
from keii.store.store import Store
from keii.weaving import weave

SHORT = ("SCAN k", "SCAN f", "SCAN g", "SCAN json_each", "SCAN tallies", "SCAN p USING COVERING INDEX")


def filled(path: Path) -> Store:
    store = Store.open(path, create=True)
    again = reading_of(
        clip_of("金正恩総書記は12日、平壌で演説した。", published="2031-05-12", source="四.txt"),
        names=(("金正恩", "PER", "金正恩"), ("平壌", "GPE", "平壌")),
    )
    for readings in (three_readings(), (again,)):
        store.write(parcel_of(*readings))
        assert sum(weave(store)) == len(readings)
    return store


def check(store: Store) -> dict[int, int]:
    """Return the counts that are kept, which have to be those counted anew."""
    ask = store._connection.execute
    kept: dict[int, int] = dict(ask("SELECT entity, mentions FROM tallies"))
    assert kept == dict(ask("SELECT entity, sum(mentions) FROM personas GROUP BY entity"))
    return kept


def test_counts_follow_weaving_judgements_and_undo(tmp_path: Path) -> None:
    with filled(tmp_path / "d.sqlite") as store:
        before = check(store)
        left, right = sorted(before)[:2]
        entry = Judgement(number=0, about="entity", verdict="same", left=left, right=right)
        effect = store.weave(lambda loom: enter(loom, entry))
        merged = check(store)
        assert merged[left] == before[left] + before[right]
        assert right not in merged
        store.weave(lambda loom: undo(loom, effect.judgement.number, "2031-05-13T00:00:00+00:00"))
        assert check(store) == before


def test_counts_follow_a_clip_that_goes_and_a_persona_put_in_again(tmp_path: Path) -> None:
    with filled(tmp_path / "d.sqlite") as store:
        ask = store._connection.execute
        more = "SELECT clip, name, type, forms, titles, mentions + 3, base, entity, reasons FROM personas"
        ask(f"INSERT OR REPLACE INTO personas {more}")
        check(store)
        ask("UPDATE personas SET entity = (SELECT min(entity) FROM personas)")
        assert len(check(store)) == 1
        ask("DELETE FROM clips WHERE number = 4")
        check(store)
        ask("DELETE FROM personas")
        assert check(store) == {}


def test_a_dossier_of_the_version_before_is_counted(tmp_path: Path) -> None:
    for version in ("v1", "v2"):
        path = Path(shutil.copy(FIXTURES / f"{version}.sqlite", tmp_path / f"{version}.sqlite"))
        with Store.open(path, create=False) as store:
            check(store)
            list(weave(store))
            assert check(store)


def test_pages_go_through_no_table(tmp_path: Path) -> None:
    with filled(tmp_path / "d.sqlite") as store:
        asked: dict[str, Any] = {}

        def note(_: object, sql: str, values: Any) -> bool:
            asked.setdefault(sql, values)
            return True

        store._connection.exec_trace = note
        number = store.people.page("", None, "mentions", exact=False, limit=1, offset=0)[1][0].number
        for order in ("mentions", "name"):
            store.people.page("", "PER", order, exact=False, limit=5, offset=0)
        latest = [clip for clip, _, _ in store.people.days(number)]
        store.people.said(number, 5)
        store.people.told(number, latest, 5)
        store.people.deeds(latest)
        store.people.beside(number, latest, 5)
        store.people.namings(number, latest)
        store.people.titles_seen(number)
        list(store.people.forms(number))
        store.spots.events(EventsWanted(), ("平壌",), 5, 0)
        store._connection.exec_trace = None
        for sql, values in asked.items():
            plan = [row[3] for row in store._connection.execute("EXPLAIN QUERY PLAN " + sql, values)]
            found = [step for step in plan if step.startswith("SCAN") and not step.startswith(SHORT)]
            assert not found or "tallies" in sql, (sql, found)

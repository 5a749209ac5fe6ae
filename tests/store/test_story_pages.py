"""What pages on stories and conflicts ask is found by an index; an older dossier opens with its conflicts."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from dossier_made import FIXTURES

from keii.link.accounts.odds import heads
from keii.records.conflict import conflict_from_json
from keii.store.store import Store
from keii.store.story_pages import LAST, Disputed


def told(said: str | None) -> str:
    """Return a conflict of two accounts, the latter of that time, as kept."""
    account = {"clip": "k1", "span": [0, 2], "text": "5人", "source": "市", "via": [], "said": "2032-05-01"}
    whole = {"kind": "quantity", "about": "死者", "accounts": [account, account | {"said": said}], "reasons": []}
    return json.dumps(whole, ensure_ascii=False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A dossier that an earlier version made, brought up to date."""
    path = Path(shutil.copy(FIXTURES / "v2.sqlite", tmp_path / "d.sqlite"))
    with Store.open(path, create=False) as opened:
        yield opened


def days(store: Store, **wanted: Any) -> list[str | None]:
    """Return the days of the conflicts found, in order."""
    _, found = store.story_pages.disputes(Disputed(**wanted), limit=50, offset=0)
    return [conflict.accounts[-1].said for *_, conflict in found]


def test_conflicts_of_an_older_dossier_are_in_order_of_their_latest_account(store: Store) -> None:
    connection = store._connection
    connection.execute("DELETE FROM conflicts")
    story = connection.execute("SELECT min(number) FROM stories").get
    order = ["2032-05-03T10:00", "2032-05-02", "2032-05", "2031-12-01/2031-12-05", "1990s", None]
    for n, said in enumerate(reversed(order)):
        connection.execute("INSERT INTO conflicts VALUES (?,?,?,?,?,?)", (story, n, "quantity", "死者", told(said), n))
    assert days(store) == order
    assert days(store, since="2032-05-02", until="2032-05-02") == ["2032-05-02"]
    assert days(store, kind="blame") == []
    assert days(store, words=("死者", "5人")) == order
    assert days(store, sources=("市",)) == order
    assert days(store, sources=("k1",)) == days(store, words=("quantity",)) == []


def test_a_page_of_conflicts_comes_off_the_index(store: Store) -> None:
    sql = f"SELECT f.story, f.n, f.data FROM conflicts f ORDER BY {LAST} DESC, f.story DESC, f.n LIMIT 20"  # noqa: S608  # our own words
    plan = [row[3] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("conflicts_last" in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)


def test_what_a_story_page_asks_goes_through_no_table(store: Store) -> None:
    asked: dict[str, Any] = {}

    def note(_: object, sql: str, values: Any) -> bool:
        asked.setdefault(sql, values)
        return True

    connection = store._connection
    story = int(connection.execute("SELECT min(story) FROM story_clips").get)
    pages = store.story_pages
    connection.exec_trace = note
    pages.line(story)
    pages.count(story)
    pages.clips(story, limit=50, offset=0)
    numbers = pages.latest(story, 60)
    pages.readings(numbers)
    pages.telling(numbers)
    pages.voices(story, latest=300, most=24)
    pages.conflicts(story, 100)
    pages.by_id(("k1",))
    list(pages.backing(("k1",)))
    pages.stances(("k1",))
    pages.years((1, 2))
    pages.of_year((1, 2), 2031, limit=10, offset=0)
    connection.exec_trace = None
    short = ("SCAN json_each", "SCAN n", "SCAN (subquery", "SCAN CONSTANT ROW", "SCAN n ", "SCAN h")
    for sql, values in asked.items():
        for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values):
            step = str(row[3])
            assert not step.startswith("SCAN") or step.startswith(short), (step, sql)


def kept(kind: str, *places: tuple[str, int], said: str = "2032-05-01") -> tuple[str, str]:
    """Return a conflict on what stands at these places, the latest of that day, as kept: (kind, whole)."""
    accounts = [
        {"clip": clip, "span": [at, at + 2], "text": "5人", "source": "市", "via": [], "said": said}
        for clip, at in places
    ]
    return kind, json.dumps({"kind": kind, "about": "死者", "accounts": accounts, "reasons": []}, ensure_ascii=False)


KEPT: tuple[tuple[str, str], ...] = (
    kept("quantity", ("k1", 0), ("k2", 0), said="2032-05-02"),
    kept("denial", ("k1", 0), ("k9", 0)),
    kept("quantity", ("k3", 0), ("k4", 0), said="2032-05-04"),
    kept("update", ("k2", 0), ("k3", 0), said="2032-05-03"),  # holds the first and the third together
    kept("update", ("k2", 9), ("k5", 0)),
)


def test_conflicts_of_an_older_dossier_are_told_which_stand_together(tmp_path: Path) -> None:
    path = Path(shutil.copy(FIXTURES / "v5.sqlite", tmp_path / "d.sqlite"))
    connection = apsw.Connection(str(path))
    connection.execute("DELETE FROM conflicts")
    story = connection.execute("SELECT min(number) FROM stories").get
    for n, (kind, data) in enumerate(KEPT):
        connection.execute("INSERT INTO conflicts VALUES (?,?,?,?,?)", (story, n, kind, "死者", data))
    connection.close()
    with Store.open(path, create=False) as store:
        told = [head for (head,) in store._connection.execute("SELECT head FROM conflicts ORDER BY n")]
        assert told == [2, 1, 2, 2, 4]
        assert told == list(heads([conflict_from_json(json.loads(data)) for _, data in KEPT]))
        line = store.story_pages.line(story)
        assert (line.conflicts, line.odds) == (5, 3)
        total, found = store.story_pages.folds(Disputed(kind="quantity"), limit=1, offset=0)
        assert (total, [n for _, _, n, _ in found]) == (1, [0, 2, 3])
        assert store.story_pages.folds(Disputed(until="2032-05-03"), limit=9, offset=0)[0] == 2
        assert [n for _, _, n, _ in store.story_pages.conflicts(story, 1)] == [0, 2, 3]


def test_a_page_of_what_stands_together_comes_off_the_index(store: Store) -> None:
    sql = f"SELECT f.story, f.n FROM conflicts f WHERE f.head = f.n ORDER BY {LAST} DESC, f.story DESC, f.n LIMIT 20"  # noqa: S608  # our own words
    plan = [row[3] for row in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert any("conflicts_heads_last" in step for step in plan)
    assert not any("TEMP B-TREE" in step for step in plan)

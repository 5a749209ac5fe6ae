"""The ledger of claims goes along an index for every order, however many claims there are."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
from dossier_made import parcel_of, three_readings

from keii.records.ledger import ClaimOrder
from keii.store.said import Said, Sought
from keii.store.store import Store
from keii.weaving import weave

ORDERS: tuple[ClaimOrder, ...] = get_args(ClaimOrder)


SHORT = ("SCAN json_each", "SCAN search", "SCAN (subquery", "SCAN f", "SCAN CONSTANT")


def plans(store: Store, sought: Sought, order: ClaimOrder, *, few: bool) -> list[str]:
    """Return how the database answers a page."""
    asked: dict[str, Any] = {}

    def note(_: object, sql: str, values: Any) -> bool:
        asked.setdefault(sql, values)
        return True

    connection = store._connection
    connection.exec_trace = note
    said = Said(connection, store.path)
    if few:
        said.page(sought, order, 10, 0)
    else:
        said._places(said._narrow(sought), order, 10, 0)
    connection.exec_trace = None
    return [
        row[3] for sql, held in asked.items() if sql.startswith(("SELECT", "WITH"))
        for row in connection.execute("EXPLAIN QUERY PLAN " + sql, held)
    ]  # fmt: skip


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store.open(tmp_path / "d.sqlite", create=True) as opened:
        opened.write(parcel_of(*three_readings()))
        weave(opened)
        yield opened


@pytest.mark.parametrize("order", ORDERS)
def test_all_claims_are_read_in_the_order_of_an_index(store: Store, order: ClaimOrder) -> None:
    steps = plans(store, Sought(), order, few=False)
    assert steps
    assert not [step for step in steps if "TEMP B-TREE FOR ORDER BY" in step], steps
    assert not [step for step in steps if step.startswith("SCAN") and "INDEX" not in step], steps


@pytest.mark.parametrize("order", ORDERS)
def test_no_filter_goes_through_the_claims_themselves(store: Store, order: ClaimOrder) -> None:
    sought = Sought(
        by="首相", entities=(1, 2), stance="deny", manner="direct", outlet="NHK", since="2031-01-01",
        until="2031-12-31", about=(("合意", (1, 2), ("合意",)),),
    )  # fmt: skip
    steps = plans(store, sought, order, few=True)
    gone = [step for step in steps if step.startswith("SCAN") and "INDEX" not in step]
    assert [step for step in gone if not step.startswith(SHORT)] == []

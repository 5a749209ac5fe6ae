"""Tables as rows."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from keii.tables.digest import tables_digest
from keii.tables.load import TableError, load


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    forms: tuple[str, ...]
    weight: float | None
    open: bool


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "rows_for_tests"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    load.cache_clear()
    yield folder
    sys.modules.pop("rows_for_tests", None)
    load.cache_clear()


def test_rows_come_typed(package: Path) -> None:
    (package / "t.tsv").write_text(
        "# 表\nforms\tid\topen\tweight\n米国|アメリカ\tus\t1\t0.5\n\n\tempty\t\t\n", encoding="utf-8"
    )
    assert load("rows_for_tests", "t.tsv", Row) == (
        Row(id="us", forms=("米国", "アメリカ"), weight=0.5, open=True),
        Row(id="empty", forms=(), weight=None, open=False),
    )


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("", "t.tsv: no header"),
        ("id\tforms\n", "columns"),
        ("id\tforms\tweight\topen\nx\t\tabc\t\n", "t.tsv:2"),
        ("id\tforms\tweight\topen\nx\t\t\tyes\n", "t.tsv:2"),
        ("id\tforms\tweight\topen\nx\t\t\t1\tmore\n", "t.tsv:2: 5 cells for 4 columns"),
    ],
)
def test_a_broken_table_names_its_line(package: Path, body: str, message: str) -> None:
    (package / "t.tsv").write_text(body, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        load("rows_for_tests", "t.tsv", Row)


def test_the_digest_is_stable_and_short() -> None:
    assert tables_digest() == tables_digest()
    assert len(tables_digest()) == len("sha256:") + 16

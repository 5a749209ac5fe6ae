"""表: columns known by their names in either language, rows one by one."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from exports_made import ARTICLE, OTHER, taken

from keii.errors import FormatError
from keii.ingest.csv.columns import FIELDS, Column, columns_of
from keii.ingest.take import take_file
from keii.records.clip import Clip
from keii.records.order import Order
from keii.tables.load import load

ROWS = load("keii.ingest.csv", "columns.tsv", Column)
TABLE = (
    "日付,媒体,見出し,本文,URL\n"
    f'2025年5月9日,山川新聞,灯台の修復,"{ARTICLE.format(9)}\n\n「急ぐ」と話した。",https://www.example.jp/1\n'
    "\n"
    f"2025/5/10 18:30,,,{OTHER.format(10)},\n"
    "2025-02-30,,題のみ,,\n"
    f"いつか,,,{OTHER.format(11)},\n"
)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table(codec: str, delimiter: str, end: str) -> None:
    clips, rejected = taken(TABLE.replace(",", delimiter).replace("\n", end).encode(codec), "表.csv")
    assert [(clip.source_id, clip.outlet, clip.title, str(clip.published), clip.url) for clip in clips] == [
        ("https://www.example.jp/1", "山川新聞", "灯台の修復", "2025-05-09", "https://www.example.jp/1"),
        ("表.csv #4", None, None, "2025-05-10", None),
        ("表.csv #6", None, None, "None", None),
    ]
    assert clips[0].text == ARTICLE.format(9) + "\n\n「急ぐ」と話した。"
    assert [problem.args[:2] for problem in rejected] == [("表.csv #5", "no text")]
    assert [problem.code for problem in clips[2].problems][:1] == ["K2104"]


def test_columns_the_user_named() -> None:
    order = Order(columns=(("text", "原稿"), ("title", "件")))
    clips, _ = taken(f"件,原稿\n雪,{OTHER.format(9)}\n".encode(), "表.csv", order)
    assert [(clip.title, clip.text) for clip in clips] == [("雪", OTHER.format(9))]


def test_no_column_of_texts() -> None:
    with pytest.raises(FormatError, match="no column") as caught:
        taken("番,件\n1,雪\n".encode(), "表.csv")
    assert "番・件" in str(caught.value)
    assert "--column text=" in caught.value.hint


def test_a_column_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(FormatError, match="no column is called 原稿; there are: 番・件") as caught:
        taken("番,件\n1,雪\n".encode(), "表.csv", Order(columns=(("text", "原稿"),)))
    assert caught.value.values == ("表.csv", "原稿", "番・件")


def test_a_table_by_any_name_where_the_user_names_its_columns() -> None:
    (clip,), rejected = taken("番;原 稿\n1;雪が積もった。\n".encode(), "a.txt", Order(columns=(("text", "原稿"),)))
    assert (clip.text, rejected) == ("雪が積もった。", [])
    (page,), _ = taken("番;本紙\n1;雪が積もった。\n".encode(), "a.txt", Order(whole=True))
    assert page.text.startswith("番;本紙")


def test_by_content_where_the_name_says_nothing() -> None:
    clips, _ = taken(TABLE.encode(), "a")
    assert len(clips) == 3
    page = "山川市は9日、灯台の修復を始めた。,\n費用は寄付で賄う。"
    (clip,), _ = taken(page.encode(), "a", Order(whole=True))
    assert clip.text == page


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_both_ways(row: Column) -> None:
    assert row.field in FIELDS
    assert columns_of(["x", row.example]) == {row.field: 1}
    assert columns_of([row.near_miss]) == {}
    assert columns_of([f" {row.example.upper()} "]) == {row.field: 0}


def test_rows_that_are_no_text_cost_only_themselves() -> None:
    data = ("本文,日付\n" + f"{ARTICLE.format(9)},2025-05-09\n").encode()
    data += b"\xe7\x9c,2025-05-10\n" + f"{OTHER.format(11)},2025-05-11\n".encode()
    clips, rejected = taken(data, "表.csv")
    assert ([clip.text for clip in clips], len(rejected)) == ([ARTICLE.format(9), OTHER.format(11)], 1)


def test_a_large_table_is_never_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("本文,控え\n")
        for n in range(60):
            file.write(f"{ARTICLE.format(n)},{'紙' * 300_000}\n")
    taken(TABLE.encode(), "表.csv")  # the tables are loaded
    tracemalloc.start()
    with path.open("rb") as opened:
        found = sum(isinstance(item, Clip) for item, _ in take_file(opened, name="表.csv", order=Order()).items)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == 60
    assert peak < 12_000_000

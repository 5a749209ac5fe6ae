"""Exports: JSON Lines, and CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

import pytest

from keii.publish.export import COLUMNS, safe_cell, table_bytes

CLAIM: dict[str, object] = {
    "clip": "k1", "outlet": None, "published": "2031-05-10", "n": 0, "said": None, "stance": "assert",
    "manner": "direct", "addressee": None,
    "source": {"span": [0, 3], "text": "崔外相", "carried": False, "entity": "崔善姫"},
    "via": [{"span": [4, 8], "text": "KCNA"}, {"span": [9, 12], "text": "ラヂオ"}],
    "content": {"span": [13, 20], "text": "=1+1は\n二だ"}, "cue": {"span": [21, 23], "text": "語った"},
}  # fmt: skip


def table(kind: str, rows: Sequence[Mapping[str, object]]) -> list[dict[str, str]]:
    data = b"".join(table_bytes(kind, "csv", rows)).decode()  # type: ignore[arg-type]
    return list(csv.DictReader(io.StringIO(data, newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_that_would_run_is_text(start: str) -> None:
    assert safe_cell(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


@pytest.mark.parametrize("text", ["", "金正恩", "5026回", "a=b", "「=」"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert safe_cell(text) == text


def test_a_claim_is_one_line_of_json() -> None:
    (line,) = table_bytes("claims", "jsonl", [CLAIM])
    assert json.loads(line) == CLAIM
    assert line.endswith(b"\n")
    assert "崔外相".encode() in line


def test_a_claim_is_one_row_of_csv() -> None:
    (row,) = table("claims", [CLAIM])
    assert row["source"] == "崔外相"
    assert row["entity"] == "崔善姫"
    assert row["via"] == "KCNA > ラヂオ"
    assert row["content"] == "'=1+1は\n二だ"
    assert (row["content_start"], row["content_end"], row["carried"], row["outlet"]) == ("13", "20", "0", "")


def test_a_claim_without_source_leaves_its_cells_empty() -> None:
    (row,) = table("claims", [CLAIM | {"source": None, "via": []}])
    assert (row["source"], row["source_start"], row["entity"], row["carried"], row["via"]) == ("", "", "", "", "")


def test_a_single_amount_is_its_own_low_and_high() -> None:
    amount = {"clip": "k1", "span": [0, 5], "text": "-3.2%", "value": -3.2, "unit": "%", "bound": None}
    (row,) = table("quantities", [amount])
    assert (row["text"], row["low"], row["high"]) == ("'-3.2%", "-3.2", "-3.2")
    (row,) = table("quantities", [amount | {"value": [5, 6]}])
    assert (row["low"], row["high"]) == ("5", "6")


def test_an_empty_table_still_says_its_columns() -> None:
    assert b"".join(table_bytes("names", "csv", [])) == b"clip,start,end,text,type,entity,title\r\n"
    assert list(table_bytes("names", "jsonl", [])) == []


def test_columns_have_unlike_names() -> None:
    for columns in COLUMNS.values():
        headers = [header for header, _ in columns]
        assert len(headers) == len(set(headers))


def test_a_conflict_is_a_row_an_account() -> None:
    accounts = [
        {"clip": "a", "span": [0, 3], "text": "12人", "source": "消防", "via": ["列島通信"], "said": "2031-05-09"},
        {"clip": "b", "span": [4, 7], "text": "15人", "source": None, "via": [], "said": None},
    ]
    conflict = {"id": "c1-1", "story": "s1", "kind": "quantity", "about": "死者", "accounts": accounts}
    rows = table("conflicts", [conflict])
    assert [(row["id"], row["source"], row["via"], row["clip"], row["text"]) for row in rows] == [
        ("c1-1", "消防", "列島通信", "a", "12人"),
        ("c1-1", "", "", "b", "15人"),
    ]


def test_lists_and_chains_are_joined_unlike() -> None:
    story = {"id": "s1", "label": "火災", "first": None, "last": None, "clips": ["a", "b"], "outlets": []}
    (row,) = table("stories", [story])
    assert (row["clips"], row["outlets"], row["first"]) == ("a; b", "", "")
    mentions = [{"clip": clip, "span": [0, 2], "text": "金氏"} for clip in ("b", "a", "b")]
    entity = {"id": "e1", "type": "PER", "name": "金正恩", "aliases": ["金氏", "=金"], "mentions": mentions}
    (row,) = table("entities", [entity])
    assert (row["aliases"], row["clips"]) == ("金氏; =金", "b; a")

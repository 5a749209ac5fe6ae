"""Intake through the terminal's door: columns with names of their own, and how clips hang together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from runner import Runner

EXPORT = """TITLE: 9日の切り抜き
BASENAME: 2031/05/09/183000
DATE: 05/09/2031 18:30:00
-----
BODY:
<p>丘陵市の倉庫火災で、消防は9日、北星物流の従業員12人が死亡したと発表した。市が原因を調べている。</p>
-----
--------
TITLE: 10日の切り抜き
BASENAME: 2031/05/10/183000
DATE: 05/10/2031 18:30:00
-----
BODY:
<p>丘陵市の倉庫火災で、県警は10日、北星物流の死者が15人になったと発表した。</p>
<p>きのうの<a href="https://memo.example.jp/entry/2031/05/09/183000">メモ</a>も読んでほしい。</p>
-----
--------
"""


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    return Runner(tmp_path / "d.sqlite")


def test_columns_of_a_table(run: Runner, tmp_path: Path) -> None:
    table = tmp_path / "表.csv"
    table.write_text("番,原稿,日\n1,市は9日、橋を閉じた。,2031-05-10\n", encoding="utf-8")
    refused = run("add", table)
    assert refused.exit_code == 2
    assert "there are: 番・原稿・日" in refused.stderr
    assert "--column text=NAME" in refused.stderr
    missing = run("add", table, "--column", "text=本文")
    assert (missing.exit_code, "no column is called 本文; there are: 番・原稿・日" in missing.stderr) == (2, True)
    run.ok("add", table, "--column", "text=原稿", "--column", "published=日")
    (row,) = run.rows("list", "--json")
    assert (row["published"], row["opening"]) == ("2031-05-10", "市は9日、橋を閉じた。")


@pytest.mark.parametrize("word", ["原稿", "text=", "=原稿", "body=原稿"])
def test_a_word_that_names_no_column(run: Runner, tmp_path: Path, word: str) -> None:
    refused = run("add", tmp_path, "--column", word)
    assert (refused.exit_code, f"{word} names no column" in refused.stderr) == (2, True)


def test_days_of_a_blog_hang_together(run: Runner, tmp_path: Path) -> None:
    export = tmp_path / "blog.txt"
    export.write_text(EXPORT, encoding="utf-8")
    run.ok("add", export)
    first, second = run.rows("list", "--json")
    assert first["story"] == second["story"] == "s1"
    listed = run.ok("list").splitlines()
    assert all(" s1  " in line for line in listed)
    shown = run.ok("show", "2")
    assert shown.splitlines()[1].startswith("story s1  ")
    assert "  links to [1] 2031-05-09 9日の切り抜き\n" in shown
    assert "  page before: [1] 2031-05-09 9日の切り抜き\n" in shown
    shown = run.ok("show", "1")
    assert "  linked from [2] 2031-05-10 10日の切り抜き\n" in shown
    assert "  page after: [2] 2031-05-10 10日の切り抜き\n" in shown
    (row,) = run.rows("show", "2", "--json")
    assert row["clip"]["links"] == ["https://memo.example.jp/entry/2031/05/09/183000"]
    assert row["neighbours"]["links_to"] == [{"address": row["clip"]["links"][0], "clips": [first["id"]]}]
    assert (row["story"], row["neighbours"]["before"]) == ("s1", [first["id"]])
    exported = [json.loads(line) for line in run.ok("export", "clips").splitlines()]
    assert ["links" in clip for clip in exported] == [False, True]


def test_timelines_and_conflicts_of_some_days(run: Runner, tmp_path: Path) -> None:
    export = tmp_path / "blog.txt"
    export.write_text(EXPORT, encoding="utf-8")
    run.ok("add", export)
    whole = run.rows("timeline", "s1", "--json")
    late = run.rows("timeline", "s1", "--from", "2031-05-10", "--json")
    early = run.rows("timeline", "s1", "--to", "2031-05-09", "--json")
    assert {row["when"] for row in whole} >= {"2031-05-09", "2031-05-10"}
    assert {row["when"] for row in late} == {"2031-05-10"}
    assert all(row["when"] < "2031-05-10" for row in early)
    assert early
    assert run("timeline", "s1", "--from", "2032").exit_code == 1
    assert run("timeline", "s1", "--from", "5月").exit_code == 2
    (conflict,) = run.rows("conflicts", "--json")
    assert run.rows("conflicts", "--from", "2031-05-10", "--json") == [conflict]
    assert run.rows("conflicts", "--to", "2031-05", "--json") == [conflict]
    assert run("conflicts", "--to", "2031-05-08").exit_code == 1

"""発行日: file names, lines that are only a date, datelines and credits with a year."""

from __future__ import annotations

from datetime import date

import pytest

from keii.ingest.published import from_line, from_name, from_text

DAY = date(2025, 5, 10)


@pytest.mark.parametrize(
    "name",
    ["2025-05-10.txt", "scrap_20250510.txt", "切り抜き2025年5月10日.txt", "2025.05.10-memo.txt", "２０２５-05-10.txt"],
)
def test_names(name: str) -> None:
    assert from_name(name) == DAY


@pytest.mark.parametrize(
    "name", ["page.txt", "2025-13-40.txt", "2025-05-10_2025-05-11.txt", "12345678901.txt", "v1.2.3.txt"]
)
def test_names_without_one_day(name: str) -> None:
    assert from_name(name) is None


@pytest.mark.parametrize(
    "line",
    [
        "2025年5月10日",
        "２０２５年５月１０日（土）",
        "2025/05/10 18:30",
        "2025-05-10T18:30",
        "2025.5.10",
        "令和7年5月10日",
        "R7.5.10",
        "2025年5月10日 18時30分 配信",
        "更新：2025年5月10日 午後6時",
        "[2025年5月10日]",
        "2025年5月10日付朝刊",
    ],
)
def test_lines(line: str) -> None:
    assert from_line(line) == DAY


@pytest.mark.parametrize(
    "line",
    [
        "5月10日",
        "2025年5月10日、市は説明会を開いた。",
        "2025年2月30日",
        "第10回 2025年大会",
        "2025年5月10日の会議について",
    ],
)
def test_lines_that_are_more_or_less_than_a_date(line: str) -> None:
    assert from_line(line) is None


@pytest.mark.parametrize(
    "text",
    [
        "【ジュネーブ2025年5月10日共同】両国の代表は10日、協議を再開した。",
        "[ソウル 2025年5月10日 ロイター] - 政府は10日、方針を示した。",
        "市は10日、灯台の修復を始めた。\n費用は寄付で賄う。（2025年5月10日 山川新聞）",
        "市は10日、灯台の修復を始めた。(令和7年5月10日付朝刊)",
    ],
)
def test_words_that_pin_the_day(text: str) -> None:
    assert from_text(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "市は2025年5月10日、灯台の修復を始めた。10日の式典には80人が集まった。",
        "2011年3月11日の震災から14年となった。",
        "【5月10日 AFP】両国の代表は10日、協議を再開した。",
    ],
)
def test_a_day_of_what_happened_pins_nothing(text: str) -> None:
    assert from_text(text) is None

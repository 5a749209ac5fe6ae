"""日付: fields for machines, words by the headline, days that are none."""

from __future__ import annotations

from datetime import date

import pytest

from keii.ingest.html.dates import Near, by_address, day_in_data, from_lines
from keii.ingest.html.page import page_of

DAY = date(2025, 5, 10)
BODY = "<p>市は10日、港の再開発を来春に始めると発表した。市長は「街の顔に」と話した。</p>"


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-10",
        "2025-05-10T23:59:00+09:00",
        "2025-05-09T22:10:00Z",
        "2025-05-10T06:30+0900",
        "2025-05-09T23:30:00-08:00",
        "20250510",
        "20250510123000",
        "Sat, 10 May 2025 09:00:00 +0900",
        "2025/05/10 20:11",
        "令和7年5月10日",
        "May 10, 2025",
    ],
)
def test_data(text: str) -> None:
    assert day_in_data(text) == DAY


@pytest.mark.parametrize("text", ["2025-02-30", "1970-01-01T00:00:00Z", "0001-01-01", "", "きのう", "99999999"])
def test_no_day(text: str) -> None:
    assert day_in_data(text) is None


@pytest.mark.parametrize(
    "line",
    [
        "2025年5月10日 18時30分",
        "令和7年5月10日（土）",
        "二〇二五年五月十日",
        "令和七年五月十日",
        "R7.5.10",
        "2025.05.10",
        "公開日：2025/5/10　更新日：2025/5/12",
        "最終更新 2025/5/12（公開 2025/5/10）",
        "2025年5月10日 公開 2025年5月11日 更新",
        "10 May, 2025",
    ],
)
def test_lines(line: str) -> None:
    assert next(said.day for said in from_lines([Near(line, 1)])) == DAY


def test_what_is_no_date_of_the_page() -> None:
    lines = ["市は2025年5月10日に開かれた会議で計画を示した。", "申込期限 2025年5月10日まで"]
    assert not list(from_lines([Near(line, 1) for line in lines]))


def test_labelled_before_near() -> None:
    lines = [Near("2025年6月1日", 2, after=False), Near("2025年5月11日 更新", 1), Near("2025年5月10日 配信", 5)]
    assert next(said.day for said in from_lines(lines)) == DAY


def test_address_and_line_agree() -> None:
    said = by_address([Near("5月10日 18時30分", 1)], "https://minato.example/news/20250510/k1.html")
    assert said is not None
    assert said.day == DAY
    assert by_address([Near("5月11日 18時30分", 1)], "https://minato.example/news/20250510/k1.html") is None


def test_impossible_day_stays_text() -> None:
    html = f'<html><body><h1>港の再開発</h1><time datetime="2024-02-30">2024年2月30日</time>{BODY}</body></html>'
    page = page_of(html.encode())
    assert (page.published, page.published_as) == (None, "2024-02-30")
    assert [(p.code, p.args) for p in page.problems] == [("K1203", ("2024-02-30",)), ("K1203", ("2024年2月30日",))]


def test_an_address_alone_dates_nothing() -> None:
    page = page_of(
        f"<html><body><h1>港の再開発</h1>{BODY}</body></html>".encode(), url="https://x.example/2025/05/10/a"
    )
    assert page.published is None

"""覚え書き: text and Markdown with fields before them."""

from __future__ import annotations

from datetime import date

import pytest
from exports_made import ARTICLE, OTHER, taken

from keii.ingest.note.front import front_of
from keii.records.order import Order

NOTE = (
    '---\ntitle: "灯台の修復"\nsource: https://www.example.jp/1\npublished: 2025-05-10\ncreated: 2025-06-01\n'
    f"outlet: 山川新聞\ntags:\n  - clippings\n  - 灯台\n---\n{ARTICLE.format(9)}\n"
)


@pytest.mark.parametrize("name", ["灯台 2024-01-01.md", "a.txt"])
def test_a_clipped_note(name: str) -> None:
    (clip,), _ = taken(NOTE.encode(), name)
    assert (clip.source_id, clip.text, clip.title) == (name, ARTICLE.format(9), "灯台の修復")
    assert (clip.url, str(clip.published), clip.outlet) == ("https://www.example.jp/1", "2025-05-10", "山川新聞")
    assert NOTE[clip.span.start : clip.span.end] == clip.text


def test_a_note_of_several_articles_whole_and_cut() -> None:
    text = f"---\ndate: 2025年5月10日\n---\n{ARTICLE.format(9)}\n\n>>\n\n{OTHER.format(10)}\n"
    clips, _ = taken(text.encode(), "a.md")
    assert [text[clip.span.start : clip.span.end] for clip in clips] == [ARTICLE.format(9), OTHER.format(10)]
    assert {clip.published for clip in clips} == {date(2025, 5, 10)}
    (clip,), _ = taken(text.encode(), "a.md", Order(whole=True))
    assert text[clip.span.start : clip.span.end] == clip.text
    assert clip.text.startswith("山川市は9日")


@pytest.mark.parametrize(
    "text",
    [
        "---\n山川市は雪。\n---\n海は晴れ。",
        "---\n市長: 「急ぐ」と話した。\n---\n海は晴れ。",
        "山川市は雪。\n---\ntitle: 題\n---\n",
        "---\ntitle: 題\n海は晴れ。",
    ],
)
def test_pages_that_have_no_fields(text: str) -> None:
    assert front_of(text) is None


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("date: 2025-05-10T18:30:00+09:00", ("2025-05-10", None, None, None)),
        ("日付: 2025年5月10日", ("2025-05-10", None, None, None)),
        ("date: 2025-02-30", ("None", "2025-02-30", None, None)),
        ("created: 2025-06-01", ("None", None, None, None)),
        ("source: '[頁](https://www.example.jp/1)'", ("None", None, "https://www.example.jp/1", None)),
        ("source: 山川新聞", ("None", None, None, "山川新聞")),
        ("媒体: 「山川新聞」", ("None", None, None, "山川新聞")),
    ],
)
def test_fields(line: str, found: tuple[str, str | None, str | None, str | None]) -> None:
    front = front_of(f"---\n{line}\n---\n雪。")
    assert front is not None
    assert (str(front.published), front.odd, front.url, front.outlet) == found

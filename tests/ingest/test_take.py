"""取り込む: the door: formats by content, dates and outlets by rank, ids that stay."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.errors import FormatError, InputError
from keii.ingest.scrap.lines import page_lines
from keii.ingest.take import clip_from_text, take

PAGE = """https://memo.example.jp
http://memo.example.com

山川市は9日、灯台の修復を始めた。費用は寄付で賄い、来年3月の完成を目指す。

灯台は明治の建物で、老朽化が進んでいた。山根健一市長は「港の顔を守りたい」と話した。

(C)北の海通信

memo.example.jp/entry/12

雪の影響で、北部の鉄道は9日の始発から運転を見合わせています。

鉄道会社によりますと、再開は10日の昼ごろになる見込みだということです。

>>
【ジュネーブ時事】両国の外相は9日、停戦の延長で合意した。
"""


def test_a_page_as_a_reader_sees_it() -> None:
    clips = take(PAGE.encode(), name="2025-05-10.txt").clips
    seen = [(c.kind, c.register, c.outlet, c.outlet_by, c.text[:8], c.text[-6:]) for c in clips]
    assert seen == [
        ("link", None, None, None, "https://", "ple.jp"),
        ("link", None, None, None, "http://m", "le.com"),
        ("article", "plain", "北の海通信", "credit", "山川市は9日、灯", ")北の海通信"),
        ("link", None, None, None, "memo.exa", "try/12"),
        ("article", "polite", None, None, "雪の影響で、北部", "ということです。"[-6:]),
        ("article", "plain", "時事通信", "dateline", "【ジュネーブ時事", "で合意した。"),
    ]
    assert all((c.published, c.published_by) == (date(2025, 5, 10), "input") for c in clips)
    assert all(c.cut and c.source_id == "2025-05-10.txt" and c.text == PAGE[c.span.start : c.span.end] for c in clips)
    assert clips[0].url == "https://memo.example.jp"


def test_ids_stay_and_tell_sources_apart() -> None:
    once, twice = take(PAGE.encode(), name="a.txt").clips, take(PAGE.encode("cp932"), name="a.txt").clips
    assert [c.id for c in once] == [c.id for c in twice]
    assert all(len(c.id) == 18 and c.id.startswith("k1") for c in once)
    assert not {c.id for c in once} & {c.id for c in take(PAGE.encode(), name="b.txt").clips}


def test_whole() -> None:
    (clip,) = take(PAGE.encode(), name="a.txt", whole=True).clips
    assert (clip.text, clip.span.start, clip.span.end, clip.cut) == (PAGE, 0, len(PAGE), ())


def test_the_users_date_beats_all() -> None:
    page = "2025年5月9日\n\n" + PAGE
    clips = take(page.encode(), name="2025-05-08.txt", published=date(2025, 5, 1)).clips
    assert {(c.published, c.published_by) for c in clips} == {(date(2025, 5, 1), "user")}


def test_the_pages_own_date_line_is_no_clips_and_dates_what_follows() -> None:
    page = "2025年5月9日\n\n灯台の修復が始まった。費用は寄付で賄う。\n>>\n2025年5月11日\n\n雪で列車が止まりました。"
    clips = take(page.encode(), name="2025-05-08.txt").clips
    assert [(c.text[:4], c.published, c.published_by) for c in clips] == [
        ("灯台の修", date(2025, 5, 9), "input"),
        ("雪で列車", date(2025, 5, 11), "input"),
    ]


def test_a_letterheads_date_stays_in_its_clip() -> None:
    page = "令和7年5月9日\n山川県防災対策本部\n大雨の被害について\n\n被害の報告はありません。"
    (clip,) = take(page.encode(), name="a.txt").clips
    assert (clip.text, clip.published, clip.published_by) == (page, date(2025, 5, 9), "input")
    assert (clip.outlet, clip.outlet_by, clip.title) == ("山川県防災対策本部", "text", "大雨の被害について")


def test_no_date_is_a_problem_and_never_today() -> None:
    (clip,) = take("市は灯台を直した。".encode(), name="a.txt").clips
    assert (clip.published, clip.published_by, [p.code for p in clip.problems]) == (None, None, ["K1004"])


def test_a_headline_and_the_address_below() -> None:
    page = (
        "灯台の修復始まる　市長「港の顔」\n2025/05/10 18:30\n山川市は10日、灯台を直した。\nwww3.nhk.or.jp/news/1.html"
    )
    article, link = take(page.encode(), name="a.txt").clips
    assert (article.title, article.published, article.published_by) == (page.split("\n")[0], date(2025, 5, 10), "input")
    assert (article.outlet, article.outlet_by, article.url) == ("NHK", "host", "www3.nhk.or.jp/news/1.html")
    assert (link.kind, link.url) == ("link", "www3.nhk.or.jp/news/1.html")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("📢灯台の修復が始まります‼️\n寄付はこちら\n#灯台 #山川市", "post"),
        ("メモ：あとで市の資料を確認する", "note"),
        ("山川市は9日、灯台の修復を始めた。", "article"),
        (
            "山川市は9日、灯台の修復を始めた。\n\n【SNSより】\n\n灯台きれいになった🎉\n\n住民は喜んでいる。\n\n費用は寄付で賄う。",
            "article",
        ),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert clip_from_text(text, published=None).kind == kind


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<!DOCTYPE html><html><body></body></html>", "no main text"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"></rss>', "a feed"),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"/>', "a feed"),
        (b"<?xml version='1.0'?><a/>", "an XML file"),
        (b'[{"text": "a"}]', "a JSON array"),
        (b'{\n  "text": "a"\n}', "one JSON object over several lines"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04", "a damaged ZIP archive"),
        (b"GIF89a", "a GIF image"),
    ],
)
def test_other_formats_are_named_with_a_way_out(data: bytes, what: str) -> None:
    with pytest.raises(FormatError, match=what) as caught:
        take(data, name="x")
    assert caught.value.hint
    assert str(caught.value).startswith("x ")


def test_a_dateline_in_square_brackets_is_no_json() -> None:
    (clip,) = take("[ソウル 10日 ロイター] - 政府は10日、方針を示した。".encode(), name="a.txt").clips
    assert clip.outlet == "ロイター"


@pytest.mark.parametrize("data", [b"", b" \n\r\n", "　\n".encode()])
def test_nothing_to_take(data: bytes) -> None:
    with pytest.raises(InputError, match=r"a\.txt"):
        take(data, name="a.txt")


def test_clip_from_text() -> None:
    clip = clip_from_text(
        "市は灯台を直した。", published="2025-05-10", outlet="山川新聞", source_id="s", title="題", url="https://a.jp"
    )
    assert (clip.source_id, clip.published, clip.published_by, clip.outlet_by) == (
        "s",
        date(2025, 5, 10),
        "user",
        "user",
    )
    assert (clip.title, clip.url, clip.kind, clip.register) == ("題", "https://a.jp", "article", "plain")
    assert clip_from_text("雪。", published=datetime(2025, 5, 10, 23, 0)).published == date(2025, 5, 10)  # noqa: DTZ001
    assert clip_from_text("雪。", published=None).source_id.startswith("k1")
    with pytest.raises(InputError, match="no ISO date"):
        clip_from_text("雪。", published="5月10日")
    with pytest.raises(InputError, match="empty"):
        clip_from_text(" \n", published=None)


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "",
                "",
                "　",
                ">>",
                "-----",
                "https://a.example.jp/b",
                "a.example.jp",
                "2025年5月10日",
                "【街の声】",
                "◇費用は倍に",
                "【モスクワ共同】政府は9日、交渉を再開すると発表した。",
                "雪の影響で列車が止まりました。",
                "(C)北の海通信",
                "続きを読む",
                "灯台の修復始まる　市長「港の顔」",
                "一方、漁協は反対している。",
                "🔥速報です",
                "#灯台 #山川市",
                "「説明が足りない」と話した。",
            ]
        ),
        st.text(alphabet="山川は9日、。「」【】>（）・ \u3000aｱ😭", max_size=30),
    ),
    max_size=40,
)


@given(LINES)
def test_nothing_is_lost_or_doubled(lines: list[str]) -> None:
    """Clips keep the page's order, never overlap, and hold every line but separators and the page's date lines."""
    page = "\n".join(lines)
    if not page.strip():
        return
    clips = take(page.encode(), name="p").clips
    ends = [0, *(c.span.end for c in clips)]
    assert all(end <= c.span.start < c.span.end for end, c in zip(ends, clips, strict=False))
    assert all(c.text == page[c.span.start : c.span.end] and c.text == c.text.strip() for c in clips)
    for line in page_lines(page):
        inside = any(c.span.start <= line.start and line.end <= c.span.end for c in clips)
        date_line = page[line.start : line.end] == "2025年5月10日"
        assert inside or line.kind == "separator" or date_line

"""本文と名: ruby, keyword links, broken lines, titles, outlets, cards, posts."""

from __future__ import annotations

import pytest

from keii.ingest.html.outlet import house_name
from keii.ingest.html.page import page_of
from keii.records.page import Page

SENTENCE = "市は9日、港の再開発を来春に始めると発表した。"


def read(body: str, head: str = "", url: str | None = None) -> Page:
    return page_of(f"<html><head>{head}</head><body>{body}</body></html>".encode(), url=url)


def test_ruby_is_read_aside() -> None:
    page = read("<p><ruby>湊<rp>（</rp><rt>みなと</rt><rp>）</rp></ruby>の町で船が出た。住民は沖を見ていた。</p>")
    assert page.text == "湊の町で船が出た。住民は沖を見ていた。"
    assert page.readings == (("湊", "みなと"),)


def test_keyword_links_lose_nothing() -> None:
    keyword = '<a class="keyword" href="http://d.hatena.ne.jp/keyword/x">港の再開発</a>'
    page = read(f'<div class="entry-content"><p>{keyword}</p><p>市は{keyword}を来春に始める。</p></div>')
    assert page.text == "港の再開発\n市は港の再開発を来春に始める。"


def test_lines_broken_by_hand() -> None:
    words = "市は九日、港の再開発を来春に始めると発表した。事業費は約三十億円で、国の補助を見込む。"
    rows = "<br>\n".join(words * 4)[:0] or "<br>\n".join(
        (words * 4)[at : at + 30] for at in range(0, len(words * 4), 30)
    )
    assert read(f"<p>{rows}</p>").text == words * 4


def test_a_poem_keeps_its_lines() -> None:
    page = read("<p>港に雨<br>船は出ない<br>灯台だけが、長い間こちらを見ている<br>朝</p>")
    assert page.text.count("\n") == 3


def test_what_stands_beside_the_text() -> None:
    body = f"""<h1>港の再開発、来春着工へ</h1><p>{SENTENCE}</p><figure><img><figcaption>港の全景</figcaption></figure>
    <p>【関連記事】<a href="/1">知事が視察</a></p><p>市長は「街の顔に」と話した。</p>
    <p>この記事は有料会員限定です。残り842文字</p><p>会員登録すると続きをお読みいただけます</p>"""
    page = read(body)
    assert page.text == f"{SENTENCE}\n市長は「街の顔に」と話した。"
    assert [block.text for block in page.blocks if block.kind == "caption"] == ["港の全景"]
    assert [problem.code for problem in page.problems] == ["K1025"]


def test_cards_and_posts() -> None:
    body = f"""<div class="entry-content"><p>{SENTENCE}</p><iframe class="embed-card" title="港の再開発"
    src="https://hatenablog-parts.com/embed?url=https%3A%2F%2Fminato.example%2Fa"></iframe>
    <blockquote class="twitter-tweet"><p>船が出ました。<br>よい天気です。</p>&mdash; 湊の人 (@minato)
    <a href="https://twitter.com/minato/status/12">May 10, 2025</a></blockquote>
    <blockquote cite="https://minato.example/b"><p>市長は計画を示した。</p></blockquote></div>"""
    page = read(body)
    found = [(block.kind, block.text, block.url, block.by) for block in page.blocks]
    assert found == [
        ("paragraph", SENTENCE, None, None),
        ("card", "港の再開発", "https://minato.example/a", None),
        ("embed", "船が出ました。", "https://twitter.com/minato/status/12", "湊の人 (@minato)"),
        ("embed", "よい天気です。", "https://twitter.com/minato/status/12", "湊の人 (@minato)"),
        ("quote", "市長は計画を示した。", "https://minato.example/b", None),
    ]
    assert page.text == f"{SENTENCE}\n市長は計画を示した。"


@pytest.mark.parametrize(
    ("name", "house"),
    [
        ("みなと新聞デジタル", "みなと新聞"),
        ("株式会社みなと新聞社", "みなと新聞"),
        ("朝日新聞デジタル", "朝日新聞"),
        ("しおさい手帖 Powered by Ameba", "しおさい手帖"),
        ("白瀬市公式ホームページ", "白瀬市"),
        ("ＮＨＫ", "NHK"),
        ("しおさい手帖", "しおさい手帖"),
    ],
)
def test_house_names(name: str, house: str) -> None:
    assert house_name(name) == house


def test_a_known_host_names_the_outlet() -> None:
    page = read(f"<h1>港の再開発、来春着工へ</h1><p>{SENTENCE}</p>", url="https://www3.nhk.or.jp/news/html/1.html")
    assert (page.outlet, page.outlet_shown) == ("NHK", "host")


def test_a_portal_is_no_outlet() -> None:
    head = "<title>港の再開発（みなと新聞） - Yahoo!ニュース</title>"
    page = read(f"<h1>港の再開発</h1><p>{SENTENCE}</p>", head, "https://news.yahoo.co.jp/articles/1")
    assert (page.outlet, page.title) == ("みなと新聞", "港の再開発")


def test_a_canonical_address_is_only_claimed() -> None:
    head = '<link rel="canonical" href="https://www.nhk.or.jp/1"><meta property="og:site_name" content="みなと新聞">'
    page = read(f"<p>{SENTENCE}</p>", head, "https://minato.example/1")
    assert (page.url, page.canonical, page.outlet) == (
        "https://minato.example/1",
        "https://www.nhk.or.jp/1",
        "みなと新聞",
    )

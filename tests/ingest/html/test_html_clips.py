"""切り抜き: an article's page is one clip; a blog's page of quotations is cut, its markup saying where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from keii.ingest.html.clips import html_items, laid_out
from keii.ingest.html.page import page_of
from keii.ingest.scrap.clips import Given, scrap_clips
from keii.ingest.scrap.cut import Weight
from keii.ingest.scrap.features import MARKUP
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem
from keii.tables.load import load

FOLDER = Path(__file__).parents[3] / "corpus/html"
URL = "https://minato.hatenablog.com/entry/1"
PAGE = """<html><head><title>港の記事 - 湊の切り抜き</title></head><body><h1>港の記事</h1><div class="entry-content">
<p>けさの記事を二つ並べる。</p><h3>港の再開発、来春着工へ</h3>
<blockquote cite="https://kita.example/1"><p>市は9日、港の再開発を来春に始めると発表した。</p><p>市長は「街の顔に」と話した。</p></blockquote>
<blockquote cite="https://nishi.example/2"><p>港の再開発をめぐり、市は9日、事業費が30億円になるとの見通しを示した。</p></blockquote>
<p>事業費は、前の記事には出てこない。</p></div></body></html>"""


def clips(html: str, order: Order | None = None, url: str | None = URL) -> list[Clip]:
    found = list(html_items(html.encode(), "a.html", order or Order(), url))
    assert all(isinstance(item, Clip) for item in found)
    return [item for item in found if isinstance(item, Clip)]


def test_quotations_are_cut() -> None:
    found = [(clip.text.split("\n")[0], clip.url) for clip in clips(PAGE) if clip.kind == "article"]
    assert found == [
        ("けさの記事を二つ並べる。", None),
        ("港の再開発、来春着工へ", "https://kita.example/1"),
        ("港の再開発をめぐり、市は9日、事業費が30億円になるとの見通しを示した。", "https://nishi.example/2"),
        ("事業費は、前の記事には出てこない。", None),
    ]
    assert [clip.text for clip in clips(PAGE) if clip.kind == "link"] == [
        "https://kita.example/1",
        "https://nishi.example/2",
    ]


def test_spans_lie_in_the_laid_out_page() -> None:
    text = laid_out(page_of(PAGE.encode(), url=URL)).text
    assert all(text[clip.span.start : clip.span.end] == clip.text for clip in clips(PAGE))


def test_whole() -> None:
    (clip,) = clips(PAGE, Order(whole=True))
    assert clip.title == "港の記事"
    assert clip.text.count("\n") == 5


def test_the_user_is_right() -> None:
    (clip,) = clips(PAGE, Order(whole=True, published=date(2025, 5, 10), outlet="みなと新聞"))
    assert (clip.published, clip.published_by, clip.outlet, clip.outlet_by) == (
        date(2025, 5, 10),
        "user",
        "みなと新聞",
        "user",
    )


def test_an_article_is_one_clip() -> None:
    data = (FOLDER / "04-local-paper-visible.html").read_bytes()
    (clip,) = (item for item in html_items(data, "b.html", Order(), "https://www.binan.example/article/1"))
    assert isinstance(clip, Clip)
    assert (clip.outlet, clip.outlet_by, clip.published, clip.published_by) == (
        "備南日報",
        "input",
        date(2031, 9, 4),
        "input",
    )


def test_a_page_without_text_is_listed() -> None:
    (item,) = html_items(b"<html><body><a href=x>top</a></body></html>", "c.html", Order())
    assert isinstance(item, Problem)
    assert item.code == "K1006"


def test_every_markup_feature_has_a_weight() -> None:
    assert {row.id for row in load("keii.ingest.scrap", "markup.tsv", Weight)} == set(MARKUP)


def test_hints_outweigh_words() -> None:
    page = "市は9日、計画を示した。\n市長は会見した。\n県は9日、予算を示した。"
    third = page.index("県")
    plain = list(scrap_clips(page, "p", Given()))
    hinted = list(scrap_clips(page, "p", Given(), {third: "quote"}))
    assert len(plain) == 1
    assert [clip.text[:1] for clip in hinted] == ["市", "県"]
    assert hinted[1].cut[0].feature == "quote_begins"


def test_a_card_amid_an_entry_does_not_cut_it() -> None:
    data = (FOLDER / "17-ameblo.html").read_bytes()
    (clip,) = html_items(data, "d.html", Order(), "https://ameblo.jp/kanjocho/entry-1.html")
    assert isinstance(clip, Clip)
    assert (clip.outlet, clip.title) == ("暮らしの勘定帳", "利上げと住宅ローンの話")


def test_an_article_pasted_without_markup_is_cut_by_its_words() -> None:
    data = (FOLDER / "33-seesaa.html").read_bytes()
    found = list(html_items(data, "e.html", Order(), "http://kitamado.seesaa.net/article/1.html"))
    assert [item.text.split("\n")[0][:10] for item in found if isinstance(item, Clip)] == [
        "訳語の違いを見るため",
        "【ワシントン列島】米",
    ]

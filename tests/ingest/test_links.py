"""リンク: the addresses a clip's own part of its page leads to, whatever format the page comes in."""

from __future__ import annotations

from datetime import UTC, datetime

from exports_made import ARTICLE, OTHER, entry, page, taken

from keii.ingest.html.page import page_of
from keii.ingest.web import own_words
from keii.records.clip import Clip
from keii.records.feed import FeedEntry
from keii.records.order import Order

A, B, C = (f"https://memo.example.jp/entry/{n}" for n in (1, 2, 3))


def linked(words: str, *addresses: str) -> str:
    return words + "".join(f'<a href="{address}">前の頁</a>に続く。' for address in addresses)


def test_each_clip_of_an_entry_has_the_links_of_its_own_part() -> None:
    body = f"<p>{linked(ARTICLE.format(9), A, B, A)}</p>\n<hr>\n<p>{OTHER.format(9)}</p><p>{linked('詳しくは', C)}</p>"
    clips, _ = taken(entry(9, body=body).encode(), "blog.txt")
    assert [clip.links for clip in clips] == [(A, B), (C,)]
    (whole,), _ = taken(entry(9, body=body).encode(), "blog.txt", Order(whole=True))
    assert whole.links == (A, B, C)


def test_the_own_address_of_a_link_is_none_of_its_links() -> None:
    clips, _ = taken(entry(9, body=f"<p>{ARTICLE.format(9)}</p><p><a href='{A}'>{A}</a></p>").encode(), "blog.txt")
    assert [(clip.kind, clip.url, clip.links) for clip in clips] == [("article", None, ()), ("link", A, ())]


def test_links_stay_with_their_words_where_controls_are_removed() -> None:
    body = f"<p>{ARTICLE.format(9)}\x08\x08\x08</p><hr><p>{linked(OTHER.format(9), B)}</p>"
    clips, _ = taken(entry(9, body=body).encode(), "blog.txt")
    assert [clip.links for clip in clips] == [(), (B,)]


def test_links_of_an_article_are_those_of_its_words() -> None:
    text = linked(ARTICLE.format(9), "/entry/1", "#note", "mailto:a@example.jp", A) + "\n" + linked("写真は", B)
    html = page("灯台の修復始まる", text).replace(
        "<nav>", f"<nav><a href='{C}'>天気</a>", 1
    )  # fmt: skip
    found = page_of(html.encode(), url="https://memo.example.jp/entry/9")
    assert [block.links for block in found.blocks] == [(A,), (B,)]
    (clip,), _ = taken(html.encode(), "9.html")
    assert clip.links == (A, B)


def test_a_picture_that_leads_somewhere_is_no_word() -> None:
    text = f"<a href='{A}'><img src='a.png'></a>" + linked(ARTICLE.format(9), B)
    (clip,), _ = taken(page("灯台の修復始まる", text).encode(), "9.html")
    assert clip.links == (B,)


def test_a_feeds_own_words_have_links_too() -> None:
    feed = FeedEntry(
        id="1", mark="0" * 16, link=A, title="灯台", author=None, published=datetime(2025, 5, 9, tzinfo=UTC),
        updated=None, summary=None, content=f"<p>{linked(ARTICLE.format(9), A, B)}</p>",
    )  # fmt: skip
    (clip,) = own_words(feed, Order(), place=A, outlet=None, problems=())
    assert isinstance(clip, Clip)
    assert clip.links == (B,)

"""印付きの文: the HTML of an entry as lines, and what its blocks say to the cutter."""

from __future__ import annotations

import time

import pytest

from keii.ingest.markup import lines_of_html, with_breaks


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>雪。</p><p>雨。</p>", "雪。\n\n雨。"),
        ("<div>雪。</div><div>雨。</div><div><br></div><div>風。</div>", "雪。\n雨。\n\n風。"),
        ("雪。<br>雨。<br><br>風。", "雪。\n雨。\n\n風。"),
        ("<h3>天気</h3>雪。<hr>雨。", "天気\n\n雪。\n\n-----\n\n雨。"),
        ("<p>山川市の\n  市長は\nA B</p>", "山川市の市長は A B"),
        ("<p>　雪は<b>深</b>く&nbsp;白い。</p>", "　雪は深く 白い。"),
        ("<ruby>灯台<rp>(</rp><rt>とうだい</rt><rp>)</rp></ruby>の修復", "灯台の修復"),
        ("<table><tr><td>甲</td><td>3人</td></tr><tr><td>乙</td></tr></table>", "甲 3人\n乙"),
        ("<ul><li>雪<li>雨</ul>", "雪\n雨"),
        ("<pre>雪\n  雨</pre>", "雪\n  雨"),
        ("<script>a</script><style>b</style>雪<!-- c -->。<iframe src=x>d</iframe>", "雪。"),
        ("<a href='https://example.jp/news/1.html'>https://example.jp/ne…</a>", "https://example.jp/news/1.html"),
        ("<a href='https://www.example.jp/1'>example.jp</a>", "https://www.example.jp/1"),
        ("<a href='https://example.jp/1'>雪の記事</a>", "雪の記事"),
        ("<a href='https://example.jp/1'>example.jp</a>によると", "example.jpによると"),
        ("<a href='javascript:x'>example.jp</a>", "example.jp"),
        ("", ""),
    ],
)
def test_lines(html: str, text: str) -> None:
    assert lines_of_html(html)[0] == text


def test_what_the_markup_says_of_each_line() -> None:
    html = "<p>\n</p><h2>天気</h2><p>雪。</p><blockquote><p>引用。</p><p>続き。</p></blockquote>　評。<hr><p>雨。</p>"
    text, shown = lines_of_html(html)
    assert {text[at:].split("\n")[0]: mark for at, mark in shown.marks.items()} == {
        "天気": "heading", "雪。": "line", "引用。": "quote", "続き。": "quoted", "評。": "after", "-----": "rule",
        "雨。": "rule",
    }  # fmt: skip


def test_links_in_order_each_once() -> None:
    one, two = "<a href='https://a.jp/1'>甲</a>", "<a href=' https://b.jp/2 '>乙</a>"
    html = one + two + one + "<a href='/x'>丙</a>"
    assert lines_of_html(html)[1].links == ((0, "https://a.jp/1"), (0, "https://b.jp/2"))


@pytest.mark.parametrize(
    "html", ["<div>" * 100_000 + "雪。", "<a href='https://a.jp'>" * 50_000 + "雪。", "<" * 500_000]
)
def test_markup_without_end(html: str) -> None:
    start = time.perf_counter()
    lines_of_html(html)
    with_breaks(html.replace("><", ">\n<"))
    assert time.perf_counter() - start < 20

"""The feeds a page names."""

from __future__ import annotations

import time

from keii.ingest.feed.discover import feeds_named
from keii.records.feed import Outline

PAGE = """<!doctype html><html><head><title>日記</title><base href="/blog/">
<LINK rel="alternate" type="application/atom+xml" title=" 新しい
記事 " href="feed"><link rel="alternate stylesheet" type="text/css" href="a.css">
<link rel="alternate" type="application/rss+xml; charset=utf-8" href="https://blog.example/blog/rss?a=1&amp;b=2"/>
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
<link rel="alternate" hreflang="en" href="/en">
<link rel="alternate" type="application/atom+xml" href="feed"></head><body>本文</body></html>"""


def test_feeds_of_a_page() -> None:
    home = "https://blog.example/2026/11/"
    assert feeds_named(PAGE, home) == (
        Outline(url="https://blog.example/blog/feed", title="新しい 記事", home=home),
        Outline(url="https://blog.example/blog/rss?a=1&b=2", home=home),
    )
    assert feeds_named("本文だけ", home) == ()


def test_hostile_pages_cost_little() -> None:
    start = time.monotonic()
    for filling in ("<", "<!", "<link ", "<!--", "&", "<a b='", "</", "<![CDATA["):
        assert feeds_named(filling * 100_000, "https://blog.example/") == ()
    assert time.monotonic() - start < 5

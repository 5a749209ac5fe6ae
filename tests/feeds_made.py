"""Feeds and pages of our own writing, as sites serve them."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from loopback_site import ok

FERRY = (
    "港町と沖ノ島を結ぶ連絡船で10日朝、乗客３人が軽いけがをした。"
    "海上保安署は、船が高波を受けて大きく揺れたのが原因とみて調べている。"
)
LIBRARY = (
    "丘陵市は11日、新しい市立図書館を来年4月に開くと発表した。"
    "堀江早苗市長は記者会見で「学ぶ人の居場所にしたい」と述べた。"
)
BRIDGE = "県は12日、老朽化した大橋の通行を来月から止めることを決めた。工事は２年かかる見通しだという。"


def page(title: str, text: str, *, day: str = "", outlet: str = "", charset: str = "utf-8", label: str = "") -> bytes:
    """Return a whole answer: an article's page in `charset`, which the server calls `label`."""
    dated = f'<meta property="article:published_time" content="{day}T09:00:00+09:00">' if day else ""
    named = f'<meta property="og:site_name" content="{outlet}">' if outlet else ""
    html = (
        f"<!DOCTYPE html><html lang=ja><head><title>{title}</title>{dated}{named}</head><body><article>"
        f"<h1>{title}</h1><p>{text}</p></article></body></html>"
    )
    return ok(html.encode(charset), f"Content-Type: text/html; charset={label or charset}")


def item(title: str, link: str, summary: str = "", day: str = "Mon, 12 May 2031 09:00:00 +0900") -> str:
    """Return one item of an RSS feed."""
    return (
        f"<item><title>{escape(title)}</title><link>{escape(link)}</link><guid>{escape(link)}</guid>"
        f"<description>{escape(summary)}</description><pubDate>{day}</pubDate></item>"
    )


def rss(items: Iterable[str], *headers: str, title: str = "港町新聞") -> bytes:
    """Return a whole answer: a feed."""
    body = (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>{title}</title>'
        f"<link>https://minato.example/</link>{''.join(items)}</channel></rss>"
    )
    return ok(body.encode(), "Content-Type: application/rss+xml", *headers)

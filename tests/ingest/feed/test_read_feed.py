"""Feeds of every format and fault: what is taken, what is told, and that nothing is made up."""

from __future__ import annotations

import json
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from keii.ingest.feed import xml_feed
from keii.ingest.feed.dates import believed, day_of, entry_day, moment
from keii.ingest.feed.links import Tracking, mark_of, tracking, web_link, without_tracking
from keii.ingest.feed.news import news_of
from keii.ingest.feed.read import read_feed
from keii.records.codec import message
from keii.records.feed import Feed, FeedEntry
from keii.records.problem import Problem

FETCHED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
JST = timezone(timedelta(hours=9))


def read(text: str | bytes, label: str | None = None) -> Feed:
    data = text.encode() if isinstance(text, str) else text
    feed = read_feed(data, name="feed", url="https://news.example/rss/feed.xml", label=label, fetched=FETCHED)
    assert isinstance(feed, Feed), feed
    return feed


def refused(text: str | bytes) -> Problem:
    data = text.encode() if isinstance(text, str) else text
    problem = read_feed(data, name="feed", fetched=FETCHED)
    assert isinstance(problem, Problem), problem
    assert "{" not in message(problem)
    return problem


def rss(*items: str, head: str = "<title>みなと新報</title><link>https://news.example/</link>") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>{head}{body}</channel></rss>'


def entry(feed: Feed, n: int = 0) -> FeedEntry:
    return feed.entries[n]


def codes(feed: Feed) -> list[str]:
    return [problem.code for problem in feed.problems]


RSS_20 = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>みなと新報</title><link>https://news.example/</link><ttl>30</ttl>
<item><title>市長「港を&lt;b&gt;広げる&lt;/b&gt;」 &amp;amp; 会見</title><link>/a/1?utm_source=rss</link>
<guid isPermaLink="false">tag:1</guid><pubDate>Sun, 22 Nov 2026 23:30:00 -0800</pubDate>
<description>&lt;p&gt;市長は述べた。&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>市長は港を広げると述べた。</p><blockquote>引用</blockquote>]]></content:encoded>
<category>政治</category><category>地方</category><category>政治</category><dc:creator>青木記者</dc:creator></item>
</channel></rss>"""


def test_rss_20() -> None:
    feed = read(RSS_20)
    assert (feed.format, feed.title, feed.home, feed.refresh) == ("rss20", "みなと新報", "https://news.example/", 30)
    one = entry(feed)
    assert (one.id, one.link) == ("tag:1", "https://news.example/a/1?utm_source=rss")
    assert (one.title, one.author) == ("市長「港を広げる」 & 会見", "青木記者")
    assert one.published == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)
    assert day_of(one.published) == date(2026, 11, 23)
    assert one.summary == "<p>市長は述べた。</p>"
    assert one.content == "<p>市長は港を広げると述べた。</p><blockquote>引用</blockquote>"
    assert (one.categories, feed.problems) == (("政治", "地方"), ())


RSS_10 = """<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/" xml:lang="ja">
<channel rdf:about="https://b.example/"><title>人気の記事</title><link>https://b.example/</link>
<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency></channel>
<item rdf:about="https://news.example/2"><title>橋が開通</title><link>https://news.example/2</link>
<description>橋が開通した。</description><dc:creator>hana</dc:creator><dc:date>2026-11-20T08:00:00+09:00</dc:date>
<dc:subject>社会</dc:subject></item></rdf:RDF>"""


def test_rss_10_with_its_one_date() -> None:
    feed = read(RSS_10)
    assert (feed.format, feed.refresh) == ("rss10", 30)
    one = entry(feed)
    assert (one.published, one.updated) == (datetime(2026, 11, 20, 8, 0, tzinfo=JST), None)
    assert (one.link, one.author, one.categories) == ("https://news.example/2", "hana", ("社会",))
    assert one.summary == "橋が開通した。"


ATOM_03 = """<?xml version="1.0" encoding="utf-8"?>
<feed version="0.3" xmlns="http://purl.org/atom/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xml:lang="ja">
<title>hana のブックマーク</title><link rel="alternate" type="text/html" href="https://b.example/hana/"/>
<entry><title>雪の予報</title><link rel="related" type="text/html" href="https://news.example/3"/>
<link rel="alternate" type="text/html" href="https://b.example/hana/20261101#b-1"/>
<issued>2026-11-01T21:05:00+09:00</issued><author><name>hana</name></author><id>tag:b.example,2026:b-1</id>
<summary type="text/plain">雪か &lt; 雨か</summary><dc:subject>天気</dc:subject></entry></feed>"""


def test_atom_03_of_a_bookmark_service() -> None:
    feed = read(ATOM_03)
    assert (feed.format, feed.home) == ("atom03", "https://b.example/hana/")
    one = entry(feed)
    assert one.published == datetime(2026, 11, 1, 21, 5, tzinfo=JST)
    assert (one.author, one.summary, one.categories) == ("hana", "雪か &lt; 雨か", ("天気",))


ATOM_10 = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://blog.example/">
<title type="html">&lt;i&gt;日々&lt;/i&gt;</title>
<entry><id>urn:x:1</id><title type="text">A &lt; B の話</title><link href="2026/1.html"/>
<updated>2026-11-02T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>本文</p></div></content></entry></feed>"""


def test_atom_10() -> None:
    feed = read(ATOM_10)
    assert (feed.format, feed.title) == ("atom10", "日々")
    one = entry(feed)
    assert (one.title, one.link) == ("A < B の話", "https://blog.example/2026/1.html")
    assert (one.published, one.updated) == (None, datetime(2026, 11, 2, tzinfo=UTC))
    assert entry_day(one) == date(2026, 11, 2)
    assert one.content is not None
    assert "<p>本文</p>" in one.content


def test_json_feed() -> None:
    feed = read(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "R&D の <日記>",
                "home_page_url": "https://blog.example/",
                "authors": [{"name": "森"}],
                "items": [
                    {"id": 7, "url": "/7", "title": "七", "content_text": "a < b\nc", "date_published": "2026-11-03"},
                    {
                        "id": "8",
                        "external_url": "https://x.example/",
                        "content_html": "<p>八</p>",
                        "tags": ["乙", None],
                    },
                    "no item",
                    {"id": "9", "title": "\ud800九", "url": "javascript:alert(1)", "authors": [{"name": "林"}]},
                ],
            }
        )
    )
    assert (feed.format, feed.title, codes(feed)) == ("json", "R&D の <日記>", ["K2110", "K2105"])
    seven, eight, nine = feed.entries
    assert (seven.id, seven.link, seven.author) == ("7", "https://news.example/7", "森")
    assert (seven.published, seven.content) == (date(2026, 11, 3), "a &lt; b<br>\nc")
    assert (eight.link, eight.content, eight.categories) == ("https://x.example/", "<p>八</p>", ("乙",))
    assert (nine.title, nine.link, nine.author) == ("\ufffd九", None, "林")


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc-jp", "iso-2022-jp"])
@pytest.mark.parametrize("label", ["utf-8", "Shift_JIS", "euc-jp", "iso-2022-jp", None])
def test_mislabelled_feeds(encoding: str, label: str | None) -> None:
    item = "<title>市長が会見し、港を広げる計画を発表した</title><link>https://news.example/1</link>"
    feed = read(rss(item).replace("UTF-8", label or "UTF-8").encode(encoding), label)
    assert entry(feed).title == "市長が会見し、港を広げる計画を発表した"


def test_cp932_characters_are_kept() -> None:
    assert entry(read(rss("<title>①髙﨑～－㈱の社長に聞くことがあります</title>").encode("cp932"))).title == (
        "①髙﨑～－㈱の社長に聞くことがあります"
    )


def test_no_ids_and_no_dates() -> None:
    items = ("<title>一</title><link>/1?utm_medium=x</link>", "<title>二</title><link>/1</link>", "<title>三</title>")
    feed = read(rss(*items))
    assert [one.published for one in feed.entries] == [None, None, None]
    assert len({one.id for one in feed.entries}) == 3
    again = read(rss(*reversed(items)).replace("utm_medium=x", "utm_medium=y"))
    assert {one.id for one in again.entries} == {one.id for one in feed.entries}
    assert all(one.id == f"mark:{one.mark}" for one in feed.entries)


@pytest.mark.parametrize(
    "text",
    [
        "Thu, 01 Jan 1970 00:00:00 GMT", "Wed, 31 Dec 1969 16:00:00 -0800", "2099-01-01", "2026-13-01", "2024-02-30",
        "2026年13月1日", "きのう", "0000-00-00 00:00:00", "Mon, 32 Nov 2026 00:00:00 GMT", "2026-11-27T00:00:00Z", "1",
        "9" * 5000,
    ],
)  # fmt: skip
def test_wrong_dates_are_unknown_never_today(text: str) -> None:
    feed = read(rss(f"<title>一</title><pubDate>{text}</pubDate>"))
    assert entry(feed).published is None
    assert codes(feed) == ["K2104"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("20261120", date(2026, 11, 20)),
        ("2026/11/2", date(2026, 11, 2)),
        ("2026年11月2日", date(2026, 11, 2)),
        ("2026年11月2日(月) 10:05", datetime(2026, 11, 2, 10, 5)),  # noqa: DTZ001  # the text names no zone
        ("2026-11-20 10:05:06", datetime(2026, 11, 20, 10, 5, 6)),  # noqa: DTZ001  # the text names no zone
        ("2026-11-20T10:05+0900", datetime(2026, 11, 20, 10, 5, tzinfo=JST)),
        ("2026-11-20T24:00:00+09:00", datetime(2026, 11, 21, tzinfo=JST)),
        ("2026-11-20T23:59:60Z", datetime(2026, 11, 20, 23, 59, 59, tzinfo=UTC)),
        ("Fri, 20 Nov 2026 10:05:06 JST", datetime(2026, 11, 20, 10, 5, 6, tzinfo=JST)),
        ("Fri, 20 Nov 26 10:05 GMT", datetime(2026, 11, 20, 10, 5, tzinfo=UTC)),
        ("20 Nov 2026 10:05:06 +0900 (JST)", datetime(2026, 11, 20, 10, 5, 6, tzinfo=JST)),
    ],
)
def test_dates_as_fine_as_they_are_given(text: str, expected: date) -> None:
    assert moment(text) == expected
    assert type(moment(text)) is type(expected)


def test_days_are_those_of_japan() -> None:
    assert day_of(datetime(2026, 11, 20, 23, 30, tzinfo=timezone(timedelta(hours=-8)))) == date(2026, 11, 21)
    assert day_of(moment("2026-11-20 23:30")) == date(2026, 11, 20)
    assert day_of(None) is None
    assert believed(date(2026, 11, 25), FETCHED)
    assert not believed(date(2026, 11, 26), FETCHED)
    assert believed(date(2126, 11, 26), None)


def test_one_id_for_all() -> None:
    guid = "<guid isPermaLink='false'>https://news.example/</guid>"
    items = [f"<title>{title}</title><link>/{title}</link>{guid}" for title in "一二三一"]
    feed = read(rss(*items))
    assert [one.title for one in feed.entries] == ["一", "二", "三"]
    assert len({one.id for one in feed.entries}) == 3
    assert codes(feed) == ["K2109"]


def test_ids_that_change_daily_and_ids_used_again() -> None:
    def day(n: int, *titles: str) -> Feed:
        return read(
            rss(*(f"<title>{t}</title><link>/{t}</link><guid isPermaLink='false'>{t}-{n}</guid>" for t in titles))
        )

    kept = {one.id: one.mark for one in day(1, "一", "二").entries}
    news = news_of(day(2, "三", "一", "二").entries, kept)
    assert ([one.title for one in news.new], news.changed, news.known) == (["三"], (), 2)
    edited = read(rss("<title>一（改）</title><link>/一</link><guid isPermaLink='false'>一-1</guid>"))
    assert [one.title for one in news_of(edited.entries, kept).changed] == ["一（改）"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><html><head><title>ログイン</title></head><body><br></body></html>", "an HTML page"),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><body/></html>', "an HTML page"),
        ("<!-- a --><!doctype HTML><p>rss", "an HTML page"),
        ("メンテナンス中です", "plain text"),
        ("", "plain text"),
        ('{"status": "error"}', "JSON of another kind"),
        ("[" * 100_000, "JSON of another kind"),
        ('{"version": "https://jsonfeed.org/version/1.1"}', "JSON of another kind"),
        ("<opml version='2.0'><body/></opml>", "a list of feeds (OPML)"),
        ("<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'/>", "a site map"),
        ("<?xml version='1.0'?><note/>", "an XML file"),
    ],
)
def test_what_is_no_feed_is_named(text: str, kind: str) -> None:
    problem = refused(text)
    assert (problem.code, problem.args) == ("K2101", ("feed", kind))


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n\x1a\n", b"\x00\x01\x02" * 500])
def test_what_is_no_text(data: bytes) -> None:
    assert refused(data).code == "K2112"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [
        f'<!ENTITY l0 "笑">{LAUGHS}',
        f'<!ENTITY a "{"笑" * 10_000}">',
        '<!ENTITY % p "&#37;q;"><!ENTITY % q "<!ENTITY a &#39;b&#39;>">%p;',
    ],
)
def test_entity_bombs(declared: str) -> None:
    start = time.monotonic()
    assert refused(f"<!DOCTYPE rss [{declared}]>" + rss("<title>&l9;&a;</title>").partition("\n")[2]).code == "K2102"
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY a SYSTEM "http://127.0.0.1:9/">',
        '<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;',
        "<!ENTITY % p '<!ENTITY a \"%p;%p;\">'>%p;",
    ],
)
def test_external_entities_are_not_read(declared: str) -> None:
    feed = read(f"<!DOCTYPE rss [{declared}]>" + rss("<title>一&a;二</title>").partition("\n")[2])
    assert "root" not in (entry(feed).title or "")
    assert (entry(feed).title or "").startswith("一")


def test_harmless_declarations() -> None:
    named = '"-//Netscape//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd"'
    doctype = f'<!DOCTYPE rss PUBLIC {named} [<!ENTITY deg "&#176;">]>'
    assert entry(read(doctype + rss("<title>気温35&deg;</title>").partition("\n")[2])).title == "気温35°"


def test_too_deep() -> None:
    for text in ("<rss><channel><item>" + "<a>" * 50_000, rss("<title>一</title>" + "<a>" * 500 + "</a>" * 500)):
        assert refused(text).code == "K2103"
    assert refused("<rss version='2.0'><channel>&nbsp;<item>" + "<a>" * 50_000).code == "K2103"


def test_twenty_thousand_divisions_in_a_description() -> None:
    start = time.monotonic()
    assert len(read(rss("<title>一</title><description>" + "&lt;div&gt;" * 20_000 + "</description>")).entries) == 1
    assert time.monotonic() - start < 2


def test_broken_feeds_are_read_as_well_as_could_be() -> None:
    whole = rss("<title>一&nbsp;と二</title><link>https://news.example/?a=1&b=2</link>", "<title>三</title>")
    feed = read(whole)
    assert [one.title for one in feed.entries] == ["一 と二", "三"]
    assert codes(feed) == ["K2106"]
    assert message(feed.problems[0]).startswith("this feed breaks the rules of its format at line 2")
    cut = read(rss("<title>一</title>", "<title>二</title>")[:-40])
    assert entry(cut).title == "一"
    assert "K2106" in codes(cut)


@pytest.mark.parametrize(
    "filling",
    [
        "<" * 50_000,
        "&" * 50_000,
        "<![CDATA[" * 20_000,
        "<!--" * 20_000,
        "&a;" * 20_000,
        "<!" * 20_000,
        "&#x110000;",
        "&#xd800;",
        "]]>",
    ],
)
def test_hostile_fillings_cost_little(filling: str) -> None:
    start = time.monotonic()
    found = read_feed(rss(f"<title>一</title><link>http://[</link>{filling}").encode(), name="feed", fetched=FETCHED)
    assert isinstance(found, Feed | Problem)
    assert time.monotonic() - start < 3


def test_references_to_no_character() -> None:
    feed = read(rss("<title>一&#0;&#x1b;二&#xD800;&#99999999999999999999;三&#x2460;&#9;四</title>"))
    assert entry(feed).title == "一二三① 四"
    assert feed.problems == (Problem(code="K1002", args=("4",)),)
    broken = read(rss("<title>一&#x110000;&#0二&nbsp;</title>"))
    assert (entry(broken).title or "").startswith("一")
    assert codes(broken) == ["K1002", "K2106"]


def test_a_large_broken_feed_is_read_at_its_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_feed, "LARGEST_BROKEN", 1_000)
    feed = read(rss(*(f"<title>{n}&nbsp;</title>" for n in range(100))))
    assert 10 < len(feed.entries) < 40
    assert codes(feed)[:2] == ["K2106", "K2114"]


def test_links() -> None:
    assert web_link("javascript:alert(1)") is None
    assert web_link("file:///etc/passwd", "https://news.example/") is None
    assert web_link("data:text/html,a") is None
    assert web_link("/a") is None
    assert web_link("//news.example/a", "https://b.example/") == "https://news.example/a"
    assert web_link("https://[::1") is None
    assert web_link("https://news.example/a b") is None
    for odd in ("javascript:alert(1)", "file:///etc/passwd"):
        feed = read(rss(f"<title>一</title><link>{odd}</link>"))
        assert (entry(feed).link, codes(feed)) == (None, ["K2105"])


@pytest.mark.parametrize("row", tracking(), ids=lambda row: row.id)
def test_tracking_rows(row: Tracking) -> None:
    assert without_tracking(row.example) == "//news.example/a?id=1"
    assert without_tracking(row.near_miss) == row.near_miss.removeprefix("https:")
    assert mark_of(row.example, "一") == mark_of("http://NEWS.example/a?id=1#top", "一") != mark_of(row.near_miss, "一")


def test_items_with_nothing_in_them() -> None:
    feed = read(rss("", "<pubDate>2026-11-20</pubDate>", "<title>一</title>"))
    assert (len(feed.entries), codes(feed)) == (1, ["K2110", "K2110"])


@pytest.mark.parametrize("text", [RSS_20, RSS_10, ATOM_03, ATOM_10])
def test_a_large_feed_is_read_in_parts(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    end = "</item>" if "</item>" in text else "</entry>"
    start = text.index(end.replace("/", "")[:-1])
    one = text[start : text.index(end) + len(end)]
    many = "".join(one.replace("</title>", f"{n}</title>") for n in range(7))
    whole = text[:start] + "<item/>" + many + text[text.index(end) + len(end) :]
    at_once = read(whole.replace("<item/>", ""))
    assert len(at_once.entries) == 7
    monkeypatch.setattr(xml_feed, "AT_ONCE", 3)
    assert read(whole.replace("<item/>", "")) == at_once
    assert read(whole).entries == at_once.entries


def test_an_empty_feed_is_a_feed() -> None:
    assert read(rss()).entries == ()


def test_same_bytes_same_feed() -> None:
    assert read(RSS_20) == read(RSS_20)


def test_a_guid_is_an_address_only_where_it_is_written_as_one() -> None:
    guids = ("4711", "tag:news.example,2026:1", "https://news.example/1", "/news/2.html")
    feed = read(rss(*(f"<title>{guid}</title><guid>{guid}</guid>" for guid in guids)))
    assert [(one.id, one.link) for one in feed.entries] == [
        ("4711", None),
        ("tag:news.example,2026:1", None),
        ("https://news.example/1", "https://news.example/1"),
        ("/news/2.html", "https://news.example/news/2.html"),
    ]

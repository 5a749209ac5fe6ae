"""The inputs of the intake report: every encoding and fault of text, markup, feeds and files that intake can meet, each
with what must come of it. Texts are our own."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from loopback_site import Answer, Site, ok

from feeds_made import BRIDGE, FERRY, LIBRARY, item, page, rss

Way = Literal["file", "page", "feed", "opml"]
LABELS = ("utf-8", "Shift_JIS", "EUC-JP", "ISO-2022-JP")
CODECS = ("utf-8", "cp932", "euc_jp", "iso2022_jp")
PARAGRAPH = FERRY + LIBRARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One input. `right`: texts that must stand in what was taken; `codes`: problems that must be told."""

    row: str  #: number in the list of faults
    what: str
    way: Way
    serve: Callable[[str], dict[str, Answer]] = lambda _base: {}  #: base address -> pages of the site
    at: str = "/x"  #: path on the site, or a whole address
    data: bytes = b""  #: of a file
    name: str = "x.txt"
    right: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()  #: texts that must stand nowhere in what was taken
    codes: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ("127.0.0.1",)
    robots: bool = False
    names: Mapping[str, Sequence[str]] = field(default_factory=dict)  #: what a name leads to; one after another
    packets: bool = True  #: False: the site must not be connected to
    count: int | None = None  #: clips, or feeds of a list; None: as many as there are
    rounds: int = 1


def cases(site: Site) -> Iterator[Case]:
    """Yield the cases of texts, markup, feeds and files; `site` is where pages are served."""
    yield from _characters()
    yield from _garbled()
    yield from _walls()
    yield from _labels()
    yield from _markup(site)
    yield from _feeds(site)
    yield from _files()


def _file(row: str, what: str, data: bytes, *right: str, name: str = "x.txt", codes: tuple[str, ...] = ()) -> Case:
    return Case(row=row, what=what, way="file", data=data, name=name, right=right, codes=codes)


def page_case(
    row: str, what: str, answer: Answer, *right: str, codes: tuple[str, ...] = (), wrong: tuple[str, ...] = ()
) -> Case:
    """Return the case of one page of the site."""
    return Case(row=row, what=what, way="page", serve=lambda _: {"/x": answer}, right=right, codes=codes, wrong=wrong)


def _labels() -> Iterator[Case]:
    for codec in CODECS:
        for label in LABELS:
            same = codec.replace("_", "-").replace("iso2022", "iso-2022").replace("cp932", "shift-jis")
            told = () if same == label.lower().replace("_", "-") or codec == "iso2022_jp" else ("K1001",)
            title = "連絡船で3人けが"
            what = f"{codec} called {label}"
            yield page_case(
                "1-2", f"page in {what}", page(title, PARAGRAPH, charset=codec, label=label), FERRY, codes=told
            )
            yield (
                _file("1-2", f"text in {codec}", PARAGRAPH.encode(codec), PARAGRAPH)
                if label == "utf-8"
                else Case(
                    row="1-2", what=f"feed in {what}", way="feed", serve=_feed_in(codec, label), right=(PARAGRAPH,)
                )
            )


def _feed_in(codec: str, label: str) -> Callable[[str], dict[str, Answer]]:
    xml = (
        f'<?xml version="1.0" encoding="{label}"?><rss version="2.0"><channel><title>港町新聞</title><item>'
        f"<title>連絡船</title><guid isPermaLink='false'>1</guid><description>{PARAGRAPH}</description></item>"
        "</channel></rss>"
    )
    return lambda _: {"/x": ok(xml.encode(codec), f"Content-Type: application/rss+xml; charset={label}")}


def _characters() -> Iterator[Case]:
    kana = b"\x1b$B" + "連絡船".encode("iso2022_jp")[3:-3] + b"\x1b(I6^7^\x1b(B" + PARAGRAPH.encode("iso2022_jp")
    yield _file("3", "ISO-2022-JP with half-width kana", kana, "連絡船ｶﾞｷﾞ", FERRY)
    yield _file("3", "ISO-2022-JP, escape not closed", PARAGRAPH.encode("iso2022_jp")[:-3], FERRY)
    for codec in ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"):
        yield _file("4", codec, PARAGRAPH.encode(codec), PARAGRAPH)
    odd = "①Ⅱ㈱髙﨑～－の連絡船。"
    yield _file("5", "characters of CP932 only", (odd + PARAGRAPH).encode("cp932"), odd)
    yield _file("6", "half-width kana, full-width letters", ("ｶﾞｷﾞＡＢＣ１２３。" + FERRY).encode(), "ｶﾞｷﾞＡＢＣ１２３。")
    lone = b'{"id": "1", "text": "\\ud800' + FERRY.encode() + b'"}\n'
    yield _file("8", "a lone surrogate", lone, "\ufffd" + FERRY, name="x.jsonl", codes=("K1003",))
    yield _file(
        "9", "NUL and control characters", ("連\0絡\x08船\x1b。" + FERRY).encode(), "連絡船。", codes=("K1002",)
    )
    yield _file("10", "bidi controls in the text", ("港\u202e町。" + FERRY).encode(), FERRY)
    yield _file(
        "11", "combining marks, 10,000 on one letter", ("か\u3099" + "e" + "\u0301" * 10_000 + FERRY).encode(), FERRY
    )
    yield _file(
        "12",
        "variation selectors, private use, joined emoji",
        ("葛\U000e0100\ue000👨‍👩‍👧。" + FERRY).encode(),
        "葛\U000e0100\ue000👨‍👩‍👧。",
    )
    yield _file("13", "300,000 characters without a stop", ("港町の連絡船が" * 42_858).encode(), "港町の連絡船が")
    yield _file(
        "14",
        "10,000 times one emoji, 40,000 digits",
        ("😀" * 10_000 + "。" + "1" * 40_000 + "。" + FERRY).encode(),
        FERRY,
    )


def _garbled() -> Iterator[Case]:
    """Yield texts that were misread and stored so before they came: some come back whole, some cannot."""
    for codec, wrong in (
        ("utf-8", "latin-1"), ("utf-8", "cp1252"), ("cp932", "latin-1"), ("euc_jp", "latin-1"), ("utf-8", "mac_roman"),
    ):  # fmt: skip
        data = PARAGRAPH.encode(codec)
        stored = data.decode("latin-1" if wrong == "cp1252" else wrong)
        if wrong == "cp1252":
            stored = "".join(c if c >= "\xa0" or c < "\x80" else c.encode("latin-1").decode(wrong, "ignore") or c
                             for c in stored)  # fmt: skip
        what = f"{codec} read as {wrong}, saved as UTF-8"
        yield _file("7", what, stored.encode(), PARAGRAPH, codes=("K1033",))
        html = page("Harbour", "@@").replace(b"@@", stored.encode())
        yield page_case("7", f"a page: {what}", _with_length(html), FERRY, codes=("K1033",))
    kana = "縺薙ｌ縺ｯ縺ｪ繧薙〒縺吶°"
    yield _file("7", "utf-8 read as cp932, whole", kana.encode(), "これはなんですか", codes=("K1033",))
    torn = PARAGRAPH.encode().decode("cp932", "replace")
    yield _file("7", "utf-8 read as cp932, characters lost", torn.encode(), torn[:20], codes=("K1034",))
    for near in ("ﾃﾞﾝｷ､ｶﾞｽ､ｽｲﾄﾞｳﾉ ﾘｮｳｷﾝｶﾞ ｱｶﾞﾘﾏｼﾀ｡", "« À l’été, Noël fut fêté à Genève », dit-elle."):
        yield _file("7", f"not garbled: {near[:14]}", (near + FERRY).encode(), near)


def _with_length(answer: bytes) -> bytes:
    """Return an answer whose length is that of its body."""
    head, body = answer.split(b"\r\n\r\n", 1)
    return ok(body, *(line for line in head.decode().split("\r\n")[1:] if line.lower().startswith("content-type")))


def _walls() -> Iterator[Case]:
    """Yield pages answered with 200 that stand where an article should, and articles beside a box to log in."""
    fields = "<p>メールアドレス<input type='email'></p><p>パスワード<input type='password'></p>"
    form = f"<form action='/login' method='post'>{fields}</form>"
    walls = {
        "a log-in page": f"<title>ログイン | 港町新聞</title><h1>ログイン</h1>{form}",
        "a page for members": "<title>港町新聞</title><p>このコンテンツは会員のみ閲覧できます。</p>"
        "<p>すでに会員の方はログインしてください。</p>",
        "a page on cookies": "<title>港町新聞</title><p>当サイトはCookieを使用します。続けるには同意してください。</p>",
        "an offer": "<title>電子版のお申し込み</title><p>月額980円ですべての記事をお読みいただけます。</p>",
        "a page without scripts": "<title>Just a moment...</title><p>Please enable JavaScript to continue.</p>",
        "an error page": "<title>港町新聞</title><h1>404 Not Found</h1><p>お探しのページは見つかりませんでした。</p>",
    }
    for what, body in walls.items():
        answer = ok(f"<!DOCTYPE html><html lang='ja'>{body}</html>".encode(), "Content-Type: text/html; charset=utf-8")
        yield page_case("24", f"{what} with status 200", answer, codes=("K1005",))
    article = page("連絡船で3人けが", PARAGRAPH).split(b"\r\n\r\n", 1)[1].decode()
    boxed = article.replace("<body>", f"<body><div class='header-login'>{form}</div>", 1)
    yield page_case("24", "an article beside a log-in box", ok(boxed.encode(), "Content-Type: text/html"), FERRY)


def _markup(site: Site) -> Iterator[Case]:
    quotes = "「『" * 3_000 + FERRY
    yield _file("15", "quotation marks nested 6,000 deep", quotes.encode(), FERRY, codes=("K1102",))
    deep = "<!DOCTYPE html><html><body>" + "<div>" * 200_000 + f"<article><h1>連絡船</h1><p>{PARAGRAPH}</p></article>"
    yield page_case("16", "200,000 nested div", ok(deep.encode(), "Content-Type: text/html"), FERRY)
    bomb = (
        '<!DOCTYPE r [<!ENTITY a "連絡船連絡船"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
        '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    )
    feed = ok(
        f"{bomb}<rss version='2.0'><channel><title>&c;</title></channel></rss>".encode(), "Content-Type: text/xml"
    )
    yield Case(row="18", what="entity bomb in a feed", way="feed", serve=lambda _: {"/x": feed}, codes=("K2102",))
    listed = f"{bomb}<opml><body/></opml>".encode()
    yield Case(row="18", what="entity bomb in a list of feeds", way="opml", data=listed, codes=("K2102",))
    outside = f'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f SYSTEM "{site.base}/stolen">]>'
    entry = f"<item><guid isPermaLink='false'>1</guid><description>&e;&f;{FERRY}</description></item>"
    body = f"{outside}<rss version='2.0'><channel>{entry}</channel></rss>"
    yield Case(
        row="19", what="external entities in a feed", way="feed", right=(FERRY,), wrong=("root:", "盗"),
        serve=lambda _: {"/x": ok(body.encode(), "Content-Type: text/xml"), "/stolen": ok("盗".encode())},
    )  # fmt: skip
    html = f"{outside}<html><body><article><h1>連絡船</h1><p>&e;&f;{PARAGRAPH}</p></article></body></html>"
    yield Case(
        row="19", what="external entities in a page", way="page", right=(FERRY,), wrong=("root:", "盗"),
        serve=lambda _: {"/x": ok(html.encode(), "Content-Type: text/html"), "/stolen": ok("盗".encode())},
    )  # fmt: skip
    script = (
        f"<html><body><article><h1>連絡船</h1><p onclick=alert(1)>{PARAGRAPH}</p><script>alert('毒')</script>"
        "<iframe srcdoc='毒'></iframe><svg onload=alert(1)><text>毒</text></svg></article></body></html>"
    )
    yield page_case(
        "27", "scripts, handlers, frames", ok(script.encode(), "Content-Type: text/html"), FERRY, wrong=("毒",)
    )
    spoof = page("連絡船", PARAGRAPH).replace(b"<body>", b"<link rel=canonical href=https://other.example/1><body>")
    spoof = ok(spoof.split(b"\r\n\r\n", 1)[1], "Content-Type: text/html; charset=utf-8")
    yield page_case("28", "a page that claims another address", spoof, FERRY, wrong=("other.example",))
    torn = page("連絡船で3人けが", PARAGRAPH)[:-60]
    torn = ok(torn.split(b"\r\n\r\n", 1)[1], "Content-Type: text/html; charset=utf-8")
    yield page_case("-", "a page cut off within its markup", torn, FERRY)
    yield page_case(
        "-", "a page without text", ok(b"<html><body></body></html>", "Content-Type: text/html"), codes=("K1005",)
    )
    yield page_case("-", "a picture", ok(b"\x89PNG\r\n\x1a\n" + bytes(99), "Content-Type: image/png"), codes=("K1005",))
    yield page_case("-", "plain text in EUC-JP", ok(PARAGRAPH.encode("euc_jp"), "Content-Type: text/plain"), FERRY)
    zipped = gzip.compress(page("連絡船", PARAGRAPH).split(b"\r\n\r\n", 1)[1])
    coded = "Content-Type: text/html; charset=utf-8", "Content-Encoding: gzip"
    yield page_case("20", "a page in gzip", ok(zipped, *coded), FERRY)
    yield page_case("20", "a gzip bomb of 50 MB", ok(gzip.compress(bytes(50_000_000)), *coded), codes=("K2007",))
    twelve = gzip.compress(gzip.compress(gzip.compress(bytes(9_000_000))))
    yield page_case(
        "20",
        "gzip three times over",
        ok(twelve, "Content-Type: text/html", "Content-Encoding: gzip, gzip, gzip"),
        codes=("K2015",),
    )
    yield page_case("20", "brotli, not asked for", ok(b"\x0b\x02\x80", "Content-Encoding: br"), codes=("K2015",))
    yield page_case("20", "gzip that breaks off", ok(zipped[:-40], *coded), codes=("K2015",))


def _feeds(site: Site) -> Iterator[Case]:
    def feed(body: str) -> Callable[[str], dict[str, Answer]]:
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel><title>港町新聞</title>{body}</channel></rss>'
        return lambda _: {"/x": ok(xml.encode(), "Content-Type: application/rss+xml")}

    texts = (FERRY, LIBRARY, BRIDGE)
    plain = "".join(
        f"<item><title>報{n}</title><description>{text}</description></item>" for n, text in enumerate(texts)
    )
    yield Case(
        row="23",
        what="entries without ids, dates, links",
        way="feed",
        serve=feed(plain),
        right=texts,
        count=3,
        rounds=2,
    )
    same = "".join(
        f"<item><title>報{n}</title><guid isPermaLink='false'>1</guid><description>{text}</description></item>"
        for n, text in enumerate(texts)
    )
    yield Case(row="23", what="one id for all entries", way="feed", serve=feed(same), right=texts, count=3, rounds=2)
    for day in ("Thu, 01 Jan 1970 00:00:00 GMT", "2099-01-01T00:00:00Z", "2031年13月40日"):
        one = (
            f"<item><guid isPermaLink='false'>1</guid><description>{FERRY}</description><pubDate>{day}</pubDate></item>"
        )
        yield Case(
            row="23", what=f"an entry dated {day}", way="feed", serve=feed(one), right=(FERRY,), codes=("K2104",)
        )
    login = ok("<html><body>ログインしてください</body></html>".encode(), "Content-Type: text/html")
    yield Case(row="24", what="a log-in page for a feed", way="feed", serve=lambda _: {"/x": login}, codes=("K2101",))
    yield Case(row="24", what="an empty answer", way="feed", serve=lambda _: {"/x": ok(b"")}, codes=("K2018",))
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "港町新聞",
        "items": [{"id": "1", "content_text": FERRY}],
    }
    labelled = ok(json.dumps(made).encode(), "Content-Type: application/xml")
    yield Case(row="24", what="JSON called XML", way="feed", serve=lambda _: {"/x": labelled}, right=(FERRY,))
    deep = "<a>" * 50_000
    yield Case(row="17", what="XML nested 50,000 deep", way="feed", serve=feed(deep), codes=("K2103",))
    inner = f"<![CDATA[{'<div>' * 20_000}{FERRY}]]>"
    many = f"<item><guid isPermaLink='false'>1</guid><description>{inner}</description></item>"
    yield Case(row="17", what="20,000 div in a description", way="feed", serve=feed(many), right=(FERRY,))
    cut = f"<item><guid isPermaLink='false'>1</guid><description>{FERRY}</description></item><item><title>途"
    yield Case(
        row="-", what="a feed that breaks off", way="feed", right=(FERRY,), codes=("K2106",),
        serve=lambda _: {"/x": ok(f"<rss version='2.0'><channel>{cut}".encode(), "Content-Type: text/xml")},
    )  # fmt: skip
    paged = [
        item("連絡船", f"{site.base}/1"),
        item("図書館", f"{site.base}/2", LIBRARY),
        item("大橋", f"{site.base}/3"),
    ]
    yield Case(
        row="-", what="entries whose pages are mislabelled or gone", way="feed", right=(FERRY, LIBRARY),
        codes=("K2115", "K2014"),
        serve=lambda _: {"/x": rss(paged), "/1": page("連絡船", PARAGRAPH, charset="cp932", label="utf-8")}, count=2,
    )  # fmt: skip
    lines = "".join(f'<outline text="{n}" xmlUrl="https://f.example/{n}"/>' for n in range(100_000))
    bad = '<outline xmlUrl="javascript:alert(1)"/><outline xmlUrl="file:///etc/passwd"/>'
    yield Case(
        row="26",
        what="a list of 100,000 feeds, two of them none",
        way="opml",
        data=f"<opml><body>{bad}{lines}</body></opml>".encode(),
        count=100_000,
        codes=("K2108",),
    )
    nest = '<outline text="a">' * 10_000 + '<outline text="x" xmlUrl="https://f.example/1"/>' + "</outline>" * 10_000
    yield Case(
        row="26",
        what="a list nested 10,000 deep",
        way="opml",
        data=f"<opml><body>{nest}</body></opml>".encode(),
        count=1,
    )


def _files() -> Iterator[Case]:
    head = "AUTHOR: memo\nTITLE: 切り抜き\nDATE: 05/10/2031 18:30:00\n-----\nBODY:\n"
    mt = f"{head}<p>{FERRY}</p>\n--------x\n<p>{LIBRARY}</p>\n-----\n--------\n{head}<p>{BRIDGE}</p>\n-----\n--------\n"
    for end in ("\n", "\r\n"):
        yield _file(
            "25",
            f"a blog's export with dashes in a body, {end!r}",
            mt.replace("\n", end).encode(),
            FERRY,
            LIBRARY,
            BRIDGE,
            name="x.txt",
        )
    yield _file(
        "4",
        "a blog's export in parts of other encodings",
        mt.encode() + b"\xef\xbb\xbf" + mt.replace("10/2031", "11/2031").encode("cp932"),
        FERRY,
        BRIDGE,
    )
    post = (
        "<item><title>{0}</title><link>https://memo.example.jp/{0}</link><content:encoded>{1}</content:encoded></item>"
    )
    wxr = "".join(
        post.format(n, f"<![CDATA[<p>{text}</p>]]>")
        for n, text in enumerate((FERRY, "雪が積もった。" * 600_000, BRIDGE))
    )
    opened = "<?xml version='1.0'?><rss xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
    yield _file(
        "25",
        "a WordPress export with a post of 12 MB",
        f"{opened}<wp:wxr_version>1.2</wp:wxr_version>{wxr}</channel></rss>".encode(),
        FERRY,
        BRIDGE,
        name="x.xml",
        codes=("K1005",),
    )
    http = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        + page("連絡船", PARAGRAPH).split(b"\r\n\r\n", 1)[1]
    )

    def record(block: bytes, length: int) -> bytes:
        return (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://www.example.jp/1\r\n"
            b"WARC-Date: 2031-05-10T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            + f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {length}\r\n\r\n".encode()
            + block + b"\r\n\r\n"
        )  # fmt: skip

    good = record(http, len(http))
    yield _file("21", "a web archive", good, FERRY, name="x.warc")
    yield _file(
        "21",
        "a web archive, one length wrong",
        good + record(http, len(http) + 7) + good,
        FERRY,
        name="x.warc",
        codes=("K1005",),
    )
    yield _file(
        "21",
        "a web archive in gzip that breaks off",
        gzip.compress(good) + gzip.compress(good)[:-30],
        FERRY,
        name="x.warc.gz",
        codes=("K1005",),
    )
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w") as archive:
        archive.writestr("../../外.txt", LIBRARY)
        archive.writestr("/etc/passwd.txt", LIBRARY)
        archive.writestr("中.txt", FERRY)
    yield _file("22", "a ZIP with names that lead out of it", box.getvalue(), FERRY, name="x.zip", codes=("K1005",))
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("中.txt", bytes(300_000_000))
    yield _file("22", "a ZIP bomb of 300 MB", bomb.getvalue(), name="x.zip", codes=("K1005",))

"""便りと保存した頁: newsletters (.eml), saved pages (.mhtml, .html)."""

from __future__ import annotations

from base64 import b64encode
from email.header import Header
from email.message import EmailMessage

import pytest
from exports_made import ARTICLE, OTHER, page, taken

from keii.errors import FormatError, InputError
from keii.records.order import Order


def mail(text: str | None = None, html: str | None = None) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "列島ニュース便 <news@example.jp>"
    message["To"] = "yomu@example.com"
    message["Subject"] = "【朝刊】灯台の修復始まる　雪で運転見合わせ"
    message["Date"] = "Fri, 09 May 2025 22:30:00 +0000"
    message["Message-ID"] = "<m1@example.jp>"
    if text is not None:
        message.set_content(text)
    if html is not None:
        message.add_alternative(html, subtype="html") if text is not None else message.set_content(html, subtype="html")
    message.make_mixed()
    message.add_attachment("添付の記事".encode(), maintype="text", subtype="plain", filename="a.txt")
    return message


def test_a_newsletter_is_cut() -> None:
    html = f"<table><tr><td><p>{ARTICLE.format(9)}</p></td></tr></table><hr><div>{OTHER.format(10)}</div>"
    clips, rejected = taken(mail("本文はHTMLで", html).as_bytes(), "letter.eml")
    assert [clip.text for clip in clips] == [ARTICLE.format(9), OTHER.format(10)]
    assert {(clip.source_id, clip.outlet, clip.outlet_by, str(clip.published)) for clip in clips} == {
        ("m1@example.jp", "列島ニュース便", "input", "2025-05-10")
    }
    assert rejected == []


def test_plain_text_where_there_is_no_html() -> None:
    (clip,), _ = taken(mail(ARTICLE.format(9)).as_bytes(), "letter.eml")
    assert (clip.text, clip.title) == (ARTICLE.format(9), "【朝刊】灯台の修復始まる 雪で運転見合わせ")


@pytest.mark.parametrize("codec", ["iso2022_jp", "cp932", "euc_jp", "utf-8"])
@pytest.mark.parametrize("label", ["iso-2022-jp", "utf-8", "us-ascii", "x-unknown"])
@pytest.mark.parametrize("transfer", ["8bit", "base64"])
def test_charsets_lie(codec: str, label: str, transfer: str) -> None:
    body = ARTICLE.format(9).encode(codec)
    head = (
        f"From: =?{label}?B?{b64encode('列島通信'.encode(codec)).decode()}?= <a@example.jp>\n"
        "Date: Sat, 10 May 2025 09:00:00 +0900\nMIME-Version: 1.0\n"
        f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: {transfer}\nSubject: "
    ).encode()
    data = head + "雪の便り".encode(codec) + b"\n\n" + (b64encode(body) if transfer == "base64" else body) + b"\n"
    (clip,), _ = taken(data, "x", Order(whole=True))
    assert clip.text.strip() == ARTICLE.format(9)
    assert str(clip.published) == "2025-05-10"
    if codec != "euc_jp":  # four characters alone cannot be told apart there
        assert (clip.title, clip.outlet) == ("雪の便り", "列島通信")


def test_a_mail_without_text_or_with_an_impossible_date() -> None:
    with pytest.raises(FormatError, match="no text"):
        taken(mail().as_bytes(), "letter.eml")
    (clip,), _ = taken(mail("雪が降った。").as_bytes().replace(b"09 May", b"39 May"), "letter.eml")
    assert (clip.published, [p.code for p in clip.problems]) == (None, ["K2104", "K1004"])


def test_a_text_that_begins_like_a_mail() -> None:
    text = "From: 編集部\n雪の話。"
    (clip,), _ = taken(text.encode(), "a.txt", Order(whole=True))
    assert clip.text == text


MHTML = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.example.jp/news/1.html
Subject: {subject}
Date: Sun, 1 Jun 2025 00:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----X"

------X
Content-Type: text/html
Content-ID: <frame@mhtml.blink>
Content-Transfer-Encoding: base64
Content-Location: https://www.example.jp/news/1.html

{html}
------X
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.example.jp/a.png

iVBORw0KGgo=
------X--
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["page.mhtml", "saved"])
def test_a_saved_page(end: str, name: str) -> None:
    html = page("灯台の修復始まる", ARTICLE.format(9) + "\n" + OTHER.format(9))
    text = MHTML.format(subject=Header("灯台", "utf-8").encode(), html=b64encode(html.encode("cp932")).decode())
    (clip,), rejected = taken(text.replace("\n", end).encode(), name)
    url = "https://www.example.jp/news/1.html"
    assert (clip.source_id, clip.url, clip.published, rejected) == (url, url, None, [])
    assert (clip.title, clip.text.split("\n")[0]) == ("灯台の修復始まる", ARTICLE.format(9))


def test_a_saved_page_without_a_page() -> None:
    with pytest.raises(InputError):
        taken(MHTML.replace("text/html", "text/css").format(subject="", html="").encode(), "page.mhtml")


@pytest.mark.parametrize("codec", ["utf-8", "cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_html_files(codec: str) -> None:
    html = page("灯台の修復始まる", ARTICLE.format(9) + "\n" + OTHER.format(9), head="<meta charset=utf-8>")
    (clip,), _ = taken(html.encode(codec), "2025-05-10.html")
    assert (clip.source_id, clip.title, str(clip.published)) == ("2025-05-10.html", "灯台の修復始まる", "2025-05-10")
    (clip,), _ = taken(html.encode(codec), "a")
    assert (clip.title, clip.published) == ("灯台の修復始まる", None)

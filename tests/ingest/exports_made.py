"""作り物の書き出し: exports and archives of our own making, for the tests of the rooms that take them."""

from __future__ import annotations

import gzip
from io import BytesIO

from keii.ingest.take import take, take_file
from keii.records.clip import Clip
from keii.records.order import Order
from keii.records.problem import Problem

ARTICLE = (
    "山川市は{}日、灯台の修復を始めた。費用は寄付で賄い、来年3月の完成を目指す。市長は「港の顔を守りたい」と話した。"
)
OTHER = "雪の影響で、北部の鉄道は{}日の始発から運転を見合わせています。再開は昼ごろになる見込みだということです。"


def entry(
    number: int, *, body: str | None = None, end: str = "\n", date: str = "05/{:02}/2025 18:30:00", extra: str = ""
) -> str:
    """Return an entry of a Movable Type export."""
    body = body or f"<p>{ARTICLE.format(number)}</p>\n\n<hr>\n<p>{OTHER.format(number)}</p>"
    text = (
        f"AUTHOR: memo\nTITLE: {number}日の切り抜き\nBASENAME: 2025/05/{number:02}/1830\nSTATUS: Publish\n"
        f"ALLOW COMMENTS: 1\nCONVERT BREAKS: 0\nDATE: {date.format(number)}\nCATEGORY: 新聞\nCATEGORY: 灯台\n{extra}"
        "-----\n"
        f"BODY:\n{body}\n-----\nEXTENDED BODY:\n\n-----\nEXCERPT:\n\n-----\nKEYWORDS:\n\n-----\n"
        f"COMMENT:\nAUTHOR: 通りすがり\nDATE: 05/30/2025 10:00:00\n応援しています\n-----\n--------\n"
    )
    return text.replace("\n", end)


def taken(data: bytes, name: str, order: Order | None = None) -> tuple[list[Clip], list[Problem]]:
    """Return the clips of a file and what was not taken; taken at once and as a stream they are the same."""
    order = order or Order()
    stream = take_file(BytesIO(data), name=name, order=order)
    items = list(stream.items)
    used = [at for _, at in items]
    assert used == sorted(used)
    assert all(0 <= at <= stream.size == len(data) for at in used)
    if not order.columns:
        intake = take(
            data, name=name, published=order.published, outlet=order.outlet, whole=order.whole, label=order.label
        )
        assert [*intake.clips] == [item for item, _ in items if isinstance(item, Clip)]
    return [item for item, _ in items if isinstance(item, Clip)], [i for i, _ in items if isinstance(i, Problem)]


def page(title: str, text: str, *, head: str = "") -> str:
    """Return a plain page of one article."""
    paragraphs = "".join(f"<p>{part}</p>" for part in text.split("\n"))
    return (
        f"<!DOCTYPE html><html lang='ja'><head><title>{title}</title>{head}</head><body><nav><a href='/'>頭</a></nav>"
        f"<article><h1>{title}</h1>{paragraphs}</article><footer>利用規約</footer></body></html>"
    )


def record(
    uri: str, block: bytes, *, kind: str = "response", mime: str = "application/http; msgtype=response",
    length: int | None = None, version: str = "1.0",
) -> bytes:  # fmt: skip
    """Return a WARC record; `length` is a wrong one to say."""
    said = len(block) if length is None else length
    head = (
        f"WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {uri}\r\nWARC-Date: 2025-06-01T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{abs(hash(uri)) % 10**12:012}>\r\nContent-Type: {mime}\r\n"
        f"Content-Length: {said}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, *, headers: str = "Content-Type: text/html; charset=utf-8", status: str = "200 OK") -> bytes:
    """Return an HTTP answer as archives keep it."""
    return f"HTTP/1.1 {status}\r\n{headers.strip()}\r\n\r\n".replace("\n", "\r\n").replace("\r\r", "\r").encode() + body


def packed(*records: bytes) -> bytes:
    """Return records as an archive keeps them: one gzip member each."""
    return b"".join(gzip.compress(one, mtime=0) for one in records)

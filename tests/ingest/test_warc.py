"""WARC: good records are kept whatever is wrong with others, and the wrong ones are named by their place."""

from __future__ import annotations

import gzip
import zlib

import pytest
from exports_made import ARTICLE, OTHER, answer, packed, page, record, taken

from keii.records.clip import Clip
from keii.records.order import Order

A, B, C = (f"https://www.example.jp/news/{name}.html" for name in "abc")
ONE = page("灯台の修復始まる", ARTICLE.format(9) + "\n" + OTHER.format(9))
TWO = page("雪で運転見合わせ", OTHER.format(10) + "\n" + ARTICLE.format(10))
FIRST = record(A, answer(ONE.encode()))
LAST = record(C, answer(TWO.encode()), version="1.1")
INFO = record("", b"software: test\r\n", kind="warcinfo", mime="application/warc-fields")


def where(clips: list[Clip]) -> list[str]:
    return [clip.source_id for clip in clips]


@pytest.mark.parametrize("whole", [False, True])
def test_pages_of_an_archive(whole: bool) -> None:
    robots = record("https://www.example.jp/robots.txt", answer(b"User-agent: *", headers="Content-Type: text/plain"))
    others = [
        INFO,
        record(A, b"GET / HTTP/1.1\r\n\r\n", kind="request", mime="application/http; msgtype=request"),
        record(B, answer(b"", status="301 Moved", headers="Location: /")),
        record(B, answer(b"\x89PNG\r\n", headers="Content-Type: image/png")),
        record(A, answer(b""), kind="revisit"),
        robots,
    ]
    text = record(B, OTHER.format(11).encode("euc_jp"), kind="resource", mime="text/plain; charset=shift_jis")
    data = packed(*others, FIRST, text, LAST) if not whole else b"".join((*others, FIRST, text, LAST))
    clips, rejected = taken(data, "a.warc")
    assert (where(clips), [clip.url for clip in clips], rejected) == ([A, B, C], [A, B, C], [])
    assert (clips[0].title, clips[1].text) == ("灯台の修復始まる", OTHER.format(11))
    assert [problem.code for problem in clips[1].problems] == ["K1001", "K1004"]


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "utf-8", "iso2022_jp"])
@pytest.mark.parametrize("label", ["utf-8", "Shift_JIS", "euc-jp"])
def test_labels_are_not_trusted(codec: str, label: str) -> None:
    block = answer(ONE.encode(codec), headers=f"Content-Type: text/html; charset={label}")
    (clip,), _ = taken(packed(record(A, block)), "a.warc.gz")
    assert ARTICLE.format(9) in clip.text


def test_bodies_as_servers_send_them() -> None:
    body = ONE.encode()
    chunks = b"".join(
        f"{len(body[n : n + 500]):x}\r\n".encode() + body[n : n + 500] + b"\r\n"
        for n in range(0, 3000, 500)
        if body[n:]
    )
    packings = [
        answer(chunks + b"0\r\n\r\n", headers="Content-Type: text/html\nTransfer-Encoding: chunked"),
        answer(body, headers="Content-Type: text/html\nTransfer-Encoding: chunked"),  # taken apart by the archiver
        answer(gzip.compress(body), headers="Content-Type: text/html\nContent-Encoding: gzip"),
        answer(body, headers="Content-Type: text/html\nContent-Encoding: gzip"),
        answer(zlib.compress(body), headers="Content-Type: text/html\nContent-Encoding: deflate"),
        answer(body, headers="Server: x"),
    ]
    for number, block in enumerate(packings):
        (clip,), rejected = taken(packed(record(A, block)), "a.warc.gz")
        assert (clip.text.startswith("山川市は9日"), rejected) == (True, []), number


@pytest.mark.parametrize("length", [10, 5_000_000_000, 100_000])
def test_a_wrong_length_costs_one_record(length: int) -> None:
    bad = record(B, answer(ONE.encode()), length=length)
    clips, rejected = taken(INFO + FIRST + bad + LAST, "a.warc")
    assert where(clips) == [A, C]
    assert [problem.args[0].split(" @")[1] for problem in rejected] == [str(len(INFO + FIRST))]
    clips, rejected = taken(packed(FIRST, bad, LAST), "a.warc.gz")
    assert where(clips) == [A, C]
    assert [problem.args[0].split(" @")[1] for problem in rejected] == [str(len(packed(FIRST)))]


def test_a_length_that_takes_in_the_next_record() -> None:
    bad = record(B, answer(ONE.encode()), length=len(answer(ONE.encode())) + 4 + len(LAST) - 4)
    clips, rejected = taken(bad + LAST + FIRST, "a.warc")
    assert (where(clips), len(rejected)) == ([C, A], 1)


def test_damaged_and_truncated_packing() -> None:
    bad = bytearray(packed(record(B, answer(ONE.encode()))))
    bad[60:70] = b"\0" * 10
    clips, rejected = taken(packed(FIRST) + bytes(bad) + packed(LAST), "a.warc.gz")
    assert (where(clips), [p.args[0] for p in rejected]) == ([A, C], [f"a.warc.gz #2 @{len(packed(FIRST))}"])
    for cut in (1, 8, 200):
        clips, rejected = taken(packed(FIRST, LAST)[:-cut], "a.warc.gz")
        assert (where(clips), [p.args[0] for p in rejected]) == ([A], [f"a.warc.gz #2 @{len(packed(FIRST))}"])


def test_an_archive_packed_as_a_whole() -> None:
    clips, rejected = taken(gzip.compress(INFO + FIRST + LAST), "a.warc.gz")
    assert (where(clips), rejected) == ([A, C], [])


def test_rubbish_between_records() -> None:
    clips, rejected = taken(packed(FIRST) + "ごみ".encode() * 50 + packed(LAST), "a.warc.gz")
    assert (where(clips), len(rejected)) == ([A, C], 1)
    clips, rejected = taken(FIRST + "ごみ".encode() * 50 + b"\n" + LAST, "a.warc")
    assert (where(clips), len(rejected)) == ([A, C], 1)


def test_bombs_are_refused() -> None:
    bomb = record(B, answer(bytes(80_000_000)))
    clips, rejected = taken(packed(FIRST, bomb, LAST), "a.warc.gz")
    assert (where(clips), [p.args[1] for p in rejected]) == ([A, C], ["it unpacks to more than is taken"])
    inner = record(
        B, answer(gzip.compress(bytes(80_000_000)), headers="Content-Type: text/html\nContent-Encoding: gzip")
    )
    clips, rejected = taken(FIRST + inner + LAST, "a.warc")
    assert (where(clips), [p.args[1] for p in rejected]) == ([A, C], ["it unpacks to more than is taken"])


def test_packings_that_are_not_read_are_named() -> None:
    block = answer(b"\x1b\x05", headers="Content-Type: text/html\nContent-Encoding: br")
    _, rejected = taken(packed(record(A, block)), "a.warc.gz")
    assert [p.args[1] for p in rejected] == ["it is packed in a way that is not read"]


def test_a_page_that_writes_about_archives() -> None:
    text = "<pre>\nWARC/1.0\nWARC-Type: response\n</pre>"
    clips, rejected = taken(record(A, answer((ONE + text).encode())) + LAST, "a.warc")
    assert (where(clips), rejected) == ([A, C], [])


@pytest.mark.parametrize(
    ("changed", "day"),
    [("Fri, 09 May 2025 20:00:00 GMT", "2025-05-10"), ("Sat, 31 May 2025 23:59:00 GMT", "None"), ("きのう", "None")],
)
def test_the_day_a_page_was_last_changed_where_it_says_none(changed: str, day: str) -> None:
    headers = f"Content-Type: text/html\nLast-Modified: {changed}"
    (clip,), _ = taken(packed(record(A, answer(ONE.encode(), headers=headers))), "a.warc.gz")
    assert str(clip.published) == day
    dated = page(
        "灯台", ARTICLE.format(9), head='<meta property="article:published_time" content="2025-05-09T10:00:00+09:00">'
    )
    (clip,), _ = taken(packed(record(A, answer(dated.encode(), headers=headers))), "a.warc.gz", Order(whole=True))
    assert str(clip.published) == "2025-05-09"

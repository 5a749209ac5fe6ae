"""Lists of feeds, in and out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.ingest.feed.opml import MOST_OUTLINES, read_opml
from keii.ingest.feed.opml_out import opml_bytes
from keii.records.feed import Outline, Outlines
from keii.records.problem import Problem

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0" xmlns:frss="https://freshrss.org/opml"><head><title>購読</title></head><body>
<outline text="新聞"><outline text="地方">
<outline type="rss" text="みなと新報" title="みなと新報" xmlUrl="https://news.example/rss" htmlUrl="https://news.example/"
 frss:xPathItem="//div" nickname="minato"/></outline>
<outline type="rss" text="悪" xmlUrl="javascript:alert(1)"/><outline text="もっと悪い" xmlUrl="file:///etc/passwd"/></outline>
<outline text="単独" XMLURL="http://blog.example/atom?a=1&amp;b=2"/>
<outline text="again" xmlUrl="https://news.example/rss"/></body></opml>"""


def read(data: str | bytes) -> Outlines:
    found = read_opml(data.encode() if isinstance(data, str) else data, name="list.opml")
    assert isinstance(found, Outlines), found
    return found


def test_in() -> None:
    found = read(LIST)
    assert found.title == "購読"
    assert found.outlines == (
        Outline(
            url="https://news.example/rss",
            title="みなと新報",
            home="https://news.example/",
            folders=("新聞", "地方"),
            others=(("{https://freshrss.org/opml}xPathItem", "//div"), ("nickname", "minato")),
        ),
        Outline(url="http://blog.example/atom?a=1&b=2", title="単独"),
    )
    assert [(problem.code, problem.args[1]) for problem in found.rejected] == [
        ("K2108", "javascript:alert(1)"),
        ("K2108", "file:///etc/passwd"),
    ]


def test_out_and_in_again() -> None:
    found = read(LIST)
    data = opml_bytes(found.outlines, title="購読")
    again = read(data)
    assert (again.title, set(again.outlines), again.rejected) == ("購読", set(found.outlines), ())
    assert [one.title for one in again.outlines] == ["単独", "みなと新報"]  # feeds before folders
    assert opml_bytes(read(data).outlines, title="購読") == data
    assert b'xmlns:ns1="https://freshrss.org/opml"' in data


@pytest.mark.parametrize("encoding", ["cp932", "euc-jp", "utf-16"])
def test_other_encodings(encoding: str) -> None:
    assert read(LIST.encode(encoding)).outlines == read(LIST).outlines


@given(
    st.lists(
        st.builds(
            Outline,
            url=st.integers(0, 10**6).map(lambda n: f"https://news.example/{n}?a=1&b=2"),
            title=st.text(min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(bool),
            folders=st.lists(st.sampled_from(["新聞", "A & B", '"引用"', "<x>"]), max_size=3).map(tuple),
        ),
        max_size=8,
        unique_by=lambda outline: outline.url,
    )
)
def test_whatever_titles_there_are(outlines: list[Outline]) -> None:
    found = read(opml_bytes(outlines, title="一覧"))
    assert sorted(one.url for one in found.outlines) == sorted(one.url for one in outlines)
    assert {one.url: one.folders for one in found.outlines} == {one.url: one.folders for one in outlines}
    assert found.rejected == ()


def test_a_hundred_thousand_outlines() -> None:
    start = time.monotonic()
    body = "".join(f'<outline xmlUrl="https://news.example/{n}" text="{n}"/>' for n in range(MOST_OUTLINES + 5))
    found = read(f"<opml><body>{body}</body></opml>")
    assert len(found.outlines) == MOST_OUTLINES
    assert [problem.code for problem in found.rejected] == ["K2107"]
    assert time.monotonic() - start < 10


def test_nested_ten_thousand_deep() -> None:
    start = time.monotonic()
    text = '<outline text="f">' * 10_000 + '<outline xmlUrl="https://news.example/"/>' + "</outline>" * 10_000
    found = read(f"<opml><body>{text}</body></opml>")
    assert found.outlines == (Outline(url="https://news.example/", folders=("f",) * 16),)
    assert time.monotonic() - start < 2
    assert read(opml_bytes(found.outlines, title="深い")).outlines == found.outlines


def test_a_list_that_breaks_off() -> None:
    found = read(LIST[: LIST.index('<outline text="単独')])
    assert [one.url for one in found.outlines] == ["https://news.example/rss"]
    assert found.rejected[-1] == Problem(code="K2111", args=("7",))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<html><body>", "K2101"),
        ("<rss version='2.0'/>", "K2101"),
        ("メモ", "K2101"),
        ("", "K2101"),
        ("<!DOCTYPE opml [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><opml/>", "K2102"),
        ("%PDF-1.7", "K2112"),
    ],
)
def test_no_list(text: str, code: str) -> None:
    found = read_opml(text.encode(), name="list.opml")
    assert isinstance(found, Problem)
    assert found.code == code

"""悪い頁: whatever comes in, a page comes out, soon, with its text or the reason why not."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.ingest.html.page import page_of
from keii.ingest.html.wire import flattened, trimmed

WORDS = "港の再開発が来春に始まると市が発表した。"
CASES = {
    "deep": ("<div>" * 200_000 + WORDS, "K1023"),
    "deep quotations": ("<blockquote>" * 50_000 + WORDS, "K1023"),
    "deep tables": ("<table><tr><td>" * 30_000 + WORDS, "K1023"),
    "attributes": ("<p " + " ".join(f"a{n}=x" for n in range(50_000)) + ">" + WORDS, None),
    "entities": (f'<!DOCTYPE html [<!ENTITY a "{"あ" * 999}"><!ENTITY b "{"&a;" * 999}">]><p>&b;{WORDS}</p>', "K1022"),
    "nul": (f"<p>{WORDS[:4]}\0{WORDS[4:]}</p>", "K1002"),
    "blanks": ("<p>" + " \n" * 100_000 + WORDS, None),
    "long line": ("<p>" + WORDS * 200_000, "K1021"),
    "programs": (f"<p>{WORDS}</p><script>alert(1)</script><svg><text>図</text></svg><style>p{{}}</style>", None),
    "refresh and base": (f'<meta http-equiv=refresh content="0;url=//x"><base href="//x"><p>{WORDS}</p>', None),
    "JSON-LD": ('<script type="application/ld+json">' + "[" * 100_000 + f"</script><p>{WORDS}", None),
    "declaration": (f'<?xml version="1.0" encoding="Shift_JIS"?><html><body><p>{WORDS}</p></body></html>', "K1001"),
}


@pytest.mark.parametrize("name", CASES)
def test_text_is_kept(name: str) -> None:
    html, code = CASES[name]
    start = process_time()
    page = page_of(html.encode())
    assert WORDS in page.text
    assert [problem.code for problem in page.problems] == ([code] if code else [])
    assert not {"図", "alert", "{"} & set(page.text.split())
    assert process_time() - start < 6  # seconds; about 1 on an idle machine


@pytest.mark.parametrize("data", [b"", b"   ", b"<", b"<!--", b"<html", b"<frameset><frame src=x>", b"\x00" * 99])
def test_nothing_in_it(data: bytes) -> None:
    page = page_of(data)
    assert page.text in ("", "<")
    assert page.text or page.problems


def test_no_text_at_all() -> None:
    page = page_of(b"%PDF-1.7 \x00\x01")
    assert [problem.code for problem in page.problems] == ["K1006"]


@given(
    st.lists(
        st.sampled_from(
            [
                "<div>",
                "</div>",
                "<p>",
                "</b>",
                "<b>",
                "<td>",
                "<table>",
                "<br>",
                "a",
                "<a ",
                "'",
                '"',
                "=",
                ">",
                "<!--",
                "-->",
                "<script>",
                "<blockquote>",
                "</table>",
                "<ruby>",
                "<rt>",
            ]
        ),
        max_size=60,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_markup(pieces: list[str]) -> None:
    html = "".join(pieces)
    page_of(html.encode())
    flattened(html)
    assert trimmed(html) == html


@given(st.binary(max_size=200))
@settings(max_examples=100, deadline=None)
def test_any_bytes(data: bytes) -> None:
    page_of(b"<p>" + data)


PARAGRAPH = f"<p>{WORDS}市長は「街の顔に」と話した。</p>"
PAGE = f"""<html><head><meta charset="{{0}}"><title>港の再開発</title></head>
<body><h1>港の再開発</h1>{PARAGRAPH * 3}</body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("label", ["UTF-8", "Shift_JIS", "EUC-JP", "ISO-2022-JP"])
@pytest.mark.parametrize("server", [None, "UTF-8", "Shift_JIS", "EUC-JP", "ISO-2022-JP"])
def test_labels_may_lie(encoding: str, label: str, server: str | None) -> None:
    page = page_of(PAGE.replace("{0}", label).encode(encoding), label=server)
    assert page.text.startswith(WORDS)
    assert page.title == "港の再開発"


def test_torn_characters() -> None:
    data = PAGE.replace("{0}", "UTF-8").encode().replace("街".encode(), "街".encode()[:2], 1)
    page = page_of(data + b" " * 2000)
    assert page.text.startswith(WORDS)
    assert "K1024" in {problem.code for problem in page.problems}

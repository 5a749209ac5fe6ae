"""What people and programs may type into the search: words, marks, the engine's own notation, anything at all."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

_QUIET = settings(
    max_examples=60, derandomize=True, deadline=None, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
_NOTATION = (
    '"', '""', "'", "*", "^", "+", "-", ":", "(", ")", "{", "}", "NEAR(", "NEAR(首相 会見, 2)", "AND", "OR", "NOT",
    "text:", "text : 首相", "- text:", "{text}: ", "首相*", "首*", "^首相", "首相 AND", "OR OR", "NOT NOT 首相",
    "(首相", "首相)", '"首相', '首相"', '"首相""会見"', "「", "」", "「」", "「首相", "首相」", "、", "。、", "・",
    "　", "%", "_",
    "\\", ";--", "' OR 1=1 --", "\0", "\t", "\n", "\u200b", "\ufeff", "\U0001f600",
    "e1", "s1", "首相", "日銀", "ＮＡＴＯ", "㍻", "ﾆｯﾎﾟﾝ", "か\u3099", "\U000e0100", "rowid", "rank", "bm25(search)",
)  # fmt: skip
_ASKED = st.one_of(
    st.lists(st.sampled_from(_NOTATION), min_size=1, max_size=8).map("".join),
    st.lists(st.sampled_from(_NOTATION), min_size=1, max_size=8).map(" ".join),
    st.text(max_size=80),
)
_FIELDS = ("q", "by", "outlet")


def fine(client: TestClient, path: str) -> None:
    """Ask; whatever was typed, it is found or not found."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.text[:300])
    assert "Traceback" not in answer.text


_LONG = ("首" * 500, "、" * 500, '"' * 499, "(" * 500, "a " * 250, "NEAR(" * 100)


@pytest.mark.parametrize("asked", [*_NOTATION, *_LONG])
def test_notation_of_the_engine_is_words_like_others(reader: TestClient, asked: str) -> None:
    for path in ("/api/search?q=", "/search?q=", "/api/claims?about=", "/claims?about="):
        fine(reader, path + quote(asked[:500] if "search" in path else asked[:200]))


@pytest.mark.parametrize("address", ["/search", "/api/search", "/claims", "/api/claims"])
def test_ten_kilobytes_are_refused_not_read(reader: TestClient, address: str) -> None:
    name = "q" if "search" in address else "about"
    for asked in ("首相 " * 2_500, '"' * 10_000, "(" * 10_000):
        answer = reader.get(f"{address}?{name}={quote(asked)}")
        assert answer.status_code == 422
        assert len(answer.content) < 100_000  # the address stands in the page once or twice


@_QUIET
@given(asked=_ASKED)
def test_anything_may_be_searched_for(reader: TestClient, asked: str) -> None:
    fine(reader, f"/api/search?q={quote(asked[:500], errors='replace')}")
    fine(reader, f"/search?q={quote(asked[:500], errors='replace')}")


@_QUIET
@given(by=_ASKED, outlet=_ASKED, about=_ASKED)
def test_anything_may_stand_in_a_filter(reader: TestClient, by: str, outlet: str, about: str) -> None:
    told = {"by": by[:100], "outlet": outlet[:100], "about": about[:200]}
    query = "&".join(f"{name}={quote(text, errors='replace')}" for name, text in told.items())
    fine(reader, f"/api/claims?{query}")
    fine(reader, f"/api/search?{query}")
    name, words = quote(by[:100], errors="replace"), quote(about[:200], errors="replace")
    fine(reader, f"/api/conflicts?source={name}&words={words}")
    fine(reader, f"/api/entities?name={name}")
    fine(reader, f"/api/stories?label={words}")


@pytest.mark.parametrize(
    "asked", ['"首相"', "首相", "首相 会見", "首相　会見", "（首相）", "首相、", "「首相」", "首相 首相"]
)
def test_marks_do_not_hide_what_is_there(reader: TestClient, asked: str) -> None:
    assert reader.get("/api/search", params={"q": asked}).json()["total"] > 0


@pytest.mark.parametrize("asked", ["首相 AND 会見", "NOT 首相", "text:首相", "首相*会見", "NEAR(首相 会見)"])
def test_operators_are_words_to_be_found(reader: TestClient, asked: str) -> None:
    plain = reader.get("/api/search", params={"q": "首相"}).json()["total"]
    assert reader.get("/api/search", params={"q": asked}).json()["total"] < plain


def test_only_marks_find_nothing(reader: TestClient) -> None:
    for asked in ("、", "。。", "「」", '""', "・・・", "()"):
        assert reader.get("/api/search", params={"q": asked}).json()["total"] == 0, asked

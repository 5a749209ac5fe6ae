"""出来事: from Japanese text to who did what to whom, through the whole line."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.find.events.find import find
from keii.reading import read
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.parse import Parse
from keii.records.reading import Reading
from keii.records.span import Span
from keii.words.parse import parse

CASES = tomllib.loads(files("keii.find.events").joinpath("corpus.toml").read_text(encoding="utf-8"))["case"]
BITS = [*"はがをにと「」。()会双方同社合意攻撃抗議した", chr(10)]


def reading(text: str, published: str = "2025-05-10") -> Reading:
    span = Span(0, len(text))
    return read(
        Clip(
            id="c", source_id="c", span=span, kind="article", text=text, outlet=None, outlet_by=None,
            published=date.fromisoformat(published), published_by="input",
        )
    )  # fmt: skip


def said(event: Event) -> str:
    return f"{event.type} {event.actor or '-'} > {event.recipient or '-'}"


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["note"])
def test_corpus(case: dict[str, str]) -> None:
    assert sorted(map(said, reading(case["text"], case["published"]).events)) == sorted(case["expect"])


@pytest.mark.parametrize("case", [c for c in CASES if "details" in c], ids=lambda c: c["note"])
def test_corpus_details(case: dict[str, list[dict[str, str]]]) -> None:
    text = str(case["text"])
    found = {text[e.anchor.start : e.anchor.end]: e for e in reading(text, str(case["published"])).events}
    for detail in case["details"]:
        event = found[detail["anchor"]]
        expected = (detail.get("date"), detail.get("place"), detail.get("claim", False))
        assert (event.date, event.place, event.claim is not None) == expected


def test_an_event_in_a_claim_points_at_it() -> None:
    text = "店が閉まった。防衛省は、北朝鮮が弾道ミサイルを発射したと発表した。"
    found = reading(text)
    (event,) = [e for e in found.events if e.type == "THREATEN"]
    assert event.claim is not None
    content = found.claims[event.claim].content
    assert content.start <= event.anchor.start
    assert event.anchor.end <= content.end


def test_events_stand_in_the_order_of_their_anchors() -> None:
    text = "日本政府は北朝鮮に抗議した。警視庁は男を逮捕した。野党は政府の対応を批判した。"
    anchors = [e.anchor for e in reading(text).events]
    assert len(anchors) == 3
    assert anchors == sorted(anchors)


@pytest.mark.parametrize("text", ["", "\n\n", "会談", "した。", "「」", "((((", "攻撃を受け", "は" * 300])
def test_scraps_are_no_trouble(text: str) -> None:
    found = reading(text)
    assert [p for p in found.problems if p.code == "K1901"] == []


@given(st.lists(st.sampled_from(BITS), max_size=30))
def test_no_arrangement_of_words_raises(bits: list[str]) -> None:
    parsed, _ = parse("".join(bits))
    events, problems = find(parsed, (), (), ())
    assert problems == ()
    assert all(_inside(event, parsed) for event in events)


def _inside(event: Event, parsed: Parse) -> bool:
    return 0 <= event.anchor.start < event.anchor.end <= len(parsed.text) and bool(event.actor)

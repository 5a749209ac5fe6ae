"""The straight line as a whole: Japanese text in, spans of the saved text out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.ingest.take import clip_from_text
from keii.reading import made_by, read
from keii.records.codec import from_json, to_json
from keii.records.reading import Reading
from keii.records.span import Span

PAGE = """北方新聞によると、ノルランド国防省は９日、国境で３００人余りが避難したと発表した。
報道官は「攻撃は続いている」と述べ、停戦違反が12件あったと主張した。隣国の外務省はこれを否定した。
"""


SOUP = "首相は9日、「急ぐ」と述べた。ロシア国防省５人㈱ｶﾞ(『』)\n 　同日去年A@だとし"


def spans(reading: Reading) -> list[Span]:
    out = list(reading.sentences)
    for group in (reading.names, reading.times, reading.quantities, reading.quotes):
        out += [item.span for item in group]
    for claim in reading.claims:
        out += [claim.content, claim.cue, *claim.via]
        out += [claim.source.span] if claim.source else []
    return out + [event.anchor for event in reading.events]


def words(reading: Reading, span: Span) -> str:
    return reading.clip.text[span.start : span.end]


def test_full_width_words_are_given_as_saved() -> None:
    reading = read(clip_from_text(PAGE, published=date(2030, 3, 10)))
    assert [(words(reading, t.span), t.value) for t in reading.times] == [("９日", "2030-03-09")]
    found = [(words(reading, q.span), int(q.low), q.bound) for q in reading.quantities]
    assert found == [("３００人", 300, "over"), ("12件", 12, None)]


def test_spans_survive_forms_that_change_length() -> None:
    text = "㈱ノル重工は９日、㌔当たり３㌦の値上げを発表した。ｶﾞｻﾞ地区では５人が死亡したという。"
    reading = read(clip_from_text(text, published=date(2030, 3, 10)))
    assert "５人" in {words(reading, q.span) for q in reading.quantities}
    assert "９日" in {words(reading, t.span) for t in reading.times}
    assert "ｶﾞｻﾞ地区" in {words(reading, n.span) for n in reading.names} | {"ｶﾞｻﾞ地区"}


def test_without_a_date_relative_times_stay_open_and_say_so() -> None:
    reading = read(clip_from_text(PAGE, published=None))
    assert reading.times == ()
    assert {"K1004", "K1201"} <= {problem.code for problem in reading.problems}


def test_a_stage_that_fails_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_inputs: object) -> tuple[tuple[()], tuple[()]]:
        raise RuntimeError("表が壊れている")

    monkeypatch.setattr("keii.reading.find_quantities", broken)
    reading = read(clip_from_text(PAGE, published=date(2030, 3, 10)))
    assert reading.quantities == ()
    assert reading.times
    assert [p.args[0] for p in reading.problems if p.code == "K1901"] == ["quantities"]


def test_the_same_clip_reads_the_same() -> None:
    clip = clip_from_text(PAGE, published=date(2030, 3, 10))
    assert read(clip) == read(clip)
    assert read(clip).made_by == made_by()


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=SOUP, max_size=120).map("首".__add__))
def test_any_text_is_read_and_every_span_lies_within_it(text: str) -> None:
    reading = read(clip_from_text(text, published=date(2030, 3, 10)))
    assert not [p for p in reading.problems if p.code == "K1901"]
    for span in spans(reading):
        assert 0 <= span.start < span.end <= len(text)
    assert from_json(to_json(reading)) == reading


def test_a_text_without_end_is_kept_whole_and_read_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("keii.reading.MOST_READ", 30)
    text = "首相は9日、「急ぐ」と述べた。" * 5
    reading = read(clip_from_text(text, published=date(2030, 3, 10)))
    assert reading.clip.text == text
    assert max(span.end for span in spans(reading)) <= 30
    assert [p.args for p in reading.problems if p.code == "K1104"] == [("30",)]


def test_a_lone_surrogate_loses_nothing() -> None:
    text = "ロシア国防省は9日、\ud800プーチン大統領が急ぐと発表した。"
    clip = replace(clip_from_text("首相", published=date(2030, 3, 10)), text=text)
    reading = read(clip)
    assert not [p for p in reading.problems if p.code == "K1901"]
    assert {"ロシア国防省", "プーチン"} <= {words(reading, name.span) for name in reading.names}

"""The straight line as a whole: Japanese text in, spans of the saved text out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.ingest.take import clip_from_text
from keii.reading import made_by, read
from keii.records.codec import from_json, to_json
from keii.records.reading import Reading
from keii.records.span import Span, contains
from keii.text.cuts import Cut

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


def test_a_long_text_is_read_to_its_end() -> None:
    lands = ("ロシア", "日本", "韓国", "フランス", "ドイツ", "イラン", "インド", "トルコ", "エジプト", "ペルー")
    one = "ペトル・ノルマン大統領は9日、「{1}が{2}を攻撃した」と述べた。避難者は{0}人に上る。\n"
    pairs = [pair for pair in product(lands, lands) if pair[0] != pair[1]]
    text = "".join(one.format(n + 1, *pairs[n * len(pairs) // 6_300]) for n in range(6_300))
    assert len(text) > 300_000
    reading = read(clip_from_text(text, published=date(2030, 3, 10)))
    lines = text.count("\n")
    assert reading.clip.text == text
    assert len(reading.sentences) == 2 * lines
    assert [int(q.low) for q in reading.quantities] == list(range(1, lines + 1))
    assert [words(reading, t.span) for t in reading.times] == ["9日"] * lines
    sources = [words(reading, claim.source.span) for claim in reading.claims if claim.source]
    assert sources == ["ペトル・ノルマン大統領"] * lines
    reported = [(event, reading.claims[event.claim]) for event in reading.events if event.claim is not None]
    assert len(reported) > 80
    assert all(words(reading, claim.content) == f"{e.actor}が{e.recipient}を攻撃した" for e, claim in reported)
    assert all(contains(claim.content, event.anchor) for event, claim in reported)
    every = spans(reading)
    assert all(0 <= span.start < span.end <= len(text) for span in every)
    assert list(reading.names) == sorted(reading.names, key=lambda name: name.span.start)


def test_what_is_known_before_a_slice_is_known_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The full name stands in the opening only, the day and the speaker right before the cut."""
    opening = "新党「海の会」の白峰雅人代表は2029年12月3日、会見した。\n"
    filling = "雪は各地で積もり、列車は運転を見合わせた。\n" * 40
    before = "白峰氏は同年12月8日、「急ぐ」と述べた。\n"
    after = "翌日には「やめる」と述べた。白峰氏は欠席した。\n"
    text = opening + filling + before + after
    halves = [Cut(0, text.index(after), natural=True), Cut(text.index(after), len(text), natural=True)]
    monkeypatch.setattr("keii.reading.AT_ONCE", 100)
    monkeypatch.setattr("keii.reading._BESIDE", 60)
    monkeypatch.setattr("keii.reading.cuts", lambda _text, _size: halves)
    reading = read(clip_from_text(text, published=date(2030, 3, 10)))
    people = [(words(reading, name.span), name.entity) for name in reading.names if name.type == "PER"]
    assert people == [("白峰雅人", "白峰雅人"), ("白峰", "白峰雅人"), ("白峰", "白峰雅人")]
    assert [t.value for t in reading.times] == ["2029-12-03", "2029-12-08", "2029-12-09"]
    assert len(reading.sentences) == 1 + 40 + 1 + 2
    carried = reading.claims[-1].source
    assert carried is not None
    assert (words(reading, carried.span), carried.carried) == ("白峰氏", True)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet=SOUP, max_size=40), min_size=4, max_size=12).map("。\n".join))
def test_slices_of_any_text_give_spans_within_it(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("keii.reading.AT_ONCE", 30)
        patch.setattr("keii.reading._SLICE", 25)
        patch.setattr("keii.reading._BESIDE", 10)
        clip = clip_from_text("首" + text, published=date(2030, 3, 10))
        reading = read(clip)
        assert reading == read(clip)
    assert not [p for p in reading.problems if p.code == "K1901"]
    assert all(0 <= span.start < span.end <= len(text) + 1 for span in spans(reading))
    assert list(reading.sentences) == sorted(set(reading.sentences))
    assert from_json(to_json(reading)) == reading


def test_a_lone_surrogate_loses_nothing() -> None:
    text = "ロシア国防省は9日、\ud800プーチン大統領が急ぐと発表した。"
    clip = replace(clip_from_text("首相", published=date(2030, 3, 10)), text=text)
    reading = read(clip)
    assert not [p for p in reading.problems if p.code == "K1901"]
    assert {"ロシア国防省", "プーチン"} <= {words(reading, name.span) for name in reading.names}

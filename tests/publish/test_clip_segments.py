"""Segments: a text with all that was found in it, however stretches lie inside and across one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from keii.ingest.take import clip_from_text
from keii.publish.segments import Layer, LayerKind, Line, layers, lines, parts
from keii.reading import read
from keii.records.span import Span

TEXT = "国防省は9日、違反が5026回あったと発表しました。\n\n外相は「合意は生きている」と述べた。"
KINDS: tuple[LayerKind, ...] = ("words", "content", "source", "cue", "time", "quantity", "PER", "ORG", "GPE", "LOC")


def drawn(found: tuple[Line, ...]) -> str:
    """Return lines with a bracket for each layer: < where it begins, ( where it goes on."""
    out = []
    for line in found:
        for segment in line.segments:
            out += [f"{'<' if o.first else '('}{o.layer.kind} " for o in segment.opens]
            out += [segment.text, ">" * len(segment.closes)]
        out.append("\n")
    return "".join(out[:-1])


def test_what_was_found_is_nested() -> None:
    reading = read(clip_from_text(TEXT, published="2031-05-10"))
    assert drawn(tuple(lines(TEXT, layers(reading)))) == (
        "<source <ORG 国防省>>は<time 9日>、<content 違反が<quantity 5026回>あった>と<cue 発表しました>。\n\n"
        "<source 外相>は「<content 合意は生きている>」と<cue 述べた>。"
    )


def test_layers_that_cross_are_broken_at_the_inner_end() -> None:
    found = (Layer(Span(0, 4), "content"), Layer(Span(2, 6), "time"))
    assert drawn(tuple(lines("一二三四五六七", found))) == "<content 一二<time 三四>>(time 五六>七"


def test_a_layer_over_lines_goes_on_in_each() -> None:
    found = (Layer(Span(1, 6), "content"), Layer(Span(4, 5), "PER"))
    assert drawn(tuple(lines("一二\n\n三四五", found))) == "一<content 二>\n\n(content <PER 三>四>五"


def test_words_a_visitor_came_for_lie_outermost_and_may_be_beyond_the_text() -> None:
    reading = read(clip_from_text("習近平氏が来た", published="2031-05-10"))
    assert drawn(tuple(lines("習近平氏が来た", layers(reading, Span(0, 3))))) == "<words <PER 習近平>>氏が来た"
    assert drawn(tuple(lines("来た", layers(reading, Span(1, 900))))) == "<PER 来<words た>>"
    assert all(layer.kind != "words" for layer in layers(reading, Span(3, 3)))


def test_one_cue_of_two_claims_is_one_layer() -> None:
    text = "外相は会談を行い、合意を守ると述べた。"
    reading = read(clip_from_text(text, published="2031-05-10"))
    spans = [(layer.span, layer.kind) for layer in layers(reading)]
    assert len(spans) == len(set(spans))


@given(
    text=st.text(alphabet="一二三\n", max_size=40),
    found=st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(KINDS)), max_size=12),
)
def test_the_segments_are_the_text_and_every_layer_is_whole(
    text: str, found: list[tuple[int, int, LayerKind]]
) -> None:  # fmt: skip
    wanted = [Layer(Span(min(a, b), max(a, b)), kind, (n,)) for n, (a, b, kind) in enumerate(found)]
    told = tuple(lines(text, wanted))
    assert "\n".join("".join(s.text for s in line.segments) for line in told) == text
    covered: dict[tuple[int, ...], set[int]] = {}
    firsts: list[tuple[int, ...]] = []
    for line in told:
        stack: list[Layer] = []
        for segment in line.segments:
            assert text.startswith(segment.text, segment.start)
            assert segment.text
            stack += [opening.layer for opening in segment.opens]
            firsts += [opening.layer.of for opening in segment.opens if opening.first]
            for layer in stack:
                covered.setdefault(layer.of, set()).update(range(segment.start, segment.start + len(segment.text)))
            for layer in segment.closes:
                assert stack.pop() is layer
        assert not stack
    assert len(firsts) == len(set(firsts))
    for layer in wanted:
        inside = {n for n in range(layer.span.start, min(layer.span.end, len(text))) if text[n] != "\n"}
        assert covered.get(layer.of, set()) == inside


@given(text=st.text(alphabet="一二\n", max_size=60), most=st.integers(1, 12))
def test_the_parts_are_the_text(text: str, most: int) -> None:
    found = parts(text, most)
    assert "\n".join(text[part.start : part.end] for part in found) == text
    assert all(part.end - part.start <= most or "\n" not in text[part.start : part.end] for part in found)

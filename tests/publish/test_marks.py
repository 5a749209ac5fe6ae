"""Marks: stretches of a text that do not overlap, and the text in pieces."""

from __future__ import annotations

from keii.ingest.take import clip_from_text
from keii.publish.marks import Mark, marks, pieces
from keii.reading import read
from keii.records.span import Span

TEXT = "ロシア国防省は9日、違反が5026回あったと発表しました。"


def test_the_pieces_of_a_marked_text_are_the_text() -> None:
    reading = read(clip_from_text(TEXT, published="2031-05-10"))
    found = tuple(pieces(TEXT, marks(reading)))
    assert "".join(piece for _, piece, _ in found) == TEXT
    assert [(piece, kind) for _, piece, kind in found if kind] == [
        ("ロシア国防省", "ORG"), ("9日", "time"), ("5026回", "quantity"),
    ]  # fmt: skip
    assert all(TEXT.startswith(piece, at) for at, piece, _ in found)


def test_the_whole_text_may_be_marked_or_nothing() -> None:
    assert list(pieces("東京", (Mark(Span(0, 2), "GPE"),))) == [(0, "東京", "GPE")]
    assert list(pieces("東京", ())) == [(0, "東京", None)]

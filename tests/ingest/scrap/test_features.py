"""特徴: every row of weights.tsv is shown by its example and not by its near miss; every other table both ways too."""

from __future__ import annotations

import re

import pytest

from keii.ingest.scrap.cut import Weight, weights
from keii.ingest.scrap.facts import Common, Title, Variant, facts_of, people_of, telling, variants_of
from keii.ingest.scrap.features import GOING, LOCAL
from keii.ingest.scrap.lines import page_lines
from keii.ingest.scrap.patterns import Word
from keii.ingest.scrap.pieces import usual_blanks
from keii.ingest.scrap.section import Section
from keii.ingest.scrap.shapes import SHAPES, look_at
from keii.tables.load import load

PACKAGE = "keii.ingest.scrap"
ROWS = load(PACKAGE, "weights.tsv", Weight)
FEATURES = {**LOCAL, **GOING}


def marked(example: str) -> tuple[Section, int]:
    """Return an example's lines, and which of them ✂ stands before. ⏎ is a line end."""
    text = example.replace("⏎", "\n")
    start = text.index("✂")
    page = text.replace("✂", "")
    lines = list(page_lines(page))
    section = Section([facts_of(page, line) for line in lines], usual_blanks(lines))
    return section, next(n for n, line in enumerate(lines) if line.start >= start)


def test_features_and_rows_are_the_same() -> None:
    assert [row.id for row in ROWS] == list(FEATURES)
    assert set(weights()) == set(FEATURES)
    assert all(feature.__doc__ or feature.__name__ == "feature" for feature in FEATURES.values())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_example_shows_and_near_miss_does_not(row: Weight) -> None:
    section, at = marked(row.example)
    assert FEATURES[row.id](section, 0, at)
    assert row.gloss
    if row.id != "always":
        section, at = marked(row.near_miss)
        assert not FEATURES[row.id](section, 0, at)


@pytest.mark.parametrize("row", load(PACKAGE, "words.tsv", Word), ids=lambda row: f"{row.shape}-{row.word}")
def test_words(row: Word) -> None:
    words = SHAPES[row.shape](look_at(row.example, 0, len(row.example)))
    assert row.word in words


def test_words_do_not_make_shapes_of_any_line() -> None:
    look = look_at("山川市は港の灯台を直した。", 0, 13)
    assert [name for name, shape in SHAPES.items() if shape(look)] == ["ended"]


@pytest.mark.parametrize("row", load(PACKAGE, "titles.tsv", Title), ids=lambda row: row.title)
def test_titles(row: Title) -> None:
    assert people_of(row.example) == {"山根": False}


def test_people() -> None:
    assert people_of("イワン・ペトロフ大統領と山根健一(やまね・けんいち)外相が会談し、ペトロフ氏は笑った。") == {
        "ペトロフ": True,
        "山根": True,
    }


def test_variants() -> None:
    for n, row in enumerate(load(PACKAGE, "variants.tsv", Variant)):
        assert f"a{n}" in variants_of(row.example)
        assert re.compile(row.other)


def test_common_words_tell_little() -> None:
    rows = load(PACKAGE, "common.tsv", Common)
    assert [row.term for row in rows] == sorted({row.term for row in rows})
    assert all(0.003 < row.share < 1 for row in rows)
    assert telling("新聞") < 1 < 5 < telling("灯台") <= 6

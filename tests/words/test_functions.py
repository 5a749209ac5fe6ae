"""functions.tsv and quoting.tsv, every row both ways."""

from __future__ import annotations

import re
from typing import get_args

import numpy as np
import pytest

from keii.records.parse import Function, Parse, Phrase
from keii.tables.load import load
from keii.words.arcs import content_words
from keii.words.boundaries import morpheme_atoms
from keii.words.functions import _LONGEST_ENDING, Particles, Quoting, functions_of
from keii.words.parse import parse
from keii.words.tokens import morphemes

ROWS = load("keii.words", "functions.tsv", Particles)


def marked(example: str) -> tuple[Parse, Phrase]:
    """Return the analysis of an example and its phrase in [ ]."""
    inside = re.search(r"\[(.*?)\]", example)
    assert inside, example
    text = example.replace("[", "").replace("]", "")
    found, _ = parse(text)
    start, end = inside.start(), inside.end() - 2
    hits = [p for p in found.phrases if p.start <= start < p.end and end in (p.end, p.end - 1)]
    assert len(hits) == 1, [text[p.start : p.end] for p in found.phrases]
    return found, hits[0]


def row_of(example: str) -> str:
    """Return the id of the row that decides the phrase in [ ]."""
    found, phrase = marked(example)
    columns, _ = morphemes(found.text)
    firsts = [p.first for p in found.phrases]
    words = content_words(morpheme_atoms(columns), np.array(firsts)).tolist()
    decided = functions_of(columns, firsts, [p.head for p in found.phrases], words)
    return decided[found.phrases.index(phrase)][2]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_every_row_decides_its_examples(row: Particles) -> None:
    for example in row.example.split("|"):
        assert row_of(example) == row.id
        assert marked(example)[1].function == row.function


@pytest.mark.parametrize("row", [row for row in ROWS if row.near_miss], ids=lambda row: row.id)
def test_no_row_decides_its_near_miss(row: Particles) -> None:
    assert row_of(row.near_miss) != row.id


def test_functions_are_those_of_the_record() -> None:
    assert {row.function for row in ROWS} <= set(get_args(Function))
    assert {row.after for row in ROWS} <= {"", "clause", "saying"}
    assert max(len(row.particles) for row in ROWS if row.kind == "ending") <= _LONGEST_ENDING
    assert len({row.id for row in ROWS}) == len(ROWS)


QUOTING = load("keii.words", "quoting.tsv", Quoting)


@pytest.mark.parametrize("row", QUOTING, ids=lambda row: row.lemma)
def test_a_noun_with_to_is_a_quotation_under_a_word_of_saying(row: Quoting) -> None:
    assert row.lemma in row.example
    assert row_of(row.example) == "to-said"
    assert marked(row.example)[1].function == "quotative"


def test_quoting_lemmas_are_once_each() -> None:
    assert len({row.lemma for row in QUOTING}) == len(QUOTING)

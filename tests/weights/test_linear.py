"""Hashing, templates and scores: the same everywhere, and the same as written out by hand."""

from __future__ import annotations

import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.weights.atoms import ROWS, shape_of, word_atoms
from keii.weights.linear import gains, load_weights, packed_gains, scores, slots, spread, string_id, templates

BITS = 10
FEW = templates([[(0, 0)], [(0, -1), (1, 1)], [(0, 0), (1, 0), (1, 1)]])


def test_string_ids_are_those_of_crc32() -> None:
    assert string_id("日本") == zlib.crc32("日本".encode())
    assert string_id("") == 0


def test_a_lone_surrogate_has_an_id() -> None:
    assert string_id("\ud800") != string_id("\ufffd")


def test_slots_are_fixed_forever() -> None:
    atoms = np.array([[11, 22, 33], [44, 55, 66]], dtype=np.uint32)
    assert slots(atoms, np.array([1]), FEW, BITS)[:, 0].tolist() == FIXED


def by_hand(atoms: list[list[int]], at: int) -> list[int]:
    """Return the slots of FEW at one column, in plain integers."""
    out = []
    for seed, parts in zip(FEW.seeds[:, 0].tolist(), ORDERED, strict=True):
        value = seed
        for row, step in parts:
            value = ((value ^ atoms[row][at + step]) * 0x9E3779B1) & 0xFFFFFFFF
        out.append(value >> (32 - BITS))
    return out


ORDERED = [((0, 0),), ((0, -1), (1, 1)), ((0, 0), (1, 0), (1, 1))]
FIXED = by_hand([[11, 22, 33], [44, 55, 66]], 1)


@given(st.lists(st.tuples(st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1)), min_size=3, max_size=12))
def test_slots_are_those_of_plain_arithmetic(columns: list[tuple[int, int]]) -> None:
    atoms = np.array(columns, dtype=np.uint32).T
    at = np.arange(1, len(columns) - 1)
    found = slots(atoms, at, FEW, BITS)
    assert found.T.tolist() == [by_hand(atoms.tolist(), int(n)) for n in at]


def test_templates_have_one_to_three_parts() -> None:
    with pytest.raises(ValueError, match="one to three"):
        templates([[]])
    with pytest.raises(ValueError, match="one to three"):
        templates([[(0, 0)] * 4])


def test_scores_are_sums_of_weights() -> None:
    weights = np.arange(8, dtype=np.int16)
    assert scores(weights, np.array([[1, 2], [3, 4]], dtype=np.uint32)).tolist() == [4, 6]


def test_sentences_are_spread_apart() -> None:
    assert spread(np.array([0, 2]), 4, 2).tolist() == [2, 3, 6, 7]


def test_words_that_differ_have_different_atoms() -> None:
    word = ("東京", "東京", "名詞-固有名詞-地名-一般", "", "名詞-固有名詞-地名-一般")
    other = ("が", "が", "助詞-格助詞", "", "助詞-格助詞")
    atoms = word_atoms([word, other, word])
    assert atoms.shape == (ROWS, 3)
    assert (atoms[:, 0] == atoms[:, 2]).all()
    assert (atoms[0, 0], atoms[0, 1]) == (string_id("東京"), string_id("が"))


@pytest.mark.parametrize(
    ("surface", "shape"),
    [("東京", "漢2"), ("取り組み", "漢あ漢あ+"), ("NATO", "A+"), ("5", "91"), ("・", "・1"), ("", "0")],
)
def test_shapes(surface: str, shape: str) -> None:
    assert shape_of(surface) == shape


@pytest.mark.parametrize(("file", "name", "shape"), [
    ("names.npz", "labels", (1 << 18, 17)), ("phrases.npz", "begins", (1 << 16,)),
    ("dependency.npz", "depends", (1 << 18,)),
])  # fmt: skip
def test_weight_files_have_the_shape_the_code_asks_for(file: str, name: str, shape: tuple[int, ...]) -> None:
    table = load_weights(file)[name]
    assert table.shape == shape
    assert table.dtype == np.int8
    assert np.abs(table).max() == 127


@given(st.integers(1, 9), st.data())
def test_gains_are_scores_above_the_first_label(labels: int, data: st.DataObject) -> None:
    weights = st.lists(st.integers(-128, 127), min_size=labels + 1, max_size=labels + 1)
    table = np.array(data.draw(st.lists(weights, min_size=4, max_size=4)), dtype=np.int8)
    picked = data.draw(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=1, max_size=128))
    found = np.array(picked, dtype=np.uint32)
    summed = scores(table, found).astype(np.int64)
    got = gains(packed_gains(table), found)
    assert got[:, :labels].tolist() == (summed[:, 1:] - summed[:, :1]).tolist()
    assert (got[:, labels:] < 0).all()

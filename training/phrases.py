"""Fit the phrase boundaries: python training/phrases.py DATA [--out src/keii/weights/phrases.npz].

DATA holds syntax/wac.knp.xz and syntax/wac-ids (ku-nlp/WikipediaAnnotatedCorpus).
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data import wac
from keii.weights.linear import Slots, scores
from keii.words.boundaries import BITS, boundary_slots, morpheme_atoms
from perceptron import to_int8, train_binary
from trees import Tree, trees

EPOCHS, MARGIN = 8, 4.0


def main() -> None:
    """Train, report, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--out", type=Path, default=Path("src/keii/weights/phrases.npz"))
    given = options.parse_args()
    train, dropped = trees(wac(given.data, "train"))
    print(f"train: {len(train)} sentences, {dropped} left out (a phrase begins inside a morpheme)")
    examples = [(found, (labels * 2.0 - 1).astype(np.float32)) for found, labels in map(example, train)]
    weights = to_int8(train_binary(examples, BITS, EPOCHS, MARGIN))
    np.savez_compressed(given.out, begins=weights)
    print(f"{given.out}: {given.out.stat().st_size} bytes, {np.count_nonzero(weights)} weights")
    for part in ("dev", "test"):
        report(part, weights.astype(np.int16), trees(wac(given.data, part))[0])


def example(tree: Tree) -> tuple[Slots, NDArray[np.bool_]]:
    """Return a sentence's features and whether a phrase begins at each morpheme, the first left out."""
    found = boundary_slots(morpheme_atoms(tree.morphemes), np.array([0]))
    labels = np.zeros(found.shape[1], dtype=np.bool_)
    labels[tree.firsts] = True
    return found[:, 1:], labels[1:]


def report(part: str, weights: NDArray[np.int16], test: list[Tree]) -> None:
    """Print the F1 of boundaries and of whole phrases (both ends right)."""
    right = found = wanted = chunks = chunks_found = chunks_wanted = 0
    for tree in test:
        slots, labels = example(tree)
        begins = scores(weights, slots) > 0
        right, found = right + int((begins & labels).sum()), found + int(begins.sum())
        wanted += int(labels.sum())
        ours, gold = _chunks(begins), _chunks(labels)
        chunks, chunks_found = chunks + len(ours & gold), chunks_found + len(ours)
        chunks_wanted += len(gold)
    print(f"{part}: {len(test)} sentences, boundary F1 {200 * right / (found + wanted):.1f}, "
          f"phrase F1 {200 * chunks / (chunks_found + chunks_wanted):.1f}")  # fmt: skip


def _chunks(begins: NDArray[np.bool_]) -> set[tuple[int, int]]:
    bounds = [0, *(np.flatnonzero(begins) + 1).tolist(), len(begins) + 1]
    return set(pairwise(bounds))


if __name__ == "__main__":
    main()

"""Fit the dependency of phrases: python training/dependency.py DATA [--out src/keii/weights/dependency.npz].

DATA holds syntax/wac.knp.xz and syntax/wac-ids (ku-nlp/WikipediaAnnotatedCorpus).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data import wac
from keii.weights.atoms import FORM
from keii.weights.linear import Slots, scores
from keii.words.arcs import BITS, FARTHEST, pair_slots, pairs_of, phrase_atoms
from keii.words.boundaries import morpheme_atoms
from keii.words.dependency import fence_in, one_pass, settle
from keii.words.phrases import fences
from perceptron import Signs, to_int8, train_binary
from trees import Tree, trees

EPOCHS, MARGIN = 8, 32.0


def main() -> None:
    """Train, report, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--out", type=Path, default=Path("src/keii/weights/dependency.npz"))
    given = options.parse_args()
    train, dropped = trees(wac(given.data, "train"))
    far = np.concatenate([t.heads - np.arange(len(t.heads)) for t in train])
    print(f"train: {len(train)} sentences, {len(far)} phrases, {dropped} sentences left out")
    print(f"heads: {(far > 0).sum()}, {(far > FARTHEST).sum()} of them more than {FARTHEST} phrases away")
    examples = [found for tree in train if len(tree.heads) > 2 and (found := example(tree))]
    weights = to_int8(train_binary(examples, BITS, EPOCHS, MARGIN))
    np.savez_compressed(given.out, depends=weights)
    print(f"{given.out}: {given.out.stat().st_size} bytes, {np.count_nonzero(weights)} weights")
    for part in ("dev", "test"):
        report(part, weights.astype(np.int16), trees(wac(given.data, part))[0])


def example(tree: Tree) -> tuple[Slots, Signs]:
    """Return the features and answers of the decisions that lead to a sentence's gold heads."""
    size = len(tree.heads)
    ends = np.full(size, size)
    pairs = pairs_of(ends)
    asked = [(int(pairs.at[j]) + i - j - 1, i == h) for j, i, h in decisions(tree.heads.tolist()) if i - j <= FARTHEST]
    found = pair_slots(phrase_atoms(morpheme_atoms(tree.morphemes), tree.firsts), pairs, ends)
    return found[:, [at for at, _ in asked]], np.array([1.0 if yes else -1.0 for _, yes in asked], dtype=np.float32)


def decisions(heads: list[int]) -> Iterator[tuple[int, int, int]]:
    """Yield (phrase, candidate, its gold head) in the order the one pass asks."""
    stack: list[int] = []
    for i in range(len(heads) - 1):
        while stack:
            yield stack[-1], i, heads[stack[-1]]
            if heads[stack[-1]] != i:
                break
            stack.pop()
        stack.append(i)


def report(part: str, weights: NDArray[np.int16], test: list[Tree]) -> None:
    """Print how many phrases (the last of each sentence left out; gold phrases given) get their gold head."""
    for name, ruled in (("model alone", False), ("with its rules", True)):
        right = total = inner_right = inner = whole = 0
        for tree in test:
            hit = (np.array(parsed(tree, weights, ruled)) == tree.heads)[:-1]
            right, total, whole = right + int(hit.sum()), total + len(hit), whole + int(hit.all())
            inner_right, inner = inner_right + int(hit[:-1].sum()), inner + len(hit[:-1])
        print(f"{part}, {name}: {len(test)} sentences, {total} phrases, {100 * right / total:.1f} % right, ", end="")
        print(f"without the last two {100 * inner_right / inner:.1f}, sentences {100 * whole / len(test):.0f} %")


def parsed(tree: Tree, weights: NDArray[np.int16], ruled: bool) -> list[int]:
    """Return the heads the weights give, with or without the rules."""
    ends, atoms = np.full(len(tree.heads), len(tree.heads)), morpheme_atoms(tree.morphemes)
    pairs, features = pairs_of(ends), phrase_atoms(atoms, tree.firsts)
    depends = scores(weights, pair_slots(features, pairs, ends)) > 0
    if ruled:
        settle(depends, features, pairs, np.logical_or.reduceat(atoms[FORM] != 0, tree.firsts))
        fence_in(depends, pairs, fences(tree.morphemes, atoms, tree.firsts, ends))
    return one_pass(depends.tolist(), pairs.at.tolist(), ends.tolist())


if __name__ == "__main__":
    main()

"""Fit the names model: python training/names.py DATA [--gold DIR]... [--measure DIR]... [--out FILE].

DATA holds names/ (stockmarkteam/ner-wikipedia-dataset, megagonlabs/UD_Japanese-GSD), syntax/ (ku-nlp/
WikipediaAnnotatedCorpus) and test/ (Hironsan/IOB2Corpus, never trained on). --gold adds a folder of annotated
documents to the training and prints how the engine does on each fifth of their stories after training on all else:
the whole of it, rules and tables too, with the weights of that fold in place of the shipped ones; and the model alone.
--measure adds a folder to those fifths only: then nothing is written.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data import Annotated, Gold, Named, annotated, gsd_bio, gsd_conllu, stockmark, wac, wikinews
from keii.find.names.features import BITS, name_slots
from keii.find.names.find import find, ruled
from keii.find.names.tagger import HALF, KINDS, padded
from keii.records.parse import Parse
from keii.text.view import view_of
from keii.weights.linear import scores
from keii.weights.segments import best_segments
from keii.words.parse import parse
from perceptron import to_int8
from segmenter import Example, Marked, train

EPOCHS, COST, MISS, LEAST = 10, 5.0, 10.0, 2
"""Costs of a wrong label and of a missed name: of 0/0, 2/4, 5/10 and 10/20 chosen with the dev and test sets in view
(within 1.6 F1 of each other); weights below LEAST, of 127, are dropped: 0 to 0.2 F1 for 6 % of them (2026-11)."""
CUT = 0.5
"""Weights beyond half of the largest are cut to that, so that the small ones are told apart in one byte."""
DROPPED = 0.4
"""Share of the features hidden from the model at each step, so that none is leant on alone. By folds over the own
documents 0.3 to 0.5 gave 0.5 F1 more than none (2026-11)."""
GOLD_TIMES = 3
"""How often the documents of --gold are repeated: they are the only news among the training texts. With weights of
their own beside the common ones, once to ten times lay within 0.5 F1 of each other by folds (2026-11)."""
FOLDS = 5
Counted = tuple[str, str]
"""A type and what is counted: gold, ours, right."""
ENGINE, MODEL = ("PER", "ORG", "GPE", "LOC"), ("PER", "ORG", "LOC")
PER, ORG, GPE, LOC = range(4)
_KINDS: dict[str, tuple[int, ...] | None] = {
    "人名": (PER,), "法人名": (ORG,), "政治的組織名": (ORG,), "その他の組織名": (ORG,),
    "地名": (GPE, LOC), "施設名": (LOC,),
    "PERSON": (PER,), "ORG": (ORG,), "GPE": (GPE,), "LOC": (LOC,), "FAC": (LOC,), "NORP": None,
    "ORGANIZATION": (ORG,), "LOCATION": (GPE, LOC), "OPTIONAL": None, "PER": (PER,),
}  # fmt: skip
"""What each type of the data becomes; None: not decided by it, left open. All others (dates, works …) are no names."""
_SCORES = (0, 100, 200, 300, 500)


@dataclass(slots=True)
class Sentence:
    """A sentence of the data, analysed."""

    gold: Gold
    parsed: Parse
    example: Example


def main() -> None:
    """Train, report, write."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--out", type=Path, default=Path("src/keii/weights/names.npz"))
    options.add_argument("--gold", type=Path, action="append", default=[], metavar="DIR")
    options.add_argument("--measure", type=Path, action="append", default=[], metavar="DIR")
    options.add_argument("--times", type=int, default=GOLD_TIMES, help="how often documents of --gold are repeated")
    given = options.parse_args()
    public, tests = read_public(given.data)
    documents = [document for folder in (*given.gold, *given.measure) for document in annotated(folder)]
    own = analysed("own", [document.gold() for document in documents], own=True)
    if documents:
        folds(public, documents, own, given.times)
    if given.measure:
        return
    weights = fit(public + own * given.times)
    np.savez_compressed(given.out, labels=weights)
    print(f"{given.out}: {given.out.stat().st_size} bytes, {np.count_nonzero(weights)} weights")
    for name, test in tests.items():
        report(name, weights, test)
    calibration(weights, [s for test in tests.values() for s in test])


def read_public(data: Path) -> tuple[list[Sentence], dict[str, list[Sentence]]]:
    """Return the sentences to train on, and the test sets by name. A tenth of the articles of stockmark is held out."""
    wiki = list(stockmark(data))
    held = [gold for gold in wiki if zlib.crc32(gold.id.encode()) % 10 == 0]
    train_sets = {
        "wiki": [gold for gold in wiki if zlib.crc32(gold.id.encode()) % 10],
        "GSD": list(gsd_bio(data)),
        "WAC": list(wac(data, "train")),
    }
    tests = {
        "wiki": held,
        "GSD": list(gsd_conllu(data, "test")),
        "WAC": list(wac(data, "test")),
        "Wikinews": list(wikinews(data)),
    }
    public = [sentence for name, golds in train_sets.items() for sentence in analysed(name, golds)]
    return public, {name: analysed(f"{name} test", golds) for name, golds in tests.items()}


def analysed(name: str, golds: Iterable[Gold], own: bool = False) -> list[Sentence]:
    """Return sentences with their features and the segments their names make; say how many names do not fit."""
    out, fit_names, all_names = [], 0, 0
    for gold in golds:
        parsed, _ = parse(gold.text)
        if not parsed.starts:
            continue
        begins = {start: n for n, start in enumerate(parsed.starts)}
        ends = {end: n + 1 for n, end in enumerate(parsed.ends)}
        marked, open_ = list[Marked](), list[tuple[int, int]]()
        for start, end, kind in gold.names:
            kinds = _KINDS.get(kind, ())
            fits = start in begins and end in ends
            if kinds == ():
                continue
            all_names, fit_names = all_names + 1, fit_names + fits
            if fits and kinds is not None:
                marked.append((begins[start], ends[end], kinds))
            else:
                covered = [n for n in range(len(parsed.starts)) if parsed.ends[n] > start and parsed.starts[n] < end]
                open_.append((covered[0], covered[-1] + 1) if covered else (0, 0))
        firsts = [sentence.first for sentence in parsed.sentences]
        seen, _, _, kept = ruled(parsed)
        out.append(Sentence(gold, parsed, Example(name_slots(parsed, seen, kept), firsts, marked, open_, own)))
    print(f"{name}: {len(out)} sentences, {all_names} names, {fit_names} of them whole morphemes")
    return out


def fit(sentences: Sequence[Sentence]) -> NDArray[np.int8]:
    """Return fitted weights, squeezed."""
    weights = to_int8(train([s.example for s in sentences], BITS, len(KINDS), EPOCHS, COST, MISS, DROPPED), CUT)
    weights[np.abs(weights) < LEAST] = 0
    return weights


def folds(public: list[Sentence], documents: Sequence[Annotated], own: Sequence[Sentence], times: int) -> None:
    """Print how the engine and its model do on each fifth of the stories when trained on all else."""
    stories = sorted({document.story for document in documents})
    alone, whole = Counter[Counted](), defaultdict[str, Counter[Counted]](Counter)
    for fold in range(FOLDS):
        held = set(stories[fold::FOLDS])
        weights = fit(public + [s for d, s in zip(documents, own, strict=True) if d.story not in held] * times)
        left = [(d, s) for d, s in zip(documents, own, strict=True) if d.story in held]
        counts, engine = Counter[Counted](), Counter[Counted]()
        for document, sentence in left:
            counts.update(counted(*compared(weights, sentence)))
            found = counted(engine_names(document, weights), set(document.names))
            engine.update(found)
            whole[document.id.split("-")[0]].update(found)
        alone.update(counts)
        whole["all"].update(engine)
        print(f"fold {fold + 1}: {len(held)} stories, {len(left)} documents: {_line(engine, ENGINE)}; model alone"
              f" {_line(counts, MODEL)}")  # fmt: skip
        print(f"  {', '.join(sorted(held))}")
    print(f"model alone, all folds: {_line(alone, MODEL)}")
    for group in sorted(whole.keys() - {"all"}):
        print(f"engine, all folds, {group}-*: {_line(whole[group], ENGINE)}")
    print(f"engine, all folds: {_line(whole['all'], ENGINE)}")
    for kind in ENGINE:
        print(f"  {kind} {_line(whole['all'], [kind])}")


def engine_names(document: Annotated, weights: NDArray[np.int8]) -> set[Named]:
    """Return the names `keii.read` would give with these weights: view, parse and names are its steps to them."""
    view = view_of(document.text)
    parsed, _ = parse(view.text)
    names, _ = find(parsed, padded(weights))
    spans = [(name.span if view.origins is None else view.saved(name.span), name.type) for name in names]
    return {(span.start, span.end, kind) for span, kind in spans}


def counted(ours: Iterable[Named], gold: Collection[Named]) -> Counter[Counted]:
    """Return how many names of each type are in the data, ours, and right: same span, same type."""
    ours = set(ours)
    counts = Counter[Counted]((kind, "gold") for _, _, kind in gold)
    counts.update((kind, "ours") for _, _, kind in ours)
    counts.update((kind, "right") for _, _, kind in ours & set(gold))
    return counts


def calibration(weights: NDArray[np.int8], test: Sequence[Sentence]) -> None:
    """Print how many of the names of each score (of `find.names.tagger`) are right."""
    counts = Counter[tuple[int, bool]]()
    for s in test:
        ours, gold = compared(weights, s)
        for name, gain in ours.items():
            counts[sum(gain * 100 // HALF >= least for least in _SCORES), name in gold] += 1
    for place, least in enumerate(_SCORES, 1):
        right, wrong = counts[place, True], counts[place, False]
        print(f"score from {least}: {right + wrong} names, {100 * right / max(1, right + wrong):.0f} % right")


def compared(weights: NDArray[np.int8], s: Sentence) -> tuple[dict[Named, float], set[Named]]:
    """Return the names the model gives with their gains, and those of the data: spans, types, GPE counted as LOC.

    Names of the model that touch what the data leaves open are left out.
    """
    found = best_segments(scores(weights.astype(np.int16), s.example.slots), s.example.firsts)
    ours = {(s.parsed.starts[f.first], s.parsed.ends[f.last - 1], _name(f.type)): f.gain for f in found}
    gold = {(a, b, _name(kinds[0])) for a, b, k in s.gold.names if (kinds := _KINDS.get(k, ()))}
    unsure = [(a, b) for a, b, k in s.gold.names if _KINDS.get(k, ()) is None or k == "ARTIFACT"]
    clear = {o: g for o, g in ours.items() if o in gold or not any(a < o[1] and o[0] < b for a, b in unsure)}
    return clear, gold


def report(name: str, weights: NDArray[np.int8], test: Sequence[Sentence]) -> None:
    """Print precision, recall and F1 of exact spans with the right type."""
    counts = Counter[Counted]()
    for s in test:
        counts.update(counted(*compared(weights, s)))
    print(f"{name}: {_line(counts, MODEL)}")
    for kind in MODEL:
        print(f"  {kind} {_line(counts, [kind])}")


def _name(kind: int) -> str:
    return "LOC" if kind == GPE else KINDS[kind]


def _line(counts: Mapping[Counted, int], kinds: Sequence[str]) -> str:
    right, ours, gold = (sum(counts[kind, which] for kind in kinds) for which in ("right", "ours", "gold"))
    if not ours or not gold:
        return f"- ({gold})"
    return f"P {100 * right / ours:.1f} R {100 * right / gold:.1f} F1 {200 * right / (ours + gold):.1f} ({gold})"


if __name__ == "__main__":
    main()

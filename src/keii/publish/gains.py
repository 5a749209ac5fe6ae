"""Gains and losses: what one evaluation gets right and wrong that an earlier one did not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from keii.publish.score import Miss, Score, figures, total
from keii.text.sentences import sentences

Json = dict[str, Any]
Change = Literal["found", "lost", "mended", "wrong"]
"""found: gold newly found · lost: gold no longer found · mended: no longer wrongly said · wrong: newly wrongly said"""

_TELLING: Final = ("type", "value", "unit", "source", "manner", "stance", "actor", "recipient")
"""Fields that say what an item is; rule ids and places may change without the reading getting better or worse."""
WORSE: Final = 0.005
"""How far an F1 may fall before a change counts as a step back: about one item in two hundred."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One difference between two evaluations, with the sentence it stands in ("" for what has no place)."""

    kind: str
    change: Change
    document: str
    item: str
    sentence: str


def snapshot(scores: Iterable[Score]) -> Json:
    """Return an evaluation as a JSON object to compare later ones with: figures, and what was missed or wrong."""
    scores = tuple(scores)
    misses: dict[str, list[str]] = {}
    for one in scores:
        for kind, found in one.misses.items():
            misses.setdefault(kind, []).extend(map(_key, found))
    return {"figures": figures(total(scores)), "misses": {kind: sorted(keys) for kind, keys in misses.items()}}


def differences(before: Mapping[str, Any], scores: Iterable[Score], texts: Mapping[str, str]) -> Iterator[Difference]:
    """Yield what changed since the snapshot `before`, by kind; `texts` maps a document's id to its text.

    What was missed or wrong before and is not any more is told by its key alone, since only the snapshot knows it.
    """
    now: dict[str, dict[str, Miss]] = {}
    for one in scores:
        for kind, found in one.misses.items():
            now.setdefault(kind, {}).update((_key(miss), miss) for miss in found)
    for kind, misses in now.items():
        old = set(before["misses"].get(kind, ()))
        for key in sorted(old ^ misses.keys()):
            sign, document, place, item = key.split("\t", 3)
            gone = key in old
            change: Change = ("found" if gone else "lost") if sign == "-" else ("mended" if gone else "wrong")
            sentence = _sentence(texts.get(document, ""), place)
            yield Difference(kind=kind, change=change, document=document, item=item, sentence=sentence)


def steps_back(before: Mapping[str, Any], scores: Iterable[Score]) -> dict[str, tuple[float, float]]:
    """Return the kinds whose F1 fell by more than `WORSE`, each with its figure before and now."""
    now = figures(total(scores))
    out = {}
    for kind, old in before["figures"].items():
        new = now.get(kind, {"f1": 0.0})
        if new["f1"] < old["f1"] - WORSE:
            out[kind] = (float(old["f1"]), float(new["f1"]))
    return out


def _key(miss: Miss) -> str:
    span = miss.item.span
    place = f"{span.start}-{span.end}" if span else ""
    told = {name: miss.item.fields[name] for name in _TELLING if miss.item.fields.get(name) is not None}
    words = " ".join(f"{name}={value}" for name, value in told.items())
    text = miss.item.text or miss.item.fields.get("text") or ""
    shown = text if isinstance(text, str) else text.get("text", "")
    return f"{miss.sign}\t{miss.document}\t{place}\t{shown} {words}".replace("\n", " ")


def _sentence(text: str, place: str) -> str:
    start, _, _ = place.partition("-")
    if not start:
        return ""
    at = int(start)
    return next((text[s.span.start : s.span.end] for s in sentences(text) if s.span.start <= at < s.span.end), "")

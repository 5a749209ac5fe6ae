"""Readings against gold: precision, recall and F1 of each kind. Pure.

What counts as right: times and quantities overlap and agree in value (and unit); names have the same span and type;
claims' contents overlap with a Dice coefficient of 0.6 and their sources overlap or hold each other ("claim_content"
leaves the source out, "claim_full" wants manner and stance too); events agree in type, actor and recipient; clips
start and end where a gold clip does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from keii.publish.gold import Item, clip_bounds, gold_items, trimmed
from keii.records.codec import to_json
from keii.records.reading import Reading
from keii.records.span import Span

KINDS: Final = ("times", "names", "quantities", "claim_content", "claims", "claim_full", "events", "clips")
"""Kinds of score, in the order of the table."""

_DICE: Final = 0.6
"""The gold guide's threshold; two careful readers of ten documents agree under it with F1 0.969 (2026-11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Counts of one kind."""

    hits: int = 0
    said: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(hits=self.hits + other.hits, said=self.said + other.said, gold=self.gold + other.gold)

    @property
    def precision(self) -> float:
        """Share of what was said that is right; 0 where nothing was."""
        return self.hits / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One difference: `sign` is "-" for gold that was not found, "+" for what was said and is not in the gold."""

    sign: str
    document: str
    item: Item


@dataclass(frozen=True, slots=True)
class Score:
    """One document's tallies by kind, and its differences by kind."""

    tallies: Mapping[str, Tally]
    misses: Mapping[str, tuple[Miss, ...]]


def score(document: Mapping[str, Any], readings: Iterable[Reading]) -> Score:
    """Score a gold document's readings: one of the whole, or one of each clip where the gold says clips."""
    readings = tuple(readings)
    gold, said = gold_items(document), _said_items(readings, cut="clips" in document)
    tallies: dict[str, Tally] = {}
    misses: dict[str, tuple[Miss, ...]] = {}
    for kind in KINDS[:-1]:
        key = "claims" if kind.startswith("claim") else kind
        g, s = gold[key], said[key]
        used_g, used_s = _match(kind, g, s)
        tallies[kind] = Tally(hits=len(used_g), said=len(s), gold=len(g))
        misses[kind] = (
            *(Miss(sign="-", document=document["id"], item=item) for i, item in enumerate(g) if i not in used_g),
            *(Miss(sign="+", document=document["id"], item=item) for j, item in enumerate(s) if j not in used_s),
        )
    if "clips" in document:
        bounds = clip_bounds(document)
        found = {trimmed(document["text"], reading.clip.span) for reading in readings}
        tallies["clips"] = Tally(hits=len(bounds & found), said=len(found), gold=len(bounds))
        misses["clips"] = (
            *(_clip_miss("-", document, span) for span in sorted(bounds - found)),
            *(_clip_miss("+", document, span) for span in sorted(found - bounds)),
        )
    return Score(tallies, misses)


def total(scores: Iterable[Score]) -> dict[str, Tally]:
    """Return the sum of documents' tallies, kinds without gold left out."""
    sums = dict.fromkeys(KINDS, Tally())
    for one in scores:
        for kind, tally in one.tallies.items():
            sums[kind] += tally
    return {kind: tally for kind, tally in sums.items() if tally.gold}


def figures(tallies: Mapping[str, Tally]) -> dict[str, dict[str, float | int]]:
    """Return tallies as numbers for JSON, rounded to four places."""
    return {
        kind: {
            "precision": round(tally.precision, 4),
            "recall": round(tally.recall, 4),
            "f1": round(tally.f1, 4),
            "gold": tally.gold,
            "said": tally.said,
        }
        for kind, tally in tallies.items()
    }


def _said_items(readings: tuple[Reading, ...], *, cut: bool) -> dict[str, list[Item]]:
    out: dict[str, list[Item]] = {key: [] for key in ("times", "names", "quantities", "claims", "events")}
    for reading in readings:
        base = reading.clip.span.start if cut else 0
        whole = to_json(reading)
        for key, items in out.items():
            for fields in whole[key]:
                place = fields.get("span") or (fields["content"]["span"] if key == "claims" else None)
                text = fields["content"]["text"] if key == "claims" else fields.get("text")
                span = Span(place[0] + base, place[1] + base) if place else None
                source = (fields.get("source") or {}).get("text") if key == "claims" else None
                items.append(
                    Item(span=span, text=text, fields=fields | {"source": source} if key == "claims" else fields)
                )
    return out


def _match(kind: str, gold: list[Item], said: list[Item]) -> tuple[set[int], set[int]]:
    """Pair gold and said, best pairs first; return the indices that found a partner."""
    values = ((_right(kind, g, s), i, j) for i, g in enumerate(gold) for j, s in enumerate(said))
    pairs = sorted((pair for pair in values if pair[0] > 0), key=lambda pair: (-pair[0], pair[1], pair[2]))
    used_g: set[int] = set()
    used_s: set[int] = set()
    for _, i, j in pairs:
        if i not in used_g and j not in used_s:
            used_g.add(i)
            used_s.add(j)
    return used_g, used_s


def _right(kind: str, gold: Item, said: Item) -> float:
    """Say how well an item answers gold: 0 is wrong, more is better."""
    g, s = gold.fields, said.fields
    if kind == "times":
        return _overlap(gold.span, said.span) if g["value"] == s["value"] else 0
    if kind == "names":
        return float(gold.span == said.span and g["type"] == s["type"])
    if kind == "quantities":
        return _overlap(gold.span, said.span) if _same_value(g["value"], s["value"]) and g["unit"] == s["unit"] else 0
    if kind == "events":
        return float(
            g["type"] == s["type"] and _agree(g["actor"], s["actor"]) and _agree(g.get("recipient"), s["recipient"])
        )
    return _right_claim(kind, gold, said)


def _right_claim(kind: str, gold: Item, said: Item) -> float:
    g, s = gold.fields, said.fields
    dice = 2 * _overlap(gold.span, said.span) / max(1, _length(gold.span) + _length(said.span))
    if dice < _DICE:
        return 0
    if kind != "claim_content" and not _agree(g["source"], s["source"]):
        return 0
    if kind == "claim_full" and (g["manner"], g["stance"]) != (s["manner"], s["stance"]):
        return 0
    return dice


def _same_value(a: Any, b: Any) -> bool:
    if isinstance(a, list) or isinstance(b, list):
        return isinstance(a, list) and isinstance(b, list) and [float(x) for x in a] == [float(x) for x in b]
    return abs(float(a) - float(b)) <= 1e-9 * max(1.0, abs(float(a)))


def _agree(a: str | None, b: str | None) -> bool:
    if not a or not b:
        return not a and not b
    return a in b or b in a


def _overlap(a: Span | None, b: Span | None) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a and b else 0


def _length(span: Span | None) -> int:
    return span.end - span.start if span else 0


def _clip_miss(sign: str, document: Mapping[str, Any], span: Span) -> Miss:
    text = document["text"][span.start : span.end]
    item = Item(span=span, text=text, fields={"text": f"{text[:20]} … {text[-20:]}"})
    return Miss(sign=sign, document=document["id"], item=item)

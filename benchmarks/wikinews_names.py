"""The names of `read()` on 500 sentences of Wikinews that nothing was fitted to.

    python benchmarks/wikinews_names.py DATA [--misses KIND]

DATA is the folder of public data of docs/models.md; of it only test/wikinews-iob.txt.xz is read (Hironsan/IOB2Corpus).
Each sentence is read alone, as a clip without a date. The set's types are IREX's: PERSON, ORGANIZATION, LOCATION,
ARTIFACT and kinds of numbers and times. PERSON is our PER, ORGANIZATION our ORG, LOCATION our GPE and LOC both
(LOCATION holds facilities, as our LOC does; where IREX has a facility as LOCATION and we have the body that runs it as
ORG, or the other way round, that is a disagreement). Right is the same span with the same type.

Three counts: as is; without what the sets do not share (a name of ours that shares characters with an ARTIFACT, a
time or a number of the set and with none of its names is neither right nor wrong); and the same with spans alone. Then
every disagreement by kind, told by rule (`kind_of`). A kind of convention is one in which both answers mean the same
thing and differ by what each guide wants; the rest are errors, of ours or of the set. --misses prints
those of one kind.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from clips import ROOT
from keii.ingest.take import clip_from_text
from keii.reading import read

ASKED = 0.78
"""The F1 asked for over PER, ORG and LOC."""
TYPES = {"PERSON": "PER", "ORGANIZATION": "ORG", "LOCATION": "LOC"}
_ZONE = re.compile(r"時間|標準時|夏時間")
_STATE = re.compile(r".*(政府|当局|政権|軍|議会|上院|下院|裁判所|高裁|最高裁|大使館|警察|大統領府|省)")
_GENERIC = re.compile(
    r"(中央|連邦|地方|州|県|市|高等|最高)*(議会|銀行|上院|下院|衆院|参院|国会|裁判所|憲法裁|高裁|最高裁)"
)
_PLACE_TAIL = re.compile(r"都|道|府|県|州|市|区|町|村|郡|地方|地区|地域|諸島|島|大陸|半島|西岸|沖|[東西南北中]部")
_LEGAL = re.compile(r"株式会社|有限会社|社団法人|財団法人|社|チーム|旧")
_READING = re.compile(r"[ぁ-ゖー・]+")


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A name: where, and PER, ORG, LOC or the set's own word for what is no name with us."""

    start: int
    end: int
    type: str

    def touches(self, other: Mark) -> bool:
        """Say whether they share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with the set's marks and ours."""

    text: str
    gold: frozenset[Mark]  #: PER, ORG, LOC
    other: frozenset[Mark]  #: all else the set marks
    ours: frozenset[Mark]

    def shared(self) -> Marked:
        """Return the sentence without the marks of ours that touch what is no name in the set's eyes."""
        kept = (m for m in self.ours if any(map(m.touches, self.gold)) or not any(map(m.touches, self.other)))
        return Marked(self.text, self.gold, self.other, frozenset(kept))

    def untyped(self) -> Marked:
        """Return the sentence with one type for all."""
        gold, ours = (frozenset(Mark(m.start, m.end, "any") for m in marks) for marks in (self.gold, self.ours))
        return Marked(self.text, gold, self.other, ours)


KINDS = {
    "address": (True, "places in a row: one with IREX (大阪府堺市), one each with us"),
    "state body": (True, "政府, 議会, 裁判所 behind a place: the place (and the body) with IREX, one body with us"),
    "body in parts": (True, "a body and its part (陸上自衛隊…駐屯地): one each with IREX, one with us"),
    "place + common noun": (True, "地方, 地区, 市内, 都知事: the bare name with IREX, with its head noun with us"),
    "generic body": (True, "議会, 中央銀行, 上院 alone: a name with IREX, not with us"),
    "time zone": (True, "日本時間: the place is a name with IREX, not with us"),
    "legal form": (True, "株式会社, 社団法人, チーム: inside with one, outside with the other"),
    "in an artifact": (False, "ours is, or is part of, what IREX calls a work, product, prize, ship"),
    "place or body": (False, "the same span, LOC with one, ORG with the other (基地, 庁舎, a team called by its town)"),
    "other type": (False, "the same span, another type"),
    "boundary": (False, "one inside the other, or crossing, by no rule above"),
    "Latin letters": (False, "a name in Latin letters not found"),
    "reading": (False, "a reading in parentheses not found"),
    "not found": (False, "any other name of the set not found"),
    "not in the set": (False, "a name of ours where the set has nothing"),
}
"""Kind of disagreement -> (convention?, what it is), in the order of the table."""


def main() -> None:
    """Read the sentences, score, tell the kinds of disagreement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path, metavar="DATA", help="the folder of public data")
    parser.add_argument("--misses", metavar="KIND", choices=KINDS, help="print the disagreements of one kind")
    given = parser.parse_args()
    marked = list(sentences(given.data))
    print(f"{len(marked)} sentences")
    table("as is", marked)
    table("without what the sets do not share", [s.shared() for s in marked])
    table("the same, spans alone", [s.shared().untyped() for s in marked])
    print(f"asked: {ASKED:.2f} over PER, ORG, LOC\n")
    disagreements(marked, given.misses)


def sentences(data: Path) -> Iterable[Marked]:
    """Yield the set's sentences, read."""
    sys.path.insert(0, str(ROOT / "training"))
    from data import wikinews

    for gold in wikinews(data):
        names = frozenset(Mark(a, b, TYPES[k]) for a, b, k in gold.names if k in TYPES)
        other = frozenset(Mark(a, b, k) for a, b, k in gold.names if k not in TYPES)
        yield Marked(gold.text, names, other, ours_of(gold.text))


def ours_of(text: str) -> frozenset[Mark]:
    """Return the names `read()` finds in a text, GPE counted as LOC."""
    names = read(clip_from_text(text, published=None)).names
    return frozenset(Mark(n.span.start, n.span.end, "LOC" if n.type == "GPE" else n.type) for n in names)


def table(title: str, marked: Sequence[Marked]) -> None:
    """Print precision, recall and F1 of all and of each type."""
    right, said, gold = Counter[str](), Counter[str](), Counter[str]()
    for s in marked:
        for counter, marks in ((right, s.ours & s.gold), (said, s.ours), (gold, s.gold)):
            counter.update(m.type for m in marks)
            counter["all"] += len(marks)
    print(f"\n{title:36}{'P':>8}{'R':>8}{'F1':>8}{'gold':>7}{'said':>7}")
    for kind in ("all", *sorted(set(gold) - {"all", "any"})):
        precision, recall = right[kind] / max(1, said[kind]), right[kind] / max(1, gold[kind])
        f1 = 2 * right[kind] / max(1, said[kind] + gold[kind])
        print(f"  {kind:34}{precision:8.3f}{recall:8.3f}{f1:8.3f}{gold[kind]:7}{said[kind]:7}")


def disagreements(marked: Sequence[Marked], wanted: str | None) -> None:
    """Print how many marks of the set we do not give, and of ours the set does not, by kind; and the score if the
    kinds of convention were all agreed."""
    lost, extra = Counter[str](), Counter[str]()
    for s in marked:
        for counter, sign, marks in ((lost, "-", s.gold - s.ours), (extra, "+", s.ours - s.gold)):
            for mark in sorted(marks):
                kind = kind_of(mark, s)
                counter[kind] += 1
                if kind == wanted:
                    print(f"{sign} {mark.type} {s.text[mark.start : mark.end]} | {s.text}")
    print(f"{'disagreements by kind':26}{'theirs':>7}{'ours':>7}")
    for kind, (convention, words) in KINDS.items():
        print(f"  {kind:24}{lost[kind]:7}{extra[kind]:7}  {'convention' if convention else 'error':11} {words}")
    errors = [kind for kind, (convention, _) in KINDS.items() if not convention]
    right = sum(len(s.gold & s.ours) for s in marked)
    missed, wrong = sum(lost[k] for k in errors), sum(extra[k] for k in errors)
    print(f"with the disagreements of convention left out: P {right / (right + wrong):.3f}"
          f" R {right / (right + missed):.3f} F1 {2 * right / (2 * right + wrong + missed):.3f}")  # fmt: skip


def kind_of(mark: Mark, s: Marked) -> str:
    """Say what kind a disagreement is: a mark of the set that we do not give, or of ours that the set does not."""
    from_set = mark in s.gold
    across = sorted(m for m in (s.ours if from_set else s.gold) if m.touches(mark))
    if not across:
        return _alone(mark, s, from_set=from_set)
    if any((m.start, m.end) == (mark.start, mark.end) for m in across):
        return "place or body" if {mark.type, across[0].type} == {"LOC", "ORG"} else "other type"
    return _bounded(mark, across[0], s)


def _alone(mark: Mark, s: Marked, *, from_set: bool) -> str:
    """Tell the kinds where the other side has nothing."""
    words = s.text[mark.start : mark.end]
    if not from_set:
        return "in an artifact" if any(mark.touches(m) for m in s.other if m.type == "ARTIFACT") else "not in the set"
    if _ZONE.match(s.text, mark.end):
        return "time zone"
    if _GENERIC.fullmatch(words):
        return "generic body"
    if words.isascii():
        return "Latin letters"
    return "reading" if s.text[mark.start - 1] == "(" and _READING.fullmatch(words) else "not found"


def _bounded(mark: Mark, other: Mark, s: Marked) -> str:
    """Tell the kinds where both sides have something, with other bounds."""
    long, short = (mark, other) if mark.end - mark.start > other.end - other.start else (other, mark)
    if not (long.start <= short.start and short.end <= long.end):
        return "boundary"
    parts = sorted(m for m in (s.ours if long in s.gold else s.gold) if long.start <= m.start and m.end <= long.end)
    rest = s.text[long.start : parts[0].start] + s.text[parts[-1].end : long.end]
    if long in s.gold:
        return _their_whole(long, parts, rest)
    return _our_whole(long, parts, rest, s.text)


def _their_whole(whole: Mark, parts: Sequence[Mark], rest: str) -> str:
    """Tell the kinds where one name of the set holds some of ours."""
    if whole.type == "LOC" and len(parts) > 1 and parts[0].start == whole.start:
        return "address" if all(part.type == "LOC" for part in parts) else "boundary"
    return "legal form" if _LEGAL.fullmatch(rest) else "boundary"


def _our_whole(whole: Mark, parts: Sequence[Mark], rest: str, text: str) -> str:
    """Tell the kinds where one name of ours holds some of the set."""
    if whole.type == "ORG" and parts[0].type == "LOC" and parts[0].start == whole.start:
        return "state body" if _STATE.fullmatch(text[whole.start : whole.end]) else "boundary"
    if whole.type == "ORG" and len(parts) > 1 and not rest:
        return "body in parts"
    if whole.type == parts[0].type == "LOC" and parts[0].start == whole.start and _PLACE_TAIL.fullmatch(rest):
        return "place + common noun"
    return "legal form" if _LEGAL.fullmatch(rest) else "boundary"


if __name__ == "__main__":
    main()

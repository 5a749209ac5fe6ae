"""Names, events and claims on the marked texts: how right the engine is on news that no rule was written from.

    python benchmarks/marked.py

`corpus/unseen` holds texts with their names (`*.txt`, the form of corpus/names) and events (`*.tsv`) that nothing is
fitted to and whose misses nobody reads. `corpus/events` holds the events of the texts of corpus/names: those of an even
file (and of a-09, b-03 and v-01 to v-15) were in view when rules were written, those of another file were not.
A line of a .tsv is text, type, actor, recipient and anchor, parted by tabs, with - for nobody; a text without events
has one line of -. Actors are called as the text calls them: a name of the text stands for the entity it is read as.
`corpus/claims` holds passages with their claims, one JSON object a line: id, published, text and claims as the
annotation guide has them, `corpus/times` passages with their times and quantities; files in `UNREAD` were not in view.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, get_args

from keii.ingest.take import clip_from_text
from keii.publish.score import Tally, score
from keii.reading import read
from keii.records.claim import Manner, Stance
from keii.records.event import EventType
from keii.records.reading import Reading

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "training"))

from data import Annotated, marked_texts  # noqa: E402  # the form of the texts is read in one place

UNSEEN, EVENTS, NAMES, CLAIMS, TIMES = (
    ROOT / "corpus" / folder for folder in ("unseen", "events", "names", "claims", "times")
)
UNREAD = frozenset({"pc", "tb"})
"""Files of corpus/claims and corpus/times whose misses nobody reads."""
_COLUMNS = 5
_NOBODY = "-"
_SEEN = re.compile(r"v-(?:0[0-9]|1[0-5])|a-09|b-03")


class EventError(ValueError):
    """A line of events that does not keep to its form. The message says file, line and what is wrong."""


class PassageError(ValueError):
    """A mark that does not keep to its passage. The message says file, line and what is wrong."""


class Told(NamedTuple):
    """出来事: one event of a text, its sides called as the text calls them."""

    type: str
    actor: str
    recipient: str | None
    anchor: str


def marked_events(path: Path, texts: Mapping[str, str]) -> dict[str, list[Told]]:
    """Return the events of each text of a file. Raises EventError for a line of another form, a text that is not
    there, a type that is none, or an anchor that the text does not hold."""
    out: dict[str, list[Told]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        columns = line.split("\t")
        where = f"{path.name}:{number}"
        if len(columns) != _COLUMNS:
            raise EventError(f"{where}: {len(columns)} columns, not {_COLUMNS}")
        name, kind, actor, recipient, anchor = columns
        if name not in texts:
            raise EventError(f"{where}: no text is called {name}")
        told = out.setdefault(name, [])
        if kind == _NOBODY:
            continue
        if kind not in get_args(EventType):
            raise EventError(f"{where}: {kind} is no type of event")
        if anchor not in texts[name] or actor in ("", _NOBODY):
            raise EventError(f"{where}: no actor, or an anchor that is not in the text")
        told.append(Told(kind, actor, None if recipient == _NOBODY else recipient, anchor))
    return out


def passages(path: Path) -> list[dict[str, Any]]:
    """Return the passages of a file of claims, or of times and quantities. Raises PassageError for words that the
    passage does not hold, and for a stance or a manner that is none."""
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        passage = json.loads(line)
        words = [item["text"] for kind in ("times", "quantities") for item in passage.get(kind, ())]
        for claim in passage.get("claims", ()):
            words += (claim["content"], claim["cue"], *claim["via"], *filter(None, [claim["source"]]))
            if claim["stance"] not in get_args(Stance) or claim["manner"] not in get_args(Manner):
                raise PassageError(
                    f"{path.name}:{number}: no such stance or manner: {claim['stance']}, {claim['manner']}"
                )
        missing = next((span for span in words if span not in passage["text"]), None)
        if missing is not None:
            raise PassageError(f"{path.name}:{number}: {missing} is not in the passage")
        out.append(passage)
    return out


def tallies_of(passage: dict[str, Any]) -> Mapping[str, Tally]:
    """Return how many of a passage's marks of each kind are right, by the kinds of the evaluation."""
    published = date.fromisoformat(passage["published"])
    return score(passage, [read(clip_from_text(passage["text"], published=published))]).tallies


def _passages_table() -> Iterator[str]:
    for folder, kinds in ((CLAIMS, ("claims", "claim_full")), (TIMES, ("times", "quantities"))):
        for seen in (True, False):
            files = [path for path in sorted(folder.glob("*.jsonl")) if (path.stem not in UNREAD) is seen]
            found = [tallies_of(passage) for path in files for passage in passages(path)]
            for kind in kinds:
                label = f"{kind}, corpus/{folder.name}, {'in view' if seen else 'not in view'}"
                yield _line(label, sum((tallies[kind] for tallies in found), Tally()))


def reading_of(document: Annotated) -> Reading:
    """Return what the engine reads in a marked text."""
    return read(clip_from_text(document.text, published=date(2025, 5, 1)))


def names_tally(document: Annotated, reading: Reading) -> Tally:
    """Return how many names stand where they are marked, with their type."""
    said = {(n.span.start, n.span.end, n.type) for n in reading.names}
    gold = {(start, end, kind) for start, end, kind in document.names}
    return Tally(hits=len(said & gold), said=len(said), gold=len(gold))


_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}


def events_tally(document: Annotated, told: list[Told], reading: Reading) -> Tally:
    """Return how many events are right in type, actor and recipient."""
    entities = {document.text[n.span.start : n.span.end]: n.entity for n in reading.names}

    def called(who: str | None) -> str | None:
        return None if who is None else entities.get(who, who.translate(_HALF_WIDTH))

    events = [
        {"type": e.type, "actor": called(e.actor), "recipient": called(e.recipient), "anchor": e.anchor} for e in told
    ]
    gold = {"id": document.id, "published": "2025-05-01", "text": document.text, "events": events}
    return score(gold, [reading]).tallies["events"]


def _texts(folder: Path, stem: str) -> list[Annotated]:
    return list(marked_texts(folder / f"{stem}.txt"))


def _files(folder: Path) -> Iterator[tuple[Path, list[Annotated]]]:
    texts = folder if folder == UNSEEN else NAMES
    for path in sorted(folder.glob("*.tsv")):
        yield path, _texts(texts, path.stem)


def _group(path: Path) -> str:
    if path.parent == UNSEEN:
        return "corpus/unseen"
    seen = _SEEN.match(path.stem) or (path.stem[0] != "v" and int(path.stem[-2:]) % 2 == 0)
    return "corpus/events, in view" if seen else "corpus/events, not in view"


def _line(label: str, tally: Tally) -> str:
    return f"{label:39} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {tally.gold:6} {tally.said:6}"


def main() -> None:
    """Read all, and print the tables."""
    names, events = Tally(), dict[str, Tally]()
    for folder in (UNSEEN, EVENTS):
        for path, documents in _files(folder):
            told = marked_events(path, {d.id: d.text for d in documents})
            for document in documents:
                reading = reading_of(document)
                if folder == UNSEEN:
                    names += names_tally(document, reading)
                group = _group(path)
                tally = events_tally(document, told.get(document.id, []), reading)
                events[group] = events.get(group, Tally()) + tally
    print(f"{'':39} {'P':>6} {'R':>6} {'F1':>6} {'gold':>6} {'said':>6}")
    print(_line("names, corpus/unseen", names))
    for group, tally in events.items():
        print(_line(f"events, {group}", tally))
    for line in _passages_table():
        print(line)


if __name__ == "__main__":
    main()

"""Readers of the public data: each file format -> sentences with names, phrases and heads, in the engine's view."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from keii.publish.gold import gold_items
from keii.records.span import Span
from keii.text.view import view_of

Named = tuple[int, int, str]
"""(start, end, type as the data writes it) in code points."""


@dataclass(slots=True)
class Gold:
    """One sentence of the data. All offsets are code points into `text`, which is the engine's view of it."""

    id: str
    text: str
    names: list[Named] = field(default_factory=list)
    phrases: list[tuple[int, int]] = field(default_factory=list)  #: 文節 from first to last
    heads: list[int] = field(default_factory=list)  #: index of each phrase's head, -1: root


def to_view(gold: Gold) -> Gold:
    """Return the sentence with its text folded to the engine's view and all spans moved along."""
    view = view_of(gold.text)

    def move(start: int, end: int) -> tuple[int, int]:
        span = view.viewed(Span(start, end))
        return span.start, span.end

    names = [(*move(a, b), kind) for a, b, kind in gold.names]
    return Gold(gold.id, view.text, names, [move(a, b) for a, b in gold.phrases], gold.heads)


def text_of(path: Path) -> str:
    """Return the text of an xz file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def stockmark(data: Path) -> Iterator[Gold]:
    """stockmarkteam/ner-wikipedia-dataset. `id` is the article's curid."""
    for row in json.loads(text_of(data / "names/stockmark-wiki-ner.json.xz")):
        names = [(e["span"][0], e["span"][1], e["type"]) for e in row["entities"]]
        yield to_view(Gold(row["curid"], row["text"], names))


def gsd_bio(data: Path) -> Iterator[Gold]:
    """megagonlabs/UD_Japanese-GSD, train: one word and its BIO label a line."""
    for n, block in enumerate(text_of(data / "names/gsd-ne-train.bio.xz").strip().split("\n\n")):
        pairs = [line.split("\t") for line in block.split("\n")]
        yield to_view(_joined(f"gsd-train-{n}", [(word, label) for word, label in pairs]))


def gsd_conllu(data: Path, part: str) -> Iterator[Gold]:
    """megagonlabs/UD_Japanese-GSD, `part` "dev" or "test": names as BILU labels in MISC."""
    for block in text_of(data / f"names/gsd-ne-{part}.conllu.xz").strip().split("\n\n"):
        rows = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        sent_id = re.search(r"^# sent_id = (.*)$", block, re.MULTILINE)
        pairs = []
        for row in rows:
            misc = dict(item.split("=", 1) for item in row[9].split("|") if "=" in item)
            pairs.append((row[1], misc.get("NE", "O").replace("U-", "B-").replace("L-", "I-")))
        yield to_view(_joined(sent_id.group(1) if sent_id else "", pairs))


_IREX = {"PSN": "PERSON", "ORG": "ORGANIZATION", "LOC": "LOCATION", "ART": "ARTIFACT"}


def wikinews(data: Path) -> Iterator[Gold]:
    """Hironsan/IOB2Corpus: 500 Wikinews sentences, IREX types. For testing only."""
    for n, block in enumerate(text_of(data / "test/wikinews-iob.txt.xz").strip().split("\n\n")):
        rows = [line.split("\t") for line in block.split("\n")]
        pairs = [(row[0], row[-1][:2] + _IREX.get(row[-1][2:], row[-1][2:])) for row in rows]
        yield to_view(_joined(f"wikinews-{n}", pairs))


def _joined(name: str, pairs: list[tuple[str, str]]) -> Gold:
    text, names = "", list[Named]()
    for word, label in pairs:
        start, text = len(text), text + word
        if label.startswith("I-") and names and names[-1][1] == start and names[-1][2] == label[2:]:
            names[-1] = (names[-1][0], len(text), label[2:])
        elif label != "O":
            names.append((start, len(text), label[2:]))
    return Gold(name, text, names)


_NE = re.compile(r"<NE:([A-Z]+):(single|head|middle|tail)>")


def wac(data: Path, part: str) -> Iterator[Gold]:
    """ku-nlp/WikipediaAnnotatedCorpus, `part` "train", "dev" or "test": phrases, heads and IREX names."""
    wanted = set((data / f"syntax/wac-ids/{part}.id").read_text(encoding="utf-8").split())
    for block in text_of(data / "syntax/wac.knp.xz").split("EOS\n"):
        found = re.match(r"# S-ID:(\S+)", block)
        if found and found.group(1).split("-")[0] in wanted:
            yield to_view(_knp(found.group(1), block))


def _knp(name: str, block: str) -> Gold:
    """Read one sentence of KNP format: * opens a phrase, + a basic phrase, other lines are morphemes."""
    out = Gold(name, "")
    for line in block.split("\n")[1:]:
        if line.startswith("* "):
            out.heads.append(int(line.split()[1][:-1]))
            out.phrases.append((len(out.text), len(out.text)))
        elif line and not line.startswith("+ "):
            start = len(out.text)
            out.text += line.split(" ")[0]
            out.phrases[-1] = (out.phrases[-1][0], len(out.text))
            for kind, place in _NE.findall(line):
                _extend(out.names, start, len(out.text), kind, place)
    return out


def _extend(names: list[Named], start: int, end: int, kind: str, place: str) -> None:
    if place in ("middle", "tail") and names and names[-1][2] == kind:
        names[-1] = (names[-1][0], end, kind)
    else:
        names.append((start, end, kind))


@dataclass(frozen=True, slots=True)
class Annotated:
    """An annotated document: names as (start, end, PER, ORG, GPE or LOC) in code points of `text`, as saved."""

    id: str
    text: str
    names: tuple[Named, ...]

    @property
    def story(self) -> str:
        """The id before its last hyphen, shared by documents of one story (home-boj-1, home-boj-2) and by the texts of
        one file (a-01-1, a-01-2). An id of one hyphen is its own story."""
        stem = self.id.rsplit("-", 1)[0]
        return stem if "-" in stem else self.id

    def gold(self) -> Gold:
        """Return the document as the model's data."""
        return to_view(Gold(self.id, self.text, list(self.names)))


def annotated(folder: Path) -> Iterator[Annotated]:
    """Yield the annotated documents of a folder: those of *.json (docs/corpus.md), then the texts of *.txt
    (`marked_texts`). Pages of several clips are left out."""
    for path in sorted(folder.glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        if "clips" not in document:
            items = gold_items(document)["names"]
            names = ((n.span.start, n.span.end, n.fields["type"]) for n in items if n.span)
            yield Annotated(document["id"], document["text"], tuple(names))
    for path in sorted(folder.glob("*.txt")):
        yield from marked_texts(path)


class MarkError(ValueError):
    """A file of marked texts that does not keep to its form. The message says file, line and what is wrong."""


_TYPES = ("PER", "ORG", "GPE", "LOC")
_HEADER = re.compile(r"# *([a-z0-9][a-z0-9-]*) *\| *([0-9]{4}-[0-9]{2}-[0-9]{2}) *")
_MARK = re.compile(r"〔(?:([^〔〕:]*):)?([^〔〕]*)〕|[〔〕]")


def marked_texts(path: Path) -> Iterator[Annotated]:
    """Yield the texts of one file: a line 「# id | published」 each, then lines with marks 〔PER:習近平〕.

    Blank lines before the next header are no part of a text. Raises MarkError for a mark that is open, empty, nested
    or of no type, for text before the first header, for a header of another form, and for an id that stands twice.
    """
    header, lines, seen = "", list[str](), set[str]()
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        where = f"{path.name}:{number}"
        if line.startswith("#"):
            if header:
                yield _marked(header, lines)
            found = _HEADER.fullmatch(line)
            if not found:
                raise MarkError(f"{where}: a header is 「# id | YYYY-MM-DD」, not {line!r}")
            header, lines = found[1], []
            if header in seen:
                raise MarkError(f"{where}: the id {header} stands twice")
            seen.add(header)
            continue
        _check(line, where)
        if not header and line.strip():
            raise MarkError(f"{where}: text before the first header")
        lines.append(line)
    if header:
        yield _marked(header, lines)


def _check(line: str, where: str) -> None:
    for found in _MARK.finditer(line):
        if len(found[0]) == 1:
            raise MarkError(f"{where}: {found[0]} without its other half")
        if found[1] not in _TYPES:
            raise MarkError(f"{where}: {found[0]} is of none of the types {', '.join(_TYPES)}")
        if not found[2] or found[2] != found[2].strip():
            raise MarkError(f"{where}: {found[0]} marks nothing, or white space at its ends")


def _marked(name: str, lines: list[str]) -> Annotated:
    """Return a text without its marks, and where they stood."""
    marked, text, names, at = "\n".join(lines).strip("\n"), "", list[Named](), 0
    for found in _MARK.finditer(marked):
        text += marked[at : found.start()]
        names.append((len(text), len(text) + len(found[2]), found[1]))
        text, at = text + found[2], found.end()
    return Annotated(name, text + marked[at:], tuple(names))

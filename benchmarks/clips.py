"""What the benchmarks share: clips of the bundled corpus, one core, words and numbers in columns."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from keii.ingest.take import clip_from_text
from keii.records.clip import Clip

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus" / "dev"


@dataclass(frozen=True, slots=True)
class Document:
    """A document of the bundled corpus: its text and the day it was published."""

    text: str
    published: date


def documents() -> list[Document]:
    """Return the documents of the bundled corpus in order of name."""
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(CORPUS.glob("*.json"))]
    return [Document(d["text"], date.fromisoformat(d["published"])) for d in found]


def corpus_clips() -> list[Clip]:
    """Return each document of the bundled corpus as one clip with its date."""
    return [clip_from_text(d.text, published=d.published) for d in documents()]


def varied(count: int) -> Iterator[Document]:
    """Yield `count` documents made of the corpus: the texts in turn, each time round with another first line and
    another date, so that no two are alike."""
    own = documents()
    for n in range(count):
        one = own[n % len(own)]
        yield Document(f"(第{n + 1}報)\n{one.text}", one.published + timedelta(days=n // len(own)))


def pin() -> None:
    """Keep this process, and those it starts, on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

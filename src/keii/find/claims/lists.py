"""Closed lists of words (lists.tsv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class ListRow:
    """語の表: one row of lists.tsv."""

    id: str
    words: tuple[str, ...]
    example: str
    source: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The rows as sets, one attribute a row."""

    light: frozenset[str]
    formal: frozenset[str]
    measure: frozenset[str]
    no_object: frozenset[str]
    papers: frozenset[str]
    saying_nouns: frozenset[str]
    reports: frozenset[str]
    no_source: frozenset[str]
    occasions: frozenset[str]
    plural: frozenset[str]
    leading: frozenset[str]
    time_nouns: frozenset[str]
    vague: frozenset[str]
    known: frozenset[str]
    here: frozenset[str]
    fillers: frozenset[str]
    charges: frozenset[str]
    offences: frozenset[str]
    writers: frozenset[str]
    places: frozenset[str]
    voices: frozenset[str]
    raising: frozenset[str]
    steps: frozenset[str]
    announcing: frozenset[str]
    feelings: frozenset[str]
    gestures: frozenset[str]


def list_rows() -> tuple[ListRow, ...]:
    """Return all rows of lists.tsv."""
    return load("keii.find.claims", "lists.tsv", ListRow)


@cache
def lists() -> Lists:
    """Return the lists."""
    return Lists(**{row.id.replace("-", "_"): frozenset(row.words) for row in list_rows()})

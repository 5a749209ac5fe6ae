"""The rows of this room's own tables, and the names tables of `keii.tables.names` in the shapes it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from keii.records.name import NameType
from keii.tables.cells import cells
from keii.tables.load import load
from keii.tables.names import RankedName, places


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """規則: one step of this room, with the sentence that shows it."""

    id: str
    gloss: str
    example: str
    near_miss: str
    source: str


class Word(NamedTuple):
    """語: a word that some step treats apart; `kind` says how."""

    id: str
    word: str
    kind: str
    gloss: str
    example: str
    source: str


@cache
def surnames() -> frozenset[str]:
    """Return the Japanese surnames, in characters."""
    return frozenset(name for name, _ in cells("keii.tables", "data/surnames.tsv", RankedName._fields))


@cache
def given_names() -> frozenset[str]:
    """Return the Japanese given names, in characters."""
    return frozenset(name for name, _ in cells("keii.tables", "data/givennames.tsv", RankedName._fields))


@cache
def municipalities() -> frozenset[str]:
    """Return the full names of cities, wards, towns and villages: 浜田市."""
    return frozenset(form for row in places() for form in row.forms if form[-1] in "市区町村")


@cache
def words() -> tuple[Word, ...]:
    """Return the room's own list of words to treat apart."""
    return tuple(Word(*row) for row in cells("keii.find.names", "words.tsv", Word._fields))


@cache
def word_set(kind: str) -> frozenset[str]:
    """Return the words of one kind."""
    return frozenset(word.word for word in words() if word.kind == kind)


def rules() -> tuple[Rule, ...]:
    """Return the steps."""
    return load("keii.find.names", "rules.tsv", Rule)


def name_type(word: str) -> NameType:
    """Return a table's type word as a name type; anything unknown is an organisation."""
    for known in ("PER", "GPE", "LOC"):
        if word == known:
            return known
    return "ORG"

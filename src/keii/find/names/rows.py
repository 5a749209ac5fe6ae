"""The row types of the tables this room reads: one frozen dataclass a file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from keii.records.name import NameType
from keii.tables.load import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """名鑑の一行: one place, organisation or person of places.tsv, organisations.tsv, people.tsv."""

    id: str
    entity: str  #: one usual full name
    type: str  #: PER, ORG, GPE or LOC
    forms: tuple[str, ...]  #: spellings that stand for it anywhere
    context: tuple[str, ...]  #: spellings that count only beside other evidence: 米, 金, 共同
    kind: str  #: country, city, ministry, outlet, person …
    where: str  #: country it belongs to; "" for none
    frame: str  #: id of the sentence frame its forms are tested in
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """肩書: a word that follows a person's name: 首相, 容疑者, 氏."""

    id: str
    title: str
    kind: str  #: office, rank, honorific, role, org_head …
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Suffix:
    """接尾: a word that ends the name of an organisation or a place: 省, 銀行, 県, 空港."""

    id: str
    suffix: str
    type: str
    kind: str
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """規則: one step of this room, with the sentence that shows it."""

    id: str
    gloss: str
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """語: a word that some step treats apart; `kind` says how."""

    id: str
    word: str
    kind: str
    gloss: str
    example: str
    source: str


def listed() -> tuple[Listed, ...]:
    """Return all rows of the three gazetteers."""
    files = ("data/places.tsv", "data/organisations.tsv", "data/people.tsv")
    return tuple(row for file in files for row in load("keii.tables", file, Listed))


def titles() -> tuple[Title, ...]:
    """Return the titles and honorifics."""
    return load("keii.tables", "data/titles.tsv", Title)


def suffixes() -> tuple[Suffix, ...]:
    """Return the heads that end names of organisations and places."""
    return load("keii.tables", "data/suffixes.tsv", Suffix)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """姓・名: one surname or given name with its rank by frequency, 1 the most common."""

    name: str
    rank: int


@cache
def surnames() -> frozenset[str]:
    """Return the Japanese surnames, in characters."""
    return frozenset(row.name for row in load("keii.tables", "data/surnames.tsv", Ranked))


@cache
def given_names() -> frozenset[str]:
    """Return the Japanese given names, in characters."""
    return frozenset(row.name for row in load("keii.tables", "data/givennames.tsv", Ranked))


def words() -> tuple[Word, ...]:
    """Return the room's own list of words to treat apart."""
    return load("keii.find.names", "words.tsv", Word)


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

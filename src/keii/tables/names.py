"""Rows about names: known places, organisations and people; titles; suffixes; surnames; and how to load them.

Every loader reads a TSV file of ``keii/tables/data`` once and returns a tuple of frozen rows in the file's order
(sorted by its first column, `surnames` and `given_names` by rank). Spellings are as in the normalised view
(NFKC width; ＝ and ・ as written). All loaders raise `keii.tables.load.TableError` for a file that does not fit.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from keii.tables.cells import cells
from keii.tables.load import load

_PACKAGE = "keii.tables"


class Known(NamedTuple):
    """既知の名前: a place, an organisation or a person that the tables know."""

    id: str  #: short ASCII slug, unique over places, organisations and people
    entity: str  #: one usual full name in Japanese news style; the same thing has one row
    type: str  #: PER, ORG, GPE or LOC, as in `keii.records.name.NameType`
    forms: tuple[str, ...]  #: spellings that mean this thing by themselves, `entity` too; no form stands in two rows
    context: tuple[str, ...]  #: spellings that mean it only in context (米, 習); several rows may share one
    kind: str  #: country, city, ministry, party, newspaper, person, …; see docs/lexicons.md
    where: str  #: entity of the country it belongs to; empty: international or unknown
    frame: str  #: id of the `Frame` in which every form is tried
    source: str  #: id in SOURCES.toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """文の枠: a sentence of our own with ``{}`` where a form goes."""

    id: str
    frame: str


class Title(NamedTuple):
    """肩書・敬称: a word that follows a person's name."""

    id: str
    title: str
    kind: str  #: state, party, local, military, court, company, academia, police, honorific, sports, arts, …
    example: str  #: holds a name with the title; the row must hit
    near_miss: str  #: holds the word without a name before it; the row must not hit
    source: str


class Suffix(NamedTuple):
    """名前の末尾: a head that makes a run of words the name of an organisation or a place."""

    id: str
    suffix: str
    type: str  #: ORG, GPE or LOC
    kind: str
    example: str  #: holds a name that ends in the suffix
    near_miss: str  #: holds the suffix where it makes no name
    source: str


class RankedName(NamedTuple):
    """順位つきの名前: a Japanese surname or given name, rank 1 the most frequent."""

    name: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """在任: who held which office when."""

    person_id: str  #: id of a row of people.tsv
    office: str
    since: str | None  #: YYYY-MM; None: unknown
    until: str | None  #: YYYY-MM; None: still held, or unknown
    source: str


def _known(file: str) -> tuple[Known, ...]:
    return tuple(
        Known(key, entity, kind, _split(forms), _split(context), sort, where, frame, source)
        for key, entity, kind, forms, context, sort, where, frame, source in cells(_PACKAGE, file, Known._fields)
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split("|")) if cell else ()


@cache
def places() -> tuple[Known, ...]:
    """Return countries, cities and other places: rows of type GPE and LOC."""
    return _known("data/places.tsv")


@cache
def organisations() -> tuple[Known, ...]:
    """Return ministries, parties, outlets, companies, international bodies …: rows of type ORG."""
    return _known("data/organisations.tsv")


@cache
def people() -> tuple[Known, ...]:
    """Return public figures of roughly 2000–2026: rows of type PER."""
    return _known("data/people.tsv")


def known() -> tuple[Known, ...]:
    """Return `places`, `organisations` and `people` one after the other."""
    return places() + organisations() + people()


def frames() -> tuple[Frame, ...]:
    """Return the sentence frames that the known names are tried in."""
    return load(_PACKAGE, "data/frames.tsv", Frame)


@cache
def titles() -> tuple[Title, ...]:
    """Return the titles and honorifics that follow a person's name."""
    return tuple(Title(*row) for row in cells(_PACKAGE, "data/titles.tsv", Title._fields))


@cache
def suffixes() -> tuple[Suffix, ...]:
    """Return the head suffixes of organisations and places."""
    return tuple(Suffix(*row) for row in cells(_PACKAGE, "data/suffixes.tsv", Suffix._fields))


def _ranked(file: str) -> tuple[RankedName, ...]:
    return tuple(RankedName(name, int(rank)) for name, rank in cells(_PACKAGE, file, RankedName._fields))


def surnames() -> tuple[RankedName, ...]:
    """Return Japanese surnames, the most frequent first."""
    return _ranked("data/surnames.tsv")


def given_names() -> tuple[RankedName, ...]:
    """Return Japanese given names, the most frequent first."""
    return _ranked("data/givennames.tsv")


@cache
def merged_towns() -> frozenset[str]:
    """Return the towns and villages that became a part of a city, each behind the city or ward: 唐津市肥前町."""
    return frozenset(place for (place,) in cells(_PACKAGE, "data/merged_towns.tsv", ("place",)))


def offices() -> tuple[Office, ...]:
    """Return offices held by people of `people`, by person and time; months as YYYY-MM, None where open or unknown."""
    return load(_PACKAGE, "data/offices.tsv", Office)

"""A name worked out once for comparing: its key, script, parts, and what the tables say of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType

from keii.link.entities.spelling import KEPT, foreign, kanji, key, parts
from keii.tables.load import load
from keii.tables.names import given_names, known, surnames

_LONGEST_SURNAME = 3  # kanji a Japanese surname alone has at most, rare ones apart


@dataclass(frozen=True, slots=True)
class Shape:
    """形: one spelling of a name of one type."""

    name: str
    key: str
    kanji: bool
    foreign: bool  #: katakana only
    parts: tuple[str, ...]  #: folded, of a foreign name with dots; else one
    bare: bool  #: a surname alone, or a name that many things have (国防省)
    known: str | None  #: id of the table's row whose form this is; None: unknown, or a name of several places


@dataclass(frozen=True, slots=True, kw_only=True)
class Generic:
    """普通名の組織: a name many countries or towns have one of."""

    name: str
    example: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """同名の市区町村: a town's name that several prefectures or cities have."""

    name: str
    where: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sounds:
    """姓の読み: a surname of Korea or China and its sounds in katakana."""

    kanji: str
    sounds: tuple[str, ...]
    example_kanji: str
    example_kana: str
    source: str


@lru_cache(KEPT)
def shape(name: str, type_: str) -> Shape:
    """Return what there is to compare of a name of a type."""
    folded, by_kanji = key(name), kanji(name)
    in_kana = not by_kanji and foreign(name)
    return Shape(
        name, folded, by_kanji, in_kana, parts(name) if in_kana or type_ == "PER" else (folded,),
        _bare(name, folded, type_, by_kanji), None if name in _namesakes() else _ids().get((name, type_)),
    )  # fmt: skip


@cache
def generics() -> tuple[Generic, ...]:
    """Return the names many countries and towns have one of."""
    return load("keii.link.entities", "generic.tsv", Generic)


@cache
def namesakes() -> tuple[Namesake, ...]:
    """Return the names that several towns share."""
    return load("keii.link.entities", "namesakes.tsv", Namesake)


@cache
def sounds() -> tuple[Sounds, ...]:
    """Return the surnames of Korea and China with their sounds."""
    return load("keii.link.entities", "surnames.tsv", Sounds)


def is_namesake(name: str) -> bool:
    """Say whether several towns share a name."""
    return name in _namesakes()


def sounds_like(kanji_name: str, kana: str) -> bool:
    """Say whether the first character of a name in kanji is a surname that sounds like the first part of a katakana
    name of two parts or more: 尹, ユン・ソンホ."""
    first = parts(kana)
    return len(first) > 1 and first[0] in _sounds().get(kanji_name[:1], ())


def stands_first(part: str) -> bool:
    """Say whether a folded katakana surname stands before the given name: キム."""
    return any(part in said for said in _sounds().values())


def split(name: str) -> tuple[str, str] | None:
    """Return a Japanese name in kanji as surname and given name, by the tables; None where they do not say."""
    for at in range(min(len(name) - 1, _LONGEST_SURNAME), 0, -1):
        if name[:at] in _surnames() and name[at:] in _given():
            return name[:at], name[at:]
    return None


def _bare(name: str, folded: str, type_: str, by_kanji: bool) -> bool:
    """Say whether a name by itself may mean several things."""
    if type_ == "ORG":
        return folded in _generics()
    if type_ != "PER":
        return False
    if not by_kanji:
        return len(parts(name)) == 1 and foreign(name)
    if len(name) > _LONGEST_SURNAME or (name, "PER") in _ids():
        return False
    return len(name) < _LONGEST_SURNAME or name in _surnames() or split(name) is None


@cache
def _ids() -> Mapping[tuple[str, str], str]:
    """Return (form, type) -> id of the row that it means by itself."""
    return MappingProxyType({(form, row.type): row.id for row in known() for form in (row.entity, *row.forms)})


@cache
def _generics() -> frozenset[str]:
    return frozenset(key(row.name) for row in generics())


@cache
def _namesakes() -> frozenset[str]:
    return frozenset(row.name for row in namesakes())


@cache
def _sounds() -> Mapping[str, frozenset[str]]:
    return MappingProxyType({row.kanji: frozenset(map(key, row.sounds)) for row in sounds()})


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row.name for row in surnames())


@cache
def _given() -> frozenset[str]:
    return frozenset(row.name for row in given_names())

"""Which nouns can have words of their own (heads.tsv)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.tables.load import load


@dataclass(frozen=True, slots=True)
class Head:
    """主要部: one row of heads.tsv; its header says what the columns mean."""

    id: str
    words: tuple[str, ...]
    klass: str
    example: str
    source: str


def head_rows() -> tuple[Head, ...]:
    """Return all rows of heads.tsv."""
    return load("keii.find.claims", "heads.tsv", Head)


@cache
def classes() -> Mapping[str, str]:
    """Return the class of each word: person, group, paper, whole. The first row that names a word wins."""
    table: dict[str, str] = {}
    for row in head_rows():
        for word in row.words:
            table.setdefault(word, row.klass)
    return MappingProxyType(table)


_PRIVATE = frozenset({"people", "kin", "trades", "callings", "suspect"})
"""Rows of those who speak for themselves only."""


@cache
def private_words() -> frozenset[str]:
    """Return the words for people who hold no office: 男性, 主婦, 漁師."""
    return frozenset(word for row in head_rows() if row.id in _PRIVATE for word in row.words)


@cache
def class_endings() -> frozenset[str]:
    """Return what a longer word of `classes` ends with."""
    return frozenset(word[at:] for word in classes() for at in range(1, len(word)))

"""Rows about how names are written short."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from keii.tables.load import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Tail:
    """末尾: a last part that is often left out. 例: 加賀屋ホールディングス -> 加賀屋."""

    tail: str
    types: tuple[str, ...]
    example_long: str
    example_short: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortening:
    """略し方: a part that is often written short. 例: 選挙管理委員会 -> 選管."""

    long: str
    short: str
    fold: bool  #: True: at the end of a name that has two characters or more before it, the two are one for searching
    example_long: str
    example_short: str
    source: str


@cache
def tails() -> tuple[Tail, ...]:
    """Return the rows of last parts."""
    return load("keii.link.entities", "tails.tsv", Tail)


@cache
def shortenings() -> tuple[Shortening, ...]:
    """Return the rows of parts written short."""
    return load("keii.link.entities", "shortenings.tsv", Shortening)

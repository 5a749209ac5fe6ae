"""判断: same, different or unsure; by rule or person; never lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

About = Literal["entity", "story"]
Verdict = Literal["same", "different", "unsure", "name"]
"""同じ / 別 / 決められない / 名づけ"""
Item = tuple[str, ...]
"""What is put together: of a story a clip, (clip id,); of an entity a clip's name for it, (clip id, name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """判断: one entry of the ledger."""

    number: int  #: order of entry, from 1
    about: About
    verdict: Verdict
    left: int  #: number of the entity or story that stays
    right: int | None  #: of `same`: what is taken into `left`; of `different`: what was made of the part; else None
    part: tuple[Item, ...] = ()  #: of `different`: what goes to `right`; of `unsure`: what could not be placed
    name: str | None = None  #: of `name`: what it is called
    by: Literal["person", "rule"] = "person"  #: a rule enters only what moves things a person has judged before
    why: str = ""
    at: str = ""  #: UTC, ISO 8601
    undone_at: str | None = None  #: None: it holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """移動: an item that a judgement takes from one entity or story to another."""

    item: Item
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """効き目: what a judgement, entered or undone, changes."""

    judgement: Judgement
    moves: tuple[Move, ...]
    renamed: tuple[tuple[int, str, str], ...]  #: (number, name before, name after)
    conflicts_before: int  #: of the stories it touches
    conflicts_after: int
    odds_before: int  #: the same as a page shows them: those that stand together count once
    odds_after: int

"""一覧: a page of a list that may be of any length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from keii.records.clip import Kind
from keii.records.facts import Listed
from keii.records.story import StoryLine

StoryOrder = Literal["latest", "size", "conflicts"]
"""新しい順 / 切り抜きの多い順 / 食い違いの多い順"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesWanted:
    """Which stories to list; what is empty does not narrow. Days are YYYY-MM-DD."""

    label: str = ""  #: words of the label
    since: str | None = None  #: a clip of this day or later
    until: str | None = None  #: a clip of this day or earlier
    at_odds: bool = False
    order: StoryOrder = "latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipsWanted:
    """Which clips to list; what is empty does not narrow. Days are YYYY-MM-DD."""

    outlet: str = ""  #: by this outlet, in any width and case
    kind: Kind | None = None
    since: str | None = None  #: published on this day or later
    until: str | None = None
    undated: bool = False  #: only those whose date is not known
    problems: bool = False  #: only those with a problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """話題の一覧の一頁."""

    total: int
    lines: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPage:
    """切り抜きの一覧の一頁."""

    total: int
    lines: tuple[Listed, ...]

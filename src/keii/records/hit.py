"""当たり: a clip that a search found."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.claim import Stance
from keii.records.facts import Listed
from keii.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """問い: what to look for; what is empty or None does not narrow."""

    terms: tuple[tuple[str, ...], ...]  #: each a set of phrases, words parted by blanks; a clip must hold one of each
    speaker: tuple[int, ...] = ()  #: entities: a claim of one of them stands in the clip
    outlet: str = ""
    story: int | None = None
    stance: Stance | None = None  #: a claim so made stands in the clip (with `speaker`: by that one)
    since: str | None = None  #: published on that day or later, YYYY-MM-DD
    until: str | None = None
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """当たり: a clip found, with the words that show why."""

    clip: Listed
    story: int | None
    score: float  #: BM25, higher is better; 0 where nothing was asked for but filters
    snippet: Span  #: the stretch of the clip's text that holds most of the words
    text: str  #: its words
    marks: tuple[Span, ...]  #: where the words stand, inside `snippet`


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """当たりの一覧: a page of hits, best first."""

    total: int  #: clips that fit
    hits: tuple[Hit, ...]

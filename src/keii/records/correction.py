"""訂正: what a person put right in a clip, or in what was read in it. Entered in the ledger, undone, never lost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from keii.records.claim import Stance
from keii.records.judgement import About
from keii.records.name import NameType
from keii.records.span import Span

CorrectionKind = Literal["outlet", "published", "title", "name", "time", "source", "stance", "claim", "cut", "join"]
"""媒体 / 発行日 / 見出し / 名前 / 時 / 発言主 / 言い方 / 主張の有無 / 切り分け / つなぎ合わせ"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """訂正: one entry of the ledger. The functions below make one of each kind.

    Spans are code points of the clip's own text, as in its reading. Entries share their numbers with `Judgement`.
    """

    kind: CorrectionKind
    clip: str  #: the clip's id; when it is entered, any word that names the clip
    clip_number: int = 0  #: the clip's number; filled in when entered
    number: int = 0  #: order of entry, from 1
    span: Span | None = None
    """name, time: the words. source, stance, claim: the claim's content. cut: empty, where the second begins."""
    words: str = ""  #: those of `span`; filled in when entered
    cue: Span | None = None  #: of source, stance, claim: the claim's cue
    value: str | None = None
    """outlet, title: the text; None: not known. published: the day, YYYY-MM-DD; None: not known. name: what it is
    called in full; None: no name. time: in the notation of `Time.value`; None: no time. stance: the stance. claim: the
    stance of the claim that is there; None: no claim."""
    type: NameType | None = None  #: of name
    entity: int | None = None  #: of name: number of the entity it means; None: what the name says
    everywhere: bool = False  #: of name: every place of the clip where the same words stand
    source: Span | None = None  #: of source, claim: whose words they are; None: left open
    replaces: tuple[str, ...] = ()  #: of cut, join: ids of the clips that are shown no more; filled in when entered
    makes: tuple[str, ...] = ()  #: of cut, join: ids of those shown in their place; filled in when entered
    why: str = ""
    at: str = ""  #: UTC, ISO 8601
    undone_at: str | None = None  #: None: it holds


Fields = Mapping[str, str | None]
What = Literal["outlet", "published", "title", "name", "time", "claim", "event", "clip"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """変わり目: one thing of a clip before and after a correction.

    The fields of `before` and `after` are texts or None. outlet, published, title: `value`, `by`. name: `type`,
    `entity`. time: `value`. claim: `source`, `entity`, `stance`, `said`. event: `type`, `actor`, `recipient`, `date`.
    clip: `number`, `outlet`, `published`, `title`.
    """

    what: What
    clip: str  #: the clip's id
    span: Span | None  #: where in the clip's text: of a claim its content, of an event its anchor; None: the whole clip
    text: str  #: the words there; of a whole clip its first line
    before: Fields | None  #: None: it was not there
    after: Fields | None  #: None: it is there no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """行き先: a clip that goes to another story."""

    clip: str  #: the clip's id
    before: int | None  #: number of the story; None: the clip was not there
    after: int | None  #: None: the clip is there no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Amended:
    """直し: what a correction, entered or undone, changes. Nothing in `shifts`, `placed`, `renamed`: nothing."""

    correction: Correction  #: as entered, with its number
    shifts: tuple[Shift, ...]
    placed: tuple[Placed, ...]
    renamed: tuple[tuple[About, int, str, str], ...]
    """Entities and stories that are called otherwise: (which, number, name before, name after); "": it is not there."""
    conflicts_before: int  #: of the stories it touches
    conflicts_after: int
    odds_before: int  #: the same as a page shows them: those that stand together count once
    odds_after: int


def outlet(clip: str, name: str | None) -> Correction:
    """Say who published a clip; None: nobody knows."""
    return Correction(kind="outlet", clip=clip, value=name)


def published(clip: str, day: date | None) -> Correction:
    """Say when a clip was published; None: nobody knows. Its relative dates are read anew."""
    return Correction(kind="published", clip=clip, value=day.isoformat() if day else None)


def title(clip: str, text: str | None) -> Correction:
    """Say what a clip's headline is; None: it has none."""
    return Correction(kind="title", clip=clip, value=text)


def name(
    clip: str, span: Span, *, type: NameType, called: str, entity: int | None = None, everywhere: bool = False  # noqa: A002  # the record's own word
) -> Correction:  # fmt: skip
    """Say that words are a name: of which type, what it is called in full, and which entity of the dossier it means."""
    return Correction(
        kind="name", clip=clip, span=span, value=called, type=type, entity=entity, everywhere=everywhere
    )  # fmt: skip


def no_name(clip: str, span: Span, *, everywhere: bool = False) -> Correction:
    """Say that words are no name."""
    return Correction(kind="name", clip=clip, span=span, everywhere=everywhere)


def time(clip: str, span: Span, value: str | None) -> Correction:
    """Say which time words mean, in the notation of `Time.value`; None: they are no time."""
    return Correction(kind="time", clip=clip, span=span, value=value)


def source(clip: str, content: Span, cue: Span, whose: Span | None) -> Correction:
    """Say whose words a claim is, the claim named by its content and cue; None: the text leaves it open."""
    return Correction(kind="source", clip=clip, span=content, cue=cue, source=whose)


def stance(clip: str, content: Span, cue: Span, how: Stance) -> Correction:
    """Say how a claim is meant: it asserts, denies, supposes, demands."""
    return Correction(kind="stance", clip=clip, span=content, cue=cue, value=how)


def no_claim(clip: str, content: Span, cue: Span) -> Correction:
    """Say that there is no claim."""
    return Correction(kind="claim", clip=clip, span=content, cue=cue)


def claim(clip: str, content: Span, cue: Span, whose: Span | None, how: Stance = "assert") -> Correction:
    """Say that there is a claim."""
    return Correction(kind="claim", clip=clip, span=content, cue=cue, source=whose, value=how)


def cut(clip: str, at: int) -> Correction:
    """Say that a clip is two: the second begins at the code point `at` of its text."""
    return Correction(kind="cut", clip=clip, span=Span(at, at))


def join(clip: str) -> Correction:
    """Say that a clip and the one that follows it in the same page are one."""
    return Correction(kind="join", clip=clip)

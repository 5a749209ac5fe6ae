"""Claims in the making, and what a text has said so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from keii.find.claims.bonds import Bond
from keii.find.claims.carry import Said
from keii.find.claims.nouns import Noun
from keii.find.claims.reports import Report
from keii.find.claims.scene import Line, Scene, end_of, start_of
from keii.records.claim import Manner, Stance
from keii.records.span import Span

_REPORTING = frozenset({"niyoruto", "dewa", "houjiru", "houdou", "tsutaeru", "happyou", "akirakanisuru", "shuzai"})
"""Rows after whose claims a closing という goes on with their source; so does the sentence before as content."""


@dataclass(slots=True, kw_only=True)
class Draft:
    """下書き: a claim in the making."""

    rule: str
    content: Span
    cue: Span
    source: Span | None
    carried: bool = False
    aside: bool = False  #: its cue leans on a noun; the next cue does not take its source over
    passive: bool = False  #: its cue is a passive: whose it is is not the sentence's subject
    via: tuple[Span, ...] = ()
    addressee: Span | None = None
    manner: Manner = "indirect"
    stance: Stance = "assert"
    private: bool = False  #: whose it is holds no office and is no body: 民宿を営む男性
    main: int = 0  #: the code point from which the main clause runs


@dataclass(slots=True)
class Memory:
    """記憶: what a text has said so far; lives as long as one call of find."""

    last: Said | None = None
    body: Said | None = None  #: the last source that is no private person
    reporter: Said | None = None  #: the last によると, 発表した …
    quotation: tuple[int, int, int] | None = None  #: sentence and marks of the last sentence that is only a quotation
    alone: list[tuple[int, int, int, Said]] = field(default_factory=list)
    """Sentences that are only a quotation right after a claim: number, marks, whose that claim was."""
    forward: tuple[int, Draft] | None = None  #: a こう話した that waits for the next sentence's quotation


@dataclass(slots=True)
class Place:
    """居場所: what the claims of one sentence share."""

    line: Line
    bonds: tuple[Bond, ...]
    reports: tuple[Report, ...]


def proper(scene: Scene, start: int, end: int) -> Span | None:
    """Return the span without commas and blanks at its ends; None where less than two code points are left."""
    text = scene.parse.text
    while start < end and text[start] in " 、\n":
        start += 1
    while end > start and text[end - 1] in " 、\n":
        end -= 1
    return Span(start, end) if end - start >= 2 else None


def before(line: Line) -> Span | None:
    """Return the sentence before in the same paragraph, its stop left out."""
    if line.number == 0:
        return None
    text, sentences = line.scene.parse.text, line.scene.parse.sentences
    one = sentences[line.number - 1]
    if line.number > 1 and _AGE.fullmatch(text, one.start, one.end):  # …が死去した。79歳だった。
        one = sentences[line.number - 2]
    if one.paragraph != line.sentence.paragraph:
        return None
    told, opened = _TOLD.search(text, one.start, one.end), _DATELINE.match(text, one.start, one.end)
    start, end = opened.end() if opened else one.start, told.start() if told else one.end
    return Span(start, end) if end - start >= 2 else None


_TOLD = re.compile(r"(?:(?:とのこと|ということ|という)(?:だ|です|である|でした)?)?[。！？!?―—…]*$")
_DATELINE = re.compile(r"[ 　]*(?:【[^】]*】|<[^>]*>|＜[^＞]*＞|［[^］]*］|\[[^\]]*\] ?-? ?)")
_AGE = re.compile(r"(?:[0-9０-９〇一二三四五六七八九十]+歳(?:だった|でした)?。?)")
"""How a sentence ends that only passes on what the next one says whose it is."""


def span_of(line: Line, noun: Noun) -> Span:
    """Return the code points of a noun phrase."""
    return Span(start_of(line, noun.start), end_of(line, noun.end - 1))


def overlapping(drafts: list[Draft], content: Span) -> bool:
    """Say whether a draft's content shares code points with this one."""
    return any(d.content.start < content.end and content.start < d.content.end for d in drafts)


def remember(memory: Memory, draft: Draft, number: int, *, private: bool = False) -> None:
    """Note whose the claim of sentence `number` is, for those that carry on; `private`: somebody without an office."""
    if draft.source is None or draft.aside:
        return
    memory.last = Said(draft.source, number)
    if not private:
        memory.body = memory.last
    if draft.via or draft.rule in _REPORTING or draft.rule == "zen-bun":
        memory.reporter = Said(draft.via[0] if draft.via else draft.source, number)

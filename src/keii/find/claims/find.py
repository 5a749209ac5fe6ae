"""Claims (主張): who says what, through whom, how."""

from __future__ import annotations

from bisect import bisect_left

from keii.find.claims.cues import hit_sentences
from keii.find.claims.draft import Draft, Memory
from keii.find.claims.headline import headlines
from keii.find.claims.said import Day, days_of, said_of
from keii.find.claims.scene import scene_of
from keii.find.claims.sentence import read_line
from keii.find.claims.settle import settle
from keii.find.claims.spoken import left_alone
from keii.records.claim import Claim, Source
from keii.records.name import Name
from keii.records.parse import Parse
from keii.records.problem import Problem
from keii.records.quote import Quote
from keii.records.time import Time


def find(
    parse: Parse, names: tuple[Name, ...], quotes: tuple[Quote, ...], times: tuple[Time, ...]
) -> tuple[tuple[Claim, ...], tuple[Problem, ...]]:
    """Return the claims of a text in order of their content, and a K1302 for each whose source stays open."""
    scene = scene_of(parse, names)
    hits = hit_sentences(parse, scene.inside)
    memory = Memory()
    drafts: list[Draft] = []
    for number in sorted(hits.keys() | _with_quotes(parse, quotes)):
        drafts.extend(read_line(scene, number, hits.get(number, ()), memory))
    drafts.extend(left_alone(scene, memory, drafts))
    drafts.extend(headlines(scene))
    days = days_of(times)
    claims = tuple([_claim(draft, days, parse) for draft in settle(drafts)])
    return claims, tuple(Problem(code="K1302", span=c.content) for c in claims if c.source is None)


def _with_quotes(parse: Parse, quotes: tuple[Quote, ...]) -> set[int]:
    """Return the numbers of the sentences in which a quotation begins."""
    starts = [sentence.start for sentence in parse.sentences]
    return {max(bisect_left(starts, quote.span.start + 1) - 1, 0) for quote in quotes} if starts else set()


def _claim(draft: Draft, days: tuple[Day, ...], parse: Parse) -> Claim:
    return Claim(
        source=Source(span=draft.source, carried=draft.carried) if draft.source else None,
        via=draft.via,
        content=draft.content,
        cue=draft.cue,
        addressee=draft.addressee,
        manner=draft.manner,
        stance=draft.stance,
        said=said_of(draft, days, parse),
        rule=draft.rule,
    )

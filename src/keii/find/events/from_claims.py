"""Events from claims (発言の力): a demand is a REQUEST, a denial a REJECT, an accusation an ACCUSE."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from operator import itemgetter
from types import MappingProxyType
from typing import NamedTuple

from keii.find.events.answers import acted_before, answerer, asked_in, contradicted, speaker_before
from keii.find.events.args import args_of
from keii.find.events.carried import addressed
from keii.find.events.common import Party
from keii.find.events.counted import CALLS, is_open, reported_of, speaks_only, warns_of_risk
from keii.find.events.cues import Cue
from keii.find.events.fill import first, within
from keii.find.events.ground import Arg, Ground, phrase_at, writers
from keii.find.events.law import bench, court, courtroom, judge
from keii.find.events.media import is_platform
from keii.find.events.nations import rival
from keii.find.events.nouns import party, source_party
from keii.find.events.opposed import opposite
from keii.find.events.other import other_side
from keii.find.events.sides import Pair, both_sides, pair
from keii.find.events.table import Content, contents
from keii.find.events.when import date_of, place_of
from keii.find.events.whom import REPLIES
from keii.records.claim import Claim
from keii.records.event import Event, EventType


class Force(NamedTuple):
    """発言の力: what a claim does, and the row that says so."""

    type: EventType
    rule: str


_ADDRESSED = frozenset(("REQUEST", "THREATEN", "PROTEST", "SUPPORT"))
"""Types done to whom one speaks to."""
_TO = frozenset(("REQUEST", "PROTEST", "THREATEN", "COERCE", "AID", "SANCTION", "CONCEDE"))
_AT = frozenset(("ACCUSE", "SUPPORT"))
"""Types done to their object."""
_ANSWERED = frozenset(("ACCUSE", "PROTEST"))
"""Types that mean who answers them."""
_ALONE = frozenset(("CONCEDE", "THREATEN"))
"""Types that often meet nobody: in gold dev 13 of 39 (2026-11); no other side is guessed for them."""
_BLAMES = re.compile(
    r"(?:の|責任|原因|発端|元凶)は(?P<who>[^。「」、]{1,25}?)(?:のほう|の方)?(?:だ|です|である|にある|にあった)(?:。|$)"
)
"""What lays the blame on somebody: 「撃ったのは隣国の兵だ」と反論した."""
_BLAMED = ("のは", "責任は", "原因は", "発端は", "元凶は")
"""How all of them begin."""
_BLAME = Force("ACCUSE", "claim-blame")
_DISMISS = "reject-求める"
"""The rule of asking a court to turn a suit down: 国は請求の棄却を求めた."""
_DEMAND = Force("REQUEST", "claim-demand")


def claim_events(ground: Ground, cues: Sequence[Cue]) -> tuple[list[Event], frozenset[int]]:
    """Return the events that claims are, and the indexes of the cues that stand in what attributes them."""
    starts = [ground.parse.starts[cue.first] for cue in cues]
    found, used = [], set[int]()
    carriers = {cue.predicate for cue in cues if cue.use == "light" and cue.row.type in ("SANCTION", "COERCE")}
    for index, claim in enumerate(ground.claims):
        if claim.stance == "demand" and phrase_at(ground, claim.cue.start) in carriers:
            continue
        near = range(max(0, bisect_left(starts, claim.cue.start) - 1), bisect_left(starts, claim.cue.end))
        within = [at for at in near if ground.parse.ends[cues[at].last - 1] > claim.cue.start]
        force = force_of(ground, claim, [cues[at] for at in within]) if claim.source else None
        if force is None or reported_of(claim):
            continue
        if speaks_only(ground, claim) or (force.type == "THREATEN" and warns_of_risk(ground, claim)):
            used.update(within)
            continue
        event = _event(ground, index, claim, force)
        if event is not None:
            found.append(event)
        if event is not None and not is_open(event):
            used.update(within)
    return found, frozenset(used)


def _event(ground: Ground, index: int, claim: Claim, force: Force) -> Event | None:
    actor = _speaker(ground, claim)
    if actor is None:
        return None
    at = phrase_at(ground, claim.cue.start)
    sides = (
        both_sides(ground, actor, at) or _joint(ground, claim) or (actor, _recipient(ground, index, at, actor, force))
    )
    actor, recipient = sides
    if recipient is None and force.type == "ACCUSE":
        return None
    return Event(
        type=force.type, actor=actor.text, recipient=recipient.text if recipient else None, anchor=claim.cue,
        date=date_of(ground, at), place=place_of(ground, at), claim=index, rule=force.rule,
    )  # fmt: skip


_OWN_WORD = re.compile(r"(?<!てい)(?:ます|いたします)。?$")
"""How one speaks of what one does: 申し入れます; of others 申し入れました, 求めています."""


def _speaker(ground: Ground, claim: Claim) -> Party | None:
    """Return whose a claim is; in a notice that no longer names its speaker, whose notice it is."""
    if claim.source is None:
        return None
    own = claim.source.carried and _OWN_WORD.search(ground.parse.text, claim.cue.start, claim.cue.end)
    body = writers(ground).body if own else None
    if body is not None:
        return Party(body.entity, body)
    who = source_party(ground, claim.source.span)
    at = phrase_at(ground, claim.cue.start)
    return (bench(ground, at) or who) if judge(ground, who) and claim.stance == "demand" else who


def _joint(ground: Ground, claim: Claim) -> Pair | None:
    """Return the two sides of a joint source: 米中の両政府."""
    source = claim.source.span if claim.source else None
    if source is None or "両" not in ground.parse.text[source.start : source.end]:
        return None
    return pair(ground, phrase_at(ground, source.end - 1))


def force_of(ground: Ground, claim: Claim, cues: list[Cue]) -> Force | None:
    """Return what a claim does; None: plain speech.

    The words of its cue come first (those with a condition before those without), then a demand, then its content.
    """
    text, demand = ground.parse.text, claim.stance == "demand"
    for cue in sorted(cues, key=lambda c: not c.row.near):
        if demand and cue.row.type == "THREATEN":  # やめるよう警告した asks
            continue
        if cue.row.type == "REJECT" and blamed(ground, claim) is not None:
            return _BLAME
        return Force(cue.row.type, cue.row.id)
    if claim.stance == "assert" and blamed(ground, claim) is not None:
        return _BLAME
    row = _first_row("cue", text[claim.cue.start : claim.cue.end])
    if demand and row is None:
        return _DEMAND
    if row is None and claim.stance != "conjecture":
        row = _first_row("content", text[claim.content.start : claim.content.end])
    return Force(row.type, row.id) if row else None


def blamed(ground: Ground, claim: Claim) -> Party | None:
    """Return on whom a claim lays the blame: 「先に手を出したのは野党のほうだ」 -> 野党; None: on nobody."""
    content = ground.parse.text[claim.content.start : claim.content.end]
    if not any(map(content.__contains__, _BLAMED)):
        return None
    match = _BLAMES.search(ground.parse.text, claim.content.start, claim.content.end)
    return party(ground, phrase_at(ground, match.end("who") - 1)) if match else None


def _first_row(where: str, text: str) -> Content | None:
    """Return the first row, in the table's order, whose word stands in a text."""
    rows, pattern = _patterns()[where]
    found = pattern.findall(text)
    return min([rows[word] for word in found], key=itemgetter(0))[1] if found else None


@cache
def _patterns() -> Mapping[str, tuple[Mapping[str, tuple[int, Content]], re.Pattern[str]]]:
    out = {}
    for where in ("cue", "content"):
        rows = {row.word: (n, row) for n, row in enumerate(contents()) if row.where == where}
        longest_first = sorted(rows, key=len, reverse=True)
        out[where] = (MappingProxyType(rows), re.compile("|".join(map(re.escape, longest_first))))
    return MappingProxyType(out)


_PLAIN = re.compile(
    r"述べ|話|言[いうえおっわ]|語|明か|書|投稿|とし|示し|示す|説明|伝え|報じ|強調|主張|コメント|によると|お願い|[(（]"
)
"""Cues of plain speech: what is asked or blamed must then be said of somebody in the content itself."""


def _plain(ground: Ground, claim: Claim) -> bool:
    return _PLAIN.search(ground.parse.text[claim.cue.start : claim.cue.end]) is not None


def _recipient(ground: Ground, index: int, at: int, actor: Party, force: Force) -> Party | None:
    """Return whom a claim meets: who answers it, the one spoken to, a phrase with に対し, then the other side."""
    claim = ground.claims[index]
    if force is _BLAME:
        return blamed(ground, claim)
    answers = answerer(ground, index, actor) if force.type in _ANSWERED else None
    if answers is not None:
        return answers
    if force.type in ("REQUEST", "ACCUSE") and force.rule.startswith("claim-") and _plain(ground, claim):
        return asked_in(ground, claim.content, actor, topic=force.rule == _DEMAND.rule)
    told = source_party(ground, claim.addressee) if claim.addressee and force.type in _ADDRESSED else None
    found = told or _leaning(ground, claim, at, actor, force)
    if found is None and court(actor):
        return courtroom(ground).sued
    if found is None and force.rule == _DISMISS:
        return courtroom(ground).plaintiff
    if found is None and force.type == "ACCUSE" and not force.rule.startswith("claim-"):
        found = asked_in(ground, claim.content, actor, topic=True)
    if found is None and force.type == "REQUEST":
        found = asked_in(ground, claim.content, actor)
    return found or _likely(ground, claim, at, actor, force)


def _leaning(ground: Ground, claim: Claim, at: int, actor: Party, force: Force) -> Party | None:
    """Return whom the phrases of a claim's cue name, or those before it that address somebody."""
    for arg in _outside(ground, claim, at):
        if arg.kind == "toward" or (arg.kind == "dative" and force.type in _TO):
            found = party(ground, arg.phrase)
            if found is not None and found.text != actor.text and not is_platform(found.text):
                return found
    if force.type in _AT and (hit := _object(ground, claim, at, actor)) is not None:
        return hit
    return addressed(ground, at, actor) if force.type in ("REQUEST", "PROTEST") else None


def _object(ground: Ground, claim: Claim, at: int, actor: Party) -> Party | None:
    """Return whom the object of a claim's cue names or is of: 「無責任だ」と隣国の対応を批判した -> 隣国."""
    args = _outside(ground, claim, at)
    return first(ground, args, ("object",), but=actor) or within(ground, args, "object", actor)


def _outside(ground: Ground, claim: Claim, at: int) -> tuple[Arg, ...]:
    """Return the arguments of a claim's cue that do not stand in what is said."""
    said, phrases = claim.content, ground.parse.phrases
    return tuple(a for a in args_of(ground, at) if not said.start <= phrases[a.phrase].start < said.end)


def _likely(ground: Ground, claim: Claim, at: int, actor: Party, force: Force) -> Party | None:
    """Return whom a claim meets that names nobody: by nature, of two countries the other, who spoke or acted before."""
    if force.type in _ALONE:
        return opposite(ground, actor) or rival(ground, actor)
    if force.type == "REJECT":  # 反論・反発 answer somebody; 否定 need not
        if "反" not in ground.parse.text[claim.cue.start : claim.cue.end]:
            return contradicted(ground, at, actor)
        return speaker_before(ground, at, actor) or other_side(ground, at, actor, None)
    if force.rule.endswith(CALLS):
        return None
    found = opposite(ground, actor) or other_side(
        ground, at, actor, claim.content, passing=force.type == "PROTEST" or force.rule.endswith(tuple(REPLIES))
    )
    return found or (acted_before(ground, at, actor) if force.type == "SUPPORT" else None)

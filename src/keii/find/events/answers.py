"""Answers (応答): whom a denial, a protest or a call answers when it does not say — who spoke or acted just before."""

from __future__ import annotations

import re

from keii.find.events.args import kind_of
from keii.find.events.carried import last_topic
from keii.find.events.common import Party
from keii.find.events.ground import Ground, first_of, names_in, phrase_at, sentence_of
from keii.find.events.media import is_media
from keii.find.events.nations import nation_of, rival
from keii.find.events.nouns import party, source_party
from keii.records.span import Span


def foreign_side(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return the country that a denial between states answers: that of who spoke before, else of the clip's two.

    A denial at home (否定した after a newspaper's report) answers nobody in particular: None.
    """
    own = nation_of(ground, actor.text)
    if own is None:
        return None
    other = _foreign_speaker(ground, predicate, own)
    return Party(other, None) if other is not None else rival(ground, actor)


def _foreign_speaker(ground: Ground, predicate: int, own: str) -> str | None:
    """Return the country of the nearest source before a predicate that is not of one's own country."""
    at = ground.parse.phrases[predicate].start
    here = [c.source.span for c in ground.claims if c.cue.end <= at and c.source is not None]
    for span in reversed(here[-_CLAIMS:]):
        found = source_party(ground, span)
        other = nation_of(ground, found.text) if found is not None else None
        if other is not None and other != own:
            return other
    return None


_CLAIMS = 3
"""How many claims back an answer may look."""


def speaker_before(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return the source of the last claim before a predicate that is not the actor's own."""
    at = ground.parse.phrases[predicate].start
    here = [c.source.span for c in ground.claims if c.cue.end <= at and c.source is not None]
    for span in reversed(here[-_CLAIMS:]):
        found = source_party(ground, span)
        if found is not None and not _same_side(found, actor) and not is_media(found.text):
            return found
    return None


_YET = re.compile(r"(?:が|のに対し|に対し|けれども|ものの|一方で?)、?$")
"""How a clause ends that the next one answers: 知事は協力を求めたが、市長は応じなかった."""


def clause_before(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return who acts in the clause before in the same sentence, which the predicate's answers; None: nobody else."""
    phrases, text = ground.parse.phrases, ground.parse.text
    first = first_of(ground, predicate)
    for turn in range(predicate - 1, first, -1):
        p = phrases[turn]
        if p.function != "conjunctive" or ground.rooms[turn] != -1 or _YET.search(text, p.start, p.end) is None:
            continue
        for wanted in ("topic", "subject"):
            for at in range(turn - 1, first - 1, -1):
                found = party(ground, at) if ground.rooms[at] == -1 and kind_of(ground, at)[0] == wanted else None
                if found is not None and not _same_side(found, actor) and not is_media(found.text):
                    return found
    return None


_ANSWER = re.compile(r"[\s　]*(?:これ|それ)に(?:対し|反論|応え|答え)")
"""How a sentence begins that answers the one before."""
_SOON = 3
"""How many claims on the answer may stand."""


def answerer(ground: Ground, claim: int, actor: Party) -> Party | None:
    """Return who answers a claim in the next sentence: 市は「遅すぎた」と批判した。これに対し国は… -> 国."""
    parse = ground.parse
    here = sentence_of(ground, phrase_at(ground, ground.claims[claim].cue.start))
    if here + 1 >= len(parse.sentences) or _ANSWER.match(parse.text, parse.sentences[here + 1].start) is None:
        return None
    after = parse.sentences[here + 1]
    for answer in ground.claims[claim + 1 : claim + 1 + _SOON]:
        if answer.source is not None and after.start <= answer.cue.start < after.end:
            found = source_party(ground, answer.source.span)
            return None if found is None or _same_side(found, actor) else found
    return None


_BUT = re.compile(r".{0,6}?に対し")
"""What sets a speaker against who spoke in the same sentence."""


def contradicted(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return whose word a denial denies: whom its sentence sets against it, or who named the denier shortly before.

    例: 組合は閉じ込められたと主張したのに対し、会社は否定した -> 組合.
    """
    phrases, sentences = ground.parse.phrases, ground.parse.sentences
    at, own = phrases[predicate].start, sentences[sentence_of(ground, predicate)].start
    for claim in reversed([c for c in ground.claims if c.cue.end <= at][-_CLAIMS:]):
        found = source_party(ground, claim.source.span) if claim.source is not None else None
        if found is None or _same_side(found, actor) or is_media(found.text):
            continue
        named = names_in(ground, claim.content.start, claim.content.end)
        opposed = claim.cue.start >= own and _BUT.match(ground.parse.text, claim.cue.end)
        if opposed or any(n.entity == actor.text for n in named):
            return found
    return None


def asked_in(ground: Ground, content: Span, actor: Party, *, topic: bool = False) -> Party | None:
    """Return the one whom a claim's content speaks of: 「国は説明すべきだ」 -> 国.

    Its topic or subject (知事こそ too); else, unless it must be the `topic`, the only one it names; None where that is
    the speaker, or several.
    """
    phrases = ground.parse.phrases
    for at in range(max(0, phrase_at(ground, content.start)), len(phrases)):
        if phrases[at].start >= content.end:
            break
        if phrases[at].content_end <= content.start:
            continue
        stressed = ground.parse.text.startswith("こそ", phrases[at].content_end)
        if stressed or kind_of(ground, at)[0] in ("topic", "subject"):
            found = party(ground, at)
            if found is not None and not _same_side(found, actor):
                return found
    if topic:
        return None
    named = {n.entity: n for n in names_in(ground, content.start, content.end) if n.type != "LOC"}
    others = [n for n in named.values() if not _same_side(Party(n.entity, n), actor)]
    return Party(others[0].entity, others[0]) if len(others) == 1 else None


def _same_side(a: Party, b: Party) -> bool:
    return a.text in b.text or b.text in a.text


def acted_before(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return the topic of the sentence before, when it is somebody else: whom a protest or a call may mean."""
    found = last_topic(ground, predicate)
    return None if found is None or _same_side(found, actor) else found

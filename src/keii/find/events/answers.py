"""Answers (応答): whom a denial, a protest or a call answers when it does not say — who spoke or acted just before."""

from __future__ import annotations

from keii.find.events.args import kind_of
from keii.find.events.carried import last_topic
from keii.find.events.ground import Ground, names_in, phrase_at
from keii.find.events.media import is_media
from keii.find.events.nations import nation_of, rival
from keii.find.events.nouns import Party, party, source_party
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


def asked_in(ground: Ground, content: Span, actor: Party) -> Party | None:
    """Return the one whom a claim's content speaks of: 「国は説明すべきだ」 -> 国.

    Its topic or subject (知事こそ too); else the only one it names; None where that is the speaker, or several.
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
    named = {n.entity: n for n in names_in(ground, content.start, content.end) if n.type != "LOC"}
    others = [n for n in named.values() if not _same_side(Party(n.entity, n), actor)]
    return Party(others[0].entity, others[0]) if len(others) == 1 else None


def _same_side(a: Party, b: Party) -> bool:
    return a.text in b.text or b.text in a.text


def acted_before(ground: Ground, predicate: int, actor: Party) -> Party | None:
    """Return the topic of the sentence before, when it is somebody else: whom a protest or a call may mean."""
    found = last_topic(ground, predicate)
    return None if found is None or _same_side(found, actor) else found

"""The other side (相手): whom an accusation, demand or denial meets when its own phrases do not say.

A visible list of reasons with weights; the best candidate is taken only when its reasons reach `ENOUGH`. The weights
were set by hand on two thirds of gold dev and checked on the rest (2026-11, with its names, times
and claims given: F1 0.33 and 0.31).
"""

from __future__ import annotations

import re

from keii.find.events.args import kind_of
from keii.find.events.common import Party, is_count
from keii.find.events.ground import Ground, first_of, in_title, names_in, phrase_at, sentence_of, title_end
from keii.find.events.lands import countries
from keii.find.events.media import is_media, is_platform
from keii.find.events.nouns import party
from keii.records.name import Name
from keii.records.span import Span

ENOUGH = 2.5
_BACK = 2
"""How many sentences back a candidate may stand."""
_NAMES = 40
"""How many names before a predicate are weighed at most."""
_SPOKEN_OF, _SAME_SENTENCE, _BEFORE, _FARTHER = 3.0, 2.0, 1.0, 0.5  # how near it stands
_SUBJECT, _OBJECT, _PLACE = 1.5, 1.0, -1.5  # how it stands
_MENTION, _MENTIONS = 0.25, 6  # each mention in the clip, up to six
_NO_COUNTRY, _OWNER, _NO_NAME, _HALF = -1.5, -0.5, -2.0, -1.0

Best = tuple[float, int, Party]


def other_side(
    ground: Ground,
    predicate: int,
    actor: Party,
    content: Span | None,
    *,
    passing: bool = False,
    but: tuple[str, ...] = (),
) -> Party | None:
    """Return who most likely stands against the actor at a predicate: whom the claim speaks of, then who is near.

    `passing`: also who is only named once, in a sentence before. `but`: ends of those who are not meant.
    """
    named = _best_name(ground, predicate, actor, content, passing, but)
    common = _best_noun(ground, predicate, actor, content)
    best = max((b for b in (named, common) if b is not None), key=lambda b: b[:2], default=None)
    return best[2] if best else None


def _best_name(
    ground: Ground, predicate: int, actor: Party, content: Span | None, passing: bool, but: tuple[str, ...]
) -> Best | None:
    here = sentence_of(ground, predicate)
    start = ground.parse.sentences[max(0, here - _BACK)].start
    end = max(ground.parse.phrases[predicate].start, content.end if content else 0)
    own = ground.homes.get(actor.text, frozenset())
    best: Best | None = None
    for name in names_in(ground, start, end)[-_NAMES:]:
        if name.type == "LOC" or name.entity in own or _overlap(name.entity, actor.text) or _aside(name):
            continue
        if name.entity.endswith(but) or in_title(ground, name) or (not passing and _in_passing(ground, name, here)):
            continue
        weight = _stand(ground, phrase_at(ground, name.span.start), here, content) + _worth(ground, name)
        if content and content.start <= name.span.start < content.end and _compounded(ground, name):
            weight += _HALF
        if weight >= ENOUGH and (best is None or weight >= best[0]):
            best = (weight, name.span.start, Party(name.entity, name))
    return best


def _in_passing(ground: Ground, name: Name, here: int) -> bool:
    """Say whether a clip names somebody once only, and not in this sentence: one more voice among several."""
    return ground.counts[name.entity] == 1 and sentence_of(ground, phrase_at(ground, name.span.start)) != here


_COURTS = ("裁判所", "地裁", "高裁", "最高裁", "地裁支部")


def _aside(name: Name) -> bool:
    """Say whether a body only tells or judges: nobody's other side unless the words say so."""
    return is_media(name.entity) or is_platform(name.entity) or name.entity.endswith(_COURTS)


def _best_noun(ground: Ground, predicate: int, actor: Party, content: Span | None) -> Best | None:
    """Return the best common noun of the predicate's sentence: 国, 野党, 警察, 知事."""
    phrases, here = ground.parse.phrases, sentence_of(ground, predicate)
    best: Best | None = None
    for at in range(first_of(ground, predicate), predicate):
        if kind_of(ground, at)[0] not in ("subject", "topic", "object", "dative", "toward"):
            continue
        found = None if names_in(ground, phrases[at].start, phrases[at].end) else party(ground, at)
        if found is None or _overlap(found.text, actor.text) or is_count(found.text):
            continue
        if is_platform(found.text):
            continue
        count = ground.counts.get(found.text, 0)
        weight = _stand(ground, at, here, content) + (_MENTION * min(_MENTIONS, count) if count else _NO_NAME)
        if weight >= ENOUGH and (best is None or weight >= best[0]):
            best = (weight, phrases[at].start, found)
    return best


def _stand(ground: Ground, phrase: int, here: int, content: Span | None) -> float:
    """Return what a phrase's place says for it."""
    kind, _ = kind_of(ground, phrase)
    back = here - sentence_of(ground, phrase)
    if content and content.start <= ground.parse.phrases[phrase].content_end - 1 < content.end:
        weight = _SPOKEN_OF
    else:
        weight = _SAME_SENTENCE if back == 0 else _BEFORE - _FARTHER * (back - 1)
    if kind in ("subject", "topic"):
        return weight + _SUBJECT
    if kind in ("dative", "object", "toward"):
        return weight + _OBJECT
    return weight + (_PLACE if kind == "place" else 0.0)


def _worth(ground: Ground, name: Name) -> float:
    """Return what the name itself says for it: how often it stands in the clip, whether it is but a place."""
    weight = _MENTION * min(_MENTIONS, ground.counts[name.entity])
    if name.type == "GPE" and name.entity not in countries():
        weight += _NO_COUNTRY
    at = phrase_at(ground, name.span.start)
    if name.type == "GPE" and kind_of(ground, at)[0] == "genitive":
        weight += _OWNER
    return weight


_COMPOUND = re.compile(r"(?!側|政府|当局|両|首脳|軍|国|氏|など|全|各|自身|議員|陣営)[一-龥ァ-ヶー]{2}")


def _compounded(ground: Ground, name: Name) -> bool:
    """Say whether a name is but the first half of a common noun: 国会軽視, 台湾海峡. A title does not make it one."""
    if name.type == "PER" or title_end(name) != name.span.end:
        return False
    return _COMPOUND.match(ground.parse.text, name.span.end) is not None


def _overlap(a: str, b: str) -> bool:
    return a in b or b in a


_MAIN = 3
"""How often a clip names whom it is about at least."""


def main_side(ground: Ground, actor: Party) -> Party | None:
    """Return whom a clip is about: the person or body it names most of all; None: the actor, or nobody stands out."""
    own = ground.homes.get(actor.text, frozenset())
    seen = {n.entity: n for n in ground.names if n.type in ("PER", "ORG") and not _aside(n)}
    ranked = sorted(seen, key=lambda entity: -ground.counts[entity])
    if (
        not ranked
        or ground.counts[ranked[0]] < _MAIN
        or (len(ranked) > 1 and ground.counts[ranked[0]] == ground.counts[ranked[1]])
    ):
        return None
    best = ranked[0]
    return None if best in own or _overlap(best, actor.text) else Party(best, seen[best])

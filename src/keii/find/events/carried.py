"""Carried (承前): who acts when the predicate's own phrases do not say it."""

from __future__ import annotations

from keii.find.events.args import kind_of
from keii.find.events.ground import FARTHEST, Ground, first_of, sentence_of
from keii.find.events.nouns import Party, is_count, party

_BACK_SENTENCES = 2
"""How many sentences back a carried topic may stand."""


def described(ground: Ground, predicate: int) -> Party | None:
    """Return the participant a relative clause describes: 抗議する市民; 停止を命じた秋田地裁の決定 -> 秋田地裁."""
    phrases = ground.parse.phrases
    p = phrases[predicate]
    if p.function != "adnominal" or p.head < 0:
        return None
    found = party(ground, p.head)
    if found is not None:
        return found
    for at in range(p.head - 1, predicate, -1):
        if phrases[at].function == "genitive" and phrases[at].head == p.head:
            return party(ground, at)
    return None


def outer_topic(ground: Ground, predicate: int) -> Party | None:
    """Return the nearest topic before a predicate in its sentence, or subject reaching over it; else any subject."""
    at = outer_phrase(ground, predicate)
    return party(ground, at) if at is not None else None


def outer_phrase(ground: Ground, predicate: int) -> int | None:
    """Return the phrase of the outer topic; None: the sentence has none that can act."""
    phrases, room = ground.parse.phrases, ground.rooms[predicate]
    nearest = None
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        if ground.rooms[at] not in (room, -1):
            continue
        kind, _ = kind_of(ground, at)
        found = party(ground, at) if kind in ("topic", "subject") else None
        if found is None or is_count(found.text):
            continue
        if kind == "topic" or phrases[at].head > predicate:
            return at
        nearest = at if nearest is None else nearest
    return nearest


def last_topic(ground: Ground, predicate: int) -> Party | None:
    """Return the topic (else the subject) of the nearest sentence before that has one."""
    here = sentence_of(ground, predicate)
    for before in range(here - 1, max(-1, here - 1 - _BACK_SENTENCES), -1):
        sentence = ground.parse.sentences[before]
        for wanted in ("topic", "subject"):
            for at in range(sentence.first_phrase, min(sentence.last_phrase, sentence.first_phrase + FARTHEST)):
                if ground.rooms[at] != -1 or kind_of(ground, at)[0] != wanted:
                    continue
                found = party(ground, at)
                if found is not None and not is_count(found.text):
                    return found
    return None


def addressed(ground: Ground, predicate: int, actor: Party | None) -> Party | None:
    """Return whom a phrase with に対し or に before a predicate addresses, whatever it leans on.

    例: 知事に対し、説明に応じるよう求めた -> 知事.
    """
    for wanted in ("toward", "dative"):
        for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
            if ground.rooms[at] != ground.rooms[predicate] or kind_of(ground, at)[0] != wanted:
                continue
            found = party(ground, at)
            if found is not None and (actor is None or found.text != actor.text):
                return found
    return None

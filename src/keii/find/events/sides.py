"""Sides (両者): the two partners of a joint phrase, of 双方 and 両国, of a treaty; who made an arrest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from keii.find.events.ground import FARTHEST, Ground, names_in
from keii.find.events.joint import joined
from keii.find.events.lands import countries
from keii.find.events.nations import main_pair
from keii.find.events.nouns import Party
from keii.records.name import Name

Pair = tuple[Party, Party]

_BOTH = ("双方", "両国", "両者", "両首脳", "両政府", "両軍", "両社", "両党", "両氏", "両外相", "両大統領", "両陣営")
_PERSONS = ("両首脳", "両氏", "両外相", "両大統領", "両者")
"""Those of them that are persons: never two countries."""
_SIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"PER": ("PER",), "ORG": ("ORG", "GPE"), "GPE": ("GPE", "ORG"), "LOC": ()}
)
"""What kind of name may be the partner of which."""
_JOINING = ("with", "parallel", "genitive", "bare", "other")
_JOINT_PHRASES = 6
"""How many phrases a joint subject may span (アメリカの | 大統領と | ロシアの | 大統領は)."""


def pair(ground: Ground, phrase: int) -> Pair | None:
    """Return the two partners of a joint phrase: AとBは, 日韓両国, アメリカとイランの交渉; None if it names no pair."""
    phrases = ground.parse.phrases
    first = phrase
    while first and phrase - first < _JOINT_PHRASES and phrases[first - 1].function in _JOINING:
        if ground.rooms[first - 1] != ground.rooms[phrase]:
            break
        first -= 1
    named = names_in(ground, phrases[first].start, phrases[phrase].content_end)
    if len(named) < 2:
        return None
    for a, b in pairwise(_heads(ground, named)):
        if a.entity != b.entity and a.type in _SIDES[b.type] and joined(ground, a, b):
            return Party(a.entity, a), Party(b.entity, b)
    return None


def _heads(ground: Ground, found: tuple[Name, ...]) -> list[Name]:
    """Return the names that are not the home of the next: ロシアの大統領 leaves the person."""
    homes = ground.homes
    return [a for a, b in pairwise(found) if a.entity not in homes.get(b.entity, ())] + [found[-1]]


def both_sides(ground: Ground, actor: Party, predicate: int) -> Pair | None:
    """Return whom 双方 and 両国 mean: the last pair named together, else the two countries the clip is about."""
    if not actor.text.startswith(_BOTH):
        return None
    return _named_pair(ground, predicate) if actor.text.startswith(_PERSONS) else last_pair(ground, predicate)


def last_pair(ground: Ground, predicate: int) -> Pair | None:
    """Return the last pair named together before a predicate, else the two countries the clip is about."""
    found = _named_pair(ground, predicate)
    main = main_pair(ground) if found is None else None
    if found is not None:
        return found
    return (Party(main[0], None), Party(main[1], None)) if main else None


def _named_pair(ground: Ground, predicate: int) -> Pair | None:
    for at in range(predicate - 1, max(-1, predicate - FARTHEST), -1):
        if ground.rooms[at] == -1:
            found = pair(ground, at)
            if found is not None:
                return found
    return None


def states(ground: Ground, sides: Pair) -> Pair:
    """Return the states of two persons who sign: treaties bind states. Who has no country signs for himself."""
    homes = []
    for side in sides:
        own = [h for h in ground.homes.get(side.text, ()) if h in countries()]
        if side.name is None or side.name.type != "PER" or len(own) != 1:
            return sides
        homes.append(Party(own[0], None))
    return homes[0], homes[1]

"""Sides (両者): the two partners of a joint phrase, of 双方 and 両国, of a treaty; who made an arrest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import MappingProxyType

from keii.find.events.ground import FARTHEST, Ground, names_in, title_end
from keii.find.events.nouns import Party
from keii.records.name import Name
from keii.tables import names as name_tables

Pair = tuple[Party, Party]

_BOTH = ("双方", "両国", "両者", "両首脳", "両政府", "両軍", "両社", "両党", "両氏", "両外相", "両大統領", "両陣営")
_SIDES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"PER": ("PER",), "ORG": ("ORG", "GPE"), "GPE": ("GPE", "ORG"), "LOC": ()}
)
"""What kind of name may be the partner of which."""
_JOINING = ("with", "parallel", "genitive", "bare", "other")
_JOINT_PHRASES = 6
"""How many phrases a joint subject may span (アメリカの | 大統領と | ロシアの | 大統領は)."""
_JOINT = re.compile(r"(?:[一-龥々ァ-ヶー]{0,12}?|さん|ら)(?:と|・|、|や|及び|および)(?P<rest>.*)")
"""A title at most, a joint, and what follows it."""
_PARENTHESES = re.compile(r"\([^()]*\)")
_AUTHORITIES = (
    "警",
    "署",
    "警察",
    "警視庁",
    "警察本部",
    "地検",
    "検察庁",
    "特捜部",
    "特別捜査部",
    "高検",
    "警察庁",
    "課",
)


def pair(ground: Ground, phrase: int) -> Pair | None:
    """Return the two partners of a joint phrase: AとBは, 日韓両国, アメリカとイランの交渉; None if it names no pair."""
    phrases = ground.parse.phrases
    first = phrase
    while first and phrase - first < _JOINT_PHRASES and phrases[first - 1].function in _JOINING:
        if ground.rooms[first - 1] != ground.rooms[phrase]:
            break
        first -= 1
    found = _heads(ground, phrases[first].start, phrases[phrase].content_end)
    for a, b in pairwise(found):
        if a.entity != b.entity and a.type in _SIDES[b.type] and _joined(ground, a, b):
            return Party(a.entity, a), Party(b.entity, b)
    return None


def _heads(ground: Ground, start: int, end: int) -> list[Name]:
    """Return the names in a stretch that are not the home of the next: ロシアの大統領 leaves the person."""
    found = names_in(ground, start, end)
    homes = [ground.homes.get(n.entity, frozenset()) for n in found[1:]]
    return [a for a, own in zip(found, [*homes, frozenset[str]()], strict=False) if a.entity not in own]


def _joined(ground: Ground, a: Name, b: Name) -> bool:
    """Say whether only a joint stands between two names, titles, homes and parentheses left out."""
    gap = _PARENTHESES.sub("", ground.parse.text[title_end(a) : b.span.start])
    if gap == "":
        return a.type == "GPE" and b.type == "GPE"
    match = _JOINT.match(gap)
    if match is None:
        return False
    rest = match["rest"]
    between = names_in(ground, a.span.end, b.span.start)
    return rest == "" or any(rest.startswith(ground.parse.text[n.span.start : n.span.end]) for n in between)


def both_sides(ground: Ground, actor: Party, predicate: int) -> Pair | None:
    """Return whom 双方 and 両国 mean: the last pair named together, else the two countries the clip is about."""
    return last_pair(ground, predicate) if actor.text.startswith(_BOTH) else None


def last_pair(ground: Ground, predicate: int) -> Pair | None:
    """Return the last pair named together before a predicate, else the two countries the clip is about."""
    for at in range(predicate - 1, max(-1, predicate - FARTHEST), -1):
        if ground.rooms[at] == -1:
            found = pair(ground, at)
            if found is not None:
                return found
    return _main_pair(ground)


def _main_pair(ground: Ground) -> Pair | None:
    """Return the two countries a clip names most, in order of mention; None when a third comes near them."""
    counts = {entity: count for entity, count in ground.counts.items() if entity in countries()}
    ranked = sorted(counts, key=lambda e: -counts[e])
    if len(ranked) < 2 or counts[ranked[1]] < 2 or (len(ranked) > 2 and counts[ranked[2]] >= counts[ranked[1]]):
        return None
    a, b = (e for e in counts if e in ranked[:2])
    return Party(a, None), Party(b, None)


def states(ground: Ground, sides: Pair) -> Pair:
    """Return the states of two persons who sign: treaties bind states. Who has no country signs for himself."""
    homes = []
    for side in sides:
        own = [h for h in ground.homes.get(side.text, ()) if h in countries()]
        if side.name is None or side.name.type != "PER" or len(own) != 1:
            return sides
        homes.append(Party(own[0], None))
    return homes[0], homes[1]


def authority(ground: Ground, predicate: int) -> Party | None:
    """Return the police or prosecutors named nearest before a predicate, else first after it: who made an arrest."""
    at = ground.parse.phrases[predicate].start
    found = [n for n in ground.names if n.type == "ORG" and n.entity.endswith(_AUTHORITIES)]
    before = [n for n in found if n.span.start < at]
    name = before[-1] if before else found[0] if found else None
    return Party(name.entity, name) if name else None


@cache
def countries() -> frozenset[str]:
    """Return the entities of all countries."""
    return frozenset(k.entity for k in name_tables.places() if k.kind == "country")

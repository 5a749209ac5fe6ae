"""Sides (両者): the two partners of a joint phrase, of 双方 and 両国, of a treaty; who made an arrest."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from keii.find.events.common import Party
from keii.find.events.ground import FARTHEST, Ground, in_title, names_in, phrase_at, text_of
from keii.find.events.joint import joined
from keii.find.events.lands import countries
from keii.find.events.nations import main_pair, rival
from keii.find.events.nouns import party
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
    while first and phrase - first < _JOINT_PHRASES and _leads_on(ground, first - 1):
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


def _leads_on(ground: Ground, phrase: int) -> bool:
    """Say whether a phrase may belong to a joint one after it: 甲国と, 甲国及び."""
    function = ground.parse.phrases[phrase].function
    return function in _JOINING or (function == "adverbial" and text_of(ground, phrase).endswith(("及び", "および")))


_FORCES = ("警察", "部隊", "警官隊", "機動隊", "警備隊", "軍", "当局")


def fighters(ground: Ground, phrase: int) -> Pair | None:
    """Return the two of a fight that common nouns name, who is armed by the state first: 支持者と警察が衝突した."""
    phrases, at = ground.parse.phrases, phrase - 1
    if at > 0 and phrases[at].function == "bare" and phrases[at].head == phrase:  # 政府軍と武装組織「青の旗」の
        at -= 1
    if at < 0 or phrases[at].function not in ("with", "parallel") or phrases[at].head not in (at + 1, phrase):
        return None
    a, b = party(ground, at), party(ground, phrase)
    if a is None or b is None or a.text == b.text:
        return None
    return (b, a) if b.text.endswith(_FORCES) and not a.text.endswith(_FORCES) else (a, b)


def _heads(ground: Ground, found: tuple[Name, ...]) -> list[Name]:
    """Return the names that are not the home of the next: ロシアの大統領 leaves the person."""
    homes = ground.homes
    found = tuple(n for n in found if n.type != "GPE" or not in_title(ground, n))
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


_EITHER = ("両社", "両党", "両国", "両政府", "両容疑者", "両被告", "両人")
_LEADERS = ("両首脳", "双方の首脳", "両国首脳", "両国の首脳")
_LEADS = ("大統領", "首相", "国家主席", "主席", "国王", "総書記", "総統")


def first_of_both(ground: Ground, text: str, offset: int) -> str | None:
    """Return the first of the two that a recipient like 両社 stands for; None: they are not named.

    双方 and 両者 alone stay as they are: they mean both at once.
    """
    found = _named_pair(ground, phrase_at(ground, offset)) if text.startswith(_EITHER) else None
    return found[0].text if found else None


def first_leader(ground: Ground, text: str, actor: str | None) -> str | None:
    """Return the first head of a state or government but the actor, whom one meets in 両首脳; None: none is named."""
    if not text.startswith(_LEADERS):
        return None
    heads = [n for n in ground.names if n.type == "PER" and _leads(ground, n) and n.entity != actor]
    return heads[0].entity if heads else None


def _leads(ground: Ground, name: Name) -> bool:
    return name.title is not None and ground.parse.text[name.title.start : name.title.end].endswith(_LEADS)


def states(ground: Ground, sides: Pair) -> Pair:
    """Return the states of two persons who sign or lay down arms: treaties bind states.

    Who has no country signs for himself, unless the clip is about two countries and the other signs for one of them.
    """
    if any(side.name is None or side.name.type != "PER" for side in sides):
        return sides
    a, b = (_state(ground, side) for side in sides)
    if a is not None and b is None and a.text != (other := rival(ground, a) or a).text:
        b = other
    if b is not None and a is None and b.text != (other := rival(ground, b) or b).text:
        a = other
    return sides if a is None or b is None else (a, b)


def _state(ground: Ground, side: Party) -> Party | None:
    own = [h for h in ground.homes.get(side.text, ()) if h in countries()]
    return Party(own[0], None) if len(own) == 1 else None

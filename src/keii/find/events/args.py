"""Arguments (項): the phrases that lean on a predicate, each with its kind."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from keii.find.events.ground import Ground, Kind, first_of, head_word, names_in, title_end


class Arg(NamedTuple):
    """項: one phrase and how it stands to a predicate."""

    kind: Kind
    phrase: int


_TOWARD = frozenset(("対する", "向ける", "向かう", "宛てる"))
_BY = frozenset(("因る", "よる", "依る"))
_ABOUT = frozenset(("巡る", "めぐる", "つく", "付く", "関する", "就く"))
_TAILS: Mapping[str, Kind] = MappingProxyType(
    {
        "に対": "toward", "に向": "toward", "への": "toward", "あて": "toward", "によ": "by", "をめ": "about",
        "を巡": "about", "につ": "about", "に関": "about", "との": "with", "とと": "with", "と共": "with",
        "とは": "with", "とも": "with", "から": "from", "には": "dative", "にも": "dative", "では": "place",
        "でも": "place", "での": "place",
    }
)  # fmt: skip
"""The first two characters of a phrase's particles, where they say more than its function."""
_CLAUSES = frozenset(("predicate", "conjunctive", "quotative", "adnominal"))
_PLAIN: Mapping[str, Kind] = MappingProxyType(
    {
        "subject": "subject", "topic": "topic", "object": "object", "dative": "dative", "direction": "direction",
        "with": "with", "from": "from", "place": "place", "genitive": "genitive",
    }
)  # fmt: skip


def kind_of(ground: Ground, phrase: int) -> tuple[Kind, int]:
    """Return a phrase's kind, and the phrase through which it leans on its head (itself, or the 対して after it)."""
    known = ground.kinds.get(phrase)
    if known is None:
        known = ground.kinds[phrase] = _kind_of(ground, phrase)
    return known


def _kind_of(ground: Ground, phrase: int) -> tuple[Kind, int]:
    p = ground.parse.phrases[phrase]
    kind = _TAILS.get(ground.parse.text[p.content_end : min(p.content_end + 2, p.end)])
    if kind is not None and p.function not in _CLAUSES:
        return kind, phrase
    if p.function == "quotative" and _with_whom(ground, phrase):
        return "with", phrase
    plain = _PLAIN.get(p.function, "other")
    if plain in ("dative", "object") and p.head == phrase + 1:
        word = head_word(ground, phrase + 1)
        if plain == "dative" and word in _TOWARD:
            return "toward", phrase + 1
        if plain == "dative" and word in _BY:
            return "by", phrase + 1
        if word in _ABOUT:
            return "about", phrase + 1
    return plain, phrase


def _with_whom(ground: Ground, phrase: int) -> bool:
    """Say whether a と taken for a quotation's only follows a name: 外相とも."""
    p = ground.parse.phrases[phrase]
    found = names_in(ground, p.start, p.content_end)
    return bool(found) and title_end(found[-1]) == p.content_end


def args_of(ground: Ground, predicate: int) -> tuple[Arg, ...]:
    """Return the phrases before a predicate that lean on it, nearest first; none from a quotation it is not in."""
    phrases, room = ground.parse.phrases, ground.rooms[predicate]
    out = []
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        head = phrases[at].head
        if head != predicate and not (head == at + 1 and phrases[head].head == predicate):
            continue
        if ground.rooms[at] not in (room, -1):
            continue
        kind, through = kind_of(ground, at)
        if phrases[through].head == predicate:
            out.append(Arg(kind, at))
    return tuple(out)

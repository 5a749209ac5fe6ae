"""Arguments (項): the phrases that lean on a predicate, each with its kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from keii.find.events.ground import Arg, Ground, Kind, first_of, head_word, names_in, sentence_of, title_end

_TOWARD = frozenset(("対する", "向ける", "向かう", "宛てる"))
_BY = frozenset(("因る", "よる", "依る"))
_AT = ("おいて", "おける", "於いて", "於ける")
_IN_VIEW_OF = frozenset(
    ("基づく", "基付く", "伴う", "際する", "先立つ", "加える", "比べる", "沿う", "ちなむ", "倣う", "即する", "のっとる")
)
"""Verbs that make に a phrase of the circumstances: 条例に基づき, 撤退に伴い, 会合に先立って."""
_ABOUT = frozenset(("巡る", "めぐる", "つく", "付く", "関する", "就く"))
_TAILS: Mapping[str, Kind] = MappingProxyType(
    {
        "に対": "toward", "に向": "toward", "への": "toward", "あて": "toward", "によ": "by", "をめ": "about",
        "を巡": "about", "につ": "about", "に関": "about", "との": "with", "とと": "with", "と共": "with",
        "とし": "other", "とは": "with", "とも": "with", "から": "from", "には": "dative", "にも": "dative",
        "では": "place", "でも": "place", "での": "place",
    }
)  # fmt: skip
"""The first two characters of a phrase's particles, where they say more than its function."""
_BESIDE = frozenset(("place", "dative", "bare", "adverbial", "from", "until", "genitive"))
"""Phrases that stand between a side and the verb, and that a parse may take for the side's head: 外相と電話で."""
_WITH_DATIVE: tuple[tuple[Kind, frozenset[str]], ...] = (("toward", _TOWARD), ("by", _BY), ("other", _IN_VIEW_OF))
"""What kind に makes with which verbs."""
_SIDES = frozenset(("with", "topic", "subject"))
_STEPS = 4
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
    if p.function == "according":  # によると: a source, not by whom
        return "other", phrase
    function, after = p.function, p.content_end
    if p.end - after > 1 and function not in _CLAUSES:
        kind = _TAILS.get(ground.parse.text[after : after + 2])
        if kind is not None:
            return kind, phrase
    if function in ("quotative", "bare") and _with_whom(ground, phrase):
        return "with", phrase
    if function == "bare" and _heads_line(ground, phrase):
        return "topic", phrase
    plain = _PLAIN.get(function, "other")
    compound = _compound(ground, phrase, plain) if plain in ("dative", "object") and p.head == phrase + 1 else None
    return (plain, phrase) if compound is None else (compound, phrase + 1)


def _compound(ground: Ground, phrase: int, plain: Kind) -> Kind | None:
    """Return what に or を makes with the verb after it: 知事に|対し, 計画を|めぐり, 条例に|基づき; None: nothing."""
    word = head_word(ground, phrase + 1)
    if word in _ABOUT:
        return "about"
    if plain != "dative":
        return None
    if ground.parse.text.startswith(_AT, ground.parse.phrases[phrase + 1].start):
        return "place"
    return next((kind for kind, words in _WITH_DATIVE if word in words), None)


def _heads_line(ground: Ground, phrase: int) -> bool:
    """Say whether a name opens a headline, where 、 stands for は: 日本政府、隣国に抗議."""
    p, parse = ground.parse.phrases[phrase], ground.parse
    if parse.text[p.end - 1] != "、":
        return False
    sentence = parse.sentences[sentence_of(ground, phrase)]
    if sentence.first_phrase != phrase or parse.text[sentence.end - 1] in "。」":
        return False
    found = names_in(ground, p.start, p.content_end)
    return bool(found) and found[-1].type != "LOC"


def _with_whom(ground: Ground, phrase: int) -> bool:
    """Say whether a と taken for a quotation's or for nothing only follows a name: 外相とも."""
    p = ground.parse.phrases[phrase]
    if "と" not in ground.parse.text[p.end - 3 : p.end]:
        return False
    found = names_in(ground, p.start, p.content_end)
    if not found:
        return False
    rest = ground.parse.text[title_end(found[-1]) : p.end].rstrip("、")
    return rest in ("と", "とも", "とは")


def args_of(ground: Ground, predicate: int) -> tuple[Arg, ...]:
    """Return the phrases before a predicate that lean on it, nearest first; none from a quotation it is not in."""
    known = ground.args.get(predicate)
    if known is None:
        known = ground.args[predicate] = tuple(_args_of(ground, predicate))
    return known


def _args_of(ground: Ground, predicate: int) -> Iterator[Arg]:
    phrases, rooms = ground.parse.phrases, ground.rooms
    here = (rooms[predicate], -1)
    for at in range(predicate - 1, first_of(ground, predicate) - 1, -1):
        p = phrases[at]
        if p.head != predicate and (p.head != at + 1 or p.function not in _MAY_REACH):
            continue
        if rooms[at] not in here:
            continue
        kind, through = kind_of(ground, at)
        direct = phrases[through].head == predicate
        beside = kind in _SIDES and phrases[p.head].function in _BESIDE and _reaches(ground, p.head, predicate)
        if direct or beside or _with_object(ground, kind, p.head, predicate):
            yield Arg(kind, at)


def _with_object(ground: Ground, kind: Kind, head: int, predicate: int) -> bool:
    """Say whether に or に対し leans on a predicate's object instead of on it: 会社に|賠償を|求めた."""
    p = ground.parse.phrases[head]
    return kind in ("dative", "toward") and p.function == "object" and p.head == predicate


_MAY_REACH = frozenset(("with", "topic", "subject", "quotative", "bare", "dative", "object"))
"""Functions of phrases that may lean on a predicate through the phrase after them: 知事に対し, 外相と電話で."""


def _reaches(ground: Ground, phrase: int, predicate: int) -> bool:
    """Say whether a phrase leans on a predicate, by itself or through phrases of time, place or means."""
    phrases = ground.parse.phrases
    for _ in range(_STEPS):
        head = phrases[phrase].head
        if head == predicate:
            return True
        if phrases[phrase].function not in _BESIDE or head <= phrase:
            return False
        phrase = head
    return False

"""Participants (当事者): a phrase, or the source of a claim -> the entity it names, or the noun phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from keii.find.events.ground import Ground, names_in, phrase_at, sentence_of, text_of, title_end
from keii.find.events.table import doer_endings
from keii.records.name import Name
from keii.records.span import Span


class Party(NamedTuple):
    """当事者: who, and the name that says so."""

    text: str  #: the entity where there is a name, else the noun phrase
    name: Name | None


_KEEP = ("側", "ら", "政府", "当局", "国", "軍", "さん", "氏", "自身", "両国", "両政府", "首脳", "双方", "など", "(")
"""What may follow a name that still is the actor."""
_QUOTES = "「『（(【〈《"
_NOUN_PHRASE = 24
"""Longest noun phrase taken for a participant, in characters; the longest of gold dev has 22 (2026-11)."""
_NOBODY = frozenset(
    ("人", "者", "客", "親", "子", "方", "機", "員", "官", "道", "都", "府", "船", "艦", "会", "生", "王")
)
"""Nouns too bare to say who."""
_PAPERS = ("調査", "報告", "報告書", "統計", "資料", "記事", "声明", "文書", "発表", "関係", "同士")
"""Ends of nouns that speak but do not act."""
_COUNT = re.compile(r"(?:約|計|およそ|延べ)?[0-9,万千百十一二三四五六七八九]+(?:人|名|社|か国|カ国|団体)")
_PEOPLE = re.compile(r"[0-9]+(?:人|名|社|か国|カ国|団体)$")
_BACK_NAMES = 60
"""How many names back 同社 may point."""


def party(ground: Ground, phrase: int, *, doer: bool = True) -> Party | None:
    """Return the participant a phrase means; None where it can be none (a thing). `doer`: it must be able to act."""
    p = ground.parse.phrases[phrase]
    found = names_in(ground, _start(ground, phrase), p.content_end)
    if found and (not doer or found[-1].type != "LOC"):
        return _named(ground, phrase, found[-1], doer)
    text = noun_phrase(ground, phrase)
    if not text or len(text) > _NOUN_PHRASE or text in _NOBODY or text.endswith(_PAPERS):
        return None
    return _common(ground, text, p.start) or (Party(text, None) if can_act(text) else None)


def source_party(ground: Ground, span: Span) -> Party | None:
    """Return the participant a source's span means: the person or body it ends on, else the noun phrase as it is."""
    text = ground.parse.text[span.start : span.end]
    if not text or text.endswith(_PAPERS):
        return None
    start = _start(ground, phrase_at(ground, span.start)) if ground.parse.text[span.start - 1] == ")" else span.start
    found = [n for n in names_in(ground, start, span.end) if n.type != "LOC"]
    if found:
        tail = ground.parse.text[title_end(found[-1]) : span.end].strip("」』)）】、 ")
        entire = not tail or found[-1].type == "PER" or tail.startswith(_KEEP)
        return Party(found[-1].entity if entire else text, found[-1])
    return _common(ground, text, span.start) or Party(text, None)


def _named(ground: Ground, phrase: int, name: Name, doer: bool) -> Party | None:
    p = ground.parse.phrases[phrase]
    tail = ground.parse.text[title_end(name) : p.content_end].strip("」』)）】、 ")
    if not tail or name.type == "PER" or tail.startswith(_KEEP):
        return Party(name.entity, name)
    if can_act(tail):
        return Party(ground.parse.text[name.span.start : p.content_end].strip("」』)）】、 "), name)
    return None if doer else Party(name.entity, name)


def _start(ground: Ground, phrase: int) -> int:
    """Return where a phrase begins, or the one whose parenthesis or 〜ら it completes: 佐藤(さとう)ら | 4人を."""
    phrases, text = ground.parse.phrases, ground.parse.text
    first = phrase
    own = text[phrases[phrase].start : phrases[phrase].content_end]
    if ")" in own.partition("(")[0]:
        while first and "(" not in text_of(ground, first):
            first -= 1
    if first and phrases[first - 1].function == "bare" and text_of(ground, first - 1).endswith(("ら", "など")):
        first -= 1
    return phrases[first].start


def noun_phrase(ground: Ground, phrase: int) -> str:
    """Return a phrase's content with the の-phrases before it: 県議会の野党系の会派."""
    phrases = ground.parse.phrases
    first = phrase
    while first and phrases[first - 1].head == first and _joins_on(ground, first - 1):
        first -= 1
    text = ground.parse.text[phrases[first].start : phrases[phrase].content_end]
    if not text.endswith(("」", "』", ")", "）")):
        for mark in _QUOTES:
            text = text.rpartition(mark)[2]
    if ")" in text.partition("(")[0]:
        text = text.partition(")")[2].removeprefix("の")
    return text.strip("「」『』、。 　")


def _joins_on(ground: Ground, phrase: int) -> bool:
    return ground.parse.phrases[phrase].function in ("genitive", "parallel") or text_of(ground, phrase) == "うち"


def is_count(text: str) -> bool:
    """Say whether a noun phrase is a bare number of people: 約1200人."""
    return bool(_COUNT.fullmatch(text))


@cache
def can_act(text: str) -> bool:
    """Say whether a common noun can do or suffer a political act, by its end."""
    return text.endswith(doer_endings()) or bool(_PEOPLE.search(text))


def _common(ground: Ground, text: str, before: int) -> Party | None:
    """Return whom a common noun points to: 同社, 知事. None if not exactly one."""
    if text.startswith("同"):
        return _same(ground, text, before)
    short = text.rpartition("の")[2]
    found = ground.titled.get(short, frozenset())
    return Party(next(iter(found)), None) if len(found) == 1 else None


_SAME: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "同氏": ("PER", ""), "同社": ("ORG", ""), "同国": ("GPE", ""), "同省": ("ORG", "省"), "同庁": ("ORG", "庁"),
        "同署": ("ORG", "署"), "同党": ("ORG", "党"), "同課": ("ORG", "課"), "同局": ("ORG", "局"),
        "同委": ("ORG", "会"), "同市": ("GPE", "市"), "同県": ("GPE", "県"), "同町": ("GPE", "町"),
        "同村": ("GPE", "村"), "同州": ("GPE", "州"), "同府警": ("ORG", "府警"), "同県警": ("ORG", "県警"),
        "同地検": ("ORG", "地検"), "同銀行": ("ORG", "銀行"), "同大": ("ORG", "大学"), "同組合": ("ORG", "組合"),
        "同団体": ("ORG", ""), "同紙": ("ORG", "新聞"),
    }
)  # fmt: skip
"""同〜 -> the type and the end of what it points to."""


def _same(ground: Ground, text: str, before: int) -> Party | None:
    """Return the one such name in the nearest sentence before that has any; None if it has two."""
    wanted = _SAME.get(text)
    if wanted is None:
        return None
    here, found = -1, dict[str, Name]()
    at = bisect_left(ground.name_starts, before)
    for name in reversed(ground.names[max(0, at - _BACK_NAMES) : at]):
        if name.type != wanted[0] or not name.entity.endswith(wanted[1]):
            continue
        sentence = sentence_of(ground, phrase_at(ground, name.span.start))
        if here not in (-1, sentence):
            break
        here = sentence
        found[name.entity] = name
    return Party(*next(iter(found.items()))) if len(found) == 1 else None

"""Tables of the events room: the words, their roles, the verbs that carry nouns, the nouns that can act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from keii.records.event import EventType
from keii.tables.load import load

_PACKAGE = "keii.find.events"
_LEAN = frozenset(("する", "ます", "れる", "られる", "いる", "ない"))
"""Morphemes that lean on a word and never close one of ours: 屈する and 科する are one morpheme each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """出来事の語: a row of verbs.tsv; what its columns hold is said at the head of that file."""

    id: str
    type: EventType
    word: str
    near: tuple[str, ...]
    roles: str
    mood: str
    implied: str | None
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Roles:
    """格: which kinds of phrase (see `ground.Kind`) fill the recipient, best first."""

    id: str
    recipient: tuple[str, ...]
    named: tuple[str, ...]  #: kinds that count only by a name within them, or by their owner
    pair: bool  #: a joint subject AとBは gives actor A and recipient B
    law: bool  #: only police, prosecutors, courts and states do it
    example: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Light:
    """支持動詞: a verb that carries an event noun (会談を行う, 攻撃を受ける)."""

    word: str
    particles: tuple[str, ...]  #: を, に or が: what stands between the noun and the verb
    voice: str  #: does: its subject does; gets: its subject receives; happens: the noun is subject; not: it fails
    example: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Vehicle:
    """器: a noun that an event noun describes and whose verb does it (抗議の声明を出す)."""

    word: str
    example: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """発言の力: words of a claim's content or cue that make it an event (事実無根 REJECT, すべきだ REQUEST)."""

    id: str
    type: EventType
    where: str  #: content or cue
    word: str
    example: str
    near_miss: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Doer:
    """動作主: the end of a noun that can act or be acted upon without being a name (〜隊, 政府, 遺族)."""

    ending: str
    example: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Short:
    """略した呼び方: a common noun that means the one body of the clip whose name ends so."""

    word: str
    type: str
    endings: tuple[str, ...]
    example: str
    source: str


@cache
def words() -> Mapping[str, tuple[tuple[str, tuple[Word, ...]], ...]]:
    """Return for each ending of each word what stands before it there and the rows of that word.

    The words that close with a morpheme are found by one look-up of the morpheme: 捜索 -> (家宅, rows of 家宅捜索),
    ("", rows of 捜索). The longest comes first; among a word's rows those with a condition come first.
    """
    by_word: dict[str, list[Word]] = {}
    for row in load(_PACKAGE, "verbs.tsv", Word):
        by_word.setdefault(row.word, []).append(row)
    out: dict[str, list[tuple[str, tuple[Word, ...]]]] = {}
    for word, found in by_word.items():
        for at in range(len(word)):
            if word[at:] in _LEAN:
                continue
            out.setdefault(word[at:], []).append((word[:at], tuple(sorted(found, key=lambda r: not r.near))))
    return MappingProxyType({end: tuple(sorted(v, key=lambda pair: -len(pair[0]))) for end, v in out.items()})


@cache
def heads() -> Mapping[str, tuple[str, ...]]:
    """Return for each ending that is no word of its own what may stand before it: 捜査 -> (強制,)."""
    befores = {end: tuple(before for before, _ in found) for end, found in words().items()}
    return MappingProxyType({end: found for end, found in befores.items() if "" not in found})


@cache
def last_morphemes() -> frozenset[str]:
    """Return what a word or an ending of one can close with: the keys of `words`."""
    return frozenset(words())


@cache
def roles() -> Mapping[str, Roles]:
    """Return the rows of roles.tsv by id."""
    return MappingProxyType({row.id: row for row in load(_PACKAGE, "roles.tsv", Roles)})


@cache
def light_verbs() -> Mapping[str, Light]:
    """Return verb (dictionary form) -> its row."""
    return MappingProxyType({row.word: row for row in load(_PACKAGE, "light.tsv", Light)})


@cache
def vehicles() -> frozenset[str]:
    """Return the nouns that carry an event noun."""
    return frozenset(row.word for row in load(_PACKAGE, "vehicles.tsv", Vehicle))


@cache
def contents() -> tuple[Content, ...]:
    """Return the rows of content.tsv in their order: the first that fits decides."""
    return load(_PACKAGE, "content.tsv", Content)


@cache
def doer_endings() -> tuple[str, ...]:
    """Return the endings of nouns that can act."""
    return tuple(row.ending for row in load(_PACKAGE, "doers.tsv", Doer))


@cache
def short_forms() -> Mapping[str, Short]:
    """Return common noun -> its row."""
    return MappingProxyType({row.word: row for row in load(_PACKAGE, "short.tsv", Short)})

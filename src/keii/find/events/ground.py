"""Ground (足場): a parse with the indexes every step of the events room asks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from keii.find.events.lands import land_of
from keii.find.events.writer import Writers, writers_of
from keii.records.claim import Claim
from keii.records.name import Name
from keii.records.parse import Parse, Phrase
from keii.records.time import Time
from keii.text.brackets import Bracket, brackets

if TYPE_CHECKING:
    from keii.find.events.common import Party

Kind = Literal[
    "subject", "topic", "object", "dative", "direction", "with", "from", "place",
    "toward",  # に対し・に向け・への・に対する
    "by",  # によって・による
    "about",  # をめぐり・について
    "genitive", "other",
]  # fmt: skip
"""格: how a phrase stands to its predicate."""

_FIRST, _FIRST_PHRASE = attrgetter("first"), attrgetter("first_phrase")
_START, _CONTENT_END = attrgetter("start"), attrgetter("content_end")
_SPAN_START, _ENTITY = attrgetter("span.start"), attrgetter("entity")


@dataclass(slots=True)
class Arg:
    """項: one phrase and how it stands to a predicate."""

    kind: Kind
    phrase: int


_QUOTES = frozenset("「『")
_ASIDE = frozenset("(【")
_SHORTEST = 10
"""A quotation of fewer characters is a name or a term, not speech."""
FARTHEST = 60
"""No phrase farther back than this is looked at: the longest sentence of gold dev has 41 phrases (2026-11)."""
_GAP = 14
"""Longest stretch between a home and its person (の国家安全保障担当の補佐官の), in characters."""


class Courtroom(NamedTuple):
    """法廷: who stands before which courts in a clip."""

    courts: tuple[Name, ...]  #: in order, those whose ruling alone is meant left out
    accused: tuple[Name, ...]  #: suspects and defendants, in order
    plaintiff: Party | None  #: who sued, in the suit the clip tells of
    sued: Party | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """足場: what the steps read. Only the last five grow while they do: they remember what `args.kind_of`,
    `args.args_of`, `nouns.party`, `writers` and `law.courtroom` have answered."""

    parse: Parse
    names: tuple[Name, ...]  #: those outside parentheses and datelines, in order
    times: tuple[Time, ...]  #: in order
    claims: tuple[Claim, ...]  #: as they came: `Event.claim` counts in them
    phrase_firsts: tuple[int, ...]  #: first morpheme of each phrase
    sentence_firsts: tuple[int, ...]  #: first phrase of each sentence
    name_starts: tuple[int, ...]  #: first code point of each name
    time_starts: tuple[int, ...]  #: first code point of each time
    contents: tuple[tuple[int, int, int], ...]  #: (start, end, index) of each claim's content, by start
    rooms: tuple[int, ...]  #: for each phrase, the start of the quotation it stands wholly in; -1: none
    counts: Mapping[str, int]  #: entity -> mentions in the clip
    lands: Mapping[str, int]  #: country -> mentions of it and of its bodies
    titled: Mapping[str, frozenset[str]]  #: title, or end of one (大臣), -> the people of the clip who bear it
    homes: Mapping[str, frozenset[str]]  #: entity -> the countries and bodies named as its own (ロシアの大統領)
    heads: Mapping[int, Name]  #: start of a line -> the body or country that heads it: 【青葉署】, ▼青葉署
    kinds: dict[int, tuple[Kind, int]]
    args: dict[int, tuple[Arg, ...]]
    parties: dict[tuple[int, bool], Party | None]
    asked: dict[str, Writers]
    courtrooms: list[Courtroom]


def ground_of(parse: Parse, names: tuple[Name, ...], times: tuple[Time, ...], claims: tuple[Claim, ...]) -> Ground:
    """Return the indexes over one clip's parse and finds."""
    marks, _ = brackets(parse.text, [s.end for s in parse.sentences])
    aside = [b for b in marks if b.mark in _ASIDE and b.closed and b.depth == 0]
    ordered = _outside(sorted(names, key=_SPAN_START), aside)
    in_order = tuple(sorted(times, key=_SPAN_START))
    counts = Counter(map(_ENTITY, ordered))
    whole = {name.span for name in names}
    return Ground(
        parse=parse,
        names=ordered,
        times=in_order,
        claims=claims,
        phrase_firsts=tuple(map(_FIRST, parse.phrases)),
        sentence_firsts=tuple(map(_FIRST_PHRASE, parse.sentences)),
        name_starts=tuple(map(_SPAN_START, ordered)),
        time_starts=tuple(map(_SPAN_START, in_order)),
        contents=tuple(sorted([(c.content.start, c.content.end, i) for i, c in enumerate(claims)])),
        rooms=_rooms(parse.phrases, [b for b in marks if b.mark in _QUOTES and b.closed and b.inner not in whole]),
        counts=counts,
        lands=_lands(counts),
        titled=_titled(parse, ordered),
        homes=_homes(parse, ordered),
        heads=_heads(parse.text, names),
        kinds={},
        args={},
        parties={},
        asked={},
        courtrooms=[],
    )


def writers(ground: Ground) -> Writers:
    """Return who speaks in a notice of one's own; looked up when first asked for."""
    known = ground.asked.get("writers")
    if known is None:
        known = ground.asked["writers"] = writers_of(ground.parse.text, ground.names)
    return known


def _lands(counts: Mapping[str, int]) -> Mapping[str, int]:
    out: dict[str, int] = {}
    for entity, count in counts.items():
        land = land_of(entity)
        if land is not None:
            out[land] = out.get(land, 0) + count
    return out


def _outside(names: list[Name], parentheses: list[Bracket]) -> tuple[Name, ...]:
    """Return the names that do not stand in parentheses: readings, seats and ages are no participants."""
    out, at = [], 0
    for name in names:
        while at < len(parentheses) and parentheses[at].span.end <= name.span.start:
            at += 1
        if at == len(parentheses) or name.span.start < parentheses[at].span.start:
            out.append(name)
    return tuple(out)


def _rooms(phrases: tuple[Phrase, ...], quotes: list[Bracket]) -> tuple[int, ...]:
    """Return for each phrase the start of the outermost quotation that holds its content; -1: none."""
    out, at = [-1] * len(phrases), 0
    for quote in quotes:
        if quote.quotes or quote.span.end - quote.span.start < _SHORTEST:
            continue
        at = bisect_right(phrases, quote.inner.start, lo=at, key=_CONTENT_END)
        while at < len(phrases) and phrases[at].start < quote.inner.end:
            out[at] = quote.inner.start
            at += 1
    return tuple(out)


def _titled(parse: Parse, names: tuple[Name, ...]) -> Mapping[str, frozenset[str]]:
    out: dict[str, frozenset[str]] = {}
    for name in names:
        title = _title(parse, name) if name.type == "PER" else ""
        if title:
            for at in range(max(1, len(title) - 1)):
                out[title[at:]] = out.get(title[at:], frozenset()) | {name.entity}
    return out


_HEAD_MARKS = frozenset("【〔[▼◆■●◇□▽▲・")
_HEAD_CLOSES = frozenset("】〕]　 ")


def _heads(text: str, names: tuple[Name, ...]) -> Mapping[int, Name]:
    """Return the names that head the lines of a digest, marked off by what stands around them."""
    out: dict[int, Name] = {}
    for name in names:
        start, end = name.span.start - 1, name.span.end
        marked = start >= 0 and text[start] in _HEAD_MARKS and (start == 0 or text[start - 1] == "\n")
        if marked and name.type in ("ORG", "GPE") and text[end : end + 1] in _HEAD_CLOSES:
            out[start] = name
    return out


def head_of(ground: Ground, offset: int) -> Name | None:
    """Return the body or country that heads the line of a code point of the text; None: nobody does."""
    return ground.heads.get(ground.parse.text.rfind("\n", 0, offset) + 1) if ground.heads else None


_AFTER_READING = re.compile(r"\([^()]{1,24}\)([一-龥]{2,8})")
"""A title that stands after the reading of a name: 佐藤花子(さとう・はなこ)知事."""


def _title(parse: Parse, name: Name) -> str:
    """Return a person's title as it stands; empty: none."""
    if name.title is not None:
        return parse.text[name.title.start : name.title.end]
    found = _AFTER_READING.match(parse.text, name.span.end)
    return found[1] if found else ""


_HOME_GAP = re.compile(r"の[^はがをと、。「」]*|[一-龥ァ-ヶー・]*")
"""What stands between a home and its person: の外相, nothing (米大統領), a piece of a title; never a joint と."""


def _homes(parse: Parse, names: tuple[Name, ...]) -> Mapping[str, frozenset[str]]:
    """Return for each person or body what the text names as its home: ロシアの大統領, 民和党の委員長."""
    out: dict[str, frozenset[str]] = {}
    for a, b in pairwise(names):
        if b.type not in ("PER", "ORG") or a.type not in ("GPE", "ORG"):
            continue
        gap = parse.text[a.span.end : b.span.start]
        if len(gap) < _GAP and _HOME_GAP.fullmatch(gap):
            out[b.entity] = out.get(b.entity, frozenset()) | {a.entity}
    return out


def phrase_of(ground: Ground, morpheme: int) -> int:
    """Return the index of the phrase a morpheme stands in."""
    return bisect_right(ground.phrase_firsts, morpheme) - 1


def phrase_at(ground: Ground, offset: int) -> int:
    """Return the index of the phrase that holds a code point of the text (or the last before it); -1: none."""
    return bisect_right(ground.parse.phrases, offset, key=_START) - 1


def sentence_of(ground: Ground, phrase: int) -> int:
    """Return the index of the sentence a phrase stands in."""
    return bisect_right(ground.sentence_firsts, phrase) - 1


def first_of(ground: Ground, phrase: int) -> int:
    """Return the first phrase of the sentence a phrase stands in, or the farthest that may have to do with it."""
    firsts = ground.sentence_firsts
    return max(firsts[bisect_right(firsts, phrase) - 1], phrase - FARTHEST)


def names_in(ground: Ground, start: int, end: int) -> tuple[Name, ...]:
    """Return the names that lie within [start, end)."""
    at = bisect_left(ground.name_starts, start)
    stop = bisect_left(ground.name_starts, end, at)
    return tuple([n for n in ground.names[at:stop] if n.span.end <= end]) if at < stop else ()


def names_up_to(ground: Ground, offset: int, most: int) -> tuple[Name, ...]:
    """Return the last names that begin before a code point of the text, at most so many."""
    at = bisect_left(ground.name_starts, offset)
    return ground.names[max(0, at - most) : at]


def in_title(ground: Ground, name: Name) -> bool:
    """Say whether a name only stands in the title of the person right before it: 甲野|内閣府|政務官, 乙野|日本|代表."""
    before = names_up_to(ground, name.span.start, 1) if name.type != "PER" else ()
    return bool(before) and before[0].type == "PER" and before[0].span.end == name.span.start


def title_end(name: Name) -> int:
    """Return where a name with its title ends."""
    return name.title.end if name.title and name.title.start >= name.span.end else name.span.end


def text_of(ground: Ground, phrase: int) -> str:
    """Return a phrase's text."""
    p = ground.parse.phrases[phrase]
    return ground.parse.text[p.start : p.end]


def head_word(ground: Ground, phrase: int) -> str:
    """Return the dictionary form of a phrase's first content word, compound verbs whole: 取りやめた -> 取りやめる."""
    parse, p = ground.parse, ground.parse.phrases[phrase]
    at = p.first
    while at < p.last - 1 and parse.tags[at].startswith(("補助記号", "接頭辞")):
        at += 1
    verb = parse.tags[at].startswith("動詞")
    if verb and at + 1 < p.last and parse.tags[at + 1].startswith("動詞") and parse.lemmas[at + 1] not in _AFTER:
        return parse.surfaces[at] + parse.lemmas[at + 1]
    return parse.lemmas[at]


_AFTER = frozenset(("する", "いる", "ある", "くる", "いく", "おる", "しまう", "なる", "くれる", "もらう", "いただく"))
"""Verbs that follow another and add no meaning of their own."""

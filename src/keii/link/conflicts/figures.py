"""What a figure counts: the words about it, weighted by where they stand, and the names beside it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from keii.link.conflicts.rows import classes, plain, thing_names, things
from keii.link.conflicts.scene import Chunk

HEAD, INNER, ACT, TOPIC, NEAR = 3.0, 2.0, 2.0, 1.5, 0.5
"""Weights by place: the noun a figure leans on, the words of its compound, the verb after it, the sentence's topic,
and what else stands beside it. Two figures meet when they share about a head: set on corpus/stories, 2026-11."""
_FURTHEST = 10  #: chunks looked at before a figure; the topic of a long news sentence stood at most 9 before
_AFTER = 5
_TOPIC = frozenset({"は"})
_ARGUMENT = frozenset({"が", "は", "も", "を"})


@dataclass(slots=True)
class About:
    """数字のまわり: collected while walking; never leaves this room's functions."""

    unit: str
    stated: bool  #: the sentence's point is the figure: 12人だ, 12人と発表した, 12人に上る
    words: dict[str, float] = field(default_factory=dict)
    names: list[int] = field(default_factory=list)  #: indices of names, nearest first
    times: list[int] = field(default_factory=list)  #: indices of times in the same sentence before it
    scope: str | None = None  #: 全国, 世界: wider than the story's place
    relative: bool = False  #: a clause stands right before the figure: 「低高度で消えた1発」
    headed: bool = False  #: a head noun was found
    owner: Chunk | None = None  #: 「防衛省は2発」: whose figure it is
    speaker: Chunk | None = None  #: 「市警は17日、…に修正した」: the sentence's topic, where a name
    part: bool = False  #: うち、残る
    both: bool = False  #: 双方あわせて
    own: bool = False  #: 自国、自軍
    clause: bool = False  #: a clause ended between here and the figure
    crossed: bool = False  #: another clause, with its own predicate, lies between
    passed: bool = False  #: another figure lies between here and the figure
    head: int = -1  #: the chunk the head noun stands in
    waits: bool = False  #: an empty head noun was passed (者, 数): the word before it is the head
    saying: bool = False  #: 「政府の発表の3人」「伝えた3人」: who stands before is whose it is
    leave_out: bool = False  #: 「邦人を含め8人」: the word before 含め is not counted

    def add(self, words: Iterable[str], weight: float) -> None:
        """Note words at a weight; a word keeps its greatest."""
        for word in words:
            self.words[word] = max(weight, self.words.get(word, 0.0))


def about(sentence: Sequence[Chunk], at: int, unit: str, skipped: Collection[int] = ()) -> About:
    """Return what the figure that is chunk `at` of a sentence counts.

    `skipped` are chunks to look past: figures that measure a difference. Chunks that say whose it is count for nothing.
    """
    found = About(unit=unit, stated=sentence[at].tail[:1] in _STATED)
    for n in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        chunk = sentence[n]
        _note_part(found, chunk, at - n)
        found.crossed, found.clause = found.clause, found.clause or chunk.ends_clause
        if chunk.kind == "figure":
            found.passed = found.passed or n not in skipped
            found.clause = found.clause and n not in skipped
        elif chunk.kind == "time":
            found.times.append(chunk.index)
        elif chunk.kind == "name":
            _name(found, sentence, n, at)
        elif not chunk.silent:
            _words(found, sentence, n, at)
        if found.clause and found.passed and found.headed:
            break
    _after(found, sentence, at)
    return found


def content(chunk: Chunk, unit: str) -> tuple[str, ...]:
    """Return the telling words of a chunk: a compound without its counting suffix, things under one name."""
    words, kinds = chunk.words, chunk.kinds
    if not words:
        return ()
    untold, table = _untold(), things(unit)
    if len(words) > 1:
        if words[-1] in plain("joined"):
            words, kinds = (*words[:-2], words[-2] + words[-1]), kinds[:-2] + "N"
        while len(words) > 1 and words[-1] in plain("suffix"):
            words = words[:-1]
    return tuple(
        [
            table.get(word, word)
            for word, kind in zip(words, kinds, strict=False)
            if kind not in "DF" and (word not in untold or word in table)
        ]
    )


@cache
def _untold() -> frozenset[str]:
    return plain("stop") | plain("loose") | plain("side") | plain("empty")


_PART = frozenset({"うち", "残る", "残り", "新た"})
_DIVIDES = frozenset({"別", "歳", "代"})  #: 年代別では, 65歳以上の: of some only
_OWN = frozenset({"自国", "自軍", "我が国", "我が軍", "自陣営", "自社"})
_HOLDS = frozenset({"は", "が", "も", "で", "だけ"})
_INCLUDING = frozenset({"含む", "含める"})
_CONCERNING = frozenset({"付く", "つく", "巡る", "関する"})
_OPEN = ((), ("が",), ("を",), ("は",), ("も",))
"""After such a figure its predicate is still to come: 7人が20日、…解放された; 3回、…会食した."""
_STATED = ((), ("だ",), ("です",), ("と",), ("に",), ("は",), ("で",))
_RELATIVE = (("た",), ("る",), ("居る",))
_VERBAL = frozenset({"為る", "た", "居る", "れる"})
_LIGHT = frozenset({"など", "等", "ら", "だけ", "約", "計", "各", "とも", "の", *_ARGUMENT})


def _note_part(found: About, chunk: Chunk, steps: int) -> None:
    if not found.passed and not plain("scope").isdisjoint(chunk.words):
        found.scope = found.scope or min(plain("scope") & {*chunk.words})
    found.part = found.part or (steps <= 3 and not found.clause and not _PART.isdisjoint((*chunk.tail, *chunk.words)))
    found.part = found.part or (not found.passed and not _DIVIDES.isdisjoint(chunk.words) and chunk.kind == "words")
    if not found.passed:
        found.both = found.both or not plain("both").isdisjoint(chunk.words)
        found.own = found.own or not _OWN.isdisjoint(chunk.words)


def _name(found: About, sentence: Sequence[Chunk], n: int, at: int) -> None:
    """Note a name before the figure: the side counted, the kind of people, or whose figure it is."""
    chunk, after = sentence[n], sentence[n + 1]
    tail, side, last = chunk.tail, False, n
    if not tail and not chunk.gap.strip("・") and after.kind == "words" and not content(after, found.unit):
        tail, side, last = after.tail, "側" in after.words, n + 1
        if after.words[:1] == ("人",) and not found.passed:
            found.add((f"{chunk.words[-1]}人",), INNER)
            return
    nearest = last == at - 1
    if (nearest or found.saying) and not found.headed and found.owner is None:
        found.owner = chunk
    if {"は", "も"} & set(tail) and found.speaker is None:
        found.speaker = chunk
    holds = bool(_HOLDS & set(tail)) and not found.clause
    of_head = "の" in tail and (last + 1 == found.head or (found.waits and not found.crossed))
    if (side or holds or nearest or of_head) and (not found.passed or not found.names):
        found.names.append(chunk.index)


def _words(found: About, sentence: Sequence[Chunk], n: int, at: int) -> None:
    """Note a chunk of words before the figure: whose it is, what is counted, what stands beside it."""
    chunk = sentence[n]
    anyone = _someone(chunk)
    words = () if "".join(chunk.words) in plain("side") else content(chunk, found.unit)
    if _whose_it_is(found, chunk, words, anyone, n == at - 1):
        return
    tail = set(chunk.tail)
    next_to = n == at - 1 and tail <= _LIGHT and not chunk.ends_clause and not chunk.kinds.endswith("V")
    argument = bool(_ARGUMENT & tail) or next_to
    if not words:
        _empty(found, chunk, argument)
        if next_to and found.owner is None and anyone:
            found.owner = chunk
    elif found.leave_out:
        found.leave_out = False
    elif n == at - 1 and not argument and not chunk.ends_clause and chunk.tail[-1:] in _RELATIVE:
        found.add(words[-1:], HEAD if words[-1] in thing_names() else INNER)
        found.relative = True
    else:
        _beside(found, chunk, words, n, argument)


def _someone(chunk: Chunk) -> bool:
    """Say whether a chunk without a name can be whose a figure is: 警察, 市警, 野党側."""
    words = (*chunk.words, "".join(chunk.words))
    return not plain("side").isdisjoint(words) and plain("both").isdisjoint(words)


def _whose_it_is(found: About, chunk: Chunk, words: Sequence[str], anyone: bool, next_to: bool) -> bool:
    """Note 「政府の発表の」 and 「警察が伝えた」 before a figure; say whether the chunk is of that kind."""
    if not found.clause and not plain("saying").isdisjoint(chunk.words) and (next_to or not found.words):
        found.saying = True
        return True
    if not found.saying or found.owner is not None:
        return False
    if (not words and anyone) or ("が" in chunk.tail and not found.headed):
        found.owner = chunk
        return True
    return False


def _empty(found: About, chunk: Chunk, argument: bool) -> None:
    """Note a chunk that says nothing of what is counted but where to look for it."""
    if not found.headed:
        noun = not found.passed and argument and not plain("empty").isdisjoint(chunk.words)
        found.waits = found.waits or noun or not _CONCERNING.isdisjoint(chunk.words)
    found.leave_out = found.leave_out or not _INCLUDING.isdisjoint(chunk.words)


def _beside(found: About, chunk: Chunk, words: Sequence[str], n: int, argument: bool) -> None:
    """Note the words of a chunk at the weight of their place; the first argument before the figure is its head."""
    tail = set(chunk.tail)
    topic = bool(_TOPIC & tail)
    reached = topic or (not found.passed and (found.waits or not found.crossed))
    if not found.headed and reached and (argument or found.waits):
        found.add(words[:-1], INNER)
        found.add(words[-1:], HEAD)
        verbal = found.waits and not argument and (bool(_VERBAL & tail) or chunk.kinds[-1:] == "V")
        found.headed, found.head, found.waits = not verbal, n, verbal
    elif topic:
        found.add(words, TOPIC)
    elif not found.passed and not found.clause:
        found.add(words, TOPIC if "の" in tail else NEAR)


def _after(found: About, sentence: Sequence[Chunk], at: int) -> None:
    chunk = sentence[at]
    weight = HEAD if chunk.tail[:1] == ("の",) else ACT
    open_end = chunk.tail[:1] in _OPEN
    for n in range(at + 1, min(len(sentence), at + 1 + _AFTER)):
        crossing = chunk.ends_clause
        told = found.headed or not thing_names().isdisjoint(found.words)
        crossable = open_end and not told and (n == at + 1 or sentence[n - 1].kind in ("time", "name"))
        if sentence[n].kind == "figure" or (crossing and not crossable) or (chunk.gap.strip() == "" != chunk.gap):
            return
        chunk = sentence[n]
        if chunk.kind != "words" or chunk.silent:
            continue
        words = content(chunk, found.unit)
        if words:
            acts = chunk.tail[:1] == ("為る",) or chunk.kinds[-1:] == "V"
            found.add(words[:-1], min(weight, INNER))
            found.add(words[-1:], HEAD if weight == ACT and words[-1] in thing_names() and not crossing else weight)
            found.add(words[-1:], ACT if acts and weight < ACT and open_end else weight)
            weight = 1.0


def class_words(words: Iterable[str]) -> frozenset[str]:
    """Return the kinds of people among words: 民間人, 兵士, フランス人."""
    table = classes()
    return frozenset(
        table.get(word, word) for word in words if word in table or (len(word) > 2 and word.endswith("人"))
    )

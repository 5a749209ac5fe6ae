"""What a clip says about its names: a surname after the full name, a short form in brackets, the same word again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from keii.find.names.candidate import SHAPE, WEAK, Candidate, resolve
from keii.find.names.people import title_after
from keii.find.names.rows import word_set, words
from keii.find.names.units import Units, word

_SHORT = re.compile(r"[A-Z][A-Za-z]{1,9}|[ァ-ヺー]{2,8}|[一-鿿ァ-ヺー]{2,6}")
_NOT_AGAIN = frozenset({"names.one_character", "names.outlet_short", "names.dateline", "names.shared_head"})
_JOINT = re.compile("[・＝=]")


def abbreviations(
    units: Units, kept: list[Candidate], begin: dict[int, int], finish: dict[int, int]
) -> list[Candidate]:
    """Return the short forms that stand in brackets or beside = after an organisation: 世界保健機関(WHO), NSC=…."""
    out = []
    for one in kept:
        if one.type != "ORG":
            continue
        for at in (_after(units, one, begin), _before(units, one, finish)):
            if at is None or word(units, at) in word_set("not_name"):
                continue
            short = _SHORT.fullmatch(units.text, units.starts[at], units.ends[at])
            if short and _of(units, one, short.group()):
                out.append(Candidate(SHAPE, units.starts[at], units.ends[at], "ORG", "names.abbreviation", one.entry))
    return out


_READ = re.compile(r"\(([ぁ-ゖー]{2,10})\)")


def readings(units: Units, kept: list[Candidate], begin: dict[int, int]) -> Iterator[Candidate]:
    """Yield the reading in brackets right behind a name in characters: 雲母(きらら)さん, 三厩(みんまや)."""
    for one in kept if "(" in units.text else ():
        at = begin.get(one.end)
        if one.type is None or at is None or units.codes[at : at + 1] != "(":
            continue
        match = _READ.match(units.text, one.end)
        if match and match[1] not in word_set("not_reading") and "一" <= units.text[one.end - 1] <= "鿿":
            behind = begin.get(match.end(), len(units.codes))
            title = title_after(units, behind) if one.type == "PER" else None
            yield Candidate(SHAPE, match.start(1), match.end(1), one.type, "names.reading_of", one.entry, title=title)


_LATIN = r"[A-ZÀ-Ž][\w’'.&-]*(?:[ ,]{1,2}(?:[\w&][\w’'.&-]*))*"
_CALLED = "(?:(?:英語?名?|en|原語|正式名称?)[ :：]*)?"
_GLOSS = re.compile(rf"」?\({_CALLED}(?P<gloss>{_LATIN}|[a-z]+\.[a-z]+)(?:、(?P<short>[A-Z][A-Za-z&]+))?\)")
_NO_GLOSS = 4
"""A single word of fewer letters in brackets may be anything: (EV), (km)."""


def glosses(units: Units, kept: list[Candidate], begin: dict[int, int], finish: dict[int, int]) -> Iterator[Candidate]:
    """Yield the Latin spelling in brackets right behind a name: ベイルート(Beirut), 道の連合(英語名:Common Path)."""
    for one in kept if "(" in units.text else ():
        match = _GLOSS.match(units.text, one.end) if one.type else None
        if match is None or units.text[one.start : one.end].isascii():
            continue
        for group in ("gloss", "short"):
            start, end = match.span(group)
            long = end - start >= _NO_GLOSS or (one.type == "ORG" and end - start > 1)
            if start >= 0 and long and start in begin and end in finish:
                yield Candidate(SHAPE, start, end, one.type, "names.gloss", one.entry)


def _of(units: Units, one: Candidate, short: str) -> bool:
    """Say whether a word may shorten a name: in Chinese characters it shares one with it."""
    name = units.text[one.start : one.end]
    return not "一" <= short[0] <= "鿿" or not set(short).isdisjoint(name) or name.isascii()


def _after(units: Units, one: Candidate, begin: dict[int, int]) -> int | None:
    at = begin.get(one.end)
    if at is None or at + 2 >= len(units.codes):
        return None
    if units.codes[at] == "(" and units.codes[at + 2] == ")":
        return at + 1
    return None


def _before(units: Units, one: Candidate, finish: dict[int, int]) -> int | None:
    at = finish.get(one.start)
    if at is None or at == 0 or units.text[units.starts[at]] not in "=＝" or units.codes[at - 1] not in "AxO":
        return None
    return at - 1


def again(units: Units, kept: list[Candidate], begin: dict[int, int], finish: dict[int, int]) -> list[Candidate]:
    """Return `kept` with every other place where one of its names, or a surname or short form of one, stands."""
    known = _spellings(units, kept, begin, finish)
    if not known:
        return kept
    kept = [_linked(units, one, known) for one in _mayors(units, kept, known)]
    starts = [one.start for one in kept]
    out = list(kept)
    for start, end, spelling in _occurrences(units.text, known):
        if start not in begin or end not in finish:
            continue
        near = bisect_left(starts, end) - 1
        model, rule = known[spelling]
        power = WEAK
        if near >= 0 and kept[near].end > start:
            if rule != "names.again" or not _part(kept, near, start, end):
                continue
            power = kept[near].power + 1
        if _stands(units, model, begin[start], finish[end]):
            out.append(model._replace(power=power, start=start, end=end, rule=rule, title=None))
    return resolve(out) if len(out) > len(kept) else kept


def _part(kept: list[Candidate], near: int, start: int, end: int) -> bool:
    """Say whether one name alone touches a span, and is a part of it: 飛騨 in 若飛騨, seen before as a wrestler."""
    one, before = kept[near], kept[near - 1] if near else None
    inside = start <= one.start and one.end <= end and one.end - one.start < end - start
    inside = inside and one.rule != "names.surname"  # 竹原|市長, told apart from 竹原市 by the full name
    return inside and one.type in ("GPE", "LOC", "PER") and (before is None or before.end <= start)


_SEARCHED = 1_000_000
"""Up to this product of spellings and characters searching for each is quicker than building an automaton."""


def _occurrences(text: str, known: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, spelling) of the leftmost longest occurrences, in order, not overlapping."""
    spellings = list(known)
    if len(spellings) * len(text) > _SEARCHED:
        automaton = AhoCorasick(spellings, matchkind=MatchKind.LeftmostLongest)
        yield from ((start, end, spellings[n]) for n, start, end in automaton.find_matches_as_indexes(text))
        return
    found = []
    for spelling in spellings:
        at, size = text.find(spelling), len(spelling)
        while at >= 0:
            found.append((at, -size, spelling))
            at = text.find(spelling, at + 1)
    found.sort()
    done = 0
    for start, minus, spelling in found:
        if start >= done:
            done = start - minus
            yield start, done, spelling


def _mayors(units: Units, kept: list[Candidate], known: dict[str, tuple[Candidate, str]]) -> list[Candidate]:
    """Read 福山市長 as the mayor 福山 where the clip names somebody 福山, else as the mayor of 福山市."""
    out = []
    for one in kept:
        stem = units.text[one.start : one.end - 1]
        if one.type == "GPE" and units.text[one.end : one.end + 1] == "長" and stem in known:
            model, rule = known[stem]
            if model.type == "PER":
                title = (one.end - 1, one.end + 1)
                one = model._replace(start=one.start, end=one.end - 1, rule=rule, title=title)
        out.append(one)
    return out


def _linked(units: Units, one: Candidate, known: dict[str, tuple[Candidate, str]]) -> Candidate:
    """Return a name of the model's that is a surname or short form of another as that: 文化大 after 文化大学."""
    model, rule = known.get(units.text[one.start : one.end], (one, "")) if one.rule == "names.fitted" else (one, "")
    if rule in ("", "names.again") or model.type != one.type:
        return one
    return one._replace(rule=rule, entry=model.entry)


def _stands(units: Units, model: Candidate, first: int, last: int) -> bool:
    """Say whether a spelling seen as a name elsewhere is one here too: not as part of a longer noun."""
    following = units.codes[last + 1 : last + 2]
    before = units.codes[first - 1 : first] if first else ""
    if model.type == "PER":
        if first == last and units.ends[last] - units.starts[first] == 1 and following not in ("t", "h"):
            return False
        return following not in ("g", "l", "s") and before not in ("k", "m", "S")
    return following not in ("g", "l", "k") or model.type == "ORG"


def _spellings(
    units: Units, kept: list[Candidate], begin: dict[int, int], finish: dict[int, int]
) -> dict[str, tuple[Candidate, str]]:
    out: dict[str, tuple[Candidate, str]] = {}
    for one in kept:
        text = units.text[one.start : one.end]
        if one.type is None or len(text) < 2 or one.rule in _NOT_AGAIN:
            continue
        out.setdefault(text, (one, "names.again"))
        if one.type == "PER":
            for surname in _surnames(units, one, text, begin, finish):
                out.setdefault(surname, (one, "names.surname"))
        elif one.type == "ORG":
            for short in shorter(text):
                out.setdefault(short, (one, "names.short_form"))
    return out


def _surnames(units: Units, one: Candidate, text: str, begin: dict[int, int], finish: dict[int, int]) -> Iterator[str]:
    parts = _JOINT.split(text)
    if len(parts) > 1:
        if len(parts[-1]) > 1:
            yield parts[-1]
        return
    first, last = begin.get(one.start), finish.get(one.end)
    if first is not None and last is not None and first < last and units.codes[first] not in "cC":
        yield text[: units.ends[first] - one.start]


def shorter(text: str) -> Iterator[str]:
    """Yield the forms the press shortens an organisation to: 東都大学 -> 東都大."""
    if not text.endswith(_long_heads()):
        return
    for long, shorts in _shortened():
        if text.endswith(long) and len(text) > len(long) + 1:
            for short in shorts:
                yield text[: len(text) - len(long)] + short


@cache
def _long_heads() -> tuple[str, ...]:
    return tuple(long for long, _ in _shortened())


@cache
def _shortened() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the heads that the press shortens, with what they become: 大学 -> 大."""
    return tuple((word.word, tuple(word.gloss.split("/"))) for word in words() if word.kind == "shorten")

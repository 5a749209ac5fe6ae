"""Whose a point is: the claim that gives it, its source under one name, the country the source belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from keii.link.conflicts.rows import countries, homes, plain
from keii.link.conflicts.scene import Named, name_before, named_of, names_in
from keii.records.claim import Claim
from keii.records.name import Name
from keii.records.reading import Reading
from keii.records.span import Span, contains

_EMPTY = re.compile(r"(?:これについて|これに対して?|一方で?)、?|(?:側|ら|など)$")
_SELF = re.compile(r"当(?:社|行|局|庁|省|会|県|市|弁護団)|弊社|本[県市]|私|我が国|[県市町村区]")
"""What a notice calls its own publisher."""
_PUBLIC = re.compile(r"(?:[省庁局署院軍党会]|政府|警|議会|連合|機構|裁判所|大使館|通信|新聞)$")
"""Ends of names that 同社 never means."""
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")
_NEARBY = 12  #: claims looked at for the one around a place: contents nest at most a few deep
_NO_MORE = 4  #: a source such as 同省 or 同社側 is at most this long


@dataclass(frozen=True, slots=True)
class Whose:
    """誰の: a source under one name."""

    source: str | None
    home: str | None
    via: tuple[str, ...]
    said: str | None
    claim: int | None


@dataclass(frozen=True, slots=True)
class Cast:
    """登場者: a reading with its names and claims ready to be looked up."""

    reading: Reading
    places: frozenset[str]  #: countries and places with a government, by entity
    mentions: Mapping[str, tuple[Name, ...]]  #: of each entity, in order
    titled: Mapping[str, frozenset[str]]  #: the entities that stand with a title: 首相 -> the prime minister's
    claims: tuple[tuple[int, int], ...]  #: (start of content, number), ascending
    publisher: str | None  #: the office or company whose own notice the clip is; None for the press
    named: Named  #: the names by place
    sentences: tuple[int, ...]  #: where the sentences begin
    begun: dict[tuple[str, str], str | None]  #: what `begins_with` found
    said: dict[int, Whose]  #: what `whose` found


def cast_of(reading: Reading) -> Cast:
    """Return the cast of a clip."""
    text = reading.clip.text
    mentions: dict[str, list[Name]] = defaultdict(list)
    titled: dict[str, set[str]] = defaultdict(set)
    for name in reading.names:
        mentions[name.entity].append(name)
        if name.title is not None:
            titled[text[name.title.start : name.title.end]].add(name.entity)
    return Cast(
        reading=reading,
        places=frozenset(name.entity for name in reading.names if name.type == "GPE"),
        mentions=MappingProxyType({entity: tuple(names) for entity, names in mentions.items()}),
        titled=MappingProxyType({title: frozenset(entities) for title, entities in titled.items()}),
        claims=tuple(sorted((claim.content.start, n) for n, claim in enumerate(reading.claims))),
        publisher=_publisher(reading.clip.outlet),
        named=named_of(reading),
        sentences=tuple(sentence.start for sentence in reading.sentences),
        begun={},
        said={},
    )


def sentence_at(cast: Cast, start: int) -> int:
    """Return the number of the sentence a place lies in, or the last before it."""
    return max(0, bisect_right(cast.sentences, start) - 1)


def _publisher(outlet: str | None) -> str | None:
    if outlet is None or outlet.endswith(tuple(sorted(plain("media")))):
        return None
    return outlet if outlet.endswith(tuple(sorted(plain("publisher")))) else None


def claim_around(cast: Cast, span: Span) -> int | None:
    """Return the number of the claim with the shortest content around a span; None where there is none."""
    last = bisect_right(cast.claims, (span.start, len(cast.claims)))
    contents = {n: cast.reading.claims[n].content for _, n in cast.claims[max(0, last - _NEARBY) : last]}
    around = [n for n, content in contents.items() if contains(content, span)]
    return min(around, key=lambda n: (contents[n].end - contents[n].start, n)) if around else None


def whose(cast: Cast, n: int | None) -> Whose:
    """Return whose the content of a claim is; without a claim the publisher's, None for the press."""
    if n is None:
        return Whose(cast.publisher, None, (), None, None)
    if n not in cast.said:
        cast.said[n] = _whose(cast, n)
    return cast.said[n]


def _whose(cast: Cast, n: int) -> Whose:
    claim = cast.reading.claims[n]
    via = tuple(_called(cast, span) for span in claim.via)
    home = home_of(cast, _bare(cast, claim.source.span)) if claim.source else None
    return Whose(_source(cast, claim), home, via, claim.said, n)


def _source(cast: Cast, claim: Claim) -> str | None:
    if claim.source is None:
        return cast.publisher
    span = _bare(cast, claim.source.span)
    text = cast.reading.clip.text[span.start : span.end]
    if _SELF.fullmatch(text):
        return cast.publisher or _only(cast, text)
    same = _same_country(cast, span)
    if same is not None:
        return f"{same}{text[2:].removeprefix('の')}"
    pointed = _last_named(cast, span) or meant(cast, span)
    return pointed.entity if pointed else _called(cast, span)


def _only(cast: Cast, kind: str) -> str | None:
    """Return the one 県 or 市 a clip of the press names: 市は15人とみている, in a clip about 灯台市."""
    fit = [place for place in cast.places if place.endswith(kind)] if len(kind) == 1 else []
    return fit[0] if len(fit) == 1 else None


def _bare(cast: Cast, span: Span) -> Span:
    """Return a source without what stands in parentheses after it: 灯台興行(東京都港区)."""
    aside = _ASIDE.search(cast.reading.clip.text[span.start : span.end])
    return Span(span.start, span.start + aside.start()) if aside and aside.start() else span


def _last_named(cast: Cast, span: Span) -> Name | None:
    """Return the last name of a source unless it only describes it: 韓国の専門家 names nobody."""
    inside = names_in(cast.named, span)
    if not inside:
        return None
    last = max(inside, key=lambda name: (name.span.end, name.span.start))
    return None if "の" in cast.reading.clip.text[last.span.end : span.end] else last


def _same_country(cast: Cast, span: Span) -> str | None:
    """Return the country 同国 means at the head of a source: the last one named before; None for other sources."""
    if not cast.reading.clip.text.startswith(("同国", "同州", "同県", "同市"), span.start):
        return None
    for name in reversed(names_in(cast.named, Span(0, span.start))):
        home = name.entity if name.type == "GPE" else begins_with(cast, name)
        if home:
            return home
    return None


def meant(cast: Cast, span: Span) -> Name | None:
    """Return the mention a source without a name points to: 同省 the last 省 named before, a bare 首相 the only one.

    None where there is none, or where more than one could be meant.
    """
    text = cast.reading.clip.text
    said = text[span.start : span.end]
    if said.startswith("同") and len(said) <= _NO_MORE:
        own = said in ("同社", "同社側")
        for name in reversed(names_in(cast.named, Span(0, span.start))):
            written = text[name.span.start : name.span.end]
            if name.type == "ORG" and (not _PUBLIC.search(written) if own else written.endswith(said[1:])):
                return name
        return None
    entities = cast.titled.get(said, frozenset())
    return cast.mentions[min(entities)][0] if len(entities) == 1 else None


def _called(cast: Cast, span: Span) -> str:
    inside = names_in(cast.named, span)
    text = cast.reading.clip.text[span.start : span.end]
    if inside and inside[-1].span == span:
        return inside[-1].entity
    return _EMPTY.sub("", text) or text


def home_of(cast: Cast, span: Span) -> str | None:
    """Return the country a source belongs to, as the clip shows it; None where it shows none.

    「キルギスの保健省」 and 「キルギス国境警備局」 are of キルギス: by a name in the source, one its name begins
    with, one before の, one that stands with the same name elsewhere in the clip.
    """
    same = _same_country(cast, span)
    if same is not None:
        return same
    inside = names_in(cast.named, span)
    pointed = meant(cast, span) if not inside else None
    if pointed is not None:
        return home_of(cast, pointed.span)
    for name in inside:
        home = name.entity if name.type == "GPE" else begins_with(cast, name)
        if home is not None:
            return home
    known = (homes().get(name.entity) for name in inside)
    return _before(cast, span) or _elsewhere(cast, inside) or next(filter(None, known), None)


def begins_with(cast: Cast, name: Name) -> str | None:
    """Return the place a name begins with: キルギス国境警備局 -> キルギス; the longest, None where there is none."""
    if name.type != "ORG":
        return None
    both = name.entity, cast.reading.clip.text[name.span.start : name.span.end]
    if both not in cast.begun:
        cast.begun[both] = _begins_with(cast, *both)
    return cast.begun[both]


def _begins_with(cast: Cast, entity: str, written: str) -> str | None:
    for end in range(max(len(entity), len(written)) - 1, 0, -1):
        for begin in (entity[:end], written[:end]):
            if begin in cast.places:
                return begin
            if end > 1 and begin in countries():
                return countries()[begin]
    return None


def _before(cast: Cast, span: Span) -> str | None:
    """Return the place right before a source with の: キルギスの|保健省, タジキスタン国境警備隊の|ナザロフ報道官."""
    if not cast.reading.clip.text.startswith("の", span.start - 1):
        return None
    name = name_before(cast.named, span.start - 1)
    if name is None:
        return None
    return name.entity if name.type == "GPE" else begins_with(cast, name) or homes().get(name.entity)


def _elsewhere(cast: Cast, inside: tuple[Name, ...]) -> str | None:
    """Return the place that stands with の or alone before another mention of the same name in the clip."""
    for wanted in inside:
        for name in cast.mentions[wanted.entity][:_NEARBY]:
            if home := _before(cast, name.span) or _beside(cast, name):
                return home
    return None


def _beside(cast: Cast, name: Name) -> str | None:
    """Return the place right before a person's name: 米|ウィルソン大統領."""
    ahead = name_before(cast.named, name.span.start) or name_before(cast.named, name.span.start - 1)
    return ahead.entity if ahead is not None and ahead.type == "GPE" else None

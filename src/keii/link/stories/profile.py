"""A clip as the story room sees it: its most telling words and names, weighted, and its day."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import log, sqrt
from sys import maxsize

from keii.link.stories.words import common, country, rarity, telling
from keii.records.gist import Gist
from keii.records.name import Name
from keii.records.reading import Reading
from keii.tables.names import organisations, suffixes

MOST_WORDS = 80
"""Most telling words kept of a clip: of 40, 80, 160 the least that separated the bundled stories as well as all words
did (2026-11, 80 news texts of 16 stories beside 96 others)."""
LEAD, LEAD_ENDS = 1.5, 30
"""What a word of the first sentence counts for, and the code point from which a sentence's end is the lead's: headlines
and datelines are shorter. 1, 1.5, 2 and 3 had 12, 8, 8 and 10 of 5,107 pairs of clips wrong (2026-11)."""
SHORTEST = 8.0
"""Length below which a vector is not stretched to 1, about that of one word no article has: a clip of nothing but
「続きは会員限定です」 is not the like of another."""
_MUTE = frozenset({"outlet", "title"})
_NOWHERE = (maxsize, maxsize, "")
_RARE = 5.5
"""Rarity of a word that fewer than 1 in 240 articles hold: 製紙 is, 防衛 and 委員 are not."""
_MEDIA = frozenset({"newspaper", "newsagency", "broadcaster", "outlet"})
_KATAKANA = re.compile(r"[ァ-ヺー]{2,}")
_MEDIA_ENDS = ("新聞", "新聞社", "通信", "通信社", "テレビ", "放送", "ニュース", "新報", "日報", "タイムス", "タイムズ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """輪郭: what a clip is about. `words` and `names` are vectors of length 1, or less where little is told."""

    clip: str  #: the clip's id
    day: date | None  #: its publication; None: not known
    words: Mapping[str, float]  #: content word -> weight, those of names among them
    names: Mapping[str, float]  #: word of a name -> weight: 対馬, not 対馬市; who and where, not what


def profile_of(reading: Reading, gist: Gist) -> Profile:
    """Return the profile of a clip. Its outlet, media it names but once, and titles tell nothing of its matter."""
    words: dict[str, float] = defaultdict(float)
    names: set[str] = set()
    lead = next((s.end for s in reading.sentences if s.end >= LEAD_ENDS), 0)
    spans = iter(_spans(reading))
    begin, end, place = next(spans, _NOWHERE)
    for word, kind, start in zip(gist.words, gist.kinds, gist.starts, strict=True):
        while end <= start:
            begin, end, place = next(spans, _NOWHERE)
        if not telling(word, kind):
            continue
        counts = LEAD if start < lead else 1.0
        if begin > start:
            if kind == "P":
                names.add(word)
                words[word] += counts
            else:
                words[common(word)] += counts
        elif place not in _MUTE and (kind == "P" or place == "person" or _own(word)):
            word = word if place == "person" else country(word)
            names.add(word)
            words[word] += counts
    names = names or {word for word in words if _coined(word)}
    return Profile(
        clip=reading.clip.id,
        day=reading.clip.published,
        words=_unit([(word, (1 + log(count)) * rarity(word)) for word, count in words.items()]),
        names=_unit([(word, rarity(word)) for word in names]),
    )


def cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return the cosine of two vectors of a profile, 0 to 1."""
    few, many = (one, other) if len(one) <= len(other) else (other, one)
    return sum(weight * many[word] for word, weight in few.items() if word in many)


def _spans(reading: Reading) -> list[tuple[int, int, str]]:
    """Return where names and the titles that lean on them stand, in order of text, with what they are: "outlet",
    "title", "person", or "name" of anything else."""
    outlets = _outlets(reading)
    names = [(name.span.start, name.span.end, _place(name, outlets)) for name in reading.names]
    titles = [(name.title.start, name.title.end, "title") for name in reading.names if name.title]
    return sorted(names + titles)


def _place(name: Name, outlets: frozenset[str]) -> str:
    if name.entity in outlets:
        return "outlet"
    return "person" if name.type == "PER" else "name"


def _own(word: str) -> bool:
    """Say whether a word inside a name is its own: 北陸 of 北陸製紙, not 製紙, nor 委員 of 選挙管理委員会."""
    if word in _heads():
        return False
    return bool(_KATAKANA.fullmatch(word)) or (len(word) > 1 and rarity(word) >= _RARE)


@cache
def _heads() -> frozenset[str]:
    """Return the words that names of organisations and places end in: 電機, 製薬, 銀行, 半島."""
    return frozenset(row.suffix for row in suffixes())


def _coined(word: str) -> bool:
    """Say whether a word may be a name that was not found as one: three katakana or more that no article holds."""
    return len(word) > 2 and rarity(word) == rarity("") and bool(_KATAKANA.fullmatch(word))


def _outlets(reading: Reading) -> frozenset[str]:
    """Return the names of the clip's own outlet (青葉新聞デジタル of 青葉新聞, too) and of media named once only: a
    credit, not the matter."""
    often = Counter(name.entity for name in reading.names if name.type == "ORG")
    own = reading.clip.outlet or ""
    once = {entity for entity, count in often.items() if count == 1 and _media(entity)}
    return frozenset(once | {own} | {entity for entity in often if own and entity.startswith(own)})


def _media(entity: str) -> bool:
    return entity in _known_media() or entity.endswith(_MEDIA_ENDS)


@cache
def _known_media() -> frozenset[str]:
    return frozenset(row.entity for row in organisations() if row.kind in _MEDIA)


def _unit(weights: Iterable[tuple[str, float]]) -> dict[str, float]:
    heaviest = sorted((-weight, word) for word, weight in weights if weight > 0)[:MOST_WORDS]
    length = max(SHORTEST, sqrt(sum(weight * weight for weight, _ in heaviest)))
    return {word: round(-weight / length, 4) for weight, word in heaviest}

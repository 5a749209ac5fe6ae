"""Which thing a name means: one full name for all its spellings in the clip, where there is one candidate."""

from __future__ import annotations

import re
from collections.abc import Iterator

from keii.find.names.candidate import Candidate
from keii.find.names.lexicon import lexicon
from keii.find.names.spread import shorter
from keii.find.names.units import Units, word
from keii.records.problem import Problem
from keii.records.span import Span

_JOINT = re.compile("[・＝=]")
_INSIDE = re.compile("\\([ぁ-んァ-ヺー・]+\\)")
_FOLD = (
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ヴ", "ブ"),
    ("ー", ""),
    ("・", ""),
    ("＝", ""),
)
_KANA = re.compile("[ぁ-んァ-ヺ]")
_HEADS = "都道府県市区町村州郡"
_ANYONES = frozenset({"氏", "さん", "君", "様", "ら", "選手", "容疑者", "被告", "議員", "両氏"})
Aliases = dict[tuple[str, str], dict[str, None]]


def entities(units: Units, kept: list[Candidate], begin: dict[int, int]) -> tuple[list[str], list[Problem]]:
    """Return the entity of each name, and a K1301 where a short form could mean more than one of the clip's names."""
    own = [_own(units, one, begin) for one in kept]
    same = _same(units, kept, own)
    own = [same.get(entity, entity) if entity else None for entity in own]
    aliases = _aliases(units, kept, own, same)
    titles = _titles(units, kept, own)
    out, problems = [], []
    for one, entity in zip(kept, own, strict=True):
        text = units.text[one.start : one.end]
        known = aliases.get((one.type or "", text), {})
        known = {other: None for other in known if other != text} or known
        if entity is None and len(known) > 1 and one.type == "PER":
            known = _titled(units, one, known, titles)
        if entity is None and len(known) == 1:
            entity = next(iter(known))
        elif entity is None and len(known) > 1:
            problems.append(Problem(code="K1301", span=Span(one.start, one.end), args=(text,)))
        sure = one.entry and one.type != "PER" and not known
        out.append(entity or (one.entry.entity if one.entry and sure else text))
    return out, problems


def _titles(units: Units, kept: list[Candidate], own: list[str | None]) -> dict[str, set[str]]:
    """Return the titles that the clip gives those it names in full; honorifics, which anyone may have, are left out."""
    out: dict[str, set[str]] = {}
    for one, entity in zip(kept, own, strict=True):
        if entity and one.title:
            title = units.text[one.title[0] : one.title[1]]
            if title not in _ANYONES:
                out.setdefault(entity, set()).add(title)
    return out


def _titled(units: Units, one: Candidate, known: dict[str, None], titles: dict[str, set[str]]) -> dict[str, None]:
    """Return those of several people whom a surname with its title may mean: those the clip gives that title; else
    those it gives none, as all the others have another. キム総書記, beside キム・ヨンボク副総参謀長."""
    title = units.text[one.title[0] : one.title[1]] if one.title else ""
    if not title or title in _ANYONES:
        return known
    same = {entity: None for entity in known if title in titles.get(entity, ())}
    return same or {entity: None for entity in known if entity not in titles} or known


def _same(units: Units, kept: list[Candidate], own: list[str | None]) -> dict[str, str]:
    """Return what the clip itself says is one thing: name (reading), 正式名(略称); spelling -> the fuller one."""
    out: dict[str, str] = {}
    for (a, one), (b, two) in zip(zip(kept, own, strict=True), zip(kept[1:], own[1:], strict=True), strict=False):
        if a.type != b.type or b.start - a.end > (_GLOSS if b.rule == "names.gloss" else 1):
            continue
        first, second = one or units.text[a.start : a.end], two or units.text[b.start : b.end]
        first = out.get(first, first)
        reading = "names.reading" in (a.rule, b.rule)
        if reading and _KANA.match(first) and not _KANA.match(second):
            out[first] = second
        elif reading or b.rule in ("names.abbreviation", "names.gloss"):
            out[second] = first
        elif a.rule == "names.abbreviation":
            out[first] = second
    return out


_GLOSS = 8
"""How many code points a Latin spelling stands behind its name at most: 」(英語名:."""


def _own(units: Units, one: Candidate, begin: dict[int, int]) -> str | None:
    """Return the entity a name shows by itself: its row's, its full form; None for a short form."""
    text = units.text[one.start : one.end]
    first = begin.get(one.start)
    if one.type == "ORG" and first is not None:
        country = _country(units, one, first)
        if country:
            return country
    if one.entry and one.entry.kind in ("ward", "town") and first is not None:
        return _ward(units, one, first)
    if one.entry and not (one.entry.code in "QW" and one.type == "PER") and one.entry.kind != "organ":
        return one.entry.entity
    if one.type == "PER" and (_JOINT.search(text) or "(" in text):
        return _INSIDE.sub("", text)
    if one.type == "PER" and first is not None and units.ends[first] < one.end:
        return text
    return None


def _ward(units: Units, one: Candidate, first: int) -> str:
    """Return which 中区 is meant: that of the city before it, or the only one there is; else the word itself."""
    known = list(dict.fromkeys(e.entity for e in units.entries[first] if e.type == one.type))
    ward = word(units, first)
    city = word(units, first - 1) if first and units.codes[first - 1] == "G" else ""
    if city.endswith("市") and ward.endswith("区"):
        return city + ward
    return known[0] if len(known) == 1 else ward


def _country(units: Units, one: Candidate, first: int) -> str | None:
    """Return 「country + organ」 for 露外務省 and for 外務省 in ロシアの外務省."""
    if units.codes[first] in "cC" and units.ends[first] < one.end:
        return units.entries[first][0].entity + units.text[units.ends[first] : one.end]
    of = units.codes[first - 2 : first] if first > 1 else ""
    if units.codes[first] == "M" and of in ("Co", "co"):
        country = units.entries[first - 2][0].entity
        if not one.entry or one.entry.where != country:
            return country + units.text[one.start : one.end]
    return None


def _aliases(units: Units, kept: list[Candidate], own: list[str | None], same: dict[str, str]) -> Aliases:
    """Return for each short form that needs it the entities whose short form it is."""
    texts = [(one.type or "", units.text[one.start : one.end]) for one in kept]
    wanted = {text for text, entity in zip(texts, own, strict=True) if entity is None}
    kinds = {kind for kind, _ in wanted}
    out: Aliases = {}
    folded: dict[str, str] = {}
    for (kind, text), entity in dict.fromkeys(zip(texts, own, strict=True)):
        if kind not in kinds or (kind == "PER" and not entity):
            continue
        whole = folded.setdefault(_fold(entity), entity) if kind == "PER" and entity else entity
        for alias in (text, *_short_forms(kind, text)):
            if (kind, alias) in wanted:
                out.setdefault((kind, alias), {}).setdefault(whole or same.get(text, text))
    return out


def _short_forms(kind: str, text: str) -> Iterator[str]:
    if kind == "PER":
        parts = _JOINT.split(text)
        if len(parts) > 1:
            yield parts[-1]
            yield parts[0]
        else:
            yield from (text[:n] for n in range(1, len(text)))
            yield from (text[n:] for n in range(1, len(text)))
    elif kind == "ORG":
        yield from shorter(text)
        yield from _without_country(text)
    elif kind == "GPE" and text[-1] in _HEADS and len(text) > 2:
        yield text[:-1]


_LONGEST_COUNTRY = 24
"""Characters of the longest name of a country in the tables, of Libya until 2011."""


def _without_country(text: str) -> Iterator[str]:
    """Yield the bare organ of a country's: 国防省 for ロシア国防省."""
    lex = lexicon()
    for at in range(1, min(len(text) - 1, _LONGEST_COUNTRY + 1)):
        country = lex.number.get(text[:at], -1)
        if country >= 0 and lex.codes[country] in "Cc":
            organ = lex.number.get(text[at:], -1)
            if organ >= 0 and lex.codes[organ] == "M":
                yield text[at:]


def _fold(name: str) -> str:
    for old, new in _FOLD:
        name = name.replace(old, new)
    return name

"""Are two names those of one thing: reasons with points, and the choice they lead to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from keii.link.entities import people, things
from keii.link.entities.offices import of_state, plain, walk
from keii.link.entities.places import other_place, where
from keii.link.entities.shapes import Shape, is_namesake, shape
from keii.records.entity import Known, Persona
from keii.records.evidence import Evidence

ENOUGH = 3.0
"""Points that make a clip's name a thing the dossier has."""
CLEAR = 1.0
"""Points by which the best must be ahead of the second: exactly one candidate or none."""
POINTS = MappingProxyType(
    {
        "same row": 6.0, "same name": 4.0, "spelling": 2.5, "same surname": 2.0, "surname": 2.0, "common name": 2.0,
        "short form": 3.0, "credit form": 3.0, "short common name": 2.0, "without its tail": 2.0,
        "without its place": 2.0, "near surname": 1.5, "sounds": 1.0,
    }
)  # fmt: skip
SAME_STORY, SAME_OFFICE, SAME_TITLE, OTHER_TITLE, OTHER_WALK, NAMESAKE = 1.5, 1.0, 0.5, -0.5, -1.5, -1.5
"""Points for what `reasons` finds. Set by hand on the bundled stories and the cases of tests/link/entities, so that a
whole name is enough by itself, a part of one only in the same story, a surname also with the same office of state; and
that people of other walks of life (首相, 容疑者) need their whole name and the same story (2026-11)."""
_SURE = frozenset({"same row", "same name", "short form", "credit form"})
"""What makes two names those of one thing wherever they stand."""
_TYPES = {("GPE", "LOC"), ("LOC", "GPE")}
_KEPT = 1 << 13  # things whose looks are kept at hand: some 10 MB
_COURTESY = frozenset(
    {"氏", "さん", "君", "様", "ら", "側", "両氏", "容疑者", "被告", "選手", "代表", "社長", "会長", "議員"}
)
"""Titles too many people have to tell one from another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """選択: the thing a clip's name means."""

    entity: int | None  #: None: a new one
    reasons: tuple[Evidence, ...]  #: for the one chosen; for a new one, those of the nearest
    bridged: tuple[int, ...] = ()  #: other things that this clip shows to be the same one
    unsure: tuple[int, ...] = ()  #: candidates between which nothing decides


def choose(persona: Persona, known: Sequence[Known]) -> Choice:
    """Return which of the things that may fit a clip's name means."""
    mine = _looks(persona.forms, persona.type)
    told: list[tuple[tuple[Evidence, ...], Known]] = []
    nothing: Known | None = None  # the first of those with which it has nothing in common: they are all alike
    for thing in known:
        theirs = _looks(thing.forms, thing.type)
        why = () if mine.sought.isdisjoint(theirs.found) else tuple(_reasons(persona, mine, thing, theirs))
        if why:
            told.append((why, thing))
        elif nothing is None or thing.number < nothing.number:
            nothing = thing
    if nothing is not None:
        told.append(((), nothing))
    return _chosen(told)


def _chosen(told: Sequence[tuple[tuple[Evidence, ...], Known]]) -> Choice:
    ranked = sorted(((score(why), why, thing) for why, thing in told), key=lambda r: (-r[0], r[2].number))
    good = [(points, why, thing) for points, why, thing in ranked if points >= ENOUGH]
    if not good:
        return Choice(entity=None, reasons=ranked[0][1] if ranked else ())
    best, why, thing = good[0]
    sure = tuple(t.number for p, w, t in good[1:] if _whole(w))
    rivals = [t.number for p, w, t in good[1:] if best - p < CLEAR and t.number not in sure]
    if rivals and not _whole(why):
        return Choice(entity=None, reasons=why, unsure=(thing.number, *rivals))
    return Choice(entity=thing.number, reasons=why, bridged=sure if _whole(why) else ())


def score(why: Sequence[Evidence]) -> float:
    """Return the points of some reasons."""
    return sum(reason.weight for reason in why)


def reasons(persona: Persona, thing: Known) -> Iterator[Evidence]:
    """Yield what speaks for and against a clip's name meaning a thing; nothing where the names have nothing in common
    or show that there are two."""
    mine, theirs = _looks(persona.forms, persona.type), _looks(thing.forms, thing.type)
    yield from _reasons(persona, mine, thing, theirs)


@dataclass(frozen=True, slots=True)
class _Looks:
    """見かけ: the spellings of a thing worked out for comparing, and marks to pass over quickly what is not like it."""

    shapes: tuple[Shape, ...]
    found: frozenset[str]  #: marks by which it is found
    sought: frozenset[str]  #: two things have nothing in common where none of these is among the other's `found`


@lru_cache(_KEPT)
def _looks(forms: tuple[str, ...], type_: str) -> _Looks:
    """Return the looks of a thing of a type. Marks are what `_common` begins with: type, first and last character,
    row of the tables, and for persons the other script."""
    shapes = tuple(one for one in (shape(form, type_) for form in forms) if one.key)
    kind = "GPE" if type_ == "LOC" else type_
    marks = {f"{kind}{mark}" for s in shapes for mark in (f"<{s.key[0]}", f">{s.key[-1]}", f"={s.known or ''}")}
    marks.discard(f"{kind}=")
    scripts = {s.kanji for s in shapes} if type_ == "PER" else set()
    return _Looks(
        shapes,
        frozenset(marks | {f"{kind}{script}" for script in scripts}),
        frozenset(marks | {f"{kind}{not script}" for script in scripts}),
    )


def _reasons(persona: Persona, mine: _Looks, thing: Known, theirs: _Looks) -> Iterator[Evidence]:
    if persona.type != thing.type and (persona.type, thing.type) not in _TYPES:
        return
    names = _names(mine.shapes, theirs.shapes, persona.type)
    if names is None or _two(mine.shapes, theirs.shapes, persona.type):
        return
    yield names
    if thing.same_story:
        yield Evidence(feature="same story", weight=SAME_STORY, note="")
    elif persona.type == "GPE" and _open_namesake(persona, thing):
        yield Evidence(feature="namesake", weight=NAMESAKE, note=persona.name)
    if persona.type == "PER" and persona.titles and thing.titles:
        yield from _titles(persona, thing)


def _names(mine: Sequence[Shape], theirs: Sequence[Shape], type_: str) -> Evidence | None:
    """Return the most telling thing that spellings of two things have in common."""
    best, told = 0.0, None
    for a in mine:
        for b in theirs:
            found = _common(a, b, type_)
            if found is not None and POINTS[found] > best:
                best, told = POINTS[found], (found, a.name, b.name)
    return Evidence(feature=told[0], weight=best, note=f"{told[1]} / {told[2]}") if told else None


def _common(a: Shape, b: Shape, type_: str) -> str | None:
    if a.known is not None and a.known == b.known:
        return "same row"
    if type_ == "PER":
        near = a.key[0] == b.key[0] or a.key[-1] == b.key[-1] or a.kanji != b.kanji
        return people.in_common(a, b) if near else None
    return things.in_common(a, b, type_) if a.key[0] == b.key[0] or a.key[-1] == b.key[-1] else None


def _two(mine: Sequence[Shape], theirs: Sequence[Shape], type_: str) -> bool:
    """Say whether spellings show that two things are two: other rows of the tables, other given names, other places."""
    ours, others = {s.known for s in mine if s.known}, {s.known for s in theirs if s.known}
    if ours and others:
        return not ours & others
    if type_ == "PER":
        return people.at_odds(mine, theirs)
    return type_ == "GPE" and other_place([s.name for s in mine], [s.name for s in theirs])


def _open_namesake(persona: Persona, thing: Known) -> bool:
    """Say whether a town's name is one that several towns have, and the clip or the dossier leaves open which."""
    return is_namesake(persona.name) and not (where(persona.forms) and where(thing.forms))


def _titles(persona: Persona, thing: Known) -> Iterator[Evidence]:
    mine, theirs = _plain(persona), _plain(thing)
    if shared := sorted((mine & theirs) - _COURTESY):
        office = any(of_state(title) for title in shared)
        yield Evidence(feature="same title", weight=SAME_OFFICE if office else SAME_TITLE, note=" ".join(shared))
        return
    ours, others = {w for t in mine if (w := walk(t))}, {w for t in theirs if (w := walk(t))}
    if ours and others and not ours & others:
        yield Evidence(feature="other walk of life", weight=OTHER_WALK, note=f"{min(mine)} / {min(theirs)}")
    elif mine - _COURTESY and theirs - _COURTESY:
        weight, pair = OTHER_TITLE, (min(mine - _COURTESY), min(theirs - _COURTESY))
        yield Evidence(feature="other title", weight=weight, note=f"{pair[0]} / {pair[1]}")


def _plain(named: Persona | Known) -> set[str]:
    return {plain(title) for title in named.titles}


def _whole(why: Sequence[Evidence]) -> bool:
    return any(reason.feature in _SURE for reason in why)

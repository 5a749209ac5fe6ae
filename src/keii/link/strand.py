"""一筋: all that weaving needs of a clip, worked out from the clip alone, in the process that read it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from sys import intern
from typing import Any

from keii.link.conflicts.points import points_of
from keii.link.copies.shingles import sketch
from keii.link.entities.personas import personas_of
from keii.link.entities.spelling import daily
from keii.link.stories.label import headline
from keii.link.stories.profile import Profile, profile_of
from keii.records.entity import Persona
from keii.records.gist import Gist
from keii.records.point import Point, point_to_json
from keii.records.reading import Reading

Json = dict[str, Any]

PROFILES = 2_048
"""Profiles kept at hand, some 25 MB: a clip is compared with those of the same weeks that share its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """一筋: a clip, ready to be woven."""

    words: str  #: its words for search, parted by blanks
    headline: str  #: the clip's own words that tell what it is about
    profile: Profile
    bands: tuple[int, ...]
    personas: tuple[Persona, ...]
    mentions: Mapping[str, int]  #: persona's name -> how often the clip mentions it
    points: tuple[Point, ...]


def strand_of(reading: Reading, gist: Gist) -> Strand:
    """Return what weaving needs of a clip."""
    mentions: dict[str, int] = {}
    for name in reading.names:
        mentions[name.entity] = mentions.get(name.entity, 0) + 1
    return Strand(
        words=search_words(gist),
        headline=headline(reading),
        profile=profile_of(reading, gist),
        bands=sketch(reading.clip.text),
        personas=personas_of(reading),
        mentions=mentions,
        points=points_of(reading, gist),
    )


def search_words(gist: Gist) -> str:
    """Return the words of a text as search has them: normal forms without 異体字, parted by blanks."""
    return daily(" ".join(gist.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """荷: a strand as it is woven: what is only kept is JSON already, worked out where the clip was read."""

    words: str
    headline: str
    profile: Profile
    profile_json: str  #: as `profile_from_json` takes it
    bands: tuple[int, ...]
    personas: tuple[Persona, ...]
    mentions: Mapping[str, int]
    points_json: str  #: a list of what `point_from_json` takes


def packed(strand: Strand) -> Packed:
    """Return a strand as it is woven."""
    return Packed(
        words=strand.words,
        headline=strand.headline,
        profile=strand.profile,
        profile_json=compact(profile_to_json(strand.profile)),
        bands=strand.bands,
        personas=strand.personas,
        mentions=strand.mentions,
        points_json=compact([point_to_json(point) for point in strand.points]),
    )


def pack(strand: Strand) -> bytes:
    """Return a strand as bytes for keeping: deflated lines, JSON each, the last two those of a `Packed`."""
    whole = packed(strand)
    head = {
        "clip": strand.profile.clip,
        "words": whole.words,
        "headline": whole.headline,
        "bands": whole.bands,
        "personas": [[p.name, p.type, p.forms, p.titles, whole.mentions[p.name]] for p in whole.personas],
    }
    return zlib.compress("\n".join((compact(head), whole.profile_json, whole.points_json)).encode(), 1)


def unpack(data: bytes) -> Packed:
    """Return the strand that `pack` made these bytes of. Raises ValueError or KeyError where it did not."""
    first, *rest = zlib.decompress(data).decode().split("\n")
    head = json.loads(first)
    profile, points = rest or (compact(head["profile"]), compact(head["points"]))  # in 0.1.0 all was one line
    clip = head["clip"]
    return Packed(
        words=head["words"],
        headline=head["headline"],
        profile=profile_from_json(clip, json.loads(profile)),
        profile_json=profile,
        bands=tuple(head["bands"]),
        personas=tuple(
            Persona(clip=clip, name=name, type=type_, forms=tuple(forms), titles=tuple(titles))
            for name, type_, forms, titles, _ in head["personas"]
        ),
        mentions={row[0]: row[4] for row in head["personas"]},
        points_json=points,
    )


def compact(value: Any) -> str:
    """Return a value as JSON in one line without blanks."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def profile_to_json(profile: Profile) -> Json:
    """Return a profile as a JSON object; the clip's id is left out."""
    day = profile.day.isoformat() if profile.day else None
    return {"day": day, "words": dict(profile.words), "names": dict(profile.names)}


def profile_from_json(clip: str, data: Mapping[str, Any]) -> Profile:
    """Return the profile of a clip that a JSON object describes."""
    day = date.fromisoformat(data["day"]) if data["day"] else None
    words, names = ({intern(word): weight for word, weight in data[kind].items()} for kind in ("words", "names"))
    return Profile(clip=clip, day=day, words=words, names=names)


@lru_cache(PROFILES)
def profile_of_text(clip: str, text: str) -> Profile:
    """Return the profile of a clip that JSON text describes: always the same one while it is at hand."""
    return profile_from_json(clip, json.loads(text))

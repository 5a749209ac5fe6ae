"""一筋: all that weaving needs of a clip, worked out from the clip alone, in the process that read it."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from keii.link.conflicts.points import points_of
from keii.link.copies.shingles import sketch
from keii.link.entities.personas import personas_of
from keii.link.entities.spelling import daily
from keii.link.stories.label import headline
from keii.link.stories.profile import Profile, profile_of
from keii.records.entity import Persona
from keii.records.gist import Gist
from keii.records.point import Point, point_from_json, point_to_json
from keii.records.reading import Reading

Json = dict[str, Any]


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


def pack(strand: Strand) -> bytes:
    """Return a strand as bytes for keeping."""
    whole = {
        "clip": strand.profile.clip,
        "words": strand.words,
        "headline": strand.headline,
        "profile": profile_to_json(strand.profile),
        "bands": strand.bands,
        "personas": [[p.name, p.type, p.forms, p.titles, strand.mentions[p.name]] for p in strand.personas],
        "points": [point_to_json(point) for point in strand.points],
    }
    return zlib.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpack(data: bytes) -> Strand:
    """Return the strand that `pack` made these bytes of. Raises ValueError or KeyError where it did not."""
    whole = json.loads(zlib.decompress(data))
    clip = whole["clip"]
    return Strand(
        words=whole["words"],
        headline=whole["headline"],
        profile=profile_from_json(clip, whole["profile"]),
        bands=tuple(whole["bands"]),
        personas=tuple(
            Persona(clip=clip, name=name, type=type_, forms=tuple(forms), titles=tuple(titles))
            for name, type_, forms, titles, _ in whole["personas"]
        ),
        mentions={row[0]: row[4] for row in whole["personas"]},
        points=tuple(map(point_from_json, whole["points"])),
    )


def profile_to_json(profile: Profile) -> Json:
    """Return a profile as a JSON object; the clip's id is left out."""
    day = profile.day.isoformat() if profile.day else None
    return {"day": day, "words": dict(profile.words), "names": dict(profile.names)}


def profile_from_json(clip: str, data: Mapping[str, Any]) -> Profile:
    """Return the profile of a clip that a JSON object describes."""
    day = date.fromisoformat(data["day"]) if data["day"] else None
    return Profile(clip=clip, day=day, words=data["words"], names=data["names"])

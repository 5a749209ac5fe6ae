"""実体: what mentions in many clips mean."""

from __future__ import annotations

from dataclasses import dataclass

from keii.records.name import NameType
from keii.records.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Persona:
    """役: one clip's own idea of a thing: all its mentions in that clip, under the name the reading gave it."""

    clip: str  #: the clip's id
    name: str  #: `Name.entity` of its mentions
    type: NameType
    forms: tuple[str, ...]  #: spellings in the clip, `name` first, then in order of text
    titles: tuple[str, ...]  #: 肩書・敬称 seen with it in the clip, in order of text


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """既知: a thing the dossier already has, as far as comparing needs it."""

    number: int  #: its number in the dossier
    type: NameType
    forms: tuple[str, ...]  #: all spellings of it in all clips
    titles: tuple[str, ...]
    same_story: bool  #: True: some clip of the story of the clip at hand mentions it


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """言及: where a thing is named."""

    clip: str  #: the clip's id
    span: Span
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """実体: a thing with all its mentions."""

    number: int
    type: NameType
    name: str
    mentions: tuple[Mention, ...]  #: in order of clips' ids and places

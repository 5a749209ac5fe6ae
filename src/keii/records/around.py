"""周り: what the dossier holds around one clip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from keii.records.copy import CopyKind
from keii.records.facts import Listed


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """居場所: the story a clip is in."""

    number: int
    label: str
    clips: int  #: how many are in it


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """写し: another clip with the same text, or nearly."""

    clip: Listed
    kind: CopyKind
    head: bool  #: True: the earliest of them; False: it repeats that


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """周り: what stands around a clip."""

    meant: Mapping[str, tuple[int, str]]  #: name as read -> the entity it means: (number, what it is called)
    story: Placement | None  #: None: it is not woven
    repeats: tuple[Repeat, ...]  #: the earliest first; at most so many as asked for
    place: int  #: which clip of its page it is, from 1
    of: int  #: how many clips its page was cut into
    before: Listed | None  #: the clip before it in its page
    after: Listed | None
    original: bool  #: whether the bytes it was made from are kept

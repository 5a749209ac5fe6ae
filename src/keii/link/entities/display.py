"""What to call a thing that clips call by several names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from keii.link.entities.short import shortened
from keii.link.entities.spelling import foreign, key, parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """呼び名: one of the names clips have for a thing."""

    name: str
    type: str
    mentions: int
    clips: int


def display(called: Sequence[Called]) -> tuple[str, str]:
    """Return name and type of a thing: of the names that are no part or short form of another of its names, the one in
    most clips; of as many the most mentioned, then the first in order of code points; the type most mentions have.
    Raises ValueError for none."""
    full = [one for one in called if not any(_less(one.name, other.name) for other in called)] or list(called)
    best = min(full, key=lambda one: (-one.clips, -one.mentions, one.name))
    types: dict[str, int] = {}
    for one in called:
        types[one.type] = types.get(one.type, 0) + one.mentions
    return best.name, min(types, key=lambda type_: (-types[type_], type_))


def _less(name: str, other: str) -> bool:
    """Say whether a name is less than another: its surname, its beginning or end, its short form."""
    a, b = key(name), key(other)
    if a == b or len(a) >= len(b):
        return False
    if foreign(name) and foreign(other):
        return len(parts(name)) < len(parts(other))
    return b.startswith(a) or b.endswith(a) or bool(shortened(name, other))

"""A reading's names -> what the clip takes to be one thing each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from keii.link.entities.places import chained
from keii.records.entity import Persona
from keii.records.name import Name, NameType
from keii.records.reading import Reading


def personas_of(reading: Reading) -> tuple[Persona, ...]:
    """Return the things a clip names, in order of their first mention; its own outlet among them if it is named."""
    groups: dict[str, list[Name]] = {}
    for name in reading.names:
        groups.setdefault(name.entity, []).append(name)
    text = reading.clip.text
    places = chained(reading.names, text)
    return tuple(
        Persona(
            clip=reading.clip.id,
            name=entity,
            type=_type(names),
            forms=tuple(dict.fromkeys([entity, *_forms(names, text, places)])),
            titles=tuple(dict.fromkeys(text[n.title.start : n.title.end] for n in names if n.title)),
        )
        for entity, names in groups.items()
    )


def _forms(names: list[Name], text: str, places: Mapping[int, str]) -> Iterator[str]:
    """Yield the spellings of a thing in the clip; of a town also with the prefecture before it (広島県府中市)."""
    for name in names:
        yield text[name.span.start : name.span.end]
        if name.type == "GPE" and name.span.start in places:
            yield places[name.span.start]


def _type(names: list[Name]) -> NameType:
    """Return the type most mentions have; of as many, the first mention's."""
    types = [name.type for name in names]
    return types[0] if types.count(types[0]) == len(types) else Counter(types).most_common(1)[0][0]

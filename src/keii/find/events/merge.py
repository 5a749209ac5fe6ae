"""One record a happening (一件一記録)."""

from __future__ import annotations

from keii.records.event import Event


def merge(events: list[Event]) -> tuple[Event, ...]:
    """Return the events of a clip in order; those of one type between the same two sides are one, the fullest."""
    kept: dict[tuple[str, frozenset[str]], Event] = {}
    for event in events:
        key = (event.type, frozenset(x for x in (event.actor, event.recipient) if x))
        before = kept.get(key)
        kept[key] = event if before is None or _detail(event) > _detail(before) else before
    return tuple(sorted(_without_poorer(list(kept.values())), key=lambda e: e.anchor))


def _detail(event: Event) -> int:
    return (event.recipient is not None) * 2 + (event.date is not None) + (event.place is not None)


def _without_poorer(events: list[Event]) -> list[Event]:
    """Drop an event without recipient where another of its type and actor has one."""
    full = {(e.type, e.actor) for e in events if e.recipient is not None}
    return [e for e in events if e.recipient is not None or (e.type, e.actor) not in full]

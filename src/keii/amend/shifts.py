"""変わり目: what is otherwise in a reading after a correction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from keii.amend.places import words
from keii.records.clip import Clip
from keii.records.correction import Fields, Shift, What
from keii.records.reading import Reading
from keii.records.span import Span
from keii.records.statements import entity_of

Found = tuple[What, Span]
_OPENING = 80  # code points of a clip's first line


def shifts_of(before: Reading, after: Reading) -> tuple[Shift, ...]:
    """Return what two readings of one clip say otherwise: first of the clip, then of its findings, in order of the
    text. Which rule found a thing does not count."""
    clip = after.clip
    whole = [
        Shift(what=what, clip=clip.id, span=None, text=opening(clip), before=old, after=new)
        for (what, old), new in zip(_facts(before.clip), dict(_facts(clip)).values(), strict=True)
        if old != new
    ]
    return (*whole, *_found(before, after))


def clip_fields(clip: Clip, number: int) -> Fields:
    """Return a clip as a shift shows it."""
    day = clip.published.isoformat() if clip.published else None
    return {"number": str(number), "outlet": clip.outlet, "published": day, "title": clip.title}


def opening(clip: Clip) -> str:
    """Return a clip's first line, cut to what a line of a list holds."""
    return clip.text.strip().split("\n", 1)[0][:_OPENING]


def _facts(clip: Clip) -> tuple[tuple[What, Fields], ...]:
    day = clip.published.isoformat() if clip.published else None
    return (
        ("outlet", {"value": clip.outlet, "by": clip.outlet_by}),
        ("published", {"value": day, "by": clip.published_by}),
        ("title", {"value": clip.title, "by": None}),
    )


def _found(before: Reading, after: Reading) -> Iterator[Shift]:
    old, new = _keyed(before), _keyed(after)
    for key in sorted(old.keys() | new.keys(), key=lambda key: (key[1].start, key[0], key[1].end, key[2])):
        if old.get(key) != new.get(key):
            what, span = key[:2]
            yield Shift(
                what=what, clip=after.clip.id, span=span, text=words(after, span), before=old.get(key),
                after=new.get(key),
            )  # fmt: skip


def _keyed(reading: Reading) -> Mapping[tuple[What, Span, int], Fields]:
    """Return findings by what and where they are; several of one kind at one place are counted up."""
    out: dict[tuple[What, Span, int], Fields] = {}
    for (what, span), fields in _fields(reading):
        n = 0
        while (what, span, n) in out:
            n += 1
        out[what, span, n] = fields
    return out


def _fields(reading: Reading) -> Iterable[tuple[Found, Fields]]:
    for name in reading.names:
        yield ("name", name.span), {"type": name.type, "entity": name.entity}
    for time in reading.times:
        yield ("time", time.span), {"value": time.value}
    for claim in reading.claims:
        source = words(reading, claim.source.span) if claim.source else None
        entity = entity_of(reading, claim)
        yield ("claim", claim.content), {
            "source": source, "entity": entity, "stance": claim.stance, "said": claim.said,
        }  # fmt: skip
    for event in reading.events:
        yield ("event", event.anchor), {
            "type": event.type, "actor": event.actor, "recipient": event.recipient, "date": event.date,
        }  # fmt: skip

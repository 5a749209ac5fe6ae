"""Gold documents: what a careful reader took from a text, read from their JSON form. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from keii.records.span import Span

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to be found, or found: its place where it has one, and its fields as written."""

    span: Span | None
    text: str | None
    fields: Json


Items = dict[str, list[Item]]


def gold_items(document: Json) -> Items:
    """Return a gold document's items by kind: times, names, quantities, claims, events. Raises KeyError, TypeError or
    ValueError for a document that does not keep to the guide."""
    text: str = document["text"]
    return {
        "times": [_placed(text, time, time) for time in document.get("times", [])],
        "names": _names(document),
        "quantities": [_placed(text, amount, amount) for amount in document.get("quantities", [])],
        "claims": [_claim(text, claim) for claim in document.get("claims", [])],
        "events": [Item(span=None, text=e.get("anchor"), fields=e) for e in document.get("events", [])],
    }


def clip_bounds(document: Json) -> set[Span]:
    """Return where a gold page's clips begin and end, white space at either end left out."""
    text: str = document["text"]
    out, at = set(), 0
    for clip in document["clips"]:
        if "span" in clip:
            out.add(trimmed(text, Span(*clip["span"])))
            continue
        start = text.index(clip["first"], at)
        at = text.index(clip["last"], start) + len(clip["last"])
        out.add(Span(start, at))
    return out


def trimmed(text: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    piece = text[span.start : span.end]
    return Span(span.start + len(piece) - len(piece.lstrip()), span.end - len(piece) + len(piece.rstrip()))


def _placed(text: str, item: Json, fields: Json) -> Item:
    span = Span(*item["span"]) if item.get("span") else _nth(text, item["text"], item.get("nth", 0))
    return Item(span=span, text=text[span.start : span.end], fields=fields)


def _nth(text: str, part: str, nth: int) -> Span:
    at = -1
    for _ in range(nth + 1):
        at = text.index(part, at + 1)
    return Span(at, at + len(part))


def _claim(text: str, claim: Json) -> Item:
    if "content_span" in claim:
        span = Span(*claim["content_span"])
        source: str | None = text[slice(*claim["source_span"])]
    else:
        at = text.find(claim["content"])
        span, source = Span(at, at + len(claim["content"])), claim["source"]
    fields = {"source": source, "manner": claim["manner"], "stance": claim["stance"]}
    return Item(span=span, text=text[span.start : span.end], fields=fields)


def _names(document: Json) -> list[Item]:
    text, names = document["text"], document.get("names", [])
    if names and "span" in names[0]:
        return [Item(span=Span(*n["span"]), text=text[slice(*n["span"])], fields={"type": n["type"]}) for n in names]
    return [
        Item(span=span, text=text[span.start : span.end], fields={"type": type_})
        for span, type_ in _mentions(text, names)
        if type_ != "NONE"
    ]


def _mentions(text: str, names: list[Json]) -> list[tuple[Span, str]]:
    """Return every mention of the names' forms, longest forms first, none over another; in order of place."""
    forms = [(*_form(form), name["type"]) for name in names for form in name["forms"]]
    forms.sort(key=lambda form: (-len(form[1]), -len(form[0])))
    taken: list[tuple[Span, str]] = []
    for plain, inner, type_ in forms:
        at = text.find(plain)
        while at >= 0:
            span = Span(at + inner.start, at + inner.stop)
            if not any(other.start < span.end and span.start < other.end for other, _ in taken):
                taken.append((span, type_))
            at = text.find(plain, at + 1)
    return sorted(taken, key=lambda mention: (mention[0], mention[1]))


def _form(form: str) -> tuple[str, range]:
    """Return a form's words and the part of them that is the name: 「[金]氏」 -> 金氏, its first character."""
    opened, closed = form.find("["), form.find("]")
    if opened < 0 or closed < 0:
        return form, range(len(form))
    return form.replace("[", "", 1).replace("]", "", 1), range(opened, closed - 1)

"""Facts -> flat JSON objects, one a line of an export. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from keii.records.codec import clip_to_json, to_json
from keii.records.facts import Card, Happening, Listed, Quoted, Receipt, Statement, Trouble
from keii.records.reading import Reading

Json = dict[str, Any]
Kind = Literal["clips", "readings", "claims", "names", "times", "quantities", "events"]


def rows(
    kind: Kind,
    *,
    readings: Iterable[Reading] = (),
    statements: Iterable[Statement] = (),
    happenings: Iterable[Happening] = (),
) -> Iterator[Json]:
    """Return one kind's rows: claims come of statements, events of happenings, the others of readings."""
    if kind == "claims":
        yield from map(statement_row, statements)
    elif kind == "events":
        yield from map(happening_row, happenings)
    else:
        for reading in readings:
            yield from _rows_of(kind, reading)


def statement_row(statement: Statement) -> Json:
    """Return a claim as an export's object: the contract's claim, and the clip it stands in."""
    source = statement.source
    return {
        "clip": statement.clip,
        "outlet": statement.outlet,
        "published": statement.published.isoformat() if statement.published else None,
        "n": statement.n,
        "source": _quoted(source) | {"carried": statement.carried, "entity": statement.entity} if source else None,
        "via": [_quoted(via) for via in statement.via],
        "content": _quoted(statement.content),
        "cue": _quoted(statement.cue),
        "addressee": statement.addressee,
        "manner": statement.manner,
        "stance": statement.stance,
        "said": statement.said,
    }


def happening_row(happening: Happening) -> Json:
    """Return an event as an export's object."""
    return {
        "clip": happening.clip,
        "type": happening.type,
        "actor": happening.actor,
        "recipient": happening.recipient,
        "anchor": _quoted(happening.anchor),
        "date": happening.date,
        "place": happening.place,
        "claim": happening.claim,
    }


def listed_row(listed: Listed) -> Json:
    """Return a clip's line of the list as an object."""
    return {
        "number": listed.number,
        "id": listed.id,
        "source_id": listed.source_id,
        "span": [listed.span.start, listed.span.end],
        "kind": listed.kind,
        "outlet": listed.outlet,
        "outlet_by": listed.outlet_by,
        "published": listed.published.isoformat() if listed.published else None,
        "published_by": listed.published_by,
        "title": listed.title,
        "url": listed.url,
        "opening": listed.opening,
        "length": listed.length,
        "claims": listed.claims,
        "problems": listed.problems,
        "added_at": listed.added_at,
    }


def card_row(card: Card) -> Json:
    """Return an entity's card as an object."""
    return {
        "entity": card.entity,
        "type": card.type,
        "mentions": card.mentions,
        "spellings": [{"text": text, "count": count} for text, count in card.spellings],
        "titles": [{"text": text, "count": count} for text, count in card.titles],
        "claims": [statement_row(statement) for statement in card.statements],
        "events": [happening_row(happening) for happening in card.happenings],
        "clips": [listed.id for listed in card.clips],
    }


def receipt_row(receipt: Receipt, messages: Iterable[str]) -> Json:
    """Return what became of an input as an object; `messages` say the rejected items' problems."""
    rejected = [{"code": p.code, "message": m} for p, m in zip(receipt.rejected, messages, strict=True)]
    return {
        "name": receipt.name,
        "taken": receipt.taken,
        "seen": receipt.seen,
        "changed": receipt.changed,
        "rejected": rejected,
    }


def trouble_row(trouble: Trouble, message: str) -> Json:
    """Return a problem with its place as an object."""
    span = trouble.problem.span
    return {
        "name": trouble.name,
        "clip": trouble.clip,
        "code": trouble.problem.code,
        "span": [span.start, span.end] if span else None,
        "message": message,
    }


def _rows_of(kind: Kind, reading: Reading) -> Iterator[Json]:
    if kind == "clips":
        yield clip_to_json(reading.clip)
        return
    whole = to_json(reading)
    if kind == "readings":
        yield whole
        return
    for item in whole[kind]:
        yield {"clip": reading.clip.id} | item


def _quoted(quoted: Quoted) -> Json:
    return {"span": [quoted.span.start, quoted.span.end], "text": quoted.text}

"""Facts -> flat JSON objects, one a line of an export. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from keii.records.codec import clip_to_json, to_json
from keii.records.digest import Digest
from keii.records.entity import Entity
from keii.records.evidence import Evidence
from keii.records.facts import Card, Happening, Listed, Neighbours, Quoted, Receipt, Reread, Statement, Trouble
from keii.records.hit import Hit
from keii.records.office import Office
from keii.records.reading import Reading
from keii.records.story import Dispute, Member, Story, StoryLine
from keii.records.timeline import Entry

Json = dict[str, Any]
Kind = Literal[
    "clips", "readings", "claims", "names", "times", "quantities", "events", "stories", "entities", "conflicts"
]


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


def story_row(
    story: Story, called: Callable[[Listed], str], changed: Mapping[int, Sequence[tuple[str, str]]] | None = None
) -> Json:
    """Return a story as an export's object. `called` says what a clip is called: see `clip_names`; `changed` what a
    copy, by its number, has otherwise than the clip it repeats: (before, after) each."""
    line = story.line
    members = [member_row(member, called) for member in story.members]
    if changed is not None:
        for row in members:
            row["changes"] = [{"before": old, "after": new} for old, new in changed.get(row["number"], ())]
    return {
        "id": f"s{line.number}",
        "label": line.label,
        "clips": [called(member.clip) for member in story.members],
        "first": line.first.isoformat() if line.first else None,
        "last": line.last.isoformat() if line.last else None,
        "outlets": list(line.outlets),
        "members": members,
    }


def member_row(member: Member, called: Callable[[Listed], str]) -> Json:
    """Return a clip's place in a story as an object; `copy_of` is the number of the clip it repeats."""
    return {
        "clip": called(member.clip),
        "number": member.clip.number,
        "score": member.score,
        "reasons": [reason_row(reason) for reason in member.reasons],
        "by": "person" if member.by_person else "rule",
        "copy_of": member.copy_of,
        "copy_kind": member.copy_kind,
    }


def story_line_row(line: StoryLine) -> Json:
    """Return a story's line of the list as an object, with counts for what `story_row` lists."""
    return {
        "id": f"s{line.number}",
        "label": line.label,
        "first": line.first.isoformat() if line.first else None,
        "last": line.last.isoformat() if line.last else None,
        "outlets": list(line.outlets),
        "clip_count": line.clips,
        "account_count": line.accounts,
        "conflict_count": line.conflicts,
    }


def entity_row(entity: Entity, called: Callable[[str], str]) -> Json:
    """Return an entity as an export's object; `called` says what the clip of an id is called."""
    aliases = dict.fromkeys(mention.text for mention in entity.mentions if mention.text != entity.name)
    return {
        "id": f"e{entity.number}",
        "type": entity.type,
        "name": entity.name,
        "aliases": list(aliases),
        "mentions": [
            {"clip": called(m.clip), "span": [m.span.start, m.span.end], "text": m.text} for m in entity.mentions
        ],
    }


def dispute_row(dispute: Dispute, called: Callable[[str], str]) -> Json:
    """Return a conflict as an export's object; `called` says what the clip of an id is called."""
    conflict = dispute.conflict
    return {
        "id": f"c{dispute.story}-{dispute.n + 1}",
        "story": f"s{dispute.story}",
        "kind": conflict.kind,
        "about": conflict.about,
        "accounts": [
            {
                "clip": called(account.clip),
                "span": [account.span.start, account.span.end],
                "text": account.text,
                "source": account.source,
                "via": list(account.via),
                "said": account.said,
            }
            for account in conflict.accounts
        ],
        "reasons": [reason_row(reason) for reason in conflict.reasons],
    }


def reason_row(reason: Evidence) -> Json:
    """Return a reason as an object."""
    return {"feature": reason.feature, "weight": reason.weight, "note": reason.note}


def entry_row(entry: Entry) -> Json:
    """Return an entry of a timeline as an object."""
    return {
        "when": entry.when,
        "dated": entry.dated,
        "kind": entry.kind,
        "actor": entry.actor,
        "recipient": entry.recipient,
        "type": entry.type,
        "stance": entry.stance,
        "places": [
            {
                "clip": place.clip,
                "outlet": place.outlet,
                "published": place.published.isoformat() if place.published else None,
                **_quoted(place.words),
            }
            for place in entry.places
        ],
    }


def digest_row(digest: Digest, called: Callable[[str], str]) -> Json:
    """Return what is new as an object; `called` says what the clip of an id is called."""
    return {
        "since": digest.since.isoformat(),
        "clips": digest.clips,
        "stories": [story_line_row(line) for line in digest.stories],
        "grown": [
            {"story": story_line_row(grown.story), "claims": [statement_row(s) for s in grown.statements]}
            for grown in digest.grown
        ],
        "changed": [dispute_row(dispute, called) for dispute in digest.changed],
        "denials": [statement_row(s) for s in digest.denials],
        "speakers": [
            {"id": f"e{speaker.number}", "name": speaker.name, "claim": statement_row(speaker.statement)}
            for speaker in digest.speakers
        ],
    }


def hit_row(hit: Hit) -> Json:
    """Return a search hit as an object; spans are of the clip's own text."""
    return {
        "clip": hit.clip.id,
        "number": hit.clip.number,
        "source_id": hit.clip.source_id,
        "outlet": hit.clip.outlet,
        "published": hit.clip.published.isoformat() if hit.clip.published else None,
        "story": f"s{hit.story}" if hit.story is not None else None,
        "score": hit.score,
        "snippet": {"span": [hit.snippet.start, hit.snippet.end], "text": hit.text},
        "marks": [[mark.start, mark.end] for mark in hit.marks],
    }


def reread_row(change: Reread) -> Json:
    """Return what re-reading a clip changed as an object."""
    return {"clip": change.clip, "gained": dict(change.gained), "lost": dict(change.lost)}


def clip_names(clips: Iterable[Listed]) -> dict[str, str]:
    """Return what exports call the clips, by id: a whole document by its source id, so that it is found again in the
    input; one of several of a page by its own id."""
    listed = list(clips)
    count = Counter(clip.source_id for clip in listed)
    return {clip.id: clip.source_id if count[clip.source_id] == 1 else clip.id for clip in listed}


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


def neighbours_row(near: Neighbours) -> Json:
    """Return what a clip leads to and stands beside as an object; clips by their ids."""
    return {
        "links_to": [{"address": to.address, "clips": [clip.id for clip in to.clips]} for to in near.links_to],
        "linked_from": [clip.id for clip in near.linked_from],
        "before": [clip.id for clip in near.before],
        "after": [clip.id for clip in near.after],
    }


def card_row(card: Card) -> Json:
    """Return an entity's card as an object."""
    return {
        "id": f"e{card.number}",
        "entity": card.entity,
        "type": card.type,
        "mentions": card.mentions,
        "spellings": [{"text": text, "count": count} for text, count in card.spellings],
        "titles": [{"text": text, "count": count} for text, count in card.titles],
        "offices": [office_row(office) for office in card.offices],
        "claims": [statement_row(statement) for statement in card.statements],
        "events": [happening_row(happening) for happening in card.happenings],
        "clips": [listed.id for listed in card.clips],
    }


def office_row(office: Office) -> Json:
    """Return an office of a person as an object; `clips` are ids."""
    return {
        "title": office.title,
        "office": office.plain,
        "of": office.of,
        "status": office.status,
        "first": office.first.isoformat() if office.first else None,
        "last": office.last.isoformat() if office.last else None,
        "ended_by": office.ended_by.isoformat() if office.ended_by else None,
        "clips": list(office.clips),
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

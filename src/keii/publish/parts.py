"""What programs are handed a part at a time, as objects; the rest is in `rows`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keii.publish.ledger_rows import correction_row, judgement_row
from keii.publish.rows import listed_row, story_row
from keii.records.codec import message
from keii.records.correction import Correction
from keii.records.facts import Listed
from keii.records.feed import Followed
from keii.records.judgement import Judgement
from keii.records.parts import CardHead, StoryPart
from keii.records.people import EntityLine

Json = dict[str, Any]


def clip_row(listed: Listed, stories: Mapping[int, int]) -> Json:
    """Return a clip's line with its story, as `keii list` prints it; `stories`: number of the clip -> of its story."""
    story = stories.get(listed.number)
    return listed_row(listed) | {"story": None if story is None else f"s{story}"}


def story_part_row(part: StoryPart) -> Json:
    """Return a story with a part of its clips, by their ids, and how many there are."""
    return story_row(part.story, lambda clip: clip.id) | {"total": part.total}


def entity_line_row(line: EntityLine) -> Json:
    """Return an entity's line of the list as an object."""
    return {
        "id": f"e{line.number}",
        "name": line.name,
        "type": line.type,
        "mentions": line.mentions,
        "clip_count": line.clips,
        "last": line.last.isoformat() if line.last else None,
    }


def card_head_row(card: CardHead) -> Json:
    """Return the head of an entity's card as an object, with counts for what `rows.card_row` lists."""
    return {
        "id": f"e{card.number}",
        "entity": card.entity,
        "type": card.type,
        "mentions": card.mentions,
        "spellings": [{"text": text, "count": count} for text, count in card.spellings],
        "titles": [{"text": text, "count": count} for text, count in card.titles],
        "clip_count": card.clips,
        "claim_count": card.claims,
        "event_count": card.events,
    }


def ledger_row(entry: Judgement | Correction) -> Json:
    """Return an entry of the ledger as an object."""
    return correction_row(entry) if isinstance(entry, Correction) else judgement_row(entry)


def feed_row(feed: Followed) -> Json:
    """Return a feed that is followed as an object."""
    state = feed.state
    moments = {"fetched": state.fetched_at, "tried": state.tried_at, "due": feed.due}
    return {
        "id": f"f{feed.number}",
        "url": feed.outline.url,
        "title": feed.outline.title,
        "home": feed.outline.home,
        "folders": list(feed.outline.folders),
        **{name: moment.isoformat() if moment else None for name, moment in moments.items()},
        "entries": feed.seen,
        "waiting": feed.waiting,
        "failures": state.failures,
        "problem": {"code": feed.problem.code, "message": message(feed.problem)} if feed.problem else None,
    }

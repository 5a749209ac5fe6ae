"""Both ways: every row of the events room's tables is hit by its example and by no near miss."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from keii.find.events.cues import find_cues
from keii.find.events.ground import ground_of, head_word
from keii.find.events.table import Content, Doer, Light, Roles, Short, Vehicle, Word, contents, roles
from keii.find.names.find import find as find_names
from keii.reading import read
from keii.records.clip import Clip
from keii.records.event import Event
from keii.records.span import Span
from keii.tables.load import load
from keii.words.parse import parse

PACKAGE = "keii.find.events"
WORDS = load(PACKAGE, "verbs.tsv", Word)
PLOVER = {
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip


def events_of(text: str) -> tuple[Event, ...]:
    clip = Clip(
        id="c", source_id="c", span=Span(0, len(text)), kind="article", text=text, outlet=None, outlet_by=None,
        published=date(2025, 5, 10), published_by="input",
    )  # fmt: skip
    return read(clip).events


def rules_of(text: str) -> set[str]:
    return {event.rule for event in events_of(text)}


@pytest.mark.parametrize("row", WORDS, ids=lambda r: r.id)
def test_words(row: Word) -> None:
    assert row.id in rules_of(row.example)
    assert not row.near_miss or row.id not in rules_of(row.near_miss)


@pytest.mark.parametrize("row", contents(), ids=lambda r: r.id)
def test_contents(row: Content) -> None:
    assert row.id in rules_of(row.example)
    assert not row.near_miss or row.id not in rules_of(row.near_miss)


@pytest.mark.parametrize("row", load(PACKAGE, "vehicles.tsv", Vehicle), ids=lambda r: r.word)
def test_vehicles(row: Vehicle) -> None:
    assert row.word in row.example
    assert rules_of(row.example) == {"protest-抗議"}


@pytest.mark.parametrize("row", load(PACKAGE, "light.tsv", Light), ids=lambda r: r.word)
def test_light_verbs(row: Light) -> None:
    parsed, _ = parse(row.example)
    names, _ = find_names(parsed)
    ground = ground_of(parsed, names, (), ())
    verbs = {head_word(ground, cue.predicate) for cue in find_cues(ground) if cue.use == "light"}
    assert (row.word in verbs) is (row.voice != "not")


@pytest.mark.parametrize("row", load(PACKAGE, "doers.tsv", Doer), ids=lambda r: r.ending)
def test_doers(row: Doer) -> None:
    actors = [event.actor or "" for event in events_of(f"{row.example or row.ending}は町で抗議した。")]
    assert [actor for actor in actors if actor.endswith(row.ending)]


@pytest.mark.parametrize("row", load(PACKAGE, "short.tsv", Short), ids=lambda r: r.word)
def test_short_forms(row: Short) -> None:
    (found,) = [event for event in events_of(row.example) if event.type == "ACCUSE"]
    assert found.recipient is not None
    assert found.recipient != row.word
    assert found.recipient.endswith(row.endings)


@pytest.mark.parametrize("row", roles().values(), ids=lambda r: r.id)
def test_roles(row: Roles) -> None:
    by_id = {word.id: word for word in WORDS}
    assert row.id in {by_id[rule].roles for rule in rules_of(row.example) if rule in by_id}


def test_a_demand_is_a_request() -> None:
    (event,) = events_of("中国の外相は「アメリカは制裁をやめてほしい」と述べた。")
    assert (event.rule, event.type, event.actor, event.recipient) == (
        "claim-demand",
        "REQUEST",
        "中国の外相",
        "アメリカ",
    )


def test_ids_and_types_are_sound() -> None:
    ids = Counter(row.id for row in WORDS)
    assert [i for i, n in ids.items() if n > 1] == []
    assert {row.type for row in WORDS} == PLOVER
    assert {row.roles for row in WORDS} <= set(roles())
    assert all(row.word and row.example and row.source for row in WORDS)

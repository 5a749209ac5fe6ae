"""The dossier: what goes in comes out, once; and what one can ask it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from dossier_made import AT, LATE, clip_of, parcel_of, reading_of, three_readings

from keii.errors import NotFound
from keii.link.entities.spelling import key
from keii.records.facts import Card
from keii.records.problem import Problem
from keii.records.reading import MadeBy
from keii.store.claims import Wanted
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store
from keii.weaving import weave


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "d.sqlite", create=True, patience=0.2) as opened:
        opened.write(parcel_of(*three_readings()))
        assert sum(weave(opened)) == 3
        yield opened


def cards(store: Store, name: str) -> list[Card]:
    return [store.card(number) for number in store.found(key(name))]


def contents(store: Store) -> list[object]:
    return [*store.readings(), *store.listed(), *store.troubles()]


def test_readings_come_out_as_they_went_in(store: Store) -> None:
    assert tuple(store.readings()) == three_readings()


def test_adding_again_changes_nothing(store: Store) -> None:
    before = contents(store)
    later = replace(parcel_of(*three_readings()), added_at="2040-01-01T00:00:00+00:00")
    assert store.write(later) == 0
    assert contents(store) == before


def test_the_list_is_in_order_of_arrival(store: Store) -> None:
    lines = store.listed()
    assert [line.number for line in lines] == [1, 2, 3]
    assert lines[0].opening == "ロシア国防省は9日、停戦違反が5026回あったと発表した。"
    assert (lines[0].claims, lines[0].problems, lines[0].length) == (1, 1, 29)
    assert (lines[1].published, lines[1].outlet) == (None, None)
    assert lines[2].added_at == AT


def test_the_opening_is_the_first_line_that_says_something(store: Store) -> None:
    clip = clip_of("\n\u3000\n  見出しの行\n本文。")
    store.write(parcel_of(reading_of(clip)))
    assert store.listed()[-1].opening == "見出しの行"


@pytest.mark.parametrize("word", ["3", "三.txt"])
def test_a_clip_is_found_by_number_and_source(store: Store, word: str) -> None:
    assert store.reading(word).clip.text == LATE


def test_a_clip_is_found_by_id_and_its_beginning(store: Store) -> None:
    wanted = three_readings()[1]
    assert store.reading(wanted.clip.id) == wanted
    assert store.reading(wanted.clip.id[:8]) == wanted


@pytest.mark.parametrize("word", ["99", "zzz", "a", "", "9" * 40, "' OR 1=1 --"])
def test_no_clip_or_several_is_not_found(store: Store, word: str) -> None:
    with pytest.raises(NotFound):
        store.reading(word)


def by(store: Store, by: str = "", about: str = "", **wanted: str) -> list[str]:
    words = tuple((word, key(word)) for word in about.split())
    asked = Wanted(by=by, by_key=key(by), about=words, **wanted)  # type: ignore[arg-type]
    return [s.content.text for s in store.statements(asked)]


def test_claims_come_in_order_of_time_undated_last(store: Store) -> None:
    assert by(store) == ["停戦違反が5026回あった", "血盟だ", "違反はない"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ロシア国防省", ["停戦違反が5026回あった"]),
        ("国防省", ["停戦違反が5026回あった"]),  # words of the source
        ("金正恩", ["血盟だ"]),  # the entity, said as 金氏
        ("金氏", ["血盟だ"]),  # a spelling
        ("アンドリー・シビハ", ["違反はない"]),
        ("アンドリーシビハ", ["違反はない"]),  # without the dot
        ("ウクライナ", ["違反はない"]),  # words of the source, not its entity
        ("だれか", []),
    ],
)
def test_claims_by_a_name_in_any_spelling(store: Store, name: str, said: list[str]) -> None:
    assert by(store, by=name) == said


def test_who_only_describes_a_source_is_not_the_source(store: Store) -> None:
    assert [s.entity for s in store.statements(Wanted())] == ["ロシア国防省", "金正恩", "アンドリー・シビハ"]


@pytest.mark.parametrize(
    ("words", "count"), [("違反", 2), ("停戦 違反", 1), ("停戦　５０２６", 1), ("血盟 違反", 0), ("%", 0), ("' OR", 0)]
)
def test_claims_about_words_that_are_all_there(store: Store, words: str, count: int) -> None:
    assert len(by(store, about=words)) == count


def test_claims_within_a_time(store: Store) -> None:
    assert by(store, since="2031-05-10") == ["血盟だ"]  # said on no known day: the day of publication counts
    assert by(store, until="2031-05-09") == ["停戦違反が5026回あった"]
    assert by(store, since="2031-05-01", until="2031-05-31", stance="deny") == []
    assert by(store, stance="deny") == ["違反はない"]


def test_a_card_has_spellings_claims_events_and_clips(store: Store) -> None:
    (card,) = cards(store, "金氏")
    assert (card.entity, card.type, card.mentions) == ("金正恩", "PER", 2)
    assert dict(card.spellings) == {"金正恩": 1, "金氏": 1}
    assert [s.content.text for s in card.statements] == ["血盟だ"]
    assert [(e.type, e.anchor.text, e.place) for e in card.happenings] == [("CONSULT", "演説し", "平壌")]
    assert [listed.number for listed in card.clips] == [3]


def test_half_and_full_width_are_one(store: Store) -> None:
    assert [card.entity for card in cards(store, "nato")] == ["北大西洋条約機構"]


def test_a_part_of_a_name_finds_it_when_nothing_is_called_so(store: Store) -> None:
    assert [card.entity for card in cards(store, "条約機構")] == ["北大西洋条約機構"]
    assert cards(store, "") == []
    assert cards(store, "だれか") == []


def test_problems_of_clips_and_of_what_was_not_taken(store: Store) -> None:
    refused = Problem(code="K1005", args=("悪い.jsonl:3", "not a JSON object"))
    store.write(parcel_of(rejected=(refused,), name="悪い.jsonl"))
    first, second = store.troubles()
    assert (first.name, first.clip, first.problem) == ("悪い.jsonl", None, refused)
    assert (second.name, second.problem.code, second.problem.args) == ("一.txt", "K1101", ("「",))
    store.write(parcel_of(name="悪い.jsonl"))  # the file was mended and came again
    assert [trouble.name for trouble in store.troubles()] == ["一.txt"]


def test_a_changed_reading_takes_the_old_ones_place(store: Store) -> None:
    old = three_readings()[1]
    clip = replace(old.clip, outlet="列島通信", outlet_by="user")
    new = replace(old, clip=clip, claims=(), names=())
    store.write(Parcel(name="二.txt", digest="", added_at=AT, new=(), changed=(sheet_of(new),)))
    assert store.reading("2") == new
    assert [listed.number for listed in store.listed()] == [1, 2, 3]
    assert by(store, stance="deny") == []
    assert sum(weave(store)) == 1
    assert cards(store, "シビハ") == []


def test_known_clips_by_id(store: Store) -> None:
    readings = three_readings()
    new = clip_of("まだない。")
    assert store.known([readings[0].clip, new]) == {readings[0].clip.id: readings[0].clip}
    assert store.known([]) == {}


def test_stale_readings_are_a_query(store: Store) -> None:
    made_by = three_readings()[0].made_by
    assert store.stale(made_by) == ()
    newer = MadeBy(keii="9.9.9", tables=made_by.tables, dictionary=made_by.dictionary)
    assert store.stale(newer) == tuple(reading.clip.id for reading in three_readings())


def test_the_same_clip_twice_in_a_parcel_is_one(store: Store) -> None:
    reading = reading_of(clip_of("二度ある。"))
    assert store.write(parcel_of(reading, reading)) == 1


def test_a_parcel_is_stored_whole_or_not_at_all(store: Store) -> None:
    before = contents(store)
    broken = replace(reading_of(clip_of("壊れた。")), sentences=(object(),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        store.write(parcel_of(reading_of(clip_of("よい。")), broken))
    assert contents(store) == before
    assert store.write(parcel_of(reading_of(clip_of("よい。")))) == 1

"""Timelines: what happened and was said, by the time it is about, at the grain the text gives."""

from __future__ import annotations

from datetime import date

from keii.ingest.take import clip_from_text
from keii.link.timeline.entries import entries
from keii.link.timeline.sides import homes_in
from keii.reading import read
from keii.records.reading import Reading
from keii.records.timeline import Entry

TALKS = """ロシアのプーチン大統領は去年6月、平壌を訪れ、北朝鮮の金正恩総書記と会談した。
ロシア国防省は9日、「演習は予定どおり行う」と発表した。"""
AGAIN = "ロシアのプーチン大統領は2030年6月、平壌を訪れ、北朝鮮の金正恩総書記と会談した。"
HOME = "白灘市の佐藤健一市長は9日、市庁舎の移転を断念すると発表した。"


def reading(text: str, day: str | None = "2031-05-10", name: str = "a") -> Reading:
    return read(clip_from_text(text, published=date.fromisoformat(day) if day else None, source_id=name))


def told(found: tuple[Entry, ...]) -> list[tuple[str | None, str, str, str | None]]:
    return [(entry.when, entry.dated, entry.kind, entry.actor) for entry in found]


def test_a_timeline_runs_by_the_time_things_are_about_and_keeps_its_grain() -> None:
    found = entries([reading(TALKS)], ())
    assert {entry.when for entry in found if entry.type == "CONSULT"} == {"2030-06"}
    assert found[-1].when == "2031-05-09"
    days = [entry.when or "9999" for entry in found]
    assert days == sorted(days)


def test_what_two_clips_tell_stands_once_with_both_places() -> None:
    one, two = reading(TALKS, name="a"), reading(AGAIN, "2031-05-11", name="b")
    found = entries([two, one], ("ウラジーミル・プーチン", "金正恩"))
    (talks,) = [entry for entry in found if entry.type == "CONSULT"]
    assert [place.clip for place in talks.places] == [one.clip.id, two.clip.id]
    texts = {one.clip.id: TALKS, two.clip.id: AGAIN}
    for place in talks.places:
        span = place.words.span
        assert texts[place.clip][span.start : span.end] == place.words.text


def test_one_entity_keeps_its_acts_and_its_words() -> None:
    found = entries([reading(TALKS), reading(HOME, name="b")], ("佐藤健一",))
    assert found
    assert {entry.actor for entry in found} == {"佐藤健一"}


def test_a_pair_keeps_what_is_between_them_through_those_who_act_for_them() -> None:
    found = entries([reading(TALKS), reading(HOME, name="b")], ("ロシア", "北朝鮮"))
    assert [entry.type for entry in found] == ["CONSULT"]
    assert entries([reading(HOME)], ("ロシア", "北朝鮮")) == ()


def test_who_acts_for_whom() -> None:
    homes = homes_in(reading(TALKS))
    assert homes["ウラジーミル・プーチン"] == "ロシア"
    assert homes["ロシア国防省"] == "ロシア"
    assert homes["金正恩"] == "北朝鮮"


def test_what_no_day_dates_comes_last() -> None:
    undated = reading("市長は移転を断念すると発表した。", None, name="u")
    found = entries([undated, reading(HOME)], ())
    assert told(found)[-1][:2] == (None, "published")


def test_the_same_in_any_order_of_clips() -> None:
    clips = [reading(TALKS), reading(AGAIN, "2031-05-11", "b"), reading(HOME, name="c")]
    assert entries(clips, ()) == entries(clips[::-1], ())


def test_nothing_of_nothing() -> None:
    assert entries([], ()) == ()
    assert entries([reading("。。。")], ("ロシア",)) == ()

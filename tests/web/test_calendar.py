"""暦: months and years."""

from __future__ import annotations

from datetime import date

import pytest
from starlette.testclient import TestClient

from keii.browsing.days import ink
from keii.web.draw.calendar import months, weekdays, weeks
from keii.wording.language import speaking
from room_read import desk_of, page_of, words


def test_calendar_opens_at_the_last_month_with_a_clip(reader: TestClient) -> None:
    page = page_of(reader, "/calendar")
    assert words(page, "//main//h1") == ["2032年8月"]
    assert page.xpath("//a[@data-previous]/@href") == ["/calendar/2032-05"]
    assert not page.xpath("//a[@data-next]")


def test_month_is_a_table_of_weeks_with_clips_and_what_leads_each_day(reader: TestClient) -> None:
    page = page_of(reader, "/calendar/2032-04")
    assert words(page, "//table/thead/tr/th[@scope='col']") == list("日月火水木金土")
    assert page.xpath("//table[@class='month']/caption")
    full = page.xpath("//td[contains(@class, 'full')]")
    with desk_of(reader) as desk:
        clips = [clip.published for clip in desk.clips() if clip.published]
        for square in full:
            (day,) = square.xpath(".//time/@datetime")
            assert words(square, ".//*[@class='count']") == [str(clips.count(date.fromisoformat(day)))]
            front = desk.front_page(day)
            assert front
            lead = front.stories[0]
            assert words(square, ".//a[@class='headline']") == [" ".join(lead.headlines[0].words.split())]
            assert square.xpath(".//a[@class='headline']/@href") == [f"/story/{lead.number}"]
            assert square.xpath("./a[1]/@href") == [f"/day/{day}"]
    assert len(full) == len({day for day in clips if (day.year, day.month) == (2032, 4)})


def test_year_shows_every_month_and_links_only_days_with_clips(reader: TestClient) -> None:
    page = page_of(reader, "/calendar/2031")
    assert words(page, "//table/caption") == [f"{n}月" for n in range(1, 13)]
    with desk_of(reader) as desk:
        days = sorted({clip.published.isoformat() for clip in desk.clips() if clip.published}, key=str)
    linked = page.xpath("//table//td/a/@href")
    assert linked == [f"/day/{day}" for day in days if day.startswith("2031")]
    assert page.xpath("//a[@data-next]/@href") == ["/calendar/2032"]


def test_a_fuller_day_is_darker() -> None:
    assert [ink(n, 300) for n in (0, 1, 3, 300)] == [0, 1, 2, 5]
    assert ink(1, 1) == 5
    levels = [ink(n, 1000) for n in range(1001)]
    assert levels == sorted(levels)
    assert set(levels) == {0, 1, 2, 3, 4, 5}


def test_weeks_begin_on_sunday_in_japanese_and_on_monday_in_english() -> None:
    with speaking("ja"):
        assert weekdays() == (6, 0, 1, 2, 3, 4, 5)
        assert weeks(date(2032, 4, 1))[0] == (None, None, None, None, *(date(2032, 4, n) for n in (1, 2, 3)))
    with speaking("en"):
        assert weekdays() == (0, 1, 2, 3, 4, 5, 6)
        assert weeks(date(2032, 4, 1))[0][:3] == (None, None, None)


@pytest.mark.parametrize("first", [date(1, 1, 1), date(9999, 12, 1), date(2032, 2, 1)])
def test_weeks_hold_every_day_of_the_month_once(first: date) -> None:
    days = [day for week in weeks(first) for day in week if day]
    assert days == sorted(set(days))
    assert {(day.year, day.month) for day in days} == {(first.year, first.month)}
    assert len(days) in (28, 29, 30, 31)
    assert len(months(first.year)) == 12


@pytest.mark.parametrize("of", ["2032-13", "abcd", "2032-4", "0000", "2032-04-01", "x", "203204", "٢٠٣٢"])
def test_what_is_no_month_is_refused_in_one_sentence(reader: TestClient, of: str) -> None:
    (sentence,) = words(page_of(reader, f"/calendar/{of}", status=400), "//main//h1")
    assert of in sentence


@pytest.mark.parametrize("of", ["0001-01", "9999-12", "0001", "9999", "2030-02", "1900"])
def test_months_and_years_without_clips_lead_to_those_with(reader: TestClient, of: str) -> None:
    page = page_of(reader, f"/calendar/{of}")
    assert page.xpath("//a[@data-next or @data-previous]")
    assert not page.xpath("//td/a")


def test_empty_dossier_invites_to_add(newcomer: TestClient) -> None:
    assert "/add" in page_of(newcomer, "/calendar").xpath("//main//a/@href")
    page_of(newcomer, "/calendar/2031")
    page_of(newcomer, "/calendar/2031-05")


def test_calendar_speaks_english(reader: TestClient) -> None:
    page = page_of(reader, "/calendar/2032-04", english=True)
    assert words(page, "//main//h1") == ["Apr 2032"]
    assert words(page, "//table/thead//th")[0] == "Mon"

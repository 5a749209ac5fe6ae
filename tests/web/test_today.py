"""本日: the front page of a day."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from keii.desk import Desk
from room_read import add, desk_of, page_of, visitor_of, words

DAY = "/day/2032-04-14"


def test_front_page_is_the_newest_day_in_japanese(reader: TestClient) -> None:
    page = page_of(reader, "/")
    assert page.get("lang") == "ja"
    assert words(page, "//main//h1") == ["2032年8月16日(月)"]
    assert words(page, "//article//h2") == ["ケニア大統領選、現職ロティチ氏の再選を発表 野党候補は最高裁へ"]
    assert page.xpath("//a[@data-previous]/@href") == ["/day/2032-08-12"]
    assert not page.xpath("//a[@data-next]")
    assert "/calendar/2032-08" in page.xpath("//main//a/@href")


def test_lead_is_large_and_stands_on_quoted_lines_that_lead_to_their_words(reader: TestClient) -> None:
    page = page_of(reader, DAY)
    (lead,) = page.xpath("//article[contains(@class, 'lead')]")
    assert lead.xpath(".//h2/a/@href")[0].startswith("/story/")
    quotes = lead.xpath(".//figure[contains(@class, 'quote')]")
    assert 1 <= len(quotes) <= 3
    for quote in quotes:
        (address,) = quote.xpath(".//blockquote/a/@href")
        assert "?words=" in address
        assert address.endswith("#words")
        number, _, span = address.removeprefix("/clip/").removesuffix("#words").partition("?words=")
        start, end = map(int, span.split("-"))
        (text,) = words(quote, ".//blockquote")
        assert clip_text(reader, number)[start:end] == text
        assert words(quote, ".//*[contains(@class, 'source')]")[0]


def clip_text(client: TestClient, number: str) -> str:
    with desk_of(client) as desk:
        text: str = desk.reading(number).clip.text
        return text


def test_every_other_paper_of_the_day_stands_under_the_lead_with_a_link_to_its_clip(reader: TestClient) -> None:
    papers = page_of(reader, DAY).xpath("//ul[@class='papers']/li")
    assert {word for paper in papers for word in words(paper, ".//a[@class='by']")} <= {"中央放送", "愛知県", "民放網"}
    assert papers
    assert all(paper.xpath(".//a[@class='words' and starts-with(@href, '/clip/')]") for paper in papers)


def test_what_changed_says_who_says_it_before_and_after(reader: TestClient) -> None:
    changes = page_of(reader, "/day/2032-04-14").xpath("//ol[@class='change']")
    assert changes
    for change in changes:
        before, after = change.xpath("./li")
        assert words(before, "./a[@class='words']") != words(after, "./a[@class='words']")
        assert all("?words=" in address for address in change.xpath(".//a[@class='words']/@href"))
        assert all(words(side, "./span[@class='who']")[0] for side in (before, after))


def test_a_figure_that_changed_stands_on_the_day_that_changed_it_and_not_before(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        updates = [d for d in desk.conflicts() if d.conflict.kind == "update"]
        last = next(d for d in updates if d.clips[d.conflict.accounts[-1].clip].published)
        day = last.clips[last.conflict.accounts[-1].clip].published
        page = desk.front_page(day)
        assert page
        assert page.changed
        ids = {account.clip for contrast in page.changed for account, _ in contrast.accounts[-1:]}
        lines = [clip for contrast in page.changed for account, clip in contrast.accounts if account.clip in ids]
        assert all(line.published in (day, None) for line in lines)


def test_page_has_no_more_than_the_day(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        page = desk.front_page("2032-04-14")
        assert page
        published = {clip.number: clip.published for clip in desk.clips()}
        shown = [head.clip for story in page.stories for head in story.headlines]
        shown += [s.number for s in page.denials + page.demands + page.speakers]
        shown += [quote.number for story in page.stories for quote in story.quotes]
        assert {published[number] for number in shown} == {page.day}
        assert page.clips == sum(day == page.day for day in published.values())


def test_stories_of_many_papers_stand_before_others(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        page = desk.front_page("2032-04-15")
        assert page
        assert len(page.stories) > 2
        weights = [story.weight for story in page.stories]
        assert weights == sorted(weights, reverse=True)
        assert all(story.weight == sum(reason.weight for reason in story.reasons) for story in page.stories)


def test_other_days_tell_of_a_day_with_a_link_to_the_words(reader: TestClient) -> None:
    lines = page_of(reader, "/day/2031-11-20").xpath("//section[contains(@class, 'told-later')]//li")
    assert lines
    for line in lines:
        (address,) = line.xpath("./a/@href")
        number, _, span = address.removeprefix("/clip/").removesuffix("#words").partition("?words=")
        start, end = map(int, span.split("-"))
        assert clip_text(reader, number)[start:end] == words(line, "./q")[0]
        assert line.xpath(".//time/@datetime") != ["2031-11-20"]


def test_of_one_story_no_more_than_its_turn_stands_among_conflicts(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        page = desk.front_page("2032-02-17")
    assert page
    for contrast in page.changed + page.disputes:
        assert len({account.text for account, _ in contrast.accounts}) == len(contrast.accounts)
        assert contrast.left >= 0
    assert len(page.changed) <= 6
    assert len(page.disputes) <= 6


def test_a_day_without_clips_leads_to_those_around_it(reader: TestClient) -> None:
    page = page_of(reader, "/day/2032-04-16")
    assert "この日" in words(page, "//main")[0] or "No clip is of this day." in words(page, "//main")[0]
    assert page.xpath("//a[@data-previous]/@href") == ["/day/2032-04-15"]
    assert page.xpath("//a[@data-next]/@href") == ["/day/2032-04-20"]


@pytest.mark.parametrize("day", ["x", "2032-13-01", "2032-02-30", "20320414", "2032-W16-3", "1747008000", "2032-04"])
def test_what_is_no_day_is_refused_in_one_sentence(reader: TestClient, day: str) -> None:
    (sentence,) = words(page_of(reader, f"/day/{day}", status=400), "//main//h1")
    assert day in sentence


def test_first_and_last_days_there_are_can_be_asked_for(reader: TestClient) -> None:
    for day in ("0001-01-01", "9999-12-31"):
        page_of(reader, f"/day/{day}")


def test_empty_dossier_invites_to_add(newcomer: TestClient) -> None:
    for path in ("/", "/day/2032-04-14"):
        page = page_of(newcomer, path)
        assert "/add" in page.xpath("//main//a/@href")
        assert words(page, "//main//h1")


def test_page_speaks_english(reader: TestClient) -> None:
    page = page_of(reader, DAY, english=True)
    assert words(page, "//main//h1") == ["Wed 14 Apr 2032"]
    assert "What changed" in words(page, "//main//h2")
    assert "はしか" in words(page, "//main//article//h2")[0]


def test_hostile_titles_are_text(tmp_path: Path) -> None:
    mean = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    text = f"{mean}\n\n山田太郎知事は10日、「港の工事に反対する」と述べた。市は「{mean}」と発表した。"
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(desk, {"id": mean, "text": text, "title": mean, "outlet": mean, "published": "2031-05-10"})
    with visitor_of(tmp_path / "d.sqlite") as client:
        for path in ("/", "/calendar", "/calendar/2031", "/stories", "/clips"):
            page = page_of(client, path)
            assert not page.xpath("//main//script | //main//img | //@onerror")
            assert mean[:8] in page.text_content() or path == "/calendar/2031"


def test_clips_without_a_date_stand_on_the_day_they_were_added_and_say_so(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {"id": "dated", "text": "市議会は10日、予算案を可決した。", "published": "2021-05-10", "outlet": "港新聞"},
            {"id": "bare", "text": "知事は記者団に「計画は撤回しない」と述べた。", "outlet": "港新聞"},
        )
        bare = next(clip for clip in desk.clips() if clip.published is None)
        page = desk.front_page()
        assert page
        assert (page.day.isoformat(), page.clips, page.undated) == (bare.added_at[:10], 1, 1)
        assert page.previous is not None
        assert page.previous.isoformat() == "2021-05-10"
        before = desk.front_page(page.previous)
        assert before
        assert (before.clips, before.undated, before.next) == (1, 0, page.day)
    with visitor_of(tmp_path / "d.sqlite") as client:
        assert "/clips?undated=1" in page_of(client, "/").xpath("//main//a/@href")


def test_what_is_printed_twice_counts_once(tmp_path: Path) -> None:
    told = "国土交通省は10日、港の橋の工事を3年延期すると発表した。地元の漁協は「約束が違う」と反発している。" * 3
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {"id": "a", "text": told, "published": "2031-05-10", "outlet": "港新聞", "title": "橋の工事3年延期"},
            {"id": "b", "text": told, "published": "2031-05-10", "outlet": "浜日報", "title": "橋の工事3年延期"},
            {"id": "c", "text": told, "published": "2031-05-11", "outlet": "岬新報", "title": "橋の工事3年延期"},
        )
        first, second = desk.front_page("2031-05-10"), desk.front_page("2031-05-11")
    assert first
    assert second
    assert (first.clips, first.copies, first.stories[0].accounts) == (2, 1, 1)
    (head,) = first.stories[0].headlines
    assert {head.outlet, *head.copied_by} == {"港新聞", "浜日報"}
    assert (second.clips, second.copies, second.stories[0].accounts) == (1, 1, 0)
    assert second.stories[0].headlines[0].echo
    assert second.denials == second.demands == second.speakers == ()

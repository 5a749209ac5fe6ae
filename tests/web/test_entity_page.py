"""An entity's page: what it says and what is said of it, whom it has to do with, and its corrections in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from keii.desk import Desk
from room_read import add, desk_of, page_of, visitor_of, words


def number_of(client: TestClient, name: str) -> int:
    """Return the number of the one that is spelled so."""
    with desk_of(client) as desk:
        return next(int(line.number) for line in desk.entities_called(name, 20).lines if line.name == name)


@pytest.fixture
def russia(reader: TestClient) -> HtmlElement:
    return page_of(reader, f"/entity/{number_of(reader, 'ロシア')}", english=True)


def test_a_name_leads_to_the_one_it_means(reader: TestClient) -> None:
    answer = reader.get("/entity?name=ロシア")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/entity/{number_of(reader, 'ロシア')}"
    assert reader.get("/entity?name=露").headers["location"] == answer.headers["location"]


def test_a_name_of_several_is_a_choice(reader: TestClient) -> None:
    tree = page_of(reader, "/entity?name=省")
    names = words(tree, "//ul[@class='choices']//a")
    assert len(names) > 1
    assert sum("省" in name for name in names) > 1


def test_a_name_of_nobody_leads_to_the_search(reader: TestClient) -> None:
    tree = page_of(reader, "/entity?name=きっとない名", status=404)
    assert tree.xpath("//p[@class='empty']/a/@href")[0].startswith("/search?q=")
    page_of(reader, "/entity", status=404)
    page_of(reader, "/entity/999999", status=404)
    page_of(reader, "/entity/0", status=422)
    page_of(reader, "/entity/x", status=422)


def test_head(russia: HtmlElement) -> None:
    assert words(russia, "//h1") == ["ロシア"]
    assert "mentions" in words(russia, "//p[@class='sub']")[0]
    assert "露" in words(russia, "//p[@class='spelled']")[0]


def test_what_others_say_names_it_and_is_not_its_own(reader: TestClient) -> None:
    number = number_of(reader, "ロシア")
    with desk_of(reader) as desk:
        sheet = desk.entity_sheet(number)
        assert sheet.told
        for statement in sheet.told:
            assert statement.entity != "ロシア"
            reading = desk.reading(str(statement.number))
            named = desk.around(str(statement.number))[2].meant
            span = statement.content.span
            inside = [name.entity for name in reading.names if span.start <= name.span.start < span.end]
            assert number in {named[entity][0] for entity in inside if entity in named}


def test_what_it_says_is_what_the_ledger_has(reader: TestClient) -> None:
    number = number_of(reader, "黒瀬拓真")
    with desk_of(reader) as desk:
        sheet, (card,) = desk.entity_sheet(number), desk.who(f"e{number}")
    assert {(s.number, s.n) for s in sheet.said} == {(s.number, s.n) for s in card.statements}
    assert sum(sheet.stances.values()) == len(card.statements)
    tree = page_of(reader, f"/entity/{number}", english=True)
    assert f"/claims?by=e{number}" in tree.xpath("//section[@id='said']//a/@href")
    assert words(tree, "//p[contains(@class, 'stances')]/a")[0].startswith("asserts ")


def test_every_quotation_leads_to_its_words(reader: TestClient) -> None:
    tree = page_of(reader, f"/entity/{number_of(reader, '黒瀬拓真')}")
    links = tree.xpath("//section[@id='said' or @id='told']//blockquote/a")
    assert links
    with desk_of(reader) as desk:
        for link in links:
            found = re.fullmatch(r"/clip/(\d+)\?words=(\d+)-(\d+)#words", link.get("href"))
            assert found
            assert desk.reading(found[1]).clip.text[int(found[2]) : int(found[3])] == link.text


def test_offices_are_those_clips_tell_of(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {"id": "a", "published": "2031-04-02", "text": "高見沢誠一外相は2日、記者会見で遺憾の意を表明した。"},
            {"id": "b", "published": "2031-08-20", "text": "高見沢誠一外相は20日、首脳会談に同席した。"},
            {"id": "c", "published": "2031-12-01", "text": "高見沢誠一前外相は1日、講演で政府の対応を批判した。"},
        )
        sheet = desk.entity_sheet(desk.entity_page(name="高見沢誠一").lines[0].number)
        offices = [(o.plain, o.status, str(o.first), str(o.last), str(o.ended_by)) for o in sheet.offices]
        assert offices == [
            ("外相", "current", "2031-04-02", "2031-08-20", "2031-12-01"),
            ("外相", "former", "2031-12-01", "2031-12-01", "None"),
        ]
    with visitor_of(tmp_path / "d.sqlite") as client:
        tree = page_of(client, f"/entity/{sheet.line.number}", english=True)
        assert len(tree.xpath("//svg[contains(@class, 'offices')]//g/rect")) == 4  # for a desk and for a telephone
        assert [words(li, "./span[@class='status']") for li in tree.xpath("//ul[@class='held-list']/li")] == [
            ["in office"], ["former"],
        ]  # fmt: skip


def test_ties_are_drawn_and_listed(russia: HtmlElement) -> None:
    listed = russia.xpath("//ol[@class='ties']/li/a[1]")
    drawn = russia.xpath("//svg[@class='graph wide']/a")
    assert {a.get("href") for a in listed} == {a.get("href") for a in drawn}
    assert words(russia, "//ol[@class='ties']/li[1]/a[1]") == ["アメリカ"]
    assert "together" in words(russia, "//ol[@class='ties']/li[1]")[0]


def test_mentions_are_drawn_and_told(russia: HtmlElement) -> None:
    told = [int(n) for n in words(russia, "//section[@id='often']//td")]
    drawn = russia.xpath("//svg[@class='bars wide']/a")
    assert len(told) == len(drawn) > 1
    total = int(words(russia, "//p[@class='sub']")[0].split(" mentions")[0].split()[-1])
    assert sum(told) == total
    assert all(a.get("href").startswith("/search?q=%22") for a in drawn)


def test_stories_are_those_whose_clips_name_it(reader: TestClient) -> None:
    with desk_of(reader) as desk:
        sheet = desk.entity_sheet(number_of(reader, "ロシア"))
        (card,) = desk.who("ロシア")
        stories = {number for clip in card.clips for number, _ in desk.stories_of(clip.number).values()}
    assert {story.number for story in sheet.stories} == stories


def test_another_is_put_in_and_taken_out_again(editor: TestClient) -> None:
    left, right = number_of(editor, "アルメニア"), number_of(editor, "アゼルバイジャン")
    found = page_of(editor, f"/entity/{left}/merge?q=アゼルバイジャン")
    assert str(right) in found.xpath("//input[@name='other']/@value")
    preview = editor.post(f"/entity/{left}/merge/preview", data={"other": right})
    assert preview.status_code == 200
    assert "アゼルバイジャン → アルメニア" in preview.text
    assert editor.get(f"/entity/{right}").status_code == 200  # nothing has changed yet
    done = editor.post(f"/entity/{left}/merge", data={"other": right, "why": "試し"})
    assert done.status_code == 303
    tree = page_of(editor, done.headers["location"])
    assert editor.get(f"/entity/{right}").headers["location"] == f"/entity/{left}"
    (judgement,) = tree.xpath("//div[contains(@class, 'notice')]//input[@name='judgement']/@value")
    undone = editor.post(f"/entity/{left}/undo", data={"judgement": judgement})
    assert undone.status_code == 303
    assert words(page_of(editor, undone.headers["location"], english=True), "//div[@role='status']/p") == [
        "It is undone."
    ]
    assert words(page_of(editor, f"/entity/{right}"), "//h1") == ["アゼルバイジャン"]


def test_it_is_renamed(editor: TestClient) -> None:
    number = number_of(editor, "立志党")
    preview = editor.post(f"/entity/{number}/rename/preview", data={"name": "立志の党"})
    assert '<ins lang="ja">立志の党</ins>' in preview.text
    done = editor.post(f"/entity/{number}/rename", data={"name": "立志の党"})
    assert words(page_of(editor, done.headers["location"]), "//h1") == ["立志の党"]
    assert editor.get("/entity?name=立志の党").headers["location"] == f"/entity/{number}"
    page = editor.post(f"/entity/{number}/rename/preview", data={"name": "  "})
    assert page.status_code == 400


def test_spellings_are_split_off(editor: TestClient) -> None:
    number = number_of(editor, "ロシア")
    tree = page_of(editor, f"/entity/{number}/split")
    assert "米ロ" in tree.xpath("//input[@name='spelled']/@value")
    preview = editor.post(f"/entity/{number}/split/preview", data={"spelled": "米ロ"})
    assert preview.status_code == 200
    assert 'name="spelled" value="米ロ"' in preview.text
    done = editor.post(f"/entity/{number}/split", data={"spelled": "米ロ"})
    tree = page_of(editor, done.headers["location"])
    (other,) = tree.xpath("//div[contains(@class, 'notice')]/p/a/@href")
    assert editor.get(other).status_code == 200
    with desk_of(editor) as desk:
        assert "米ロ" not in {one.text for one in desk.spellings_of(number)}


def test_clips_are_split_off(editor: TestClient) -> None:
    number = number_of(editor, "ロシア")
    before = page_of(editor, f"/entity/{number}/split").xpath("//input[@name='clip']/@value")
    done = editor.post(f"/entity/{number}/split", data={"clip": before[:1]})
    assert done.status_code == 303
    assert before[0] not in page_of(editor, f"/entity/{number}/split").xpath("//input[@name='clip']/@value")


def test_corrections_that_say_nothing_are_refused(editor: TestClient) -> None:
    number = number_of(editor, "ロシア")
    for path, data, status in (
        ("split/preview", {}, 400), ("split", {}, 400), ("merge/preview", {"other": number}, 400),
        ("merge/preview", {"other": 999_999}, 404), ("merge", {}, 422), ("undo", {"judgement": 999}, 404),
        ("split/preview", {"spelled": "ない表記"}, 400),
    ):  # fmt: skip
        assert editor.post(f"/entity/{number}/{path}", data=data).status_code == status, path


def test_a_page_of_the_most_named_stays_small(reader: TestClient) -> None:
    assert len(reader.get(f"/entity/{number_of(reader, '日本銀行')}").content) < 300_000

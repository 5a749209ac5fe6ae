"""A story's page: in the words of its clips, and corrected in place."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.records.order import Order


def page(client: TestClient, path: str, **headers: str) -> HtmlElement:
    """Return a page that is there."""
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def words(node: HtmlElement) -> str:
    """Return the text of a part, its blanks as one."""
    return " ".join(node.text_content().split())


def story_called(path: Path, words: str) -> int:
    """Return the number of the story that is called so."""
    with Desk.open(path) as desk:
        return next(line.number for line in desk.stories() if words in line.label)


@pytest.fixture(scope="module")
def clash(corpus_dossier: Path) -> int:
    """The story of a clash at a border."""
    return story_called(corpus_dossier, "キルギスとタジキスタンの国境で衝突")


def test_every_line_of_the_summary_is_a_quotation(reader: TestClient, clash: int, corpus_dossier: Path) -> None:
    tree = page(reader, f"/story/{clash}")
    links = tree.cssselect("#summary blockquote a")
    assert 3 <= len(links) <= 5
    with Desk.open(corpus_dossier) as desk:
        for link in links:
            found = re.fullmatch(r"/clip/([^?]+)\?words=(\d+)-(\d+)#words", link.get("href"))
            assert found
            text = desk.reading(found[1]).clip.text
            assert text[int(found[2]) : int(found[3])] == link.text


def test_summary_tells_the_beginning_and_the_latest_day(reader: TestClient, clash: int) -> None:
    days = [time.get("datetime") for time in page(reader, f"/story/{clash}").cssselect("#summary time")]
    assert days == sorted(days)
    assert (days[0], days[-1]) == ("2032-04-28", "2032-05-03")


def test_figures_step_from_one_to_the_next(reader: TestClient, clash: int) -> None:
    tree = page(reader, f"/story/{clash}")
    deaths = next(o for o in tree.cssselect("#conflicts .odds") if words(o.cssselect(".about")[0]) == "キルギス、死者")
    rows = {words(row.cssselect("th")[0]): row for row in deaths.cssselect(".courses tr")}
    assert [words(a) for a in rows["キルギス保健省"].cssselect("a.figure")] == ["9人", "２２人", "25人"]
    assert all(a.get("href").startswith("/clip/") for a in deaths.cssselect("a.figure"))


def test_who_blame_each_other_stand_in_two_columns(reader: TestClient, clash: int) -> None:
    blame = page(reader, f"/story/{clash}").cssselect(".odds.kind-blame")[0]
    left, right = blame.cssselect(".facing .side")
    assert words(left.cssselect(".name")[0]) == "キルギス"
    assert words(right.cssselect(".name")[0]) == "タジキスタン"
    assert "タジク側が先に迫撃砲を使った" in words(left)
    assert "発砲したのはキルギス兵だ" in words(right)
    assert "破片はキルギス軍自身のものだ" in words(right)


def test_a_denial_faces_what_it_denies(reader: TestClient, clash: int) -> None:
    tree = page(reader, f"/story/{clash}")
    denial = next(o for o in tree.cssselect(".odds.kind-denial") if "イサコワ" in words(o))
    said, denied = denial.cssselect(".facing .side")
    assert "メデル・アサノフ" in words(said)
    assert "領外での無人機の使用は一切ない" in words(denied)


def test_outlets_stand_side_by_side_with_differing_figures_marked(reader: TestClient, clash: int) -> None:
    table = page(reader, f"/story/{clash}").cssselect("table.abreast")[0]
    outlets = [words(th) for th in table.cssselect("thead th")][1:]
    assert outlets == ["列島通信", "中央放送", "海峡ニュース", "東都新聞", "環太平洋通信"]
    row = next(r for r in table.cssselect("tbody tr") if words(r.cssselect("th")[0]) == "キルギス、死者")
    cells = dict(zip(outlets, row.cssselect("td"), strict=True))
    assert words(cells["中央放送"].cssselect("mark")[0]) == "9人"
    assert "死者が" in words(cells["中央放送"])
    assert not cells["列島通信"].cssselect("mark")
    assert not cells["海峡ニュース"].cssselect("a")


def test_time_line_is_drawn_and_listed(reader: TestClient, clash: int) -> None:
    tree = page(reader, f"/story/{clash}")
    marks = tree.cssselect("#timeline svg.wide a")
    listed = tree.cssselect("#timeline .entries .entry")
    assert len(marks) > 40
    assert len(listed) > 40
    hrefs = {a.get("href") for a in tree.cssselect("#timeline .entries a")}
    assert sum(mark.get("href") in hrefs for mark in marks) > 40


def test_sources_are_counted_with_how_they_speak(reader: TestClient, clash: int) -> None:
    rows = {
        words(tr.cssselect("th")[0]): words(tr) for tr in page(reader, f"/story/{clash}").cssselect(".voices tbody tr")
    }
    assert rows["キルギス保健省"].split()[1] == "5"
    assert rows["イサコワ"].split()[1] == "2"


def test_clips_stand_in_order_of_time(reader: TestClient, clash: int) -> None:
    tree = page(reader, f"/story/{clash}")
    days = [time.get("datetime") for time in tree.cssselect("#clips > ul > li > div > .meta time")]
    assert days == sorted(days)
    assert len(days) == 5
    assert "同じ語" in words(tree.cssselect("#clips .why-here")[0]) or "キルギス" in words(tree.cssselect("#clips")[0])


def test_copies_are_folded_under_what_they_repeat(editor: TestClient, dossier: Path) -> None:
    text = (
        "宇佐美市は5日、老朽化した市役所の庁舎を3月から改修すると発表した。工事は2年かかり、費用はおよそ40億円を見込む。"
        "市長は「市民の安全のために急ぐ」と述べた。市議会では費用が当初の見積もりを10億円上回ったことに批判が出ている。\n"
    )
    with Desk.open(dossier) as desk:
        for outlet in ("東の新聞", "西の新聞", "南の新聞"):
            desk.add(text.encode(), name=f"{outlet}.txt", order=Order(published=date(2033, 1, 5), outlet=outlet))
        number = desk.stories(since="2033-01-01")[0].number
    tree = page(editor, f"/story/{number}")
    assert len(tree.cssselect("#clips > ul > li")) == 1
    copies = [words(li) for li in tree.cssselect("#clips .copies li")]
    assert len(copies) == 2
    assert "西の新聞" in copies[0]


def test_page_is_in_english_too(reader: TestClient, clash: int) -> None:
    text = words(page(reader, f"/story/{clash}", **{"accept-language": "en"}))
    assert "In their words" in text
    assert "each blames the other" in text
    assert "28 Apr 2032" in text


def test_what_is_no_story_is_told(reader: TestClient, newcomer: TestClient) -> None:
    assert reader.get("/story/999999").status_code == 404
    assert reader.get("/story/0").status_code == 422
    assert reader.get("/story/abc").status_code == 422
    assert reader.get("/story/1?page=0").status_code == 422
    assert reader.get("/story/99999999999999999999").status_code == 422
    assert newcomer.get("/story/1").status_code == 404


def test_a_page_beyond_the_last_is_the_last(reader: TestClient, clash: int) -> None:
    assert len(page(reader, f"/story/{clash}?page=99").cssselect("#clips > ul > li")) == 5


def test_titles_are_data(dossier: Path, editor: TestClient) -> None:
    title = "<script>alert(1)</script>" + '"onload="x'
    with Desk.open(dossier) as desk:
        order = Order(published=date(2033, 1, 5), outlet="<b>新聞</b>")
        text = f"{title}\n\n宇佐美市は5日、市役所の改修を発表した。市長は「<img src=x>市民のためだ」と述べた。\n"
        desk.add(text.encode(), name="h.txt", order=order)
        number = desk.stories(since="2033-01-01")[0].number
        desk.rename("story", number, title)
    tree = page(editor, f"/story/{number}")
    assert not tree.cssselect("main script, main img, main b")
    assert tree.cssselect("h1")[0].text == title


def test_rename_is_shown_then_done_then_undone(editor: TestClient, dossier: Path) -> None:
    number = story_called(dossier, "ケニア大統領選挙")
    shown = editor.post(f"/story/{number}/rename/preview", data={"name": "ケニアの選挙"})
    assert shown.status_code == 200
    assert html.document_fromstring(shown.text).cssselect("ins")[0].text == "ケニアの選挙"
    assert words(page(editor, f"/story/{number}").cssselect("h1")[0]).startswith("ケニア大統領選挙")
    done = editor.post(f"/story/{number}/rename", data={"name": "ケニアの選挙", "why": "短く"})
    assert done.status_code == 303
    tree = page(editor, done.headers["location"])
    assert words(tree.cssselect("h1")[0]) == "ケニアの選挙"
    judgement = tree.cssselect(".notice input[name=judgement]")[0].get("value")
    undone = editor.post(f"/story/{number}/undo", data={"judgement": judgement})
    assert undone.status_code == 303
    tree = page(editor, undone.headers["location"])
    assert words(tree.cssselect("h1")[0]).startswith("ケニア大統領選挙")
    assert not tree.cssselect(".notice form")


def test_stories_are_put_together_and_apart_again(editor: TestClient, dossier: Path) -> None:
    left, right = story_called(dossier, "ケニア大統領選挙"), story_called(dossier, "ペルー地震")
    found = page(editor, f"/story/{left}/merge?q=ペルー")
    assert found.cssselect(f"input[name=other][value='{right}']")
    assert page(editor, f"/story/{left}/merge?q=s{right}").cssselect(f"input[name=other][value='{right}']")
    assert not page(editor, f"/story/{left}/merge?q=s{left}").cssselect("input[name=other]")
    shown = editor.post(f"/story/{left}/merge/preview", data={"other": right})
    assert len(html.document_fromstring(shown.text).cssselect("li.item")) == 5
    assert editor.get(f"/story/{right}").status_code == 200
    done = editor.post(f"/story/{left}/merge", data={"other": right})
    tree = page(editor, done.headers["location"])
    assert len(tree.cssselect("#clips > ul > li")) == 10
    led = editor.get(f"/story/{right}")
    assert (led.status_code, led.headers["location"]) == (303, f"/story/{left}")
    editor.post(f"/story/{left}/undo", data={"judgement": tree.cssselect(".notice input")[0].get("value")})
    assert len(page(editor, f"/story/{right}").cssselect("#clips > ul > li")) == 5


def test_clips_are_taken_out(editor: TestClient, dossier: Path) -> None:
    number = story_called(dossier, "ケニア大統領選挙")
    boxes = page(editor, f"/story/{number}?choose=true").cssselect("#clips input[type=checkbox]")
    ids = [box.get("value") for box in boxes[:2]]
    shown = editor.post(f"/story/{number}/split/preview", data={"clip": ids})
    hidden = html.document_fromstring(shown.text).cssselect("input[name=clip]")
    assert [one.get("value") for one in hidden] == ids
    done = editor.post(f"/story/{number}/split", data={"clip": ids})
    tree = page(editor, done.headers["location"])
    assert len(tree.cssselect("#clips > ul > li")) == 3
    assert len(page(editor, tree.cssselect(".notice p a")[0].get("href")).cssselect("#clips > ul > li")) == 2


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("rename", {"name": "  "}, 400),
        ("merge", {"other": "1000000"}, 404),
        ("merge", {"other": "x"}, 422),
        ("merge/preview", {"other": "1000000"}, 404),
        ("split/preview", {}, 400),
        ("split", {"clip": "none"}, 400),
        ("undo", {"judgement": "77"}, 404),
    ],
)
def test_a_change_that_cannot_be_is_told_in_a_sentence(
    editor: TestClient, dossier: Path, path: str, data: dict[str, str], status: int
) -> None:
    number = story_called(dossier, "ケニア大統領選挙")
    answer = editor.post(f"/story/{number}/{path}", data=data)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert html.document_fromstring(answer.text).cssselect("h1")


def test_a_change_from_elsewhere_is_refused(editor: TestClient) -> None:
    answer = editor.post("/story/1/rename", data={"name": "x"}, headers={"origin": "http://evil.example"})
    assert answer.status_code == 403

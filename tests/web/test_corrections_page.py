"""Putting a clip right: seen before it is done, done without a script, undone; and the ledger of it all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.records.reading import Reading
from room_read import add, page_of, visitor_of


def tree(text: str) -> Any:
    """Return a page as elements."""
    return html.fromstring(text)


def with_most(path: Path) -> tuple[int, Reading]:
    """Return the clip in which most was claimed."""
    with Desk.open(path) as desk:
        number = max(desk.clips(), key=lambda line: line.claims).number
        return number, desk.reading(str(number))


def forms_of(visitor: TestClient, path: str) -> dict[str, dict[str, str]]:
    """Return the forms of a page by the kind of correction each makes, with what they are filled with."""
    page = tree(visitor.get(path).text)
    out: dict[str, dict[str, str]] = {}
    for form in page.xpath('//*[@id="fix"]//form[@method="post"]'):
        fields = {name: value for name, value in form.form_values() if name}
        out[fields["kind"] + ("!" if fields.get("none") else "")] = fields
    return out


def preview(visitor: TestClient, number: int, fields: dict[str, str]) -> Any:
    answer = visitor.post(f"/clip/{number}/correct/preview", data=fields)
    assert answer.status_code == 200, tree(answer.text).xpath("string(//main)")
    return tree(answer.text)


def applied(visitor: TestClient, page: Any) -> str:
    """Send the form of a preview; return where it leads."""
    (form,) = page.xpath('//form[contains(@action, "/correct") or contains(@action, "/undo")]')
    answer = visitor.post(form.get("action"), data=dict(form.form_values()))
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kept(path: Path) -> Any:
    with Desk.open(path) as desk:
        return desk.corrections()


def test_an_outlet_is_put_right_seen_before_and_undone(editor: TestClient, dossier: Path) -> None:
    fields = forms_of(editor, "/clip/1?fix=head")["outlet"] | {"value": "北方日報", "why": "紙面で見た"}
    page = preview(editor, 1, fields)
    assert "北方日報" in page.xpath('string(//table//td[@class="after"])')
    assert kept(dossier) == ()
    to = applied(editor, page)
    assert to.startswith("/clip/1?done=")
    shown = tree(editor.get(to.partition("#")[0]).text)
    assert "北方日報" in shown.find_class("kicker")[0].text_content()
    (undo,) = shown.xpath('//form[@id="done"]')
    answer = editor.post(undo.get("action"), data=dict(undo.form_values()))
    assert answer.status_code == 303
    back = tree(editor.get(answer.headers["location"]).text)
    assert "北方日報" not in back.find_class("kicker")[0].text_content()


def test_a_date_and_a_headline_are_put_right(editor: TestClient) -> None:
    forms = forms_of(editor, "/clip/2?fix=head")
    applied(editor, preview(editor, 2, forms["published"] | {"value": "2031-01-02"}))
    applied(editor, preview(editor, 2, forms["title"] | {"value": "別の見出し"}))
    page = tree(editor.get("/clip/2").text)
    assert page.xpath('//dd/time[@datetime="2031-01-02"]')
    assert page.xpath("string(//h1)").strip() == "別の見出し"


def test_the_speaker_of_a_claim_is_chosen_or_written(editor: TestClient, dossier: Path) -> None:
    number, reading = with_most(dossier)
    n = next(n for n, claim in enumerate(reading.claims) if claim.source and not claim.source.carried)
    fields = forms_of(editor, f"/clip/{number}?fix=claim-{n}")["source"]
    name = next(name for name in reading.names if name.type == "PER")
    words = reading.clip.text[name.span.start : name.span.end]
    page = preview(editor, number, fields | {"source": "", "source_words": words})
    assert words in page.xpath('string(//table//td[@class="after"])')
    applied(editor, page)
    with Desk.open(dossier) as desk:
        claim = next(c for c in desk.reading(str(number)).claims if c.content == reading.claims[n].content)
    assert claim.source is not None
    assert reading.clip.text[claim.source.span.start : claim.source.span.end] == words
    opened = preview(editor, number, fields | {"source": ""})
    assert opened.find_class("after")


def test_a_name_is_none_and_a_time_means_another_day(editor: TestClient, dossier: Path) -> None:
    number, reading = with_most(dossier)
    page = preview(editor, number, forms_of(editor, f"/clip/{number}?fix=name-0")["name!"])
    assert "該当なし" not in page.text_content()
    applied(editor, page)
    with Desk.open(dossier) as desk:
        assert reading.names[0].span not in {name.span for name in desk.reading(str(number)).names}
    fields = forms_of(editor, f"/clip/{number}?fix=time-0")["time"]
    applied(editor, preview(editor, number, fields | {"value": "1999-12-31"}))
    assert "1999-12-31" in tree(editor.get(f"/clip/{number}").text).get_element_by_id("t-time-0").text_content()


def test_words_of_the_text_become_a_name(editor: TestClient, dossier: Path) -> None:
    number, reading = with_most(dossier)
    words = reading.clip.text[:4]
    forms = forms_of(editor, f"/clip/{number}?fix=new&find={words}")
    assert forms["name"]["at"] == "0-4"
    page = preview(editor, number, forms["name"] | {"type": "LOC", "value": "どこかの場所"})
    assert "どこかの場所" in page.text_content()


def test_a_clip_is_cut_in_two_and_joined_again_by_undoing(editor: TestClient, dossier: Path) -> None:
    number, _ = with_most(dossier)
    with Desk.open(dossier) as desk:
        before = len(desk.clips())
    fields = forms_of(editor, f"/clip/{number}?fix=new")["cut"]
    to = applied(editor, preview(editor, number, fields))
    assert editor.get(f"/clip/{number}").status_code == 404
    page = tree(editor.get(to.partition("#")[0]).text)
    with Desk.open(dossier) as desk:
        assert len(desk.clips()) == before + 1
    (undo,) = page.xpath('//form[@id="done"]')
    answer = editor.post(undo.get("action"), data=dict(undo.form_values()))
    assert editor.get(answer.headers["location"]).status_code == 200
    with Desk.open(dossier) as desk:
        assert len(desk.clips()) == before


def test_the_ledger_counts_filters_and_undoes(editor: TestClient, dossier: Path) -> None:
    for value in ("甲新聞", "乙新聞"):
        applied(editor, preview(editor, 1, {"kind": "outlet", "value": value}))
    with Desk.open(dossier) as desk:
        first, second = (line.number for line in desk.stories()[:2])
        desk.merge("story", first, second)
    page = tree(editor.get("/judgements").text)
    assert len(page.xpath('//ol/li[contains(@class, "entry")]')) == 3
    assert "2" in page.xpath('string(//a[@href="/judgements?kind=outlet"])')
    only = tree(editor.get("/judgements?kind=same").text)
    (form,) = only.xpath('//form[contains(@action, "/undo/preview")]')
    answer = editor.post(form.get("action"), data=dict(form.form_values()))
    assert answer.status_code == 200
    assert f"s{second}" in answer.text
    to = applied(editor, tree(answer.text))
    assert to.startswith("/judgements?")
    assert "undone" in tree(editor.get("/judgements?kind=same").text).xpath("string(//ol/li/@class)")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 422), ({"kind": "size"}, 422), ({"kind": "published", "value": "きのう"}, 400),
        ({"kind": "name", "words": "ここにない言葉", "type": "PER"}, 400), ({"kind": "cut", "at": "x"}, 400),
        ({"kind": "time", "at": "0-2", "value": "いつか"}, 400), ({"kind": "cut", "at": "0-0"}, 400),
        ({"kind": "name", "at": "9-3", "type": "PER"}, 400),
        ({"kind": "name", "at": "0-2", "type": "PER", "entity": "e999999"}, 404),
        ({"kind": "name", "at": "0-2", "type": "PER", "entity": "誰か"}, 404),
        ({"kind": "name", "at": "0-2", "type": "PER", "entity": f"e{'9' * 19}"}, 404),
        ({"kind": "stance", "at": "0-2", "cue_at": "3-4", "value": "hope"}, 400),
        ({"kind": "claim", "at": "0-2", "cue": ""}, 400), ({"kind": "name", "at": "0-999999999", "type": "PER"}, 400),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said(editor: TestClient, dossier: Path, fields: dict[str, str], status: int) -> None:
    for path in ("/clip/1/correct/preview", "/clip/1/correct"):
        answer = editor.post(path, data=fields)
        assert answer.status_code == status, answer.text
        assert tree(answer.text).xpath("string(//h1)")
    assert kept(dossier) == ()


def test_changes_come_from_the_rooms_own_pages_only(editor: TestClient, dossier: Path) -> None:
    answer = editor.post(
        "/clip/1/correct", data={"kind": "outlet", "value": "甲"}, headers={"origin": "http://evil.example"}
    )
    assert answer.status_code == 403
    assert editor.get("/clip/1/correct").status_code == 405
    assert editor.get("/judgements/1/undo").status_code == 405
    assert editor.post("/judgements/77/undo").status_code == 404
    assert kept(dossier) == ()


def test_undoing_never_leads_to_another_host(editor: TestClient) -> None:
    applied(editor, preview(editor, 1, {"kind": "outlet", "value": "甲新聞"}))
    answer = editor.post("/judgements/1/undo", data={"back": "//evil.example/x"})
    assert answer.headers["location"].startswith("/?")


def test_an_empty_ledger_in_both_languages(newcomer: TestClient) -> None:
    assert tree(newcomer.get("/judgements").text).find_class("empty")
    page = newcomer.get("/judgements", headers={"cookie": "keii_prefs=language=en"}).text
    assert "Nothing has been put right yet" in page
    assert newcomer.get("/judgements?kind=size").status_code == 422


def test_words_to_be_put_right_tell_where_else_they_stand(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(desk, {"id": "短信", "text": "桑原知事は述べた。同じ桑原知事である。", "title": "短信"})
    with visitor_of(tmp_path / "d.sqlite") as visitor:
        (other,) = page_of(visitor, "/clip/1?fix=new&find=桑原知事").cssselect(".elsewhere li")
        assert other.text_content() == "桑原知事は述べた。同じ桑原知事である。"
        assert other.find("a").get("href") == "/clip/1?fix=new&words=11-15#fix"
        assert "cut" not in forms_of(visitor, "/clip/1?fix=cut")  # one line: it is cut at words only

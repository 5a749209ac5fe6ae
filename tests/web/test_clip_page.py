"""A clip's page: the saved text, what was found in it, and where it is from."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.records.reading import Reading
from keii.web.shown import upright

EN = {"cookie": "keii_prefs=language=en"}
DOWN = {"cookie": "keii_prefs=direction=down"}


def tree(text: str) -> Any:
    """Return a page as elements."""
    return html.fromstring(text)


def page_of(visitor: TestClient, path: str, **headers: str) -> Any:
    answer = visitor.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return tree(answer.text)


def saved_text(page: Any) -> str:
    """Return the text that stands on a page, without its cards."""
    (text,) = page.find_class("text")
    for card in text.find_class("card"):
        card.drop_tree()
    return "\n".join(line.text_content() for line in text.xpath("./*[@data-at]"))


def with_most(path: Path) -> tuple[int, Reading]:
    """Return the clip in which most was claimed."""
    with Desk.open(path) as desk:
        number = max(desk.clips(), key=lambda line: line.claims).number
        return number, desk.reading(str(number))


def test_the_text_stands_as_it_was_saved(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        for line in desk.clips()[::7]:
            assert saved_text(page_of(reader, f"/clip/{line.number}")) == desk.reading(str(line.number)).clip.text


def test_down_the_page_it_is_the_same_text_with_numbers_upright(reader: TestClient, corpus_dossier: Path) -> None:
    number, reading = with_most(corpus_dossier)
    page = page_of(reader, f"/clip/{number}", **DOWN)
    assert saved_text(page) == reading.clip.text
    assert page.find_class("down")
    assert all(re.fullmatch(r"[0-9]{1,2}|[!?]{2}", part.text_content()) for part in page.find_class("tcy"))
    assert upright("10日に2031年、1.5%") == [
        ("10", "tcy"), ("日に", ""), ("2031", "stack"), ("年、1.5%", ""),
    ]  # fmt: skip


def test_every_finding_is_marked_and_says_what_it_is(reader: TestClient, corpus_dossier: Path) -> None:
    number, reading = with_most(corpus_dossier)
    page = page_of(reader, f"/clip/{number}")
    name, time, claim = reading.names[0], reading.times[0], reading.claims[0]
    told = page.get_element_by_id("t-name-0").text_content()
    assert "種別" not in told
    assert f"{name.rule}" in told
    assert time.value in page.get_element_by_id("t-time-0").text_content()
    cue = next(n for n in range(len(reading.claims)) if page.xpath(f'//*[@id="t-cue-{n}"]'))
    chain = page.get_element_by_id(f"t-cue-{cue}").text_content()
    assert reading.claims[cue].rule in chain
    described = {word for found in page.xpath("//@aria-describedby") for word in found.split()}
    assert described <= set(page.xpath("//@id"))
    assert (
        reading.clip.text[claim.content.start : claim.content.end][:20]
        in page.get_element_by_id("claim-0").text_content()
    )


def test_no_id_stands_twice(reader: TestClient, corpus_dossier: Path) -> None:
    number, _ = with_most(corpus_dossier)
    ids = page_of(reader, f"/clip/{number}?words=10-60").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_words_one_came_for_are_marked(reader: TestClient, corpus_dossier: Path) -> None:
    number, reading = with_most(corpus_dossier)
    page = page_of(reader, f"/clip/{number}?words=10-60")
    assert page.get_element_by_id("words").tag == "mark"
    for card in page.find_class("card"):
        card.drop_tree()
    marked = "".join(mark.text_content() for mark in page.iter("mark"))
    assert marked == reading.clip.text[10:60].replace("\n", "")


def test_words_beyond_the_text_mark_nothing(reader: TestClient) -> None:
    assert not page_of(reader, "/clip/1?words=900000-900001").xpath("//mark")


@pytest.mark.parametrize("asked", ["words=x", "words=1", "part=0", "fix=all", "fix=name-x", "done=-1"])
def test_what_cannot_be_meant_is_said(reader: TestClient, asked: str) -> None:
    answer = reader.get(f"/clip/1?{asked}")
    assert answer.status_code == 422
    assert "<h1>" in answer.text


@pytest.mark.parametrize("path", ["/clip/99999", "/clip/zz", "/clip/1?fix=name-99999", "/clip/1/original"])
def test_what_is_not_there_is_said(reader: TestClient, path: str) -> None:
    assert reader.get(path).status_code == 404


def test_kinds_are_shown_and_hidden_without_a_script(reader: TestClient) -> None:
    page = page_of(reader, "/clip/1")
    boxes = page.xpath('//fieldset//input[@type="checkbox"]')
    assert [box.get("data-key") for box in boxes] == ["1", "2", "3", "4", "5", "6"]
    css = (Path(__file__).parents[2] / "src/keii/web/static/pages/clip.css").read_text(encoding="utf-8")
    assert all(f"#{box.get('id')}:not(:checked)" in css for box in boxes)


def test_hostile_clips_are_text(newcomer: TestClient, tmp_path: Path) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    line = {
        "id": "x",
        "title": evil,
        "text": f"{evil}\n外相は「{evil}」と述べた。",
        "outlet": evil,
        "url": "javascript:alert(3)",
    }
    with Desk.open(tmp_path / "none.sqlite") as desk:
        desk.add(json.dumps(line).encode(), name="evil.jsonl")
    for path in ("/clip/1", "/clip/1?fix=head", "/clip/1?fix=new&find=<b>", "/claims", "/judgements"):
        answer = newcomer.get(path)
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert 'href="javascript' not in answer.text
        assert " style=" not in answer.text


def test_the_original_is_a_download_and_never_a_page(newcomer: TestClient, tmp_path: Path) -> None:
    body = "<html><head><title>会談</title></head><body><article><h1>会談</h1>" + "<p>外相は会談したと述べた。</p>" * 30
    with Desk.open(tmp_path / "none.sqlite") as desk:
        desk.add(body.encode(), name="page.html")
    assert "/clip/1/original" in newcomer.get("/clip/1").text
    answer = newcomer.get("/clip/1/original")
    assert answer.content == body.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_a_very_long_text_is_set_in_parts(newcomer: TestClient, tmp_path: Path) -> None:
    text = "\n".join(f"{n}番目に外相は10日、ソウルで「合意{n}を守る」と述べた。" for n in range(700))
    with Desk.open(tmp_path / "none.sqlite") as desk:
        desk.add(text.encode(), name="long.txt")
        whole = desk.reading("1").clip.text
    shown = []
    for part in (1, 2, 3, 4):
        answer = newcomer.get(f"/clip/1?part={part}")
        assert len(answer.content) < 300_000
        shown.append(saved_text(tree(answer.text)))
    assert "\n".join(shown) in whole
    assert len(shown[0]) > 5_000
    at = whole.index("合意650を")
    assert "合意650を" in page_of(newcomer, f"/clip/1?words={at}-{at + 6}").xpath("string(//mark)")


def test_it_speaks_english_too(reader: TestClient) -> None:
    page = page_of(reader, "/clip/1", **EN)
    assert page.get("lang") == "en"
    assert "Where this is from" in page.text_content()


def test_where_it_is_from_leads_on(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        line = next(line for line in desk.clips() if line.url)
    page = page_of(reader, f"/clip/{line.number}")
    (link,) = page.xpath(f'//dd/a[@href="{line.url}"]')
    assert {"noopener", "noreferrer"} <= set(link.get("rel").split())


def test_clips_of_one_page_lead_to_each_other(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        first, second = [line for line in desk.clips() if line.source_id == "scrap-04.txt"][:2]
    page = page_of(reader, f"/clip/{first.number}")
    assert f"/clip/{second.number}" in page.xpath('//nav//a[@rel="next"]/@href')
    assert page_of(reader, f"/clip/{second.number}").xpath(f'//nav//a[@rel="prev"][@href="/clip/{first.number}"]')

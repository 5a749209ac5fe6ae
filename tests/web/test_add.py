"""Adding in place."""

from __future__ import annotations

import json
import time
from pathlib import Path

from lxml import html
from starlette.testclient import TestClient

from room_made import words

PAGE = json.loads((Path(__file__).parents[2] / "corpus/scrap/scrap-02.json").read_text(encoding="utf-8"))


def wait(visitor: TestClient, address: str) -> html.HtmlElement:
    """Look at a job's page until it is over. While the dossier is being made, a page may answer that it is busy."""
    said = ""
    for _ in range(300):
        said = visitor.get(address).text
        page = html.fromstring(said)
        if page.cssselect("#job") and not page.cssselect("#job[data-hx-get]"):
            return page
        time.sleep(0.1)
    raise AssertionError(f"the job did not end: {said}")


def test_a_pasted_page_is_cut_and_every_cut_is_explained(newcomer: TestClient) -> None:
    answer = newcomer.post("/add", data={"text": PAGE["text"], "published": PAGE["published"]}, files={})
    assert answer.status_code == 303
    page = wait(newcomer, answer.headers["location"])
    taken = page.cssselect(".taken > li")
    assert len(taken) > 5
    assert all(line.cssselect(".why") for line in taken)
    assert "取り込んだ記事" in page.text_content()
    assert newcomer.get(taken[1].cssselect("a.head")[0].get("href")).status_code == 200


def test_the_same_files_again_are_there_already(newcomer: TestClient) -> None:
    text = "県は{0}日、橋の工事を始めると発表した。"
    lines = [{"id": f"d{n}", "text": text.format(n), "published": "2031-05-10"} for n in (8, 9)]
    data = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()
    for told in ("取り込んだ記事: 2", "既存: 2"):
        answer = newcomer.post("/add", files=[("files", ("papers.jsonl", data))])
        assert told in wait(newcomer, answer.headers["location"]).text_content()


def test_what_cannot_be_taken_is_said_and_the_rest_is_taken(newcomer: TestClient) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(200)
    text = "県は8日、橋の工事を始めると発表した。".encode()
    answer = newcomer.post("/add", files=[("files", ("a.png", picture)), ("files", ("b.txt", text))])
    page = wait(newcomer, answer.headers["location"])
    assert "a.png" in page.cssselect(".notice.bad")[0].text_content()
    assert "取り込んだ記事: 1" in page.text_content()
    assert "a.png" in newcomer.get("/problems").text


def test_an_address_of_this_machine_is_refused(newcomer: TestClient) -> None:
    answer = newcomer.post("/add", data={"addresses": "http://127.0.0.1:1/news"})
    page = wait(newcomer, answer.headers["location"])
    assert page.cssselect(".notice.bad")


def test_nothing_and_nonsense_are_said_in_one_sentence(newcomer: TestClient) -> None:
    for sent in ({"text": "  "}, {"addresses": "javascript:alert(1)"}, {"text": "あ", "published": "2031-02-30"}):
        answer = newcomer.post("/add", data=sent)
        assert answer.status_code == 400
        assert html.fromstring(answer.text).cssselect("main h1")
    assert newcomer.get("/add/99").status_code == 404


def test_a_name_with_folders_in_it_is_only_a_name(newcomer: TestClient) -> None:
    answer = newcomer.post("/add", files=[("files", ("../../etc/x.txt", "県は8日、橋の工事を始めた。".encode()))])
    wait(newcomer, answer.headers["location"])
    line = html.fromstring(newcomer.get("/add").text).cssselect(".item .head")[0]
    assert words(line) == "x.txt"


def test_feeds_are_listed_and_only_addresses_taken(newcomer: TestClient) -> None:
    assert "まだ何も" in newcomer.get("/feeds").text
    assert newcomer.post("/feeds", data={"address": "file:///etc/passwd"}).status_code == 400
    opml = newcomer.get("/feeds.opml")
    assert opml.status_code == 200
    assert opml.content.startswith(b"<?xml")

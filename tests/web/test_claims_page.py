"""The ledger of claims: filtered, sorted, paged, and taken along as seen."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.records.ledger import ClaimOrder, ClaimsWanted

ORDERS: tuple[ClaimOrder, ...] = (
    "said", "-said", "published", "-published", "speaker", "-speaker", "outlet", "-outlet",
)  # fmt: skip


def tree(text: str) -> Any:
    """Return a page as elements."""
    return html.fromstring(text)


def rows_of(visitor: TestClient, path: str) -> list[Any]:
    answer = visitor.get(path)
    assert answer.status_code == 200, answer.text
    return list(tree(answer.text).xpath("//tbody/tr"))


def test_every_claim_leads_to_its_words(reader: TestClient) -> None:
    rows = rows_of(reader, "/claims")
    assert len(rows) == 100
    for row in rows[::20]:
        (link,) = row.xpath(".//a[@data-open]")
        page = tree(reader.get(link.get("href").partition("#")[0]).text)
        for card in page.find_class("card"):
            card.drop_tree()
        words = "".join(mark.text_content() for mark in page.iter("mark"))
        assert words.startswith(link.text_content().rstrip("…")[:150].replace("\n", ""))


def test_filters_narrow_and_stand_as_chips_that_can_be_taken_away(reader: TestClient) -> None:
    page = tree(reader.get("/claims?stance=deny&by=社&from=2031").text)
    told = [chip.text_content().strip(" ×") for chip in page.find_class("chip")]
    assert len(told) == 3
    assert all(word in chip for word, chip in zip(("社", "否定", "2031"), told, strict=True))
    assert page.find_class("chip")[1].get("href") == "/claims?by=%E7%A4%BE&from=2031"
    rows = page.xpath("//tbody/tr")
    assert rows
    assert all("stance-deny" in row.get("class") for row in rows)
    assert all("社" in row.xpath("string(th)") for row in rows)


def test_what_is_taken_along_is_what_is_seen(reader: TestClient) -> None:
    asked = "stance=demand&sort=speaker"
    shown = [row.xpath("string(.//a[@data-open])") for row in rows_of(reader, f"/claims?{asked}")]
    answer = reader.get(f"/claims.csv?{asked}")
    assert answer.headers["content-disposition"] == 'attachment; filename="claims.csv"'
    table = list(csv.DictReader(io.StringIO(answer.text, newline="")))
    lines = [json.loads(line) for line in reader.get(f"/claims.jsonl?{asked}").text.splitlines()]
    assert {row["stance"] for row in table} == {"demand"}
    assert [line["content"]["text"] for line in lines] == [row["content"].removeprefix("'") for row in table]
    assert [line["content"]["text"][:100] for line in lines][: len(shown)] == [text[:100] for text in shown]


def test_all_pages_together_are_all_claims(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        total = len(desk.claims())
        for order in ORDERS:
            wanted = ClaimsWanted(order=order)
            pages = [desk.claim_page(wanted, 100, at) for at in range(0, total, 100)]
            places = [(s.number, s.n) for page in pages for s in page.statements]
            assert len(places) == len(set(places)) == total == pages[0].total
            assert [page.following for page in pages] == [True] * (len(pages) - 1) + [False]
            told = [json.loads(line) for line in desk.claim_table(wanted, "jsonl")]
            assert [(line["clip"], line["n"]) for line in told] == [
                (s.clip, s.n) for page in pages for s in page.statements
            ]  # fmt: skip


def test_the_ledger_finds_what_the_question_in_python_finds(corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        asked: Any
        for asked in ({"by": "財務相"}, {"about": "合意"}, {"about": "年"}, {"since": "2031-11"}, {"until": "2031"}):
            found = desk.claim_page(ClaimsWanted(**asked), 10_000).statements
            assert found, asked
            assert {(s.clip, s.n) for s in found} == {(s.clip, s.n) for s in desk.claims(**asked)}


def test_an_entity_is_asked_for_by_its_number(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        said = next(s for s in desk.claims() if s.entity)
        (number, *_) = desk.meant(said.entity or "")
    page = tree(reader.get(f"/claims?by=e{number}").text)
    assert said.entity in page.find_class("chip")[0].text_content()
    assert page.xpath("//tbody/tr")


@pytest.mark.parametrize("asked", ["sort=size", "page=0", "stance=maybe", f"by={'あ' * 201}"])
def test_what_cannot_be_meant_is_said(reader: TestClient, asked: str) -> None:
    assert reader.get(f"/claims?{asked}").status_code == 422


@pytest.mark.parametrize("path", ["/claims", "/claims.csv", "/claims.jsonl"])
def test_a_date_that_is_none_is_said(reader: TestClient, path: str) -> None:
    answer = reader.get(f"{path}?from=きのう")
    assert answer.status_code == 400
    assert "きのう" in answer.text


def test_no_claim_fits(reader: TestClient) -> None:
    page = tree(reader.get("/claims?about=ぱぴぷぺぽ").text)
    assert page.find_class("empty")
    assert not page.xpath("//tbody/tr")
    assert tree(reader.get("/claims?page=300").text).find_class("empty")


@pytest.mark.parametrize(
    "words", ["%00", '"', "*", "a%00b", "%ED%A0%80", "' OR 1=1 --", "％", "NEAR(", "e999999999999999999999"]
)
def test_odd_words_find_nothing_or_something_but_do_no_harm(reader: TestClient, words: str) -> None:
    for name in ("about", "by", "outlet"):
        assert reader.get(f"/claims?{name}={words}").status_code == 200


def test_empty_dossier(newcomer: TestClient) -> None:
    assert tree(newcomer.get("/claims").text).find_class("empty")
    assert newcomer.get("/claims.jsonl").text == ""


def test_a_column_turns_around(reader: TestClient) -> None:
    page = tree(reader.get("/claims?sort=speaker&stance=deny").text)
    (column,) = page.xpath('//th[@aria-sort="ascending"]/a')
    assert column.get("href") == "/claims?stance=deny&sort=-speaker"


def test_a_part_is_given_to_htmx(reader: TestClient) -> None:
    answer = reader.get("/claims?stance=deny", headers={"hx-request": "true"})
    assert "<html" not in answer.text
    assert "<table" in answer.text


def test_it_speaks_english_too(reader: TestClient) -> None:
    page = tree(reader.get("/claims", headers={"cookie": "keii_prefs=language=en"}).text)
    assert "Who says it" in page.text_content()

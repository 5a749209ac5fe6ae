"""The list of persons, bodies and places."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from keii.desk import Desk
from room_read import add, page_of, visitor_of, words

NAMES = "//table[contains(@class, 'names')]/tbody/tr/th"


def test_the_most_mentioned_come_first(reader: TestClient) -> None:
    tree = page_of(reader, "/entities")
    counts = [int(n.replace(",", "")) for n in words(tree, "//tbody/tr/td[2]")]
    assert counts == sorted(counts, reverse=True)
    assert len(counts) == 60
    assert {"ロシア", "アメリカ", "日本銀行"} <= set(words(tree, NAMES))


def test_counts_are_those_of_the_clips(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        (card,) = desk.who("ロシア")
        line = desk.entity_page(name="ロシア", limit=1).lines[0]
    assert (line.number, line.mentions, line.clips) == (card.number, card.mentions, len(card.clips))
    assert line.last == max(clip.published for clip in card.clips if clip.published)


def test_a_name_is_found_by_any_spelling(reader: TestClient) -> None:
    found = words(page_of(reader, "/entities?name=タジク"), NAMES)
    assert "タジキスタン" in found


def test_one_that_is_called_just_so_stands_before_those_whose_names_hold_it(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(
            desk,
            {"id": "a", "text": "北林市の北林建設は、北林建設の社員が北林建設の資材置き場でけがをしたと発表した。"},
            {"id": "b", "text": "北林市は5日、条例の改正案を公表した。"},
        )
        lines = desk.entity_page(name="北林市").lines
        assert lines[0].name == "北林市"


def test_kinds_narrow(reader: TestClient, corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        totals = {type_: desk.entity_page(type_=type_).total for type_ in ("PER", "ORG", "GPE", "LOC")}
        assert sum(totals.values()) == desk.entity_page().total
        people = desk.entity_page(type_="PER", limit=1000).lines
    assert {line.type for line in people} == {"PER"}
    shown = words(page_of(reader, "/entities?type=PER"), NAMES)
    assert shown == [line.name for line in people[:60]]


@pytest.mark.parametrize("order", ["mentions", "name", "latest"])
def test_pages_hold_everyone_once(corpus_dossier: Path, order: str) -> None:
    with Desk.open(corpus_dossier) as desk:
        total = desk.entity_page().total
        found = [
            line.number
            for offset in range(0, total, 50)
            for line in desk.entity_page(order=order, limit=50, offset=offset).lines  # type: ignore[arg-type]
        ]
    assert len(found) == len(set(found)) == total


def test_orders(corpus_dossier: Path) -> None:
    with Desk.open(corpus_dossier) as desk:
        days = [line.last for line in desk.entity_page(order="latest", limit=30).lines]
        names = [line.name for line in desk.entity_page(order="name", limit=30).lines]
    dated = [day for day in days if day]
    assert dated == sorted(dated, reverse=True)
    assert names == sorted(names)


def test_paging_keeps_what_was_asked(reader: TestClient) -> None:
    tree = page_of(reader, "/entities?type=PER&order=name")
    (to,) = tree.xpath("//a[@data-next]/@href")
    assert to == "/entities?type=PER&order=name&page=2"
    assert page_of(reader, to).xpath("//a[@data-previous]/@href") == ["/entities?type=PER&order=name"]


def test_nobody_is_found(reader: TestClient) -> None:
    tree = page_of(reader, "/entities?name=きっとない名", english=True)
    assert words(tree, "//p[@class='empty']") == ["Nobody and nothing is called so. Search the clips for it"]
    assert tree.xpath("//p[@class='empty']/a/@href")[0].startswith("/search?q=")
    for blank in ("・", "%00", "　"):
        assert reader.get("/entities", params={"name": blank}).status_code == 200


def test_an_empty_dossier(newcomer: TestClient) -> None:
    assert words(page_of(newcomer, "/entities", english=True), "//p[@class='empty']/a") == ["Add the first clippings"]


@pytest.mark.parametrize("query", ["page=0", "page=99999999", "order=age", "type=X", f"name={'長' * 300}"])
def test_wrong_parameters_are_refused_with_a_page(reader: TestClient, query: str) -> None:
    assert page_of(reader, f"/entities?{query}", status=422).xpath("//h1")


def test_names_are_text(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        add(desk, {"id": "a", "text": "山川市の山川太郎市長は5日、条例を公布した。"})
        number = desk.entity_page(name="山川太郎").lines[0].number
        desk.rename("entity", number, "<script>alert(1)</script>")
    with visitor_of(tmp_path / "d.sqlite") as client:
        for path in ("/entities", f"/entity/{number}", f"/entity/{number}/split", "/entity?name=山川", "/map"):
            assert "<script>alert" not in client.get(path).text
        assert "<script>alert(1)</script>" in words(page_of(client, "/entities"), NAMES)

"""What programs get: the objects the commands print with --json, a page at a time, and nothing of them lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.publish import parts, rows
from keii.records import correction as corrections
from keii.records.codec import message, to_json
from keii.web.api.told import ADDRESSES
from keii.web.app import make_app
from keii.web.settings import Settings
from room_made import ORIGIN
from room_read import page_of, visitor_of

Json = dict[str, Any]


@pytest.fixture(scope="module")
def desk(corpus_dossier: Path) -> Iterator[Desk]:
    """The corpus dossier."""
    with Desk.open(corpus_dossier) as desk:
        yield desk


def plain(told: Any) -> Any:
    """Return objects as they are after JSON."""
    return json.loads(json.dumps(list(told)))


def asked(client: TestClient, path: str, status: int = 200, **query: Any) -> Json:
    """Return an answer, which has to have that status."""
    answer = client.get(path, params=query or None)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/json"
    told: Json = answer.json()
    return told


def everything(client: TestClient, path: str, **query: Any) -> list[Json]:
    """Return all items of a list, page after page."""
    items: list[Json] = []
    while True:
        page = asked(client, path, **query, limit=40, offset=len(items))
        assert page["offset"] == len(items)
        items += page["items"]
        if len(items) >= page["total"] or not page["items"]:
            assert len(items) == page["total"]
            return items


def test_clips_are_those_of_keii_list(reader: TestClient, desk: Desk) -> None:
    stories = {number: story for number, (story, _) in desk.stories_of().items()}
    wanted = plain(parts.clip_row(clip, stories) for clip in desk.clips())
    assert sorted(everything(reader, "/api/clips"), key=lambda clip: clip["number"]) == wanted
    of_may = asked(reader, "/api/clips?from=2031-05&to=2031-05")["items"]
    latest = sorted(wanted, key=lambda clip: (clip["published"] or "", clip["number"]), reverse=True)
    assert of_may == [clip for clip in latest if (clip["published"] or "").startswith("2031-05")]


def test_a_clip_is_that_of_keii_show(reader: TestClient, desk: Desk) -> None:
    stories = desk.stories_of()
    for clip in desk.clips():
        told = {"story": f"s{stories[clip.number][0]}", "neighbours": rows.neighbours_row(desk.neighbours(clip.id))}
        wanted = json.loads(json.dumps(to_json(desk.reading(clip.id)) | told))
        assert asked(reader, f"/api/clips/{clip.number}") == wanted
    assert asked(reader, f"/api/clips/{clip.id}") == asked(reader, f"/api/clips/{clip.id[:12]}")


def test_claims_are_those_of_keii_claims(reader: TestClient, desk: Desk) -> None:
    wanted = plain(map(rows.statement_row, desk.claims()))

    def place(claim: Json) -> tuple[str, int]:
        return claim["clip"], claim["n"]

    assert sorted(everything(reader, "/api/claims"), key=place) == sorted(wanted, key=place)
    denied = everything(reader, "/api/claims", stance="deny", order="-said")
    assert sorted(denied, key=place) == sorted((c for c in wanted if c["stance"] == "deny"), key=place)
    assert denied


def test_stories_are_those_of_keii_story(reader: TestClient, desk: Desk) -> None:
    assert everything(reader, "/api/stories") == plain(map(rows.story_line_row, desk.stories()))
    for line in desk.stories():
        story = desk.story(f"s{line.number}")
        whole = json.loads(json.dumps(rows.story_row(story, lambda clip: clip.id)))
        told = asked(reader, f"/api/stories/{line.number}", limit=500)
        assert told == whole | {"total": line.clips, "offset": 0}
        half = asked(reader, f"/api/stories/{line.number}", limit=2, offset=1)
        assert half["members"] == whole["members"][1:3]


def test_conflicts_are_those_of_keii_conflicts(reader: TestClient, desk: Desk) -> None:
    def name(conflict: Json) -> str:
        return str(conflict["id"])

    wanted = sorted(plain(rows.dispute_row(dispute, str) for dispute in desk.conflicts()), key=name)
    assert sorted(everything(reader, "/api/conflicts"), key=name) == wanted
    figures = [conflict for conflict in wanted if conflict["kind"] == "quantity"]
    assert sorted(everything(reader, "/api/conflicts", kind="quantity"), key=name) == figures


def test_entities_are_those_of_keii_who(reader: TestClient, desk: Desk) -> None:
    told = {entity["id"]: entity for entity in everything(reader, "/api/entities")}
    cards = {f"e{entity.number}": desk.who(f"e{entity.number}")[0] for entity in desk.entities()}
    assert told.keys() == cards.keys()
    for id_, entity in told.items():
        card = rows.card_row(cards[id_])
        assert (entity["name"], entity["type"], entity["mentions"]) == (card["entity"], card["type"], card["mentions"])
        assert entity["clip_count"] == len(card["clips"])
        head = asked(reader, f"/api/entities/{id_[1:]}")
        for name in ("id", "entity", "type", "mentions"):
            assert head[name] == card[name]
        for name in ("spellings", "titles"):
            assert head[name] == card[name][:50]
        assert [head[f"{name}_count"] for name in ("clip", "claim", "event")] == [
            len(card[name]) for name in ("clips", "claims", "events")
        ]


def test_hits_are_those_of_keii_search(reader: TestClient, desk: Desk) -> None:
    for words in ("首相", "日銀 利上げ", "「追加利上げ」"):
        wanted = plain(map(rows.hit_row, desk.search(words, limit=500).hits))
        assert everything(reader, "/api/search", q=words) == wanted
        assert wanted


def test_the_time_line_is_that_of_keii_timeline(reader: TestClient, desk: Desk) -> None:
    for line in desk.stories()[:6]:
        found = desk.timeline(f"s{line.number}")
        told = asked(reader, "/api/timeline", of=f"s{line.number}", clips=500)
        assert told["items"] == plain(map(rows.entry_row, found.entries))
        assert told["about"] == [line.label]
    short = asked(reader, "/api/timeline", of=f"s{max(desk.stories(), key=lambda s: s.accounts).number}", clips=1)
    assert short["left_out"] > 0


def test_what_is_new_is_that_of_keii_digest(reader: TestClient, desk: Desk) -> None:
    for since in (None, "2031-11", "2000"):
        wanted = json.loads(json.dumps(rows.digest_row(desk.digest(since), str)))
        assert asked(reader, f"/api/digest?from={since or ''}") == wanted
    assert wanted["clips"] == len(desk.clips())


def test_the_ledger_is_told_the_latest_first(dossier: Path) -> None:
    with Desk.open(dossier) as desk:
        desk.correct(corrections.outlet("1", "東都新聞"), why="題字")
        line = desk.stories()[0]
        desk.rename("story", line.number, "別の名")
        desk.undo(2)
        wanted = plain(map(parts.ledger_row, reversed(desk.ledger())))
    with visitor_of(dossier) as visitor:
        told = everything(visitor, "/api/judgements")
    assert told == wanted
    assert [(entry["about"], entry["undone_at"] is None) for entry in told] == [("story", False), ("clip", True)]
    assert told[1]["value"] == "東都新聞"


def test_problems_are_those_of_keii_problems(reader: TestClient, desk: Desk) -> None:
    wanted = plain(rows.trouble_row(trouble, message(trouble.problem)) for trouble in desk.problems())
    told = everything(reader, "/api/problems")
    assert sorted(map(str, told)) == sorted(map(str, wanted))


def test_an_empty_dossier_has_empty_lists(newcomer: TestClient) -> None:
    for path in ("clips", "claims", "stories", "conflicts", "entities", "search", "judgements", "feeds", "problems"):
        assert asked(newcomer, f"/api/{path}")["items"] == []
    assert asked(newcomer, "/api/digest", 404)["error"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/clips/none", 404), ("/api/stories/9999", 404), ("/api/entities/9999", 404), ("/api/nothing", 404),
        ("/api/timeline?of=誰でもない人", 404), ("/api/timeline", 422), ("/api/timeline?of=a&of=b&of=c", 422),
        ("/api/stories/0", 422), ("/api/stories/x", 422), ("/api/clips?limit=0", 422), ("/api/clips?limit=501", 422),
        ("/api/clips?from=2025-02-29", 422), ("/api/clips?from=2025-13", 422), ("/api/search?story=12", 422),
        ("/api/claims?stance=maybe", 422), ("/api/search?q=" + "あ" * 501, 422),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_said_in_one_sentence(reader: TestClient, path: str, status: int) -> None:
    for language, words in (("ja", "ありません|使えません|見つかりません"), ("en", "no |nobody|cannot|not a date")):
        answer = reader.get(path, headers={"accept-language": language})
        assert answer.status_code == status
        assert answer.json().keys() == {"error", "hint"}
        assert any(word in answer.json()["error"] for word in words.split("|")), answer.text


def test_a_day_of_the_calendar_may_be_asked_for(reader: TestClient) -> None:
    for day in ("2024-02-29", "2000-02-29", "2025-02-28", "2025-12-31", "2025-04-30", "2025-04", "2025", ""):
        asked(reader, f"/api/clips?from={day}")
    for day in ("1900-02-29", "2025-04-31", "0001", "20250510", "2025-5", "2025-05-10\n", "２０２５"):
        told = asked(reader, "/api/clips", 422, to=day)
        assert day in told["error"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"])
def test_nothing_is_changed_by_it(reader: TestClient, corpus_dossier: Path, method: str) -> None:
    before = corpus_dossier.read_bytes()
    for path in ("/api/clips", "/api/judgements", "/api/stories/1"):
        answer = reader.request(method, path, headers={"origin": "https://evil.example"})
        assert answer.status_code == 405
        assert answer.headers["allow"] == "GET"
        assert answer.json()["error"]
    assert corpus_dossier.read_bytes() == before


def test_without_the_token_programs_are_told_so_in_json(corpus_dossier: Path) -> None:
    settings = Settings(dossier=corpus_dossier, token="open-sesame-7")  # noqa: S106  # of this test only
    with TestClient(make_app(settings), base_url=ORIGIN) as program:
        assert asked(program, "/api/clips", 401)["error"]
        assert asked(program, "/api/openapi.json", 401)["error"]
        shown = {"authorization": "Bearer open-sesame-7"}
        assert program.get("/api/clips", headers=shown).json()["total"]


def test_every_address_is_described_and_on_the_page(reader: TestClient) -> None:
    described = asked(reader, "/api/openapi.json")
    assert described["paths"].keys() == ADDRESSES.keys()
    for address, ways in described["paths"].items():
        assert ways.keys() == {"get"}, address
        assert ways["get"]["description"]
        assert ways["get"]["responses"]["200"]["content"]["application/json"]["schema"] != {}
    for english, head, words in ((False, "API", "だれが何を言ったか"), (True, "API", "Who says what")):
        page = page_of(reader, "/api", english=english)
        assert page.findtext(".//h1") == head
        assert words in page.text_content()
        assert page.text_content().count("curl ") == 3
        assert {code.text for code in page.iterfind(".//table//code")} >= ADDRESSES.keys()
        assert "Bearer" in page.text_content()


def test_the_page_is_one_click_from_every_other(reader: TestClient) -> None:
    page = html.fromstring(reader.get("/keys").text)
    assert page.cssselect('footer a[href="/api"]')

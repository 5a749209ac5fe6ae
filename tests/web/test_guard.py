"""What the room refuses: other names, other origins, visitors without the token, addresses that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.web.app import make_app
from keii.web.routes import ROUTERS
from keii.web.settings import LOOPBACK, Settings
from room_made import ORIGIN

ROUTES = sorted(
    {
        (method, route.path)
        for router in ROUTERS
        for route in router.routes
        if isinstance(route, APIRoute)
        for method in route.methods or ()
    }
)
CHANGES = [path for method, path in ROUTES if method not in ("GET", "HEAD")]
PAGES = [path for method, path in ROUTES if method == "GET"]
FOREIGN = ("http://evil.example", "null", "http://127.0.0.1:5181", "https://127.0.0.1.evil.example", "file://", "")


def filled(path: str) -> str:
    """Fill a route's parameters with what exists in the corpus dossier."""
    return re.sub(r"\{[^}]+\}", "1", path)


@pytest.mark.parametrize("path", CHANGES)
@pytest.mark.parametrize("origin", FOREIGN)
def test_a_form_of_another_origin_changes_nothing(
    reader: TestClient, corpus_dossier: Path, path: str, origin: str
) -> None:
    before = corpus_dossier.read_bytes()
    for kind in (
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
    ):
        headers = {"origin": origin, "content-type": kind}
        assert reader.post(filled(path), content=b"a=b", headers=headers).status_code == 403
    assert corpus_dossier.read_bytes() == before


@pytest.mark.parametrize("path", CHANGES)
def test_a_change_without_an_origin_is_refused(corpus_dossier: Path, path: str) -> None:
    with TestClient(make_app(Settings(dossier=corpus_dossier)), base_url=ORIGIN) as stranger:
        assert stranger.post(filled(path)).status_code == 403


@pytest.mark.parametrize("path", sorted(set(CHANGES) - set(PAGES)))
def test_a_picture_whose_address_is_a_change_gets_nothing(reader: TestClient, path: str) -> None:
    assert reader.get(filled(path)).status_code in (404, 405, 422)


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:5180",
        "localhost.evil",
        "",
        "127.0.0.1:5180:80",
        "[::2]",
        "127.1",
        "127.0.0.1@evil.example",
        "evil.example/127.0.0.1",
    ],
)
def test_a_name_that_is_not_ours_gets_no_data(reader: TestClient, host: str) -> None:
    answer = reader.get("/", headers={"host": host})
    assert answer.status_code in (400, 421)
    assert "話題" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:9", "localhost:5180", "LOCALHOST", "[::1]:5180"])
def test_our_own_names_are_known(reader: TestClient, host: str) -> None:
    assert reader.get("/keys", headers={"host": host}).status_code == 200


def test_a_forwarded_name_is_not_believed(reader: TestClient) -> None:
    for name in ("x-forwarded-host", "forwarded", "x-original-url", "x-rewrite-url"):
        answer = reader.get("/keys", headers={name: "host=evil.example"})
        assert answer.status_code == 200
        assert "evil.example" not in answer.text


BAD_PATHS = [
    "/\\evil.example",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/static/..%5c..%5capp.py",
    "/static/../app.py",
    "/static/%2e%2e/app.py",
    "/clip/%00",
    "/story/%00",
    "/clip/" + "a" * 8_000,
    "/clip/..%2f..%2fetc",
    "/story/1.5",
    "/story/-1",
    "/story/99999999999999999999",
    "/entity/99999999999999999999",
    "/clip/99999999999999999999",
    "/day/0000-00-00",
    "/day/2031-13-45",
    "/calendar/99999",
    "/add/99999999999999999999",
    "/%ff%fe",
    "/clip/%F0%9F%92%A9",
    "/static/",
    "/static",
]


@pytest.mark.parametrize("path", BAD_PATHS)
def test_an_address_that_is_none_leads_nowhere_else(reader: TestClient, path: str) -> None:
    answer = reader.get(path)
    assert answer.status_code in (307, 400, 404, 422), answer.text[:300]
    assert answer.headers.get("location", ORIGIN).startswith(ORIGIN)
    assert "Traceback" not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "BREW"])
def test_methods_there_are_none_of(reader: TestClient, method: str) -> None:
    answer = reader.request(method, "/")
    assert answer.status_code in (403, 405)
    assert "Traceback" not in answer.text


def test_ten_thousand_ranges_of_a_file_are_not_served(reader: TestClient) -> None:
    ranges = ",".join(f"{n}-{n + 1}" for n in range(0, 20_000, 2))
    answer = reader.get("/static/room.css", headers={"range": f"bytes={ranges}"})
    assert answer.status_code in (200, 206, 400, 416)
    assert len(answer.content) < 1_000_000


def test_every_answer_carries_the_policy(reader: TestClient) -> None:
    for path in ("/", "/nope", "/static/room.css", "/static/nope"):
        headers = reader.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    assert reader.get("/", headers={"host": "evil.example"}).headers["content-security-policy"]


def test_no_page_has_inline_script_or_style(reader: TestClient) -> None:
    for path in PAGES:
        text = reader.get(filled(path)).text
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", text), path


@pytest.mark.parametrize(
    "back", ["//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "evil", ""]
)
def test_preferences_lead_back_into_the_room_only(reader: TestClient, back: str) -> None:
    answer = reader.post("/prefs", data={"back": back, "theme": "dark"})
    reader.cookies.clear()  # other tests ask in the language of their own
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"


@pytest.fixture
def guarded(corpus_dossier: Path) -> Iterator[TestClient]:
    """A visitor of a room with a token, who does not know it."""
    settings = Settings(dossier=corpus_dossier, hosts=LOOPBACK | {"desk.local"}, token="open-sesame-7")  # noqa: S106  # of this test only
    with TestClient(make_app(settings), base_url=ORIGIN, follow_redirects=False) as visitor:
        yield visitor


def test_without_the_token_there_is_nothing_to_see(guarded: TestClient) -> None:
    for path in ("/", "/clip/1", "/api/openapi.json", "/nope", "/?token=wrong", "/?token="):
        assert guarded.get(path).status_code == 401
    for headers in (
        {"authorization": "Bearer wrong"},
        {"cookie": "keii_token=wrong"},
        {"cookie": "keii_token"},
        {"cookie": "\x7f=;;"},
    ):
        assert guarded.get("/", headers=headers).status_code == 401


def test_the_token_in_the_address_becomes_a_cookie_once(guarded: TestClient) -> None:
    answer = guarded.get("/stories", params={"token": "open-sesame-7"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/stories"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert guarded.get("/keys").status_code == 200


def test_programs_show_the_token_as_a_bearer(guarded: TestClient) -> None:
    shown = {"authorization": "Bearer open-sesame-7"}
    assert guarded.get("/keys", headers=shown).status_code == 200


def test_a_dossier_that_is_none_is_one_sentence_on_a_page(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_bytes(b"not a database at all, only words" * 40)
    with TestClient(make_app(Settings(dossier=tmp_path / "x.sqlite")), base_url=ORIGIN) as visitor:
        answer = visitor.get("/search?q=x")
    assert answer.status_code == 500
    assert "x.sqlite" in answer.text
    assert "Traceback" not in answer.text


def test_reading_changes_no_byte(dossier: Path) -> None:
    with Desk.open(dossier) as desk:
        desk.weave()
    before = dossier.read_bytes()
    with TestClient(make_app(Settings(dossier=dossier)), base_url=ORIGIN) as visitor:
        for path in PAGES:
            visitor.get(filled(path))
    assert dossier.read_bytes() == before

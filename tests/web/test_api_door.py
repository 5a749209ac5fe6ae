"""入り方: what the API's description says of who is let in is what the guard does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from keii.web.app import make_app
from keii.web.settings import Settings
from room_made import ORIGIN

WORD = "open-sesame"


def described(client: TestClient, **headers: str) -> dict[str, Any]:
    """Return the description."""
    answer = client.get("/api/openapi.json", headers=headers)
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def test_a_room_without_a_token_says_that_there_is_none(reader: TestClient) -> None:
    told = described(reader)
    assert "There is no token" in told["info"]["description"]
    assert "127.0.0.1, [::1], localhost" in told["info"]["description"]
    assert "securitySchemes" not in told["components"]
    assert not any("security" in operation["get"] for operation in told["paths"].values())
    assert all("421" in operation["get"]["responses"] for operation in told["paths"].values())
    assert reader.get("/api/clips").status_code == 200
    answer = reader.get("/api/clips", headers={"host": "news.example"})
    assert (answer.status_code, sorted(answer.json())) == (421, ["error", "hint"])


def test_a_room_with_a_token_says_how_it_is_shown(corpus_dossier: Path) -> None:
    app = make_app(Settings(dossier=corpus_dossier, token=WORD))
    with TestClient(app, base_url=ORIGIN, follow_redirects=False) as client:
        assert client.get("/api/openapi.json").status_code == 401
        told = described(client, authorization=f"Bearer {WORD}")
        schemes = told["components"]["securitySchemes"]
        assert (schemes["bearer"]["type"], schemes["bearer"]["scheme"]) == ("http", "bearer")
        assert (schemes["cookie"]["in"], schemes["cookie"]["name"]) == ("cookie", "keii_token")
        for operation in told["paths"].values():
            assert operation["get"]["security"] == [{"bearer": []}, {"cookie": []}]
            assert "401" in operation["get"]["responses"]
        assert "opened with a token" in told["info"]["description"]
        assert WORD not in str(told)
        assert client.get("/api/clips").status_code == 401
        assert client.get("/api/clips", headers={"authorization": "Bearer wrong"}).status_code == 401
        assert client.get("/api/clips", headers={"authorization": f"Bearer {WORD}"}).status_code == 200
        assert client.get("/api/clips", headers={"cookie": f"keii_token={WORD}"}).status_code == 200

"""The benchmark of the reading room leaves no page out."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from starlette.routing import Match
from starlette.testclient import TestClient

from keii.desk import Desk
from keii.web.api import routes as api
from keii.web.routes import ROUTERS
from room import Row, at
from room_pages import landmarks, pages

UNMEASURED = {
    "/add/{number}",  # a piece of work that is going on
    "/claims.{form}",  # a file of any length, sent as it is made
    "/clip/{word}/original",  # a file as it came
}
GETS = [
    route
    for router in (*ROUTERS, api.about, api.router)
    for route in router.routes
    if isinstance(route, APIRoute) and "GET" in (route.methods or ())
]


@pytest.fixture(scope="module")
def asked(corpus_dossier: Path) -> tuple[str, ...]:
    """The pages that are asked for in a dossier of the corpus."""
    with Desk.open(corpus_dossier) as desk:
        return pages(landmarks(desk))


def test_every_page_is_measured(asked: tuple[str, ...]) -> None:
    paths = [path.partition("?")[0] for path in asked]
    for route in GETS:
        fits = any(
            route.matches({"type": "http", "method": "GET", "path": path})[0] is Match.FULL for path in paths
        )  # fmt: skip
        assert fits != (route.path in UNMEASURED), route.path


def test_every_page_that_is_measured_is_there(reader: TestClient, asked: tuple[str, ...]) -> None:
    assert len(asked) == len(set(asked)) > 100
    for path in asked:
        answer = reader.get(path)
        assert answer.status_code in (200, 303) or "page=" in path, (path, answer.status_code)


def test_an_empty_dossier_is_not_measured(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "none.sqlite") as desk, pytest.raises(SystemExit):
        landmarks(desk)


def test_what_misses_a_limit_is_named() -> None:
    quick = Row("/", times=[10.0] * 19 + [900.0], size=300_000, status=200)
    assert quick.missed == []
    slow = Row("/", times=[10.0] * 18 + [201.0] * 2, size=300_001, status=500)
    assert slow.missed == ["first byte", "size", "500"]


def test_a_percentile_is_a_time_that_was_measured() -> None:
    assert at([3.0, 1.0, 2.0], 50) == 2.0
    assert at([float(n) for n in range(1, 101)], 95) == 95.0
    assert at([7.0], 95) == 7.0
    assert at([], 95) == 0.0

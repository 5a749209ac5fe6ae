"""Many read while one writes: no page waits, none is refused, and none of them changes the dossier."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from time import monotonic, sleep

import pytest
from fastapi.routing import APIRoute
from lxml import html
from starlette.testclient import TestClient

from keii.bulk import sheet_from
from keii.desk import Desk
from keii.ingest.take import clip_from_text
from keii.store.store import Parcel, Store
from keii.web.api import routes as api
from keii.web.app import make_app
from keii.web.chores import Chores
from keii.web.desks import Desks
from keii.web.routes import ROUTERS
from keii.web.settings import Settings
from pile import pile
from room_made import ORIGIN, words
from room_read import visitor_of

_READERS = 8
_ASKED = (
    "/", "/stories", "/stories?order=size", "/story/1", "/clip/1", "/claims", "/conflicts", "/calendar", "/clips",
    "/search?q=市長", "/timeline?of=s1", "/problems", "/api/clips", "/api/stories", "/api/digest", "/api/search?q=市長",
)  # fmt: skip
_PATIENCE = 2.0  # seconds; pages wait no longer for who writes, so no page may take much more
GETS = sorted(
    {
        re.sub(r"\{[^}]+\}", "1", route.path)
        for router in (*ROUTERS, api.about, api.router)
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in (route.methods or ())
    }
)


def leave(path: Path, first: int, last: int) -> None:
    """Store clips of the pile without weaving them, as a process does that is stopped just then."""
    sheets = tuple(
        sheet_from(clip_from_text(p.text, published=p.published, outlet=p.outlet, source_id=p.id))
        for p in list(pile(last))[first:]
    )
    with Store.open(path, create=True) as store:
        store.write(Parcel(name="pile", digest="", added_at="2031-01-01T00:00:00+00:00", new=sheets))


def whole(path: Path) -> bytes:
    """Return the bytes of a dossier, those in its log too."""
    log = path.with_name(path.name + "-wal")
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")


@pytest.fixture
def unwoven(tmp_path: Path) -> Path:
    """A dossier of sixty clips, the last thirty not woven."""
    path = tmp_path / "unwoven.sqlite"
    leave(path, 0, 30)
    with Desk.open(path) as desk:
        desk.weave()
    leave(path, 30, 60)
    return path


def test_questions_to_an_open_room_weave_nothing(unwoven: Path) -> None:
    before = whole(unwoven)
    with visitor_of(unwoven) as visitor:
        for path in GETS:
            assert visitor.get(path).status_code < 500, path
            assert visitor.get(path, headers={"hx-request": "true"}).status_code < 500, path
        assert whole(unwoven) == before
    with Store.open(unwoven, create=False) as store:
        assert store.unwoven() == 30
    assert whole(unwoven) == before


def test_a_clip_that_is_not_woven_yet_is_there_to_read(unwoven: Path) -> None:
    with visitor_of(unwoven) as visitor:
        page = words(html.fromstring(visitor.get("/clip/60").text))
        assert list(pile(60))[59].text[:20] in page.replace("\u200b", "")
        assert visitor.get("/api/clips/60").json()["story"] is None
        assert visitor.get("/api/clips").json()["total"] == 60


def test_a_command_weaves_what_is_left(unwoven: Path) -> None:
    with Desk.open(unwoven) as desk:
        assert desk.unwoven() == 30
        assert sum(line.clips for line in desk.stories()) == 60
        assert desk.unwoven() == 0


def test_a_change_is_made_of_a_woven_dossier(unwoven: Path) -> None:
    with visitor_of(unwoven) as visitor:
        answer = visitor.post("/clip/1/correct", data={"kind": "outlet", "value": "別の新聞"})
        assert answer.status_code == 303, answer.text
    with Store.open(unwoven, create=False) as store:
        assert store.unwoven() == 0


def test_what_is_left_is_woven_behind_the_door_and_pages_say_so(unwoven: Path) -> None:
    app = make_app(Settings(dossier=unwoven))
    with TestClient(app, base_url=ORIGIN, headers={"accept-language": "en"}) as visitor:
        chores: Chores = app.state.chores
        chores.unwoven = 30
        assert "30 clips are still being put into stories" in visitor.get("/").text
        chores.begin()
        end = monotonic() + 60
        while visitor.get("/api/clips/60").json()["story"] is None or chores.unwoven:
            assert monotonic() < end
            sleep(0.05)
        assert "still being put" not in visitor.get("/").text


def test_a_damaged_dossier_does_not_end_the_chores(tmp_path: Path) -> None:
    path = tmp_path / "x.sqlite"
    path.write_bytes(b"not a database at all, only words" * 40)
    desks = Desks(Settings(dossier=path))
    chores = Chores(desks)
    chores.prepare()
    chores.begin()
    chores.close()
    assert chores.unwoven == 0


@pytest.fixture
def papers(tmp_path: Path) -> tuple[Path, str]:
    """A dossier, and some hundred clips to be added to it."""
    path = tmp_path / "papers.sqlite"
    with Desk.open(path) as desk:
        desk.add("\n".join(_line(n) for n in range(10)).encode(), name="first.jsonl")
    return path, "\n".join(_line(n) for n in range(10, 160))


def _line(n: int) -> str:
    day = date(2031, 1, 1 + n % 28)
    return f'{{"id": "c{n}", "text": "東原川市の市長は{n}日、{n}人が避難したと述べた。", "published": "{day}"}}'


def test_eight_read_while_clips_are_added(papers: tuple[Path, str]) -> None:
    path, more = papers
    with visitor_of(path) as visitor, ThreadPoolExecutor(_READERS) as readers:
        sent = visitor.post("/add", files={"files": ("more.jsonl", more.encode(), "application/jsonl")})
        job = sent.headers["location"]
        seen: list[tuple[float, int, str]] = []

        def read(n: int) -> None:
            for asked in _ASKED[n:] + _ASKED[:n]:
                begin = monotonic()
                status = visitor.get(asked).status_code
                seen.append((monotonic() - begin, status, asked))

        over = False
        while not over:
            list(readers.map(read, range(_READERS)))
            over = 'id="job" data-hx-get' not in visitor.get(job).text
        assert {status for _, status, _ in seen} == {200}, [told for told in seen if told[1] != 200]
        assert visitor.get("/api/clips").json()["total"] == 160


def test_who_reads_does_not_wait_for_who_writes(papers: tuple[Path, str]) -> None:
    path, _ = papers
    with visitor_of(path) as visitor:
        for asked in _ASKED:  # everything is loaded
            visitor.get(asked)
        with Store.open(path, create=False) as store:

            def at_work(_: object) -> None:
                """Hold the dossier as a writing process does, while every page is asked for by eight at once."""
                with ThreadPoolExecutor(_READERS) as readers:
                    begin = monotonic()
                    for status in readers.map(lambda asked: visitor.get(asked).status_code, _ASKED * 2):
                        assert status == 200
                    assert monotonic() - begin < _PATIENCE * len(_ASKED)

            store.weave(at_work, keep=False)


def test_there_is_always_a_desk(papers: tuple[Path, str]) -> None:
    path, _ = papers
    desks = Desks(Settings(dossier=path, desks=2))
    lent = [desks.one() for _ in range(12)]
    opened = [one.__enter__() for one in lent]
    assert len({id(desk) for desk in opened}) == 12
    assert all(len(desk.clips()) == 10 for desk in opened)
    for one in lent:
        one.__exit__(None, None, None)
    with desks.one() as desk:
        assert desk in opened
    desks.close()

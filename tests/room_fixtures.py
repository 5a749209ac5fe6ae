"""A dossier of the bundled corpus, and the reading room over it, asked without a network."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from keii.web.app import make_app
from keii.web.settings import Settings
from room_made import ORIGIN, fill


@pytest.fixture(scope="session")
def corpus_dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dossier that nobody changes: make a copy, `dossier`, to change it."""
    path = tmp_path_factory.mktemp("dossier") / "corpus.sqlite"
    fill(path)
    return path


@pytest.fixture
def dossier(corpus_dossier: Path, tmp_path: Path) -> Path:
    """A copy of the corpus dossier for one test."""
    return Path(shutil.copy(corpus_dossier, tmp_path / "dossier.sqlite"))


@pytest.fixture(scope="session")
def reader(corpus_dossier: Path) -> Iterator[TestClient]:
    """A visitor of the corpus dossier who changes nothing."""
    yield from _visitor(corpus_dossier)


@pytest.fixture
def editor(dossier: Path) -> Iterator[TestClient]:
    """A visitor of a copy of the corpus dossier, who may change it; sends the Origin a browser would."""
    yield from _visitor(dossier)


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[TestClient]:
    """A visitor of a dossier that does not exist yet."""
    yield from _visitor(tmp_path / "none.sqlite")


def _visitor(path: Path) -> Iterator[TestClient]:
    headers = {"origin": ORIGIN, "accept-language": "ja"}
    app = make_app(Settings(dossier=path))
    with TestClient(app, base_url=ORIGIN, headers=headers, follow_redirects=False) as client:
        yield client

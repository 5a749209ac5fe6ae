"""Every row of the room's tables is hit by its example, and not by its near miss."""

from __future__ import annotations

import re

import pytest
from lxml.html import fromstring

from keii.ingest.html.embeds import Service, service_of
from keii.ingest.html.marks import Mark, roles_of
from keii.ingest.html.outlet import Platform, platform_of
from keii.ingest.html.says import Meta, Says, says_of
from keii.ingest.html.sift import Phrase, phrase_in
from keii.tables.load import load
from keii.text.view import view_of

PACKAGE = "keii.ingest.html"
MARKS = load(PACKAGE, "marks.tsv", Mark)
PHRASES = load(PACKAGE, "phrases.tsv", Phrase)


@pytest.mark.parametrize("row", MARKS, ids=lambda row: f"{row.role}-{row.words}")
def test_marks(row: Mark) -> None:
    assert row.role in roles_of(row.example)
    assert not row.near_miss or row.role not in roles_of(row.near_miss)


@pytest.mark.parametrize("row", PHRASES, ids=lambda row: row.example)
def test_phrases(row: Phrase) -> None:
    assert re.match(row.pattern, view_of(row.example).text, re.IGNORECASE)
    assert phrase_in(row.example)
    assert phrase_in(row.near_miss) == ""


@pytest.mark.parametrize("row", load(PACKAGE, "platforms.tsv", Platform), ids=lambda row: row.name)
def test_platforms(row: Platform) -> None:
    found = platform_of(row.example, Says())
    assert found is not None
    assert found.name == row.name


@pytest.mark.parametrize("row", load(PACKAGE, "embeds.tsv", Service), ids=lambda row: row.example)
def test_embeds(row: Service) -> None:
    found = service_of(row.example)
    assert found is not None
    assert (found.service, found.kind) == (row.service, row.kind)
    assert service_of("https://minato.example/news/1") is None


@pytest.mark.parametrize("row", load(PACKAGE, "metas.tsv", Meta), ids=lambda row: row.name)
def test_metas(row: Meta) -> None:
    says = says_of(fromstring(f"<html><head>{row.example}</head><body><p>文</p></body></html>"))
    assert says.metas[row.role] == ["x"]

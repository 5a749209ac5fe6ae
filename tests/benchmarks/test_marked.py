"""Marked texts with events: the form of the files, and how a text's names and events are counted."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from marked import (
    CLAIMS,
    EVENTS,
    NAMES,
    TIMES,
    UNREAD,
    UNSEEN,
    EventError,
    PassageError,
    Told,
    events_tally,
    marked_events,
    names_tally,
    passages,
    reading_of,
    tallies_of,
)

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))

from data import Annotated, marked_texts  # a script, not a package

TEXT = "長野県警は9日、佐藤太郎容疑者（46）を逮捕した。佐藤容疑者は「頼まれただけだ」と否認している。"


def test_names_count_by_span_and_type() -> None:
    person = TEXT.index("佐藤太郎")
    document = Annotated("x-01-1", TEXT, ((0, 4, "ORG"), (person, person + 4, "ORG")))
    tally = names_tally(document, reading_of(document))
    assert (tally.hits, tally.gold) == (1, 2)


def test_a_side_called_as_in_the_text_is_the_entity_it_is_read_as() -> None:
    told = [Told("COERCE", "長野県警", "佐藤太郎", "逮捕した"), Told("REJECT", "佐藤", "長野県警", "否認している")]
    document = Annotated("x-01-1", TEXT, ())
    tally = events_tally(document, told, reading_of(document))
    assert (tally.hits, tally.gold) == (2, 2)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("x-01-1\tCOERCE\t長野県警\t-", "4 columns"),
        ("x-01-2\tCOERCE\t長野県警\t-\t逮捕した", "no text"),
        ("x-01-1\tARREST\t長野県警\t-\t逮捕した", "no type"),
        ("x-01-1\tCOERCE\t長野県警\t-\t起訴した", "anchor"),
        ("x-01-1\tCOERCE\t-\t-\t逮捕した", "no actor"),
    ],
)
def test_a_line_of_another_form_is_refused(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "x-01.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(EventError, match=message):
        marked_events(path, {"x-01-1": TEXT})


@pytest.mark.parametrize("folder", [EVENTS, UNSEEN])
def test_every_file_of_events_keeps_to_the_form_and_tells_of_every_text(folder: Path) -> None:
    files = sorted(folder.glob("*.tsv"))
    assert len(files) >= 20
    for path in files:
        texts = {d.id: d.text for d in marked_texts((UNSEEN if folder == UNSEEN else NAMES) / f"{path.stem}.txt")}
        assert marked_events(path, texts).keys() == texts.keys(), path.name


def test_no_text_of_the_unseen_is_among_those_that_are_fitted_to() -> None:
    fitted = {path.stem for path in NAMES.glob("*.txt")}
    assert not fitted & {path.stem for path in UNSEEN.glob("*.txt")}


def _passage(**changes: object) -> dict[str, Any]:
    claim = {"source": "佐藤容疑者", "content": "頼まれただけだ", "cue": "否認している", "manner": "direct", "via": []}
    return {"id": "x-1", "published": "2025-05-10", "text": TEXT, "claims": [claim | {"stance": "deny"} | changes]}


def test_claims_count_by_content_and_source_and_then_by_manner_and_stance() -> None:
    found = tallies_of(_passage())
    assert (found["claims"].hits, found["claims"].gold, found["claim_full"].hits) == (1, 1, 1)
    found = tallies_of(_passage(stance="assert"))
    assert (found["claims"].hits, found["claim_full"].hits) == (1, 0)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"content": "頼まれた だけだ"}, "not in the passage"),
        ({"source": "田中容疑者"}, "not in the passage"),
        ({"stance": "doubt"}, "no such"),
        ({"manner": "loud"}, "no such"),
    ],
)
def test_a_claim_that_is_not_its_passages_is_refused(tmp_path: Path, changes: dict[str, str], message: str) -> None:
    path = tmp_path / "x.jsonl"
    path.write_text(json.dumps(_passage(**changes), ensure_ascii=False) + "\n", encoding="utf-8")
    with pytest.raises(PassageError, match=message):
        passages(path)


def test_every_file_of_passages_keeps_to_the_form() -> None:
    found = {path.stem: passages(path) for folder in (CLAIMS, TIMES) for path in sorted(folder.glob("*.jsonl"))}
    assert found.keys() > UNREAD
    ids = [passage["id"] for one in found.values() for passage in one]
    assert len(ids) == len(set(ids)) > 400

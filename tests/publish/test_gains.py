"""Gains and losses between two evaluations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from keii.ingest.take import clip_from_text
from keii.publish.gains import differences, snapshot, steps_back
from keii.publish.score import Score, score
from keii.reading import read

TEXT = "首相は9日、「急ぐ」と述べた。参加者は300人だった。"
DOCUMENT: Mapping[str, Any] = {
    "id": "d1",
    "text": TEXT,
    "times": [{"text": "9日", "value": "2030-03-09"}],
    "quantities": [{"text": "300人", "value": 300, "unit": "人"}],
    "claims": [],
    "names": [],
    "events": [],
}


def scored(document: Mapping[str, Any], published: str | None) -> Score:
    return score(document, [read(clip_from_text(TEXT, published=published, source_id="d1"))])


def test_nothing_changes_against_itself() -> None:
    one = scored(DOCUMENT, "2030-03-10")
    assert list(differences(snapshot([one]), [one], {"d1": TEXT})) == []
    assert steps_back(snapshot([one]), [one]) == {}


def test_a_date_lost_is_told_with_its_sentence_and_its_fall() -> None:
    before, now = snapshot([scored(DOCUMENT, "2030-03-10")]), scored(DOCUMENT, None)
    lost = [d for d in differences(before, [now], {"d1": TEXT}) if d.kind == "times"]
    assert [(d.change, d.item, d.sentence) for d in lost] == [
        ("lost", "9日 value=2030-03-09", "首相は9日、「急ぐ」と述べた。")
    ]
    assert steps_back(before, [now]) == {"times": (1.0, 0.0)}


def test_the_way_back_is_a_gain() -> None:
    before, now = snapshot([scored(DOCUMENT, None)]), scored(DOCUMENT, "2030-03-10")
    assert [d.change for d in differences(before, [now], {"d1": TEXT}) if d.kind == "times"] == ["found"]
    assert steps_back(before, [now]) == {}


def test_what_is_wrongly_said_comes_and_goes() -> None:
    stricter = {**DOCUMENT, "quantities": [{"text": "300人", "value": 301, "unit": "人"}]}
    right, wrong = scored(DOCUMENT, "2030-03-10"), scored(stricter, "2030-03-10")
    there = {(d.change, d.kind) for d in differences(snapshot([right]), [wrong], {"d1": TEXT})}
    back = {(d.change, d.kind) for d in differences(snapshot([wrong]), [right], {"d1": TEXT})}
    assert ("wrong", "quantities") in there
    assert ("mended", "quantities") in back

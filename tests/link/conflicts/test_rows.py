"""The room's tables both ways: every row is hit by its example, and its near miss is left alone."""

import re
from datetime import date
from decimal import Decimal

import pytest

from keii.ingest.take import clip_from_text
from keii.link.conflicts.points import points_of
from keii.link.conflicts.rows import (
    ClassRow,
    SignRow,
    ThingRow,
    class_rows,
    countries,
    homes,
    plain,
    sign_rows,
    thing_rows,
    units,
)
from keii.reading import read
from keii.records.point import Point
from keii.words.gist import gist_of

DAY = date(2031, 4, 14)


def figures(text: str) -> list[Point]:
    reading = read(clip_from_text(text + "。", published=DAY, source_id="a"))
    return [point for point in points_of(reading, gist_of(text + "。")) if point.kind == "figure"]


@pytest.mark.parametrize("row", sign_rows(), ids=lambda row: row.id)
def test_every_sign_is_seen(row: SignRow) -> None:
    assert re.search(row.pattern, row.example)
    assert not row.near_miss or not re.search(row.pattern, row.near_miss)
    assert row.where in ("content", "cue", "figure", "before", "plan")


@pytest.mark.parametrize("row", thing_rows(), ids=lambda row: row.thing)
def test_every_thing_is_counted(row: ThingRow) -> None:
    assert any(dict(point.words).get(row.thing, 0) >= 2 for point in figures(row.example))
    assert not any(row.thing in dict(point.words) for point in figures(row.near_miss))


@pytest.mark.parametrize("row", class_rows(), ids=lambda row: row.name)
def test_every_class_stands_beside_its_figure(row: ClassRow) -> None:
    assert any(set(row.words) & set(dict(point.words)) for point in figures(row.example))


@pytest.mark.parametrize(
    ("role", "text", "words"),
    [
        ("loose", "死者は合わせて3人になった", ["死者"]),
        ("stop", "死者は3人に増えた", ["死者"]),
        ("suffix", "乗船者数は3万人だった", ["乗船"]),
        ("empty", "乗船した者の数は3万人だった", ["乗船"]),
        ("side", "警察は3人としている", []),
        ("saying", "政府の発表の3人と異なる", []),
    ],
)
def test_words_that_say_nothing_of_what_is_counted(role: str, text: str, words: list[str]) -> None:
    assert plain(role)
    assert [word for word, weight in figures(text)[0].words if weight >= 2 and word != "異なる"] == words


def test_both_sides_together_and_wider_than_the_story() -> None:
    assert figures("双方の死者は41人になった")[0].sides == ("双方",)
    assert figures("全国の患者は58人だった")[0].sides == ("全国",)


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("8名が参加した", "人", 8),
        ("26か国が賛成した", "カ国", 26),
        ("6割が反対した", "%", 60),
        ("620kmを飛んだ", "キロ", 620),
    ],
)
def test_units_under_one_name(text: str, unit: str, low: int) -> None:
    assert [(point.unit, point.low) for point in figures(text)] == [(unit, Decimal(low))]
    assert len(units()) > 30


def test_institutions_of_a_country() -> None:
    assert homes()["ホワイトハウス"] == "アメリカ"
    assert countries()["米国"] == "アメリカ"

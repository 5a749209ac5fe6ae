"""What of a clip can be at odds with another account."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from keii.ingest.take import clip_from_text
from keii.link.conflicts.points import points_of
from keii.reading import read
from keii.records.point import Point, point_from_json, point_to_json
from keii.words.gist import gist_of

TEXT = (
    "東部の都市で開かれた集会について、主催者は参加者を2万人と発表したが、市警は8000人弱としている。\n"
    "ネパールの保健省は14日、洪水による死者が12人、負傷者が約40人に上ったと発表した。うち民間人が8人だという。\n"
    "一昨年の洪水では30人が死亡している。\n"
    "会談は約3時間半に及んだ。大統領は9月にもインドを訪問する予定だ。\n"
    "ネパールの首相は「そのような事実は一切ない」と疑惑を否定した。"
)


def points(text: str, *, outlet: str | None = None) -> list[Point]:
    clip = clip_from_text(text, published=date(2031, 4, 14), outlet=outlet, source_id="a")
    return list(points_of(read(clip), gist_of(text)))


def one(text: str, words: str) -> Point:
    return next(point for point in points(text) if point.text == words)


def test_a_figure_knows_what_it_counts_and_whose_it_is() -> None:
    dead = one(TEXT, "12人")
    assert (str(dead.kind), dead.unit, dead.low, dead.home, dead.day) == (
        "figure",
        "人",
        Decimal(12),
        "ネパール",
        "2031-04-14",
    )
    assert dict(dead.words)["死者"] == 3
    assert TEXT[dead.span.start : dead.span.end] == "12人"
    hurt = one(TEXT, "40人")
    assert dict(hurt.words)["負傷者"] == 3
    assert hurt.bound == "about"


def test_who_stands_beside_a_figure_speaks() -> None:
    assert one(TEXT, "2万人").source == "主催者"
    assert one(TEXT, "8000人").source == "市警"


def test_a_part_and_another_years_figure() -> None:
    assert "part" in one(TEXT, "8人").signs
    assert "30人" not in [point.text for point in points(TEXT)]


def test_differences_are_no_figures_of_the_thing() -> None:
    assert [point.text for point in points("死者は前日より3人増え、12人になった。") if point.kind == "figure"] == [
        "12人"
    ]


def test_sides() -> None:
    text = "停戦後の死者はヨルダン側が3人、シリア側が5人だという。"
    assert [(p.text, p.sides) for p in points(text) if p.kind == "figure"] == [
        ("3人", ("ヨルダン",)),
        ("5人", ("シリア",)),
    ]
    assert all(dict(p.words)["死者"] >= 2 for p in points(text) if p.kind == "figure")


def test_lengths_moments_and_plans() -> None:
    length = next(point for point in points(TEXT) if point.kind == "length")
    assert (length.low, length.unit, length.bound) == (Decimal("3.5"), "時間", "about")
    plan = next(point for point in points(TEXT) if point.kind == "plan")
    assert plan.value == "2031-09"
    moment = next(p for p in points("14日午前6時48分ごろ、ロケットが発射された。") if p.kind == "moment")
    assert moment.low == 408


def test_a_statement_with_its_signs() -> None:
    denial = next(point for point in points(TEXT) if point.kind == "statement" and "事実" in point.text)
    assert "deny:3" in denial.signs
    assert denial.home == "ネパール"


def test_a_notice_denies_for_its_publisher() -> None:
    text = "本日の一部報道について\nこのような事実は一切なく、記事の内容は事実無根です。\n"
    found = [point for point in points(text, outlet="灯台電力") if point.kind == "statement"]
    assert [point.source for point in found] == ["灯台電力"]
    assert [point for point in points(text, outlet="灯台日報") if point.source] == []


@pytest.mark.parametrize("point", points(TEXT), ids=lambda point: point.kind + point.text[:6])
def test_there_and_back_through_json(point: Point) -> None:
    assert point_from_json(point_to_json(point)) == point


def test_bad_json_is_refused() -> None:
    data = point_to_json(one(TEXT, "12人"))
    with pytest.raises(ValueError, match="no number"):
        point_from_json({**data, "low": "十二"})
    with pytest.raises(KeyError):
        point_from_json({key: value for key, value in data.items() if key != "span"})
    assert replace(one(TEXT, "12人"), low=None) == point_from_json({**data, "low": None})

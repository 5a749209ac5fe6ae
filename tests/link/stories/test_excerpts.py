"""A story told in a handful of its own sentences."""

from __future__ import annotations

from datetime import date

import pytest

from keii.desk import Desk
from keii.link.stories.excerpts import excerpts
from keii.records.order import Order
from keii.records.reading import Reading

FIRST = (
    "【宇佐美】宇佐美市の化学工場で3日夜、火事があり、従業員2人がけがをした。工場は溶剤を扱っていた。"
    "これについて消防は詳しく調べている。市は周辺の住民に窓を閉めるよう呼びかけた。"
)
SECOND = (
    "宇佐美市の工場火災で、消防は5日、溶剤の漏れが原因だったと発表した。"
    "工場を運営する会社は「管理に問題はなかった」と反論した。"
)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reading, ...]:
    """Two clips on a fire."""
    with Desk.open(tmp_path_factory.mktemp("d") / "d.sqlite") as desk:
        for n, (text, day) in enumerate(((FIRST, 4), (SECOND, 6))):
            order = Order(published=date(2032, 5, day), outlet=f"新聞{n}")
            desk.add(text.encode(), name=f"{n}.txt", order=order)
        return tuple(desk.readings())


def test_lines_are_words_of_the_clips_in_order_of_time(readings: tuple[Reading, ...]) -> None:
    found = excerpts(readings, [{"火事": 1.0, "工場": 0.8}, {"溶剤": 1.0, "原因": 0.9}], {})
    texts = {reading.clip.id: reading.clip.text for reading in readings}
    assert all(texts[one.clip][one.words.span.start : one.words.span.end] == one.words.text for one in found)
    assert [one.published for one in found] == sorted(str(one.published) for one in found)


def test_the_lead_comes_first_without_its_dateline(readings: tuple[Reading, ...]) -> None:
    (one,) = excerpts(readings, [{"火事": 1.0, "従業員": 0.5}], {}, most=1)
    assert one.words.text == "宇佐美市の化学工場で3日夜、火事があり、従業員2人がけがをした。"


def test_the_latest_day_has_a_line(readings: tuple[Reading, ...]) -> None:
    found = excerpts(readings, [{"火事": 1.0, "従業員": 0.9, "窓": 0.8, "原因": 0.01}], {}, most=2)
    assert "2032-05-06" in {one.published for one in found}


def test_a_line_tells_whose_words_it_holds(readings: tuple[Reading, ...]) -> None:
    found = excerpts(readings, [{"原因": 1.0, "溶剤": 0.5}], {})
    cause = next(one for one in found if "原因" in one.words.text)
    assert cause.sources == ("消防",)
    assert cause.outlet == "新聞1"


def test_nothing_telling_is_no_summary(readings: tuple[Reading, ...]) -> None:
    assert excerpts(readings, [], {}) == ()
    assert excerpts((), [{"火事": 1.0}], {}) == ()

"""Search, from a person's words to the stretch that shows why a clip was found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.finding import phrases, snippet, words_of
from keii.records.order import Order
from keii.records.span import Span

DOCUMENTS = (
    ("燃料", "東新聞", "2031-05-09",
     "ｶﾞｿﾘﾝ価格が上がったと石油情報センターは9日に発表した。渡邉健太首相は「対策を急ぐ」と述べた。"),
    ("移転", "西新聞", "2031-05-10",
     "か\u3099くせい運動が広がるなか、髙島屋の担当者は10日、市長の説明を否定した。引越しの費用は㌔グラムあたりで決める。"),
    ("演説", "東新聞", "2031-05-11",
     "渡辺健太首相は11日、葛\U000e0100城市で演説し、Ａ社の提案を歓迎すると述べた。絵文字😀も使った。"),
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk.open(tmp_path_factory.mktemp("search") / "d.sqlite") as desk:
        for name, outlet, day, text in DOCUMENTS:
            order = Order(published=date.fromisoformat(day), outlet=outlet, whole=True)
            desk.add(text.encode(), name=name, order=order)
        yield desk


def found(desk: Desk, words: str = "", **narrowed: str) -> dict[str, list[str]]:
    """Return source -> the words that are marked."""
    hits = desk.search(words, **narrowed)  # type: ignore[arg-type]
    texts = {hit.clip.source_id: desk.reading(hit.clip.id).clip.text for hit in hits.hits}
    for hit in hits.hits:
        assert hit.text == texts[hit.clip.source_id][hit.snippet.start : hit.snippet.end]
        assert all(hit.snippet.start <= mark.start < mark.end <= hit.snippet.end for mark in hit.marks)
    return {
        hit.clip.source_id: [texts[hit.clip.source_id][mark.start : mark.end] for mark in hit.marks]
        for hit in hits.hits
    }


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("首相", {"燃料": ["首相"], "演説": ["首相"]}),
        ("ガソリン", {"燃料": ["ｶﾞｿﾘﾝ"]}),
        ("ｶﾞｿﾘﾝ", {"燃料": ["ｶﾞｿﾘﾝ"]}),
        ("がくせい", {"移転": ["か\u3099くせい"]}),
        ("A社", {"演説": ["Ａ社"]}),
        ("葛城", {"演説": ["葛\U000e0100城"]}),
        ("キログラム", {"移転": ["㌔グラム"]}),
        ("渡辺", {"燃料": ["渡邉"], "演説": ["渡辺"]}),
        ("渡邉", {"燃料": ["渡邉"], "演説": ["渡辺"]}),
        ("高島屋", {"移転": ["髙島屋"]}),
        ("引っ越し", {"移転": ["引越し"]}),
        ("首相)", {"燃料": ["首相"], "演説": ["首相"]}),
        ("「首相は」", {"燃料": ["首相は"], "演説": ["首相は"]}),
        ("首相 首相 価格", {"燃料": ["価格", "首相"]}),
        ("首相 市長", {}),
    ],
)
def test_what_is_found_and_marked(desk: Desk, words: str, marked: dict[str, list[str]]) -> None:
    assert found(desk, words) == marked


@pytest.mark.parametrize(
    "words",
    ['"', '""', "「」", "AND", "OR", "NOT", "NEAR(首相 9)", "首*", "^首相", "words:首相", "首相 AND", "+", "、", "\0",
     "\ud800", "😀", "👨\u200d👩\u200d👧", "あ", "%", "_", "\\", "あ" * 10_000,
     " ".join(f"語{n}" for n in range(2_000))],
)  # fmt: skip
def test_no_question_breaks_the_search(desk: Desk, words: str) -> None:
    assert desk.search(words).total == 0


def test_a_long_question_of_one_word_is_that_word(desk: Desk) -> None:
    assert desk.search(" ".join(["首相"] * 3_000)).total == 2


def test_filters(desk: Desk) -> None:
    assert list(found(desk)) == ["演説", "移転", "燃料"]
    assert list(found(desk, outlet="西新聞")) == ["移転"]
    assert list(found(desk, stance="deny")) == ["移転"]
    assert set(found(desk, by="渡辺健太")) == {"燃料", "演説"}
    assert found(desk, by="渡辺健太", stance="deny") == {}
    assert found(desk, by="だれでもない") == {}
    assert list(found(desk, since="2031-05-11")) == ["演説"]
    assert set(found(desk, until="2031-05-10")) == {"燃料", "移転"}
    story = next(f"s{line.number}" for line in desk.stories() if line.outlets == ("西新聞",))
    assert list(found(desk, story=story)) == ["移転"]
    assert found(desk, story="s99") == {}
    with pytest.raises(NotFound):
        desk.search(story="話")
    with pytest.raises(InputError):
        desk.search(since="きのう")


def test_a_page_of_hits(desk: Desk) -> None:
    first, second = desk.search(limit=1), desk.search(limit=1, offset=1)
    assert (first.total, second.total) == (3, 3)
    assert first.hits[0].clip.source_id != second.hits[0].clip.source_id
    assert desk.search(offset=9).hits == ()


def test_terms_and_their_normal_forms() -> None:
    assert words_of('首相 "対策を 急ぐ" 「A社の提案」 首相') == ("首相", "対策を 急ぐ", "A社の提案")
    assert phrases("引っ越し", ["引越し", "渡邉", "氏"]) == ("引っ越し", "渡辺")
    assert phrases("、。", ()) == ()


def test_a_word_far_down_a_long_line_is_shown() -> None:
    text = "市場の動き、" * 2_000 + "最後に首相が来た。"
    stretch, marks = snippet(text, [("首相",)])
    assert [text[mark.start : mark.end] for mark in marks] == ["首相"]
    assert stretch.end - stretch.start <= 160


def test_a_text_without_words() -> None:
    assert snippet("", [("首相",)]) == (Span(0, 0), ())


@given(
    st.text(alphabet="首相ｶﾞかﾞ\u3099。\n 　㌔Ａ\U000e0100İ😀\r", max_size=60),
    st.sampled_from(["首相", "が", "か", "ガ", "キロ", "a"]),
)
def test_marks_lie_inside_the_stretch(text: str, word: str) -> None:
    stretch, marks = snippet(text, [(word,)])
    assert 0 <= stretch.start <= stretch.end <= len(text)
    assert all(stretch.start <= mark.start < mark.end <= stretch.end for mark in marks)
    assert list(marks) == sorted(set(marks))


def test_an_outlet_is_found_in_any_width_and_case(tmp_path: Path) -> None:
    with Desk.open(tmp_path / "d.sqlite") as desk:
        order = Order(published=date(2031, 5, 9), outlet="NHK", whole=True)
        desk.add("県は9日、雨が降ったと発表した。".encode(), name="d", order=order)
        assert [desk.search(outlet=name).total for name in ("NHK", "ＮＨＫ", "nhk", "NH")] == [1, 1, 1, 0]

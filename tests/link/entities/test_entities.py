"""Entities: what a clip's name means, row by row and case by case."""

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from keii.ingest.take import clip_from_text
from keii.link.entities.compare import ENOUGH, choose, reasons, score
from keii.link.entities.display import Called, display
from keii.link.entities.personas import personas_of
from keii.link.entities.places import where
from keii.link.entities.rows import Shortening, Tail, shortenings, tails
from keii.link.entities.shapes import Generic, Namesake, Sounds, generics, namesakes, shape, sounds, sounds_like, split
from keii.link.entities.short import shortened, tailless
from keii.link.entities.spelling import key, one_apart, parts
from keii.reading import read
from keii.records.entity import Known, Persona
from keii.tables.names import given_names, surnames

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))["case"]


def persona(type_: Any, *forms: str, titles: tuple[str, ...] = ()) -> Persona:
    return Persona(clip="a", name=forms[0], type=type_, forms=forms, titles=titles)


def thing(number: int, type_: Any, *forms: str, titles: tuple[str, ...] = (), in_story: bool = True) -> Known:
    return Known(number=number, type=type_, forms=forms, titles=titles, same_story=in_story)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(case: dict[str, Any]) -> None:
    name = persona(case["type"], *case["forms"], titles=tuple(case["titles"]))
    known = [
        thing(n, k.get("type", case["type"]), *k["forms"], titles=tuple(k["titles"]), in_story=k["in_story"])
        for n, k in enumerate(case["known"], 1)
    ]
    choice = choose(name, known)
    assert (choice.entity or 0, list(choice.unsure)) == (case["is"], case.get("unsure", []))


def test_no_case_stands_twice() -> None:
    assert len({case["why"] for case in CASES}) == len(CASES)


def test_nothing_known_is_a_new_thing() -> None:
    assert choose(persona("PER", "堂前"), []).entity is None


def test_the_reasons_are_told_with_the_spellings() -> None:
    found = list(reasons(persona("PER", "堂前", titles=("市長",)), thing(1, "PER", "堂前俊介", titles=("前市長",))))
    assert [(r.feature, r.note) for r in found] == [
        ("surname", "堂前 / 堂前俊介"),
        ("same story", ""),
        ("same title", "市長"),
    ]
    assert score(found) >= ENOUGH


def test_a_clip_with_both_names_makes_two_things_one() -> None:
    both = persona("ORG", "灯台県選挙管理委員会", "灯台電工HD")
    choice = choose(both, [thing(4, "ORG", "灯台県選管"), thing(9, "ORG", "灯台電工ホールディングス")])
    assert (choice.entity, choice.bridged) == (4, (9,))


def test_a_surname_never_makes_two_things_one() -> None:
    choice = choose(
        persona("PER", "堂前", titles=("首相",)),
        [thing(1, "PER", "堂前一", titles=("首相",)), thing(2, "PER", "堂前二")],
    )
    assert choice.bridged == ()


# personas


def clip_personas(text: str) -> dict[str, Persona]:
    return {p.name: p for p in personas_of(read(clip_from_text(text, published=None, source_id="a")))}


def test_a_clip_has_one_persona_a_name_with_its_spellings_and_titles() -> None:
    found = clip_personas("北条亮介外相は10日、パリで講演した。北条氏は質問にも答えた。")
    assert found["北条亮介"].forms == ("北条亮介", "北条")
    assert found["北条亮介"].titles == ("外相", "氏")


def test_a_town_is_also_called_by_the_prefecture_before_it() -> None:
    assert "広島県府中市" in clip_personas("広島県府中市で家具の催しが開かれた。")["府中市"].forms
    assert clip_personas("府中市で催しが開かれた。")["府中市"].forms == ("府中市",)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("広島県府中市", {"広島県"}),
        ("東京都府中市", {"東京都"}),
        ("北海道伊達市", {"北海道"}),
        ("大阪市北区", {"大阪市"}),
        ("大阪府大阪市北区", {"大阪府"}),
        ("府中市", set()),
        ("広島県", set()),
        ("北海道", set()),
    ],
)
def test_where_a_town_is(name: str, place: set[str]) -> None:
    assert where([name]) == place


# spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("渡邉", "渡邊"),
        ("齋藤", "斎藤"),
        ("髙島", "高嶋"),
        ("ヴォルガ", "ボルガ"),
        ("サンクト・ペテルブルグ", "サンクトペテルブルグ"),
        ("ＮＡＴＯ", "nato"),
        ("ウィルソン", "ウイルソン"),
        ("コーエン", "コエン"),
        ("ベッカー", "ベカー"),
        ("灯台県警察本部", "灯台県警"),
        ("灯台地方裁判所", "灯台地裁"),
        ("青潮新聞社", "青潮新聞"),
        ("灯台県立高等学校", "灯台県立高校"),
    ],
)
def test_spellings_with_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("イラン", "イラク"),
        ("渡辺", "渡部"),
        ("広島", "広島市"),
        ("灯台地裁", "灯台高裁"),
        ("選挙管理委員会", "選管"),
        ("日銀", "日本銀行"),
    ],
)
def test_spellings_with_two_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_parts_of_a_foreign_name() -> None:
    assert parts("グレース・オムワンバ") == ("グレス", "オムワンバ")
    assert parts("オムワンバ") == ("オムワンバ",)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("オムワンバ", "オンワンバ", True),
        ("ハルキウ", "ハルキフ", True),
        ("カルロス", "カルロ", False),
        ("イラン", "イラク", False),
        ("サモイロフ", "サモフ", False),
        ("マルティン", "バルティン", False),
    ],
)
def test_one_apart(one: str, other: str, near: bool) -> None:
    assert one_apart(one, other) is one_apart(other, one) is near


@pytest.mark.parametrize(
    ("name", "halves"),
    [
        ("林真一", ("林", "真一")),
        ("佐藤健", ("佐藤", "健")),
        ("長谷川誠", ("長谷川", "誠")),
        ("田中", None),
        ("北大西洋", None),
    ],
)
def test_a_name_is_split_by_the_tables(name: str, halves: tuple[str, str] | None) -> None:
    assert split(name) == halves


# rows, both ways


@pytest.mark.parametrize("row", shortenings(), ids=lambda row: row.long)
def test_each_shortening_is_hit_by_its_example(row: Shortening) -> None:
    assert row.example_long.endswith(row.long)
    assert row.example_short.endswith(row.short)
    assert shortened(row.example_short, row.example_long) or key(row.example_short) == key(row.example_long)
    if row.fold and row.example_long != row.long:
        assert key(row.example_short) == key(row.example_long)


@pytest.mark.parametrize("row", shortenings(), ids=lambda row: row.long)
def test_no_shortening_joins_another_beginning(row: Shortening) -> None:
    assert not shortened("若葉" + row.short, "青葉" + row.long)
    assert key("若葉" + row.short) != key("青葉" + row.long)
    assert not shortened("青葉", "青葉" + row.long)


@pytest.mark.parametrize("row", tails(), ids=lambda row: row.tail)
def test_each_tail_is_hit_by_its_example(row: Tail) -> None:
    assert row.example_long.endswith(row.tail)
    for type_ in row.types:
        assert tailless(row.example_short, row.example_long, type_)
        assert not tailless(row.example_short, row.example_short + "協会別館", type_)
        assert not tailless("若葉", "青葉" + row.tail, type_)
        assert not tailless(row.example_short, row.example_long, "PER")


@pytest.mark.parametrize("row", generics(), ids=lambda row: row.name)
def test_each_common_name_stands_in_its_example_and_needs_its_story(row: Generic) -> None:
    assert row.example.startswith(row.name)
    assert shape(row.name, "ORG").bare
    assert not shape("灯台" + row.name, "ORG").bare
    assert choose(persona("ORG", row.name), [thing(1, "ORG", row.name, in_story=False)]).entity is None
    assert choose(persona("ORG", row.name), [thing(1, "ORG", row.name)]).entity == 1


@pytest.mark.parametrize("row", namesakes(), ids=lambda row: row.name)
def test_each_namesake_is_told_apart_by_where_it_is(row: Namesake) -> None:
    first, second = row.where[:2]
    assert len(set(row.where)) > 1
    here, there = persona("GPE", row.name, first + row.name), thing(1, "GPE", row.name, second + row.name)
    assert where([first + row.name]) == {first}
    if first[-1] == second[-1] or "市" not in (first[-1], second[-1]):
        assert choose(here, [there]).entity is None
    assert choose(here, [thing(1, "GPE", row.name, first + row.name, in_story=False)]).entity == 1


@pytest.mark.parametrize("row", sounds(), ids=lambda row: row.kanji)
def test_each_surname_sounds_like_its_example(row: Sounds) -> None:
    assert row.example_kanji.startswith(row.kanji)
    assert sounds_like(row.example_kanji, row.example_kana)
    assert not sounds_like(row.example_kanji, "アーロン・" + row.sounds[0])
    assert not sounds_like(row.example_kanji, row.sounds[0])


def test_no_row_stands_twice() -> None:
    for names in (
        [(row.long, row.short) for row in shortenings()],
        [row.tail for row in tails()],
        [row.name for row in generics()],
        [row.name for row in namesakes()],
        [row.kanji for row in sounds()],
    ):
        assert len(set(names)) == len(names)


# display


def test_a_thing_is_called_by_its_fullest_usual_name() -> None:
    called = [
        Called(name="堂前", type="PER", mentions=40, clips=9),
        Called(name="堂前俊介", type="PER", mentions=6, clips=5),
    ]
    assert display(called) == ("堂前俊介", "PER")


def test_of_full_names_the_commonest_and_of_types_too() -> None:
    called = [
        Called(name="対馬", type="LOC", mentions=3, clips=2),
        Called(name="対馬市", type="GPE", mentions=2, clips=2),
    ]
    assert display(called) == ("対馬市", "LOC")
    with pytest.raises(ValueError, match="empty"):
        display([])


# many


def test_choosing_among_a_hundred_is_right_and_does_not_compare_what_cannot_fit() -> None:
    draw = random.Random(7)  # noqa: S311  # a sample of names, not a secret
    first, last = [row.name for row in given_names()[:300]], [row.name for row in surnames()[:300]]
    names = dict.fromkeys(draw.choice(last) + draw.choice(first) for _ in range(120))
    known = [thing(n, "PER", name, in_story=True) for n, name in enumerate(names, 1)]
    for n, name in enumerate(names, 1):
        assert choose(persona("PER", name, titles=("さん",)), known).entity == n

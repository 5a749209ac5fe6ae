"""Names: from Japanese text to spans, types, entities and titles."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from keii.find.names.find import find
from keii.records.name import Name
from keii.records.problem import Problem
from keii.text.view import view_of
from keii.words.parse import parse

CASES: list[dict[str, Any]] = tomllib.loads(files("keii.find.names").joinpath("corpus.toml").read_text("utf-8"))["case"]


def read(text: str) -> tuple[str, tuple[Name, ...], tuple[Problem, ...]]:
    view = view_of(text).text
    found, problems = find(parse(view)[0])
    return view, found, problems


def said(text: str) -> list[str]:
    view, found, _ = read(text)
    return [f"{n.type} {view[n.span.start : n.span.end]}" for n in found]


def entity_of(text: str, form: str) -> set[str]:
    view, found, _ = read(text)
    return {n.entity for n in found if view[n.span.start : n.span.end] == form}


@pytest.mark.parametrize("case", CASES, ids=[c["text"][:16] for c in CASES])
def test_case(case: dict[str, Any]) -> None:
    got = said(case["text"])
    assert [name for name in case.get("expect", []) if name not in got] == []
    assert [name for name in case.get("refuse", []) if name in got] == []


def test_nothing_in_nothing() -> None:
    assert said("") == []
    assert said("\n \n") == []
    assert said("。、()「」【】・=") == []


def test_names_stand_in_order_and_apart() -> None:
    _, found, _ = read("プーチン大統領と習近平国家主席は、モスクワの赤の広場でロシア国防省の式典に出た。")
    ends = [0]
    for name in found:
        assert ends[-1] <= name.span.start < name.span.end
        ends.append(name.span.end)


def test_title_is_marked_beside_the_name() -> None:
    view, found, _ = read("金正恩朝鮮労働党総書記が演説し、ルシア・キスペ氏が答えた。")
    titles = {view[n.span.start : n.span.end]: n.title and view[n.title.start : n.title.end] for n in found}
    assert titles["金正恩"] == "朝鮮労働党総書記"
    assert titles["ルシア・キスペ"] == "氏"


def test_surname_means_the_person_of_the_clip() -> None:
    text = "黒瀬拓真容疑者(45)が逮捕された。黒瀬容疑者は否認した。"
    assert entity_of(text, "黒瀬") == {"黒瀬拓真"}


def test_reading_means_the_same_person() -> None:
    text = "水沢佳代子(みずさわ・かよこ)厚労相が就いた。"
    assert entity_of(text, "みずさわ・かよこ") == {"水沢佳代子"}


def test_latin_spellings_mean_the_same() -> None:
    text = "政党「道の連合」（英語名：Common Path Alliance、CPA）は22日、候補を決めた。CPAは若い。"
    assert entity_of(text, "Common Path Alliance") == {"道の連合"}
    assert entity_of(text, "CPA") == {"道の連合"}


def test_two_of_one_surname_are_left_open() -> None:
    text = "黒瀬拓真さんと黒瀬恵子さんが来た。黒瀬さんは黙った。"
    assert entity_of(text, "黒瀬") == {"黒瀬"}
    assert [p.code for p in read(text)[2]] == ["K1301"]


def test_bare_surname_is_nobody_in_particular() -> None:
    assert entity_of("高梨社長が会見した。", "高梨") == {"高梨"}


def test_country_of_an_organ_comes_from_the_text() -> None:
    assert entity_of("米政府が抗議した。", "米政府") == {"アメリカ政府"}
    assert entity_of("エリトリアの保健省が発表した。", "保健省") == {"エリトリア保健省"}


def test_short_form_means_the_organisation_of_the_clip() -> None:
    text = "帝都大学が発表した。帝都大は会見を開いた。"
    assert entity_of(text, "帝都大") == {"帝都大学"}


def test_abbreviation_means_what_it_stands_beside() -> None:
    assert entity_of("全国魚介協会(ZGK)が集まった。ZGKは訴えた。", "ZGK") == {"全国魚介協会"}


def test_spellings_of_a_country_are_one_entity() -> None:
    assert (
        entity_of("米国とアメリカ、米大統領。", "米国")
        == entity_of("米国とアメリカ、米大統領。", "アメリカ")
        == {"アメリカ"}
    )
    assert entity_of("米国とアメリカ、米大統領。", "米") == {"アメリカ"}


def test_full_width_and_blanks_are_no_matter() -> None:
    assert "ORG JR東海" in said("ＪＲ東海によると、再開は未定だ。") or "ORG JR東海" in said(
        "JR東海によると、再開は未定だ。"
    )
    assert "PER 国枝祥子" in said("会見で　国枝祥子さんが話した。")


def test_ward_belongs_to_the_city_before_it() -> None:
    assert entity_of("広島市中区で式典が開かれた。", "中区") == {"広島市中区"}


PIECES = st.sampled_from(
    [
        "米",
        "露",
        "日中",
        "東京都",
        "福山",
        "市",
        "長",
        "山田",
        "太郎",
        "トランプ",
        "・",
        "=",
        "(",
        ")",
        "【",
        "】",
        "「",
        "」",
        "。",
        "、",
        "\n",
        " ",
        "の",
        "は",
        "氏",
        "会社",
        "省",
        "軍",
        "大使館",
        "在",
        "第",
        "7",
        "課",
        "新聞",
        "元",
        "首相",
        "県警",
        "JR",
        "駅",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_any_text_gives_names_in_order_within_it(pieces: list[str]) -> None:
    text, found, problems = read("".join(pieces))
    end = 0
    for name in found:
        assert end <= name.span.start < name.span.end <= len(text)
        assert name.title is None or name.title.end <= len(text)
        end = name.span.end
    assert all(problem.code == "K1301" for problem in problems)


def test_bare_organ_is_that_of_the_country_the_clip_names() -> None:
    text = "ロシア国防省は発表を控えた。国防省は後で声明を出した。"
    assert entity_of(text, "国防省") == {"ロシア国防省"}
    assert entity_of("国防省は発表を控えた。", "国防省") == {"国防省"}


def test_bare_organ_of_two_countries_is_left_open() -> None:
    text = "ロシア国防省とウクライナ国防省が発表した。国防省は黙った。"
    assert entity_of(text, "国防省") == {"国防省"}
    assert [p.code for p in read(text)[2]] == ["K1301"]


def test_of_two_of_one_surname_the_title_tells() -> None:
    text = "佐藤健一市長と佐藤花子議長が並んだ。佐藤市長は「直す」と述べ、佐藤議長は「見守る」と言った。佐藤氏は黙る。"
    view, found, problems = read(text)
    told = [(view[n.span.start : n.span.end], n.entity) for n in found]
    assert [problem.code for problem in problems] == ["K1301"]
    assert told == [
        ("佐藤健一", "佐藤健一"),
        ("佐藤花子", "佐藤花子"),
        ("佐藤", "佐藤健一"),
        ("佐藤", "佐藤花子"),
        ("佐藤", "佐藤"),
    ]

"""What the names model is told of the tables, the rules and the run of nouns around a morpheme."""

from __future__ import annotations

import numpy as np

from keii.find.names.evidence import AFTER, BEFORE, CODE, HEAD_AHEAD, PERSON, RULE_TYPE, TITLE_AHEAD, evidence
from keii.find.names.find import find, ruled
from keii.weights.atoms import SURFACE, opened
from keii.words.parse import parse


def rows(text: str) -> dict[str, dict[int, int]]:
    """Return the atoms of each morpheme by its surface (the last of its kind), by row."""
    parsed, _ = parse(text)
    units, _, _, kept = ruled(parsed)
    atoms = evidence(parsed, units, kept, opened(parsed.packed)[SURFACE])
    assert atoms.shape[1] == len(parsed.starts)
    return {surface: dict(enumerate(map(int, atoms[:, n]))) for n, surface in enumerate(parsed.surfaces)}


def test_a_title_further_on_is_told_to_the_words_before_it() -> None:
    seen = rows("会派の玉虫代表は退いた。")
    assert seen["玉虫"][TITLE_AHEAD] > 0
    assert seen["は"][TITLE_AHEAD] == seen["会派"][TITLE_AHEAD] == 0
    assert seen["玉虫"][TITLE_AHEAD] == rows("党の鯉口代表が来た。")["鯉口"][TITLE_AHEAD]


def test_a_head_further_on_is_told_to_the_words_before_it() -> None:
    assert rows("雨の朝、市民協会が集まった。")["市民"][HEAD_AHEAD] > 0
    assert rows("雨の朝、市民が集まった。")["市民"][HEAD_AHEAD] == 0


def test_what_stands_around_the_run_is_told() -> None:
    one, two = rows("会派の玉虫代表は退いた。"), rows("会派の鯉口代表は退いた。")
    assert one["玉虫"][BEFORE] == two["鯉口"][BEFORE] != rows("会派が玉虫代表は")["玉虫"][BEFORE]
    assert one["玉虫"][AFTER] == two["鯉口"][AFTER] != rows("会派の玉虫代表が")["玉虫"][AFTER]


def test_tables_and_rules_are_told() -> None:
    seen = rows("フランスの佐藤大使は東京で話した。")
    assert seen["佐藤"][PERSON] > 0 == seen["で"][PERSON]
    assert seen["フランス"][RULE_TYPE] == seen["東京"][RULE_TYPE] != seen["佐藤"][RULE_TYPE] != 0
    assert seen["フランス"][CODE] != seen["で"][CODE]


def test_a_name_in_part_of_a_morpheme_does_no_harm() -> None:
    parsed, _ = parse("日米首脳が会う。")
    units, _, _, kept = ruled(parsed)
    assert evidence(parsed, units, kept, np.zeros(len(parsed.starts), np.uint32)).any()


def test_a_person_no_list_holds_is_found_by_the_title_behind() -> None:
    names = find(parse("国政の会の玉虫代表は9日、記者団に語った。")[0])[0]
    assert [n.type for n in names if (n.span.start, n.span.end) == (5, 7)] == ["PER"]

"""Every row of this room's tables, and of the tables it shares, is hit by its example and not by its near miss."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from keii.find.names.find import find
from keii.find.names.rows import Rule, rules, words
from keii.records.name import Name
from keii.tables.names import frames, known, suffixes, titles
from keii.text.view import view_of
from keii.words.parse import parse


def read(text: str) -> list[tuple[str, Name, str]]:
    """Return (text of the name, the name, text of its title) for each name."""
    view = view_of(text).text
    return [
        (view[n.span.start : n.span.end], n, view[n.title.start : n.title.end] if n.title else "")
        for n in find(parse(view)[0])[0]
    ]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.id)
def test_rule(rule: Rule) -> None:
    assert rule.id in {name.rule for _, name, _ in read(rule.example)}
    assert rule.id not in {name.rule for _, name, _ in read(rule.near_miss)}


Found = list[tuple[str, Name, str]]


def _texts(found: Found) -> list[str]:
    return [text for text, _, _ in found]


CHECKS: dict[str, Callable[[str, Found], bool]] = {
    "none": lambda word, found: not any(word in text or text in word for text in _texts(found)),
    "not_name": lambda word, found: word not in _texts(found),
    "beyond": lambda word, found: not any(text.endswith(word) for text in _texts(found)),
    "not_reading": lambda word, found: word not in _texts(found),
    "not_pair": lambda _, found: not any(len(text) == 1 for text in _texts(found)),
    "not_pair_alone": lambda _, found: not any(len(text) == 1 for text in _texts(found)),
    "one_character": lambda word, found: word in _texts(found),
    "one_character_place": lambda word, found: word in _texts(found),
    "lead": lambda _, found: _texts(found) == ["青葉銀行"],
    "area": lambda _, found: _texts(found) == ["野田"],
    "org_noun": lambda _, found: "あおぞらの輪" in _texts(found),
    "org_noun_end": lambda _, found: "あおぞらの輪" in _texts(found),
    "maker": lambda _, found: [(text, name.rule) for text, name, _ in found] == [("ユニバンス", "names.maker")],
    "of_company": lambda _, found: [(text, name.rule) for text, name, _ in found] == [("ユニバンス", "names.maker")],
    "trade": lambda _, found: ("備後ユニバンス", "names.trade") in [(text, name.rule) for text, name, _ in found],
    "sport": lambda word, found: word + "日本代表" in _texts(found),
    "before_person": lambda _, found: [(text, name.type) for text, name, _ in found] == [("山口", "PER")],
    "soft_head": lambda word, found: not any(text.endswith(word) and text != word for text in _texts(found)),
    "not_tail": lambda word, found: not any(text.endswith(word) and n.rule == "names.fitted" for text, n, _ in found),
    "sub_head": lambda word, found: "警視庁" + word in _texts(found),
    "organ": lambda word, found: word in _texts(found),
    "kin": lambda _, found: _texts(found) == ["健太"],
    "head": lambda word, found: "青葉" + word in _texts(found),
    "stop": lambda word, found: not any(word in text for text in _texts(found)),
    "mark": lambda _, found: _texts(found) == ["あおば商会"],
    "strong_head": lambda word, found: "地域漁業" + word in _texts(found),
    "alone_head": lambda word, found: "帝都" + word in _texts(found),
    "cited_head": lambda word, found: "大海" + word in _texts(found),
    "not_outlet": lambda _, found: _texts(found) == ["モスクワ"],
    "post_title": lambda _, found: all(name.type != "PER" for _, name, _ in found),
    "place_title": lambda _, found: all(name.type != "PER" for _, name, _ in found),
    "single_surname": lambda word, found: [(text, name.type) for text, name, _ in found] == [(word, "PER")],
    "holder": lambda word, found: word in _texts(found),
    "accused": lambda word, found: [shown for _, _, shown in found] == [word],
    "thing": lambda _, found: found == [],
    "money": lambda _, found: found == [],
    "after_pair": lambda _, found: _texts(found)[:2] == ["日", "中"],
    "railway": lambda word, found: word + "青葉線" in _texts(found),
    "not_side": lambda _, found: not any(name.rule == "names.score" for _, name, _ in found),
    "chief_of": lambda word, found: "宮津" + word in _texts(found),
    "arena": lambda word, found: f"霧原{word}新潟" in _texts(found),
    "seat_of_power": lambda word, found: [(text, name.type) for text, name, _ in found] == [(word, "LOC")],
    "capitals": lambda word, found: word not in _texts(found),
    "party_word": lambda word, found: word + "正義党" in _texts(found),
    "post_word": lambda _, found: not any(name.rule == "names.posted" for _, name, _ in found),
    "chief": lambda _, found: [(text, name.type) for text, name, _ in found] == [("新開", "PER")],
    "not_given": lambda _, found: not any(name.rule == "names.relative" for _, name, _ in found),
    "thing_end": lambda word, found: "佐藤" + word not in _texts(found),
    "no_person_end": lambda word, found: all(n.type != "PER" for text, n, _ in found if text.endswith(word)),
    "place_behind": lambda _, found: ("新開", "PER") not in [(text, name.type) for text, name, _ in found],
    "acting_place": lambda word, found: any(text.endswith(word) and name.type == "ORG" for text, name, _ in found),
    "section_head": lambda word, found: any(
        name.rule == "names.sectioned" and shown.endswith(word) for _, name, shown in found
    ),
    "firm_office": lambda _, found: "names.led" in [name.rule for _, name, _ in found],
    "shorten": lambda _, found: len(found) >= 2 and len({name.entity for _, name, _ in found}) <= 2,
}


def test_words_hold_both_ways() -> None:
    wrong = [row.id for row in words() if not CHECKS[row.kind](view_of(row.word).text, read(row.example))]
    assert wrong == []


def test_ids_are_one_of_a_kind() -> None:
    """No id that a name may carry as its rule stands twice, in whatever table."""
    ids = [row.id for table in (rules(), words(), suffixes(), known()) for row in table]
    assert [one for one, n in Counter(ids).items() if n > 1] == []
    titled = [row.id for row in titles()]
    assert len(titled) == len(set(titled))


def _shows(title: str, text: str) -> bool:
    """Say whether a person in the text bears a title that ends in this one of the table, and in no longer one."""
    longer = [row.title for row in titles() if row.title.endswith(title) and row.title != title]
    ends = [shown for _, n, shown in read(text) if n.type == "PER" and shown.endswith(title)]
    return any(not shown.endswith(tuple(longer)) for shown in ends)


def test_titles_follow_people() -> None:
    assert [row.title for row in titles() if not _shows(row.title, row.example)] == []


def test_no_title_without_a_person() -> None:
    assert [row.title for row in titles() if _shows(row.title, row.near_miss)] == []


def test_heads_end_names() -> None:
    """Every head ends a name in its example, found by its row."""
    assert [row.suffix for row in suffixes() if not _by_head(row.example, row.id, row.suffix)] == []


def test_no_head_alone_is_a_name() -> None:
    assert [row.suffix for row in suffixes() if any(n.rule == row.id for _, n, _ in read(row.near_miss))] == []


def _by_head(text: str, id_: str, head: str) -> bool:
    return any(n.rule == id_ and found.endswith(head) for found, n, _ in read(text))


def test_gazetteer_forms_in_their_frames() -> None:
    """Every spelling of every place, organisation and person stands in its frame as what its row says."""
    sentences = {row.id: row.frame for row in frames()}
    owners: dict[str, set[tuple[str, str]]] = defaultdict(set)
    cases: list[tuple[str, str]] = []
    for row in known():
        for form in (*row.forms, *row.context):
            owners[form].add((row.type, row.entity))
        cases += [(form, sentences[row.frame]) for form in row.forms]
    wrong = [form for i in range(0, len(cases), 40) for form in _wrong(cases[i : i + 40], owners)]
    assert wrong == []


def test_people_by_a_short_name_before_an_honorific() -> None:
    """A spelling of a person that counts only in context (習) is a person before 氏."""
    forms = sorted({form for row in known() if row.type == "PER" for form in row.context})
    assert [form for form in forms if not _is_person(form)] == []


def _is_person(form: str) -> bool:
    return any(text == form and n.type == "PER" for text, n, _ in read(f"{form}氏は会見で答えた。"))


def _wrong(cases: list[tuple[str, str]], owners: dict[str, set[tuple[str, str]]]) -> list[str]:
    lines, spans, at = [], [], 0
    for form, frame in cases:
        start = at + frame.index("{}")
        spans.append((start, start + len(form), form))
        lines.append(frame.replace("{}", form))
        at += len(lines[-1]) + 1
    names = {(n.span.start, n.span.end): (n.type, n.entity) for n in find(parse("\n".join(lines))[0])[0]}
    return [form for start, end, form in spans if names.get((start, end)) not in owners[form]]

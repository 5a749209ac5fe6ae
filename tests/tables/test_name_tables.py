"""名前の表: every row is well formed, unique, sorted, sourced and stands in its frame or example as written."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from keii.tables import names
from keii.text.view import view_of

DATA = files("keii.tables").joinpath("data")
SOURCES = tomllib.loads(DATA.joinpath("SOURCES.toml").read_text(encoding="utf-8"))
FRAMES = {row.id: row.frame for row in names.frames()}
OWN_FILES = (
    "frames", "givennames", "merged_towns", "offices", "organisations", "people", "places", "suffixes", "surnames",
    "titles",
)  # fmt: skip
KINDS = {
    "GPE": {"country", "capital", "city", "ward", "town", "prefecture", "state", "province", "region"},
    "LOC": {
        "region", "continent", "sea", "river", "mountain", "island", "peninsula", "strait", "landmark", "station",
        "airport", "road",
    },
    "ORG": {
        "ministry", "agency", "army", "police", "court", "parliament", "party", "outlet", "newsagency", "broadcaster",
        "newspaper", "body", "bank", "company", "university", "team", "union", "religion", "embassy",
    },
    "PER": {"person"},
}  # fmt: skip
SHARED_FORMS: frozenset[str] = frozenset()
"""Forms that two rows of the known names share on purpose: none so far."""
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")


def test_ids_are_unique_slugs() -> None:
    ids = [row.id for row in names.known()]
    assert [i for i, n in Counter(ids).items() if n > 1] == []
    assert [i for i in ids if not _SLUG.fullmatch(i)] == []


def test_each_thing_has_one_row() -> None:
    things = Counter((row.entity, row.type) for row in names.known())
    assert [thing for thing, n in things.items() if n > 1] == []


def test_no_form_stands_in_two_rows() -> None:
    owners = Counter(form for row in names.known() for form in row.forms)
    assert {form for form, n in owners.items() if n > 1} == SHARED_FORMS


def test_forms_are_not_repeated_in_their_row() -> None:
    assert [row.id for row in names.known() if len(set(row.forms + row.context)) < len(row.forms + row.context)] == []


def test_the_entity_is_a_form() -> None:
    assert [row.id for row in names.known() if row.entity not in row.forms] == []


def test_types_and_kinds_fit() -> None:
    assert [(row.id, row.type, row.kind) for row in names.known() if row.kind not in KINDS.get(row.type, ())] == []


def test_each_file_holds_its_types() -> None:
    assert {row.type for row in names.places()} == {"GPE", "LOC"}
    assert {row.type for row in names.organisations()} == {"ORG"}
    assert {row.type for row in names.people()} == {"PER"}


def test_where_is_a_country() -> None:
    countries = {row.entity for row in names.places() if row.kind == "country"}
    assert {row.where for row in names.known()} - countries == {""}


def test_spellings_are_as_in_the_view() -> None:
    spelled = [s for row in names.known() for s in (row.entity, *row.forms, *row.context)]
    assert [s for s in spelled if view_of(s).text != s or s != s.strip()] == []
    others = [r.title for r in names.titles()] + [r.suffix for r in names.suffixes()]
    assert [s for s in others if view_of(s).text != s or s != s.strip()] == []


def test_every_form_stands_in_its_frame() -> None:
    for row in names.known():
        for form in row.forms:
            sentence = FRAMES[row.frame].format(form)
            assert view_of(sentence).text.count(form) >= 1


def test_frames_have_one_hole_and_are_used() -> None:
    assert [frame for frame in FRAMES.values() if frame.count("{}") != 1] == []
    assert {row.frame for row in names.known()} == set(FRAMES)


def test_sources_are_known_and_complete() -> None:
    used = {row.source for row in names.known()}
    for table in (names.titles(), names.suffixes(), names.offices()):
        used |= {row.source for row in table}
    assert used <= set(SOURCES)
    for source in SOURCES.values():
        assert set(source) == {"title", "licence", "citation", "attribution"}


@pytest.mark.parametrize("file", OWN_FILES)
def test_files_are_sorted_and_clean(file: str) -> None:
    text = DATA.joinpath(f"{file}.tsv").read_text(encoding="utf-8")
    rows = text.removesuffix("\n").split("\n")
    assert text.endswith("\n")
    assert [row for row in rows if re.search(r" (\t|$)|\t |\r|  ", row)] == []
    assert len(set(rows)) == len(rows)
    if file not in ("surnames", "givennames"):
        keys = [row.split("\t")[0] for row in rows[1:]]
        assert keys == sorted(keys)


def test_merged_towns_stand_behind_their_city() -> None:
    assert len(names.merged_towns()) > 1000
    assert {"唐津市肥前町", "天竜区龍山町"} <= names.merged_towns()
    assert [town for town in names.merged_towns() if not re.fullmatch("[^市区]+(?:市市?|区).+[町村]", town)] == []


@pytest.mark.parametrize(("table", "least"), [(names.surnames(), 4000), (names.given_names(), 8000)])
def test_ranks_run_from_one(table: tuple[names.RankedName, ...], least: int) -> None:
    assert [row.rank for row in table] == list(range(1, len(table) + 1))
    assert len({row.name for row in table}) == len(table) >= least


def test_titles_are_unique_and_shown() -> None:
    rows = names.titles()
    assert len({row.title for row in rows}) == len(rows) == len({row.id for row in rows}) >= 300
    assert [row.id for row in rows if row.title not in row.example or row.title not in row.near_miss] == []


def test_suffixes_are_unique_and_shown() -> None:
    rows = names.suffixes()
    assert len({(row.suffix, row.type) for row in rows}) == len(rows) == len({row.id for row in rows}) >= 150
    assert {row.type for row in rows} == {"ORG", "GPE", "LOC"}
    assert [row.id for row in rows if row.suffix not in row.example or row.suffix not in row.near_miss] == []


def test_offices_belong_to_people_and_run_forwards() -> None:
    people = {row.id for row in names.people()}
    for row in names.offices():
        assert row.person_id in people
        assert all(_MONTH.fullmatch(month) for month in (row.since, row.until) if month)
        assert not (row.since and row.until) or row.since <= row.until


@pytest.mark.parametrize(
    ("form", "entity", "type_"),
    [
        ("米国", "アメリカ", "GPE"),
        ("大韓民国", "韓国", "GPE"),
        ("ピョンヤン", "平壌", "GPE"),
        ("キエフ", "キーウ", "GPE"),
        ("東京", "東京都", "GPE"),
        ("ヨーロッパ", "欧州", "LOC"),
        ("EU", "欧州連合", "ORG"),
        ("NATO", "北大西洋条約機構", "ORG"),
        ("KCNA", "朝鮮中央通信", "ORG"),
        ("安保理", "国連安全保障理事会", "ORG"),
        ("キム・ジョンウン", "金正恩", "PER"),
        ("シー・ジンピン", "習近平", "PER"),
        ("プーチン", "ウラジーミル・プーチン", "PER"),
    ],
)
def test_spellings_lead_to_one_entity(form: str, entity: str, type_: str) -> None:
    assert [(row.entity, row.type) for row in names.known() if form in row.forms] == [(entity, type_)]


@pytest.mark.parametrize(
    ("form", "entity"), [("米", "アメリカ"), ("露", "ロシア"), ("習", "習近平"), ("岸田", "岸田文雄")]
)
def test_short_forms_count_only_in_context(form: str, entity: str) -> None:
    assert entity in [row.entity for row in names.known() if form in row.context]
    assert [row.entity for row in names.known() if form in row.forms] == []

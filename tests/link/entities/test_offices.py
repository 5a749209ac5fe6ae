"""Offices: what titles say of status, and a person's offices over time."""

from datetime import date

import pytest

from keii.link.entities.offices import Wording, held, of_state, offices_of, plain, status_of, walk, wordings
from keii.records.office import TitleSeen
from keii.tables.names import titles

SPRING, SUMMER, AUTUMN = date(2031, 4, 1), date(2031, 7, 1), date(2031, 10, 1)


def seen(title: str, day: date | None, clip: str = "a", of: str | None = None) -> TitleSeen:
    return TitleSeen(title=title, clip=clip, day=day, of=of)


@pytest.mark.parametrize(
    ("title", "office", "status"),
    [
        ("首相", "首相", "current"),
        ("前首相", "首相", "former"),
        ("元内閣総理大臣", "首相", "former"),
        ("次期大統領", "大統領", "next"),
        ("新社長", "社長", "current"),
        ("現職知事", "知事", "current"),
        ("元首", "元首", "current"),
        ("元帥", "元帥", "current"),
        ("前頭", "前頭", "current"),
        ("次長", "次長", "current"),
        ("仏大統領", "大統領", "current"),
        ("米国務長官", "国務長官", "current"),
        ("外務大臣", "外相", "current"),
        ("環境大臣", "環境相", "current"),
        ("大臣", "大臣", "current"),
        ("副大統領", "副大統領", "current"),
        ("元被告人", "被告", "former"),
        ("元", "元", "current"),
    ],
)
def test_a_title_says_office_and_status(title: str, office: str, status: str) -> None:
    assert (plain(title), status_of(title)[1]) == (office, status)


def test_no_title_of_the_tables_loses_its_beginning() -> None:
    cut = {row.title: status_of(row.title)[0] for row in titles() if status_of(row.title)[0] != row.title}
    assert cut == {}


@pytest.mark.parametrize("row", wordings(), ids=lambda row: row.spelled)
def test_each_wording_ends_its_example_and_leads_to_a_plain_word(row: Wording) -> None:
    assert row.example.endswith(row.spelled)
    assert plain(row.spelled) == plain("前" + row.spelled) == plain(row.plain) == row.plain
    assert plain("副" + row.spelled) != row.plain


@pytest.mark.parametrize(
    ("title", "of_life"),
    [
        ("首相", "politics"),
        ("前知事", "politics"),
        ("教授", "academia"),
        ("容疑者", "suspect"),
        ("元被告", "suspect"),
        ("さん", None),
        ("氏", None),
        ("会長", None),
        ("社長", "company"),
        ("ぬし", None),
    ],
)
def test_walks_of_life(title: str, of_life: str | None) -> None:
    assert walk(title) == of_life


@pytest.mark.parametrize(
    ("title", "one"),
    [("首相", True), ("外相", True), ("官房長官", True), ("局長", False), ("報道官", False), ("知事", False)],
)
def test_offices_a_state_has_one_of(title: str, one: bool) -> None:
    assert of_state(title) is one


def test_former_says_that_the_office_ended_before() -> None:
    told = offices_of([seen("首相", SPRING, "a"), seen("総理大臣", SUMMER, "b"), seen("前首相", AUTUMN, "c")])
    assert [(o.plain, o.status, o.first, o.last, o.ended_by, o.clips) for o in told] == [
        ("首相", "current", SPRING, SUMMER, AUTUMN, ("a", "b")),
        ("首相", "former", AUTUMN, AUTUMN, None, ("c",)),
    ]


def test_only_former_is_known() -> None:
    (office,) = offices_of([seen("元首相", AUTUMN), seen("前首相", SUMMER, "b"), seen("前首相", AUTUMN, "c")])
    assert (office.title, office.status, office.first, office.last) == ("前首相", "former", SUMMER, AUTUMN)
    assert office.clips == ("b", "a", "c")


def test_back_in_office_is_a_second_term() -> None:
    told = offices_of([seen("首相", SPRING, "a"), seen("前首相", SUMMER, "b"), seen("首相", AUTUMN, "c")])
    assert [(o.status, o.first, o.ended_by) for o in told] == [
        ("current", SPRING, SUMMER),
        ("former", SUMMER, None),
        ("current", AUTUMN, None),
    ]


def test_an_office_to_come_and_then_held() -> None:
    told = offices_of([seen("次期大統領", SPRING), seen("大統領", AUTUMN)])
    assert [(o.title, o.status, o.first) for o in told] == [
        ("次期大統領", "next", SPRING),
        ("大統領", "current", AUTUMN),
    ]


def test_the_country_is_taken_from_the_only_clip_that_says_it() -> None:
    (office,) = offices_of([seen("大統領", SPRING, "a", of="チリ"), seen("大統領", SUMMER, "b")])
    assert (office.of, office.clips) == ("チリ", ("a", "b"))


def test_two_organisations_are_two_offices() -> None:
    told = offices_of(
        [seen("社長", SPRING, of="北山建設"), seen("社長", SUMMER, "b", of="北山電機"), seen("社長", SUMMER, "c")]
    )
    assert {(o.of, o.clips) for o in told} == {("北山建設", ("a",)), ("北山電機", ("b",)), (None, ("c",))}


def test_courtesy_and_suspicion_are_no_offices() -> None:
    assert offices_of([seen("氏", SPRING), seen("さん", SPRING), seen("容疑者", SPRING), seen("元被告", SPRING)]) == ()
    assert offices_of([]) == ()


def test_a_clip_without_a_day_comes_last_and_decides_nothing() -> None:
    (office,) = offices_of([seen("市長", None, "z"), seen("市長", SPRING, "a")])
    assert (office.first, office.last, office.clips) == (SPRING, SPRING, ("a", "z"))
    (open_,) = offices_of([seen("市長", None, "z")])
    assert (open_.first, open_.last) == (None, None)


def test_the_tables_know_the_terms_of_public_figures() -> None:
    assert [(t.office, t.since, t.until) for t in held("安倍晋三")][:2] == [
        ("日本首相", "2006-09", "2007-09"),
        ("日本首相", "2012-12", "2020-09"),
    ]
    assert held("堂前俊介") == ()

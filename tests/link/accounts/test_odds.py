"""Conflicts of a story as a page sets them side by side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from keii.link.accounts.around import around
from keii.link.accounts.odds import Backing, odds_of
from keii.link.accounts.table import abreast
from keii.records.claim import Stance
from keii.records.conflict import Account, Conflict, ConflictKind
from keii.records.evidence import Evidence
from keii.records.facts import Listed
from keii.records.odds import Odds
from keii.records.point import Point
from keii.records.span import Span

TEXTS = {
    "k1": "宇佐美市は5日、死者は12人だと発表した。消防は「先に知らせた」と説明した。",
    "k2": "消防によると、死者は少なくとも15人。市長は「知らせは受けていない」と述べた。",
    "k3": "市は6日、死者を12人から15人に改めた。",
}


def clip(id_: str, outlet: str | None) -> Listed:
    """Return a clip's line."""
    return Listed(
        number=int(id_[1:]), id=id_, source_id=id_, span=Span(0, 40), kind="article", outlet=outlet, outlet_by=None,
        published=date(2032, 5, 5), published_by=None, title=None, url=None, opening=TEXTS[id_][:10], length=40,
        claims=1, problems=0, added_at="2032-05-06T00:00:00+00:00",
    )  # fmt: skip


def account(id_: str, words: str, source: str | None, said: str = "2032-05-05") -> Account:
    """Return an account that stands where the words first stand in the clip."""
    start = TEXTS[id_].index(words)
    return Account(clip=id_, span=Span(start, start + len(words)), text=words, source=source, said=said)


def conflict(kind: ConflictKind, *accounts: Account, note: str = "") -> Conflict:
    """Return a conflict."""
    reason = Evidence(feature="mutual" if kind == "blame" else "word", weight=1.0, note=note)
    return Conflict(kind=kind, about="死者", accounts=accounts, reasons=(reason,))


def set_out(
    *conflicts: Conflict, stances: dict[tuple[str, Span], Stance] | None = None, points: Any = None
) -> tuple[Odds, ...]:
    """Return conflicts set out over the texts."""
    clips = {"k1": clip("k1", "東の新聞"), "k2": clip("k2", "西の新聞"), "k3": clip("k3", "東の新聞")}
    backing = Backing(clips=clips, texts=TEXTS, points=points or {}, stances=stances or {})
    return odds_of(7, "宇佐美市の火事", enumerate(conflicts), backing)


def figure(id_: str, words: str, value: int) -> Point:
    """Return the point of a figure."""
    start = TEXTS[id_].index(words)
    return Point(
        clip=id_, kind="figure", span=Span(start, start + len(words)), text=words, sentence=0, day=None, said=None,
        source=None, unit="人", low=Decimal(value), high=Decimal(value),
    )  # fmt: skip


def test_a_quantity_and_an_update_that_share_an_account_are_one() -> None:
    first, other, later = (
        account("k1", "12人", "市"),
        account("k2", "15人", "消防"),
        account("k3", "15人", "市", "2032-05-06"),
    )
    (one,) = set_out(conflict("quantity", first, other), conflict("update", first, later))
    assert one.kinds == ("quantity", "update")
    assert [told.account for told in one.told] == [first, other, later]
    assert [(c.source, [step[0].account.text for step in c.steps]) for c in one.courses] == [
        ("市", ["12人", "15人"]),
        ("消防", ["15人"]),
    ]


def test_conflicts_that_share_nothing_stay_apart() -> None:
    found = set_out(
        conflict("quantity", account("k1", "12人", "市"), account("k2", "15人", "消防")),
        conflict("update", account("k3", "12人", "市"), account("k3", "15人", "市")),
    )
    assert [one.n for one in found] == [0, 1]


def test_figures_are_the_same_however_they_are_written() -> None:
    points = {"k1": (figure("k1", "12人", 12),), "k2": (figure("k2", "15人", 12),)}
    (one,) = set_out(conflict("quantity", account("k1", "12人", "市"), account("k2", "15人", "消防")), points=points)
    assert not any(told.differs for told in one.told)


def test_what_most_sources_give_is_not_marked() -> None:
    (one,) = set_out(
        conflict("quantity", account("k1", "12人", "市"), account("k2", "15人", "消防"), account("k3", "15人", "県"))
    )
    assert [(told.account.source, told.differs) for told in one.told] == [("市", True), ("消防", False), ("県", False)]


def test_a_denial_faces_what_it_denies() -> None:
    said, denied = account("k1", "先に知らせた", "消防"), account("k2", "知らせは受けていない", "市長")
    (one,) = set_out(conflict("denial", said, denied), stances={(denied.clip, denied.span): "deny"})
    assert [(told.account.source, told.side) for told in one.told] == [("消防", 0), ("市長", 1)]
    assert one.courses == ()


def test_where_no_words_deny_the_first_source_faces_the_others() -> None:
    said, against = account("k1", "先に知らせた", "消防"), account("k2", "知らせは受けていない", "市長")
    (one,) = set_out(conflict("denial", said, against))
    assert [told.side for told in one.told] == [0, 1]


def test_blame_stands_by_whose_it_is() -> None:
    ours, theirs = account("k1", "先に知らせた", "甲国の軍"), account("k2", "知らせは受けていない", "乙国の議員")
    (one,) = set_out(conflict("blame", ours, theirs, note="甲国⇔乙国"))
    assert one.between == ("甲国", "乙国")
    assert [told.side for told in one.told] == [0, 1]


def test_table_sets_outlets_against_points() -> None:
    odds = set_out(conflict("quantity", account("k1", "12人", "市"), account("k2", "15人", "消防")))
    table = abreast(odds, [clip("k1", "東の新聞"), clip("k2", "西の新聞"), clip("k3", "東の新聞")])
    assert table.outlets == ("東の新聞", "西の新聞")
    assert [head.id for head in table.heads] == ["k3", "k2"]
    assert [[told.account.text for told in cell] for cell in table.rows[0].cells] == [["12人"], ["15人"]]


def test_a_point_that_one_outlet_tells_is_no_row() -> None:
    odds = set_out(conflict("update", account("k1", "12人", "市"), account("k3", "15人", "市")))
    assert abreast(odds, [clip("k1", "東の新聞")]).rows == ()


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("雨が降った。死者は12人だと市は述べた。風も強い。", "12人", ("死者は", "だと市は述べた。")),
        ("死者は12人\n続きは後で", "12人", ("死者は", "")),
        ("12人", "12人", ("", "")),
        (
            "山あいの村では昨夜から激しい雨が降り続いて川があふれ、道も橋も流されたため救助が遅れ、死者は12人に上った",
            "12人",
            ("…道も橋も流されたため救助が遅れ、死者は", "に上った"),
        ),
    ],
)
def test_words_around_a_place(text: str, words: str, expected: tuple[str, str]) -> None:
    start = text.index(words)
    assert around(text, Span(start, start + len(words))) == expected

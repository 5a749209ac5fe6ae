"""Conflicts on the screen: figures in a column, the same figure told again in one line, words in full."""

from __future__ import annotations

import io
from datetime import date

import pytest
from rich.console import Console

from keii.cli.accounts import draw_conflict
from keii.records.conflict import Account, Conflict, ConflictKind
from keii.records.facts import Listed
from keii.records.span import Span


def clip(number: int, outlet: str | None) -> Listed:
    return Listed(
        number=number, id=f"k{number}", source_id=f"{number}.txt", span=Span(0, 9), kind="article", outlet=outlet,
        outlet_by="user" if outlet else None, published=date(2031, 5, 9), published_by="user", title=None, url=None,
        opening="火災", length=9, claims=1, problems=0, added_at="2031-05-09T00:00:00+00:00",
    )  # fmt: skip


CLIPS = {f"k{n}": clip(n, outlet) for n, outlet in ((1, "丘陵新聞"), (2, "列島通信"), (3, None))}


def account(n: int, text: str, source: str | None, said: str | None, *via: str) -> Account:
    return Account(clip=f"k{n}", span=Span(0, 3), text=text, source=source, via=via, said=said)


def drawn(kind: ConflictKind, about: str, *accounts: Account, columns: int = 60) -> list[str]:
    out = io.StringIO()
    screen = Console(file=out, width=columns, highlight=False, markup=False, emoji=False)
    draw_conflict(screen, Conflict(kind=kind, about=about, accounts=accounts, reasons=()), CLIPS)
    return out.getvalue().splitlines()


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEII_LANG", "en")


def test_the_same_figure_of_the_same_source_is_one_line() -> None:
    lines = drawn(
        "quantity", "死者",
        account(1, "１２人", "消防", "2031-05-09"), account(2, "12人", "消防", "2031-05-10"),
        account(2, "15人", "県警", "2031-05-10"),
    )  # fmt: skip
    assert lines == [
        "  figures differ  死者",
        "    消防  １２人  2031-05-09  丘陵新聞  [1][2]",
        "    県警    15人  2031-05-10  列島通信  [2]",
    ]


def test_figures_of_two_papers_own_words_stay_apart() -> None:
    lines = drawn("update", "死者", account(1, "12人", None, "2031-05-09"), account(3, "12人", None, None))
    assert lines[1:] == ["    (own words)  12人  2031-05-09  丘陵新聞  [1]", "    (own words)  12人  ?           [3]"]


def test_who_relays_stands_under_the_place_where_there_is_no_room() -> None:
    told = account(1, "67回", "国防省", "2031-10-04/2031-10-06", "ハザル通信", "ラヂオ岬")
    lines = drawn("quantity", "違反", told, account(2, "32回", "大統領府", "2031-10"))
    assert lines[1:] == [
        "    国防省    67回  2031-10-04/06  丘陵新聞  [1]",
        "                    via ハザル通信 > ラヂオ岬",
        "    大統領府  32回  2031-10  列島通信  [2]",
    ]


def test_words_are_shown_in_full() -> None:
    said = "攻撃には無人機6機が使われ、うち4機を撃墜したほか、残る2機も国境の手前で引き返した"
    denied = account(2, "作り話だ", "国防省の報道官を務める人物", None)
    lines = drawn("denial", "無人機", account(1, said, "通信社", "2031-05-09"), denied)
    first = lines[1 : lines.index(" " * 28 + "2031-05-09  丘陵新聞  [1]")]
    assert "".join(line.removeprefix("    通信社").strip() for line in first) == said
    assert lines[-2:] == [
        "    国防省の報道官を務める  作り話だ",
        "    人物                    ?           列島通信  [2]",
    ]

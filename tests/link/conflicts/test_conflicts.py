"""Conflicts of a story, from Japanese texts of several clips."""

import random
from collections.abc import Sequence
from datetime import date

from keii.ingest.take import clip_from_text
from keii.link.conflicts.find import conflicts_of
from keii.link.conflicts.points import points_of
from keii.link.conflicts.rename import renamed
from keii.reading import read
from keii.records.conflict import Conflict
from keii.records.point import Point
from keii.words.gist import gist_of


def points(*clips: tuple[int, str]) -> list[Point]:
    out: list[Point] = []
    for n, (day, text) in enumerate(clips):
        clip = clip_from_text(text, published=date(2031, 4, day), source_id=f"clip-{n}")
        out += points_of(read(clip), gist_of(text))
    return out


def told(conflicts: Sequence[Conflict]) -> list[tuple[str, list[str]]]:
    return [(conflict.kind, [account.text for account in conflict.accounts]) for conflict in conflicts]


RALLY = (
    (14, "灯台町で14日、港の埋め立てに反対する集会が開かれ、主催者は参加者を2万人と発表した。"),
    (14, "灯台町の集会について、県警は参加者をおよそ8000人とみている。"),
    (14, "灯台町の反対集会には、市民ら約8千人が参加した。"),
)


def test_two_sources_count_the_same_crowd() -> None:
    found = conflicts_of(points(*RALLY), {})
    assert [kind for kind, _ in told(found)] == ["quantity"]
    accounts = {(account.source, account.text) for account in found[0].accounts}
    assert {("主催者", "2万人"), ("県警", "8000人")} <= accounts
    assert "参加者" in found[0].about
    assert found[0].reasons


def test_order_of_the_points_does_not_matter() -> None:
    given = points(*RALLY)
    shuffled = given[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311  # an order, no secret
    assert conflicts_of(shuffled, {}) == conflicts_of(given, {})


def test_a_copy_is_no_second_account() -> None:
    given = points((14, RALLY[0][1]), (15, RALLY[0][1].replace("2万人", "3万人")))
    first, second = (point.clip for point in (given[0], given[-1]))
    assert told(conflicts_of(given, {})) == [("quantity", ["2万人", "3万人"])]
    assert conflicts_of(given, {second: first}) == ()


def test_a_toll_that_grows_is_an_update() -> None:
    found = conflicts_of(
        points(
            (10, "ネパールの大雨で、防災庁は10日、これまでに4人が死亡したと発表した。"),
            (11, "ネパールの防災庁は11日、大雨による死者が38人になったと発表した。"),
            (14, "ネパールの大雨の死者は14日、214人に増えた。防災庁が発表した。"),
        ),
        {},
    )
    assert told(found) == [("update", ["4人", "38人", "214人"])]


def test_tolls_of_two_sides_are_two_things() -> None:
    assert not conflicts_of(
        points(
            (10, "ヨルダンの国防省は10日、兵士3人が死亡したと発表した。"),
            (10, "シリアの国防省は10日、兵士5人が死亡したと発表した。"),
        ),
        {},
    )


def test_a_part_is_not_the_whole() -> None:
    assert not conflicts_of(points((10, "死者は38人、うち子どもは12人だった。"), (10, "死者は38人だった。")), {})


def test_rough_figures_agree() -> None:
    assert not conflicts_of(points((10, "会談は約3時間に及んだ。"), (10, "会談は3時間5分に及んだ。")), {})


def test_a_correction_in_one_clip() -> None:
    found = conflicts_of(points((10, "防災庁は10日、14人としていた死者の数を9人に改めた。")), {})
    assert told(found) == [("update", ["14人", "9人"])]


def test_a_plan_put_off() -> None:
    found = conflicts_of(
        points(
            (10, "灯台電力は6月にも2号機を再稼働する見通しだ。"),
            (20, "灯台電力は2号機の再稼働を10月に延期すると発表した。"),
        ),
        {},
    )
    assert told(found) == [("update", ["6月", "10月"])]


def test_one_says_and_another_denies() -> None:
    found = conflicts_of(
        points(
            (
                10,
                "元役員は「知事に現金を手渡した」と証言した。知事は取材に対し「そのような事実は一切ない」と否定した。",
            ),
            (11, "灯台県の知事は11日、現金を受け取ったとの指摘について「事実無根だ」と述べ、元役員の証言を否定した。"),
        ),
        {},
    )
    assert [conflict.kind for conflict in found] == ["denial"]
    texts = [account.text for account in found[0].accounts]
    assert texts[:2] == ["知事に現金を手渡した", "そのような事実は一切ない"]


def test_no_comment_denies_nothing() -> None:
    assert not conflicts_of(
        points((10, "元役員は「知事に現金を渡した」と証言した。会社は「詳しくは承知していない」と話した。")), {}
    )


def test_each_side_blames_the_other() -> None:
    found = conflicts_of(
        points(
            (10, "ヨルダンの国防省は、シリア軍が先に国境の村を砲撃したと非難した。"),
            (10, "シリアの国防省は「最初に発砲したのはヨルダン側だ」と反論した。"),
        ),
        {},
    )
    assert [conflict.kind for conflict in found] == ["blame"]
    assert {account.source for account in found[0].accounts} == {"ヨルダン国防省", "シリア国防省"} or len(
        found[0].accounts
    ) == 2


def test_an_attack_and_a_count_of_breaches_are_mutual_blame() -> None:
    found = conflicts_of(
        points(
            (9, "ヨルダン参謀本部は9日、シリア軍による攻撃が続き、午後4時までに70件の戦闘が起きたと発表した。"),
            (9, "シリア国防省は9日、ヨルダン側による停戦違反が4012回に上ったと主張した。"),
        ),
        {},
    )
    assert [conflict.kind for conflict in found] == ["blame"]


def test_an_admission_takes_back_what_was_said() -> None:
    found = conflicts_of(
        points(
            (10, "灯台興行は、会場の換気は正常に動いていたと説明した。"),
            (19, "灯台興行は19日、会場の換気設備の一部が止まっていたと認め、謝罪した。"),
        ),
        {},
    )
    assert [conflict.kind for conflict in found] == ["update"]


def test_renaming_reaches_every_name_of_a_point() -> None:
    point = points((10, "ヨルダンの国防省は、シリア軍が先に村を砲撃したと非難した。"))[-1]
    changed = renamed(point, {"シリア": "シリア・アラブ共和国"})
    assert "シリア・アラブ共和国" in changed.sides

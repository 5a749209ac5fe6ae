"""The line across clips: what a clip does to those before it, whatever comes first, fails, or is known later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from keii import comparing, weaving
from keii.desk import Desk
from keii.errors import NotFound
from keii.link.settle import apart, kin, may_be_one, settled
from keii.reading import made_by
from keii.records.judgement import Judgement, Verdict
from keii.records.order import Order
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store

FIRE = """丘陵市の倉庫で9日夜に起きた火災で、丘陵市消防局は10日、従業員12人が死亡したと発表した。
火は約5時間後に消し止められた。
倉庫を運営する北星物流の村瀬康弘社長は記者会見し、「防火扉は正常に動いた」と述べた。
消防局によると、出火当時、倉庫には従業員80人余りがいた。丘陵市の堀江早苗市長は「原因を徹底的に調べる」と話した。"""
LATER = """丘陵市の倉庫火災で、丘陵県警は10日、死者は15人に上ると明らかにした。
県警は業務上過失致死の疑いで北星物流を捜索した。
北星物流の元従業員は「防火扉は何年も前から壊れていた」と証言した。
これに対し村瀬社長は「防火扉が壊れていた事実はない」と否定した。堀江市長は現場を訪れ、「遺族を支える」と語った。"""
TALKS = """ノルデン共和国のエリク・サンドベリ大統領は11日、首都ハムネで隣国ベルカのアンナ・コヴァチ首相と会談した。
両首脳は漁業協定の延長で合意した。サンドベリ氏は会談後の会見で「両国の漁師にとって大きな一歩だ」と述べた。"""
KINDS = ("stories", "entities", "conflicts")
NOON = datetime(2031, 6, 1, 3, tzinfo=UTC)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "d.sqlite", clock=lambda: NOON) as opened:
        yield opened


def add(desk: Desk, name: str, text: str, day: str | None, outlet: str | None = None) -> None:
    published = date.fromisoformat(day) if day else None
    desk.add(text.encode(), name=name, order=Order(published=published, outlet=outlet, whole=True))


def rows(desk: Desk, kind: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in desk.export(kind)]  # type: ignore[arg-type]


def exports(desk: Desk) -> bytes:
    return b"".join(line for kind in KINDS for line in desk.export(kind))  # type: ignore[arg-type]


# copies

COPIES = (
    ("夜", FIRE, "2031-05-12"),
    ("別", FIRE.replace("約5時間後", "約6時間後"), "2031-05-11"),
    ("続", FIRE + "県警は現場検証を始めた。", "2031-05-10"),
    ("速", FIRE[:120], "2031-05-09"),
)


def test_the_earliest_heads_the_copies_in_every_order_of_arrival(tmp_path: Path) -> None:
    seen = set()
    for n, order in enumerate(list(permutations(COPIES))[::5]):
        with Desk.open(tmp_path / f"{n}.sqlite") as desk:
            for name, text, day in order:
                add(desk, name, text, day, f"{name}新聞")
            called = {clip.number: clip.source_id for clip in desk.clips()}
            (story,) = desk.stories()
            members = desk.story(f"s{story.number}").members
            seen.add(
                frozenset((m.clip.source_id, called[m.copy_of] if m.copy_of else "", m.copy_kind) for m in members)
            )
            assert story.accounts == 1
    assert seen == {frozenset({("速", "", None), ("続", "速", "part"), ("別", "速", "part"), ("夜", "速", "part")})}


def test_a_head_that_turns_out_later_leads_what_repeated_it(desk: Desk) -> None:
    add(desk, "一", FIRE, "2031-05-10", "東新聞")
    add(desk, "二", FIRE, "2031-05-11", "西新聞")
    add(desk, "三", FIRE, "2031-05-11", "南新聞")
    add(desk, "一", FIRE, "2031-05-12", "東新聞")
    heads = {row["clip"]: row["copy_of"] for row in rows(desk, "stories")[0]["members"]}
    assert heads == {"一": 2, "二": None, "三": 2} or heads == {"一": 3, "二": 3, "三": None}


def test_two_versions_of_one_page_are_one_account(desk: Desk) -> None:
    address = "https://example.com/fire"
    documents = [
        {"id": "朝", "text": FIRE, "published": "2031-05-10", "url": address},
        {"id": "昼", "text": FIRE + "\n" + LATER, "published": "2031-05-10", "url": address},
    ]
    desk.add("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents).encode(), name="頁.jsonl")
    assert {row["copy_kind"] for row in rows(desk, "stories")[0]["members"]} > {None}
    assert desk.stories()[0].accounts == 1


# days that are known later


def test_a_clip_whose_day_is_corrected_leaves_its_story_and_what_was_at_odds_there(desk: Desk) -> None:
    add(desk, "火事", FIRE, "2031-05-10")
    add(desk, "続報", LATER, "2031-05-11")
    assert desk.stories()[0].conflicts
    add(desk, "続報", LATER, "2032-05-11")
    assert [line.clips for line in desk.stories()] == [1, 1]
    assert [len(dispute.clips) for dispute in desk.conflicts()] == [1]  # 元従業員 and 村瀬社長, in one clip


def test_a_day_that_was_missing_keeps_a_clip_where_it_fits(desk: Desk) -> None:
    add(desk, "火事", FIRE, "2031-05-10")
    add(desk, "続報", LATER, None)
    add(desk, "会談", TALKS, "2031-05-11")
    before = [row["clips"] for row in rows(desk, "stories")]
    add(desk, "続報", LATER, "2031-05-11")
    assert [row["clips"] for row in rows(desk, "stories")] == before == [["火事", "続報"], ["会談"]]
    assert rows(desk, "stories")[0]["last"] == "2031-05-11"


# what fails


@pytest.mark.parametrize("stage", ["choose", "choose_entity", "likeness", "display", "label", "conflicts_of"])
def test_a_stage_that_fails_stops_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(stage)

    add(desk, "火事", FIRE, "2031-05-10")
    with monkeypatch.context() as patched:
        patched.setattr(comparing if stage in ("label", "conflicts_of") else weaving, stage, broken)
        add(desk, "写し", FIRE, "2031-05-11")
        add(desk, "会談", TALKS, "2031-05-11")
        assert sum(line.clips for line in desk.stories()) == len(desk.clips()) == 3
    troubles = [t.problem.args for t in desk.problems() if t.problem.code == "K1902"]
    assert troubles
    assert set(troubles) == {(f"RuntimeError: {stage}",)}
    add(desk, "続報", LATER, "2031-05-11")
    assert sum(line.clips for line in desk.stories()) == 4
    assert all(line.label for line in desk.stories() if stage != "label")
    assert exports(desk)


def test_texts_that_hold_nothing_to_compare(desk: Desk) -> None:
    for n, text in enumerate(("。。。", "😀", "はい。", "あ" * 10_000, "1\n2\n3")):
        add(desk, f"{n}", text, None)
    assert sum(line.clips for line in desk.stories()) == 5
    assert rows(desk, "conflicts") == []


# batches


def test_it_does_not_matter_how_many_are_woven_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ((FIRE, "2031-05-10"), (TALKS, "2031-05-11"), (LATER, "2031-05-11"), (FIRE, "2031-05-12"))
    documents = "".join(
        json.dumps({"id": f"d{n}", "text": text, "published": day}, ensure_ascii=False) + "\n"
        for n, (text, day) in enumerate(texts)
    )
    told = set()
    for batch in (1, 3, 100):
        monkeypatch.setattr(weaving, "BATCH", batch)
        with Desk.open(tmp_path / f"{batch}.sqlite") as desk:
            desk.add(documents.encode(), name="束.jsonl")
            told.add(exports(desk))
    assert len(told) == 1


@pytest.mark.parametrize("batch", [1, 2, 3])
def test_what_spoke_for_a_meaning_is_the_same_however_many_are_woven_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    """Of spellings that speak as much for a meaning one is told: the same, whichever the batch has seen first."""
    texts = (
        "葛城首相は9日、国会で演説した。葛城誠一首相は「予算を通す」と述べた。",
        "葛城首相は10日、党本部で会見した。",
        "葛城誠一首相は11日、北浜市を訪れた。葛城総理大臣は「急ぐ」と語った。",
        "葛城総理大臣は12日、閣議で予算案を決めた。",
        "国枝保専務は13日に辞任した。国枝元専務は取材に応じていない。葛城首相は論評を避けた。",
    )
    documents = "".join(
        json.dumps({"id": f"d{n}", "text": text, "published": f"2031-05-{9 + n:02}"}, ensure_ascii=False) + "\n"
        for n, text in enumerate(texts)
    )

    def meanings(name: str) -> list[Any]:
        with Desk.open(tmp_path / name) as desk:
            desk.add(documents.encode(), name="束.jsonl")
            rows = desk._store._connection.execute("SELECT * FROM personas ORDER BY clip, name")
            return [*rows, *((entry.number, entry.verdict, entry.why) for entry in desk.judgements())]

    together = meanings("together.sqlite")
    monkeypatch.setattr(weaving, "BATCH", batch)
    assert meanings("apart.sqlite") == together


# reading again


def test_an_older_reading_is_read_again_and_judgements_stay(desk: Desk, tmp_path: Path) -> None:
    add(desk, "火事", FIRE, "2031-05-10")
    add(desk, "続報", LATER, "2031-05-11")
    add(desk, "会談", TALKS, "2031-05-11")
    desk.rename("story", 1, "倉庫の火事")
    made = desk.split("story", 1, [(desk.clip("続報").id,)]).judgement.right
    desk.merge("entity", desk.meant("村瀬康弘")[0], desk.meant("堀江早苗")[0])
    before, ledger = exports(desk), desk.judgements()
    old = desk.reading("続報")
    fewer = tuple(name for name in old.names if name.entity != "堀江")  # another clip has her, so that she stays
    stale = replace(old, names=fewer, made_by=replace(made_by(), keii="0.0.1"))
    with Store.open(tmp_path / "d.sqlite", create=False) as store:
        store.write(Parcel(name="", digest="", added_at="", new=(), changed=(sheet_of(stale),)))
    assert desk.stale() == 1
    assert exports(desk) != before
    (change,) = desk.reread()
    assert (change.clip, change.gained["names"], change.lost["names"]) == (old.clip.id, 1, 0)
    assert (exports(desk), desk.judgements(), desk.stale()) == (before, ledger, 0)
    assert [m.clip.source_id for m in desk.story(f"s{made}").members] == ["続報"]
    assert list(desk.reread()) == []


# bridging, and what persons said


def test_what_a_rule_makes_one_takes_along_what_a_person_put_there(desk: Desk) -> None:
    """Three stories of different years stand for any three: 2 and 3 are one by a person, then 1 and 2 by a rule."""
    for n, (text, day) in enumerate(((FIRE, "2031-05-10"), (TALKS, "2031-05-11"), (LATER, "2033-05-11"))):
        add(desk, f"d{n}", text, day)
    desk.merge("story", 2, 3)
    desk._store.weave(lambda loom: weaving.Weaver(loom)._bridge_stories(2, 1))
    assert [row["clips"] for row in rows(desk, "stories")] == [["d0", "d1", "d2"]]
    person, rule = desk.judgements()
    assert (rule.by, rule.verdict, rule.left, rule.right) == ("rule", "same", 1, 2)
    desk.undo(person.number)
    assert [row["clips"] for row in rows(desk, "stories")] == [["d0", "d1"], ["d2"]]


def test_a_part_a_person_took_away_stays_away_when_the_rest_goes_elsewhere(desk: Desk) -> None:
    add(desk, "会談", TALKS, "2031-05-09")
    add(desk, "火事", FIRE, "2031-05-10")
    add(desk, "続報", LATER, "2031-05-11")
    made = desk.split("story", 2, [(desk.clip("続報").id,)]).judgement.right
    desk._store.weave(lambda loom: weaving.Weaver(loom)._bridge_stories(1, 2))
    assert [row["clips"] for row in rows(desk, "stories")] == [["会談", "火事"], ["続報"]]
    ledger = [j for j in desk.judgements() if j.about == "story"]
    assert made is not None
    assert not may_be_one(1, made, ledger)


def test_a_story_a_person_named_keeps_its_number_when_a_rule_makes_two_one(desk: Desk) -> None:
    add(desk, "会談", TALKS, "2031-05-09")
    add(desk, "火事", FIRE, "2031-05-10")
    desk.rename("story", 2, "倉庫の火事")
    desk._store.weave(lambda loom: weaving.Weaver(loom)._bridge_stories(1, 2))
    assert [(row["id"], row["label"]) for row in rows(desk, "stories")] == [("s2", "倉庫の火事")]


def entry(number: int, verdict: Verdict, left: int, right: int | None, **more: Any) -> Judgement:
    return Judgement(number=number, about="story", verdict=verdict, left=left, right=right, **more)


def test_the_ledger_is_applied_in_order() -> None:
    ledger = (
        entry(1, "same", 2, 7),
        entry(2, "different", 2, 8, part=(("x",),)),
        entry(3, "same", 1, 2),
        entry(4, "name", 5, None, name="五"),
        entry(5, "name", 6, None, name="六"),
    )
    assert [settled(base, ("y",), ledger) for base in (7, 2, 8, 3)] == [1, 1, 8, 3]
    assert settled(7, ("x",), ledger) == 8
    assert apart(ledger) == {frozenset((1, 8))}
    assert kin({8}, ledger) == {1, 2, 7, 8}
    assert [may_be_one(*pair, ledger) for pair in ((1, 8), (2, 3), (5, 6), (5, 3))] == [False, True, False, True]


# what is new


def test_a_digest_tells_what_is_new_since_a_day(desk: Desk) -> None:
    add(desk, "火事", FIRE, "2031-05-10", "東新聞")
    add(desk, "続報", LATER.replace("10日、死者", "11日、死者"), "2031-05-12", "西新聞")
    add(desk, "会談", TALKS, "2031-05-12", "西新聞")
    digest = desk.digest()
    assert (digest.since, digest.clips) == (date(2031, 5, 12), 2)
    assert [line.number for line in digest.stories] == [2]
    (grown,) = digest.grown
    assert grown.story.number == 1
    assert {s.number for s in grown.statements} == {2}
    assert [dispute.conflict.accounts[-1].text for dispute in digest.changed] == ["15人"]
    assert [s.content.text for s in digest.denials] == ["防火扉が壊れていた事実はない"]
    names = {speaker.name for speaker in digest.speakers}
    assert "エリク・サンドベリ" in names
    assert not {"村瀬康弘", "堀江早苗"} & names
    assert desk.digest("2031-05").clips == 3
    assert desk.digest("2031-05").grown == ()


def test_a_new_speaker_is_told_although_a_copy_of_it_came_first(desk: Desk) -> None:
    add(desk, "古", TALKS, "2031-05-09")
    add(desk, "写", FIRE, "2031-05-12", "西新聞")
    add(desk, "元", FIRE, "2031-05-11", "東新聞")
    speakers = {speaker.name: speaker.statement.number for speaker in desk.digest("2031-05-10").speakers}
    assert speakers["村瀬康弘"] == 3


def test_what_has_no_day_is_new_when_it_came(desk: Desk) -> None:
    add(desk, "日付なし", FIRE, None)
    assert desk.digest().since == date(2031, 6, 1)
    assert desk.digest().clips == 1


# what a person calls things


def test_a_name_a_person_gave_is_found(desk: Desk) -> None:
    add(desk, "火事", FIRE, "2031-05-10")
    number = desk.meant("村瀬康弘")[0]
    named = desk.rename("entity", number, "北星の社長").judgement
    assert desk.meant("北星の社長") == (number,)
    assert desk.search("北星の社長").total == 1
    desk.undo(named.number)
    assert desk.meant("北星の社長") == ()


def test_a_name_that_could_be_two_is_left_open_in_the_ledger(tmp_path: Path) -> None:
    texts = (
        "白灘市の佐藤健一市長と佐藤花子議長が9日、市庁舎の移転をめぐって会談した。佐藤市長は「断念する」と述べた。",
        "白灘市の市庁舎の移転をめぐり、佐藤氏は10日、断念に反対だと述べた。移転の費用は120億円に膨らんでいた。",
    )
    with Desk.open(tmp_path / "d.sqlite") as desk:
        for n, text in enumerate(texts):
            desk.add(text.encode(), name=f"d{n}", order=Order(published=date(2031, 5, 9 + n), whole=True))
        (entry,) = desk.judgements()
        assert (entry.verdict, entry.by) == ("unsure", "rule")
        assert "佐藤健一" in entry.why
        assert "佐藤花子" in entry.why
        with pytest.raises(NotFound):
            desk.undo(entry.number)

"""A person's corrections of clips: tried out they change nothing, undone they leave no trace, and no re-reading loses
them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from keii.correcting import corrected
from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.records import correction as say
from keii.records.claim import Source
from keii.records.correction import Amended, Correction
from keii.records.judgement import Effect
from keii.records.order import Order
from keii.records.span import Span
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store

FIRE = """丘陵市の倉庫で9日夜に起きた火災で、丘陵市消防局は10日、従業員12人が死亡したと発表した。
火は約5時間後に消し止められた。
倉庫を運営する北星物流の村瀬康弘社長は記者会見し、「防火扉は正常に動いた」と述べた。
消防局によると、出火当時、倉庫には従業員80人余りがいた。丘陵市の堀江早苗市長は「原因を徹底的に調べる」と話した。"""
DOCUMENTS = (
    ("2031-05-09", "東新聞",
     "白灘市の佐藤健一市長は9日、市庁舎の移転を断念すると発表した。佐藤市長は「費用が膨らんだ」と述べた。"),
    ("2031-05-09", "西新聞",
     ("白灘市の佐藤市長は9日に会見し、市庁舎の移転を断念すると明らかにしました。"
      "費用は120億円に膨らんだということです。")),
    ("2031-05-10", "東新聞",
     "白灘市の市庁舎の移転断念をめぐり、佐藤健一市長は10日、費用が120億円との報道を否定した。"),
    ("2031-05-10", "中央放送",
     "高原県で10日、バスとトラックが衝突し、12人がけがをしました。高原県警の佐藤花子署長が会見しました。"),
    ("2031-05-11", "列島通信",
     "高原県警によると、10日のバスとトラックの衝突で、けがをした人は15人になった。"),
    ("2031-05-11", "東新聞",
     "NATOの事務総長は11日、北大西洋条約機構の会議で、防衛費を増やすよう各国に求めた。"),
    ("2031-05-13", "北新聞", FIRE),
    ("2031-05-11", "南新聞", FIRE.replace("約5時間後", "約6時間後")),
    ("2031-05-12", "夕刊みなと", FIRE + "県警は現場検証を始めた。"),
)  # fmt: skip
PAGE = """丘陵市の倉庫で9日夜に起きた火災で、丘陵市消防局は10日、従業員12人が死亡したと発表した。
火は約5時間後に消し止められた。

https://www.example.jp/news/1

丘陵市の倉庫火災で、丘陵県警は10日、死者は15人に上ると明らかにした。
県警は業務上過失致死の疑いで北星物流を捜索した。北星物流の村瀬康弘社長は「原因を調べる」と述べた。

https://www.example.jp/news/2

ノルデン共和国のサンドベリ大統領は11日、首都ハムネで隣国ベルカのコヴァチ首相と会談した。
両首脳は漁業協定の延長で合意した。"""
KINDS = ("stories", "entities", "conflicts", "clips", "readings", "claims", "names", "times", "events")


def add(desk: Desk, name: str, document: tuple[str, str, str]) -> None:
    day, outlet, text = document
    desk.add(text.encode(), name=name, order=Order(published=date.fromisoformat(day), outlet=outlet, whole=True))


def add_page(desk: Desk) -> None:
    desk.add(PAGE.encode(), name="頁", order=Order(published=date(2031, 5, 12)))


def filled(path: Path) -> None:
    """Make a dossier of the documents and the page."""
    with Desk.open(path) as desk:
        for n, document in enumerate(DOCUMENTS):
            add(desk, f"d{n}", document)
        add_page(desk)


def exports(desk: Desk) -> bytes:
    return b"".join(line for kind in KINDS for line in desk.export(kind))  # type: ignore[arg-type]


def at(desk: Desk, clip: str, words: str) -> Span:
    start = desk.reading(clip).clip.text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "d.sqlite"
    filled(path)
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(shutil.copy(made, tmp_path / "d.sqlite")) as desk:
        yield desk


def every_kind(desk: Desk) -> list[Correction]:
    claim = desk.reading("1").claims[0]
    return [
        say.outlet("1", "灯台日報"),
        say.outlet("1", None),
        say.published("1", date(2031, 6, 9)),
        say.published("1", None),
        say.title("1", "市庁舎、移転せず"),
        say.name("2", at(desk, "2", "佐藤"), type="PER", called="", entity=desk.meant("佐藤花子")[0]),
        say.name("2", at(desk, "2", "佐藤"), type="PER", called="佐藤次郎"),
        say.no_name("1", at(desk, "1", "佐藤健一")),
        say.time("1", at(desk, "1", "9日"), "2031-04-09"),
        say.time("1", at(desk, "1", "9日"), None),
        say.source("1", claim.content, claim.cue, at(desk, "1", "白灘市")),
        say.source("1", claim.content, claim.cue, None),
        say.stance("1", claim.content, claim.cue, "deny"),
        say.no_claim("1", claim.content, claim.cue),
        say.claim("2", at(desk, "2", "費用は120億円"), at(desk, "2", "膨らんだ"), at(desk, "2", "佐藤市長")),
        say.cut("1", at(desk, "1", "佐藤市長は「").start),
    ]


@pytest.mark.parametrize("n", range(16))
def test_every_kind(desk: Desk, n: int) -> None:
    before = exports(desk)
    correction = every_kind(desk)[n]
    tried = desk.correct(correction, keep=False)
    assert exports(desk) == before
    assert desk.ledger() == ()
    amended = desk.correct(correction, why="見れば分かる")
    assert amended.shifts
    assert (amended.shifts, amended.placed, amended.renamed) == (tried.shifts, tried.placed, tried.renamed)
    after = exports(desk)
    assert after != before
    assert desk.corrections()[0].why == "見れば分かる"
    undone = desk.undo(amended.correction.number)
    assert isinstance(undone, Amended)
    assert exports(desk) == before
    again = desk.correct(correction)
    assert again.shifts == amended.shifts


@pytest.mark.parametrize(
    ("correction", "error", "told"),
    [
        (say.outlet("99", "灯台日報"), NotFound, "no clip is called 99"),
        (say.outlet("1", "  "), InputError, "a name is wanted"),
        (say.outlet("1", "東新聞"), InputError, "nothing would change"),
        (say.no_name("1", Span(3, 4)), InputError, "nothing would change"),
        (say.no_name("1", Span(40, 99)), InputError, "clip 1 has no characters 40 to 99"),
        (say.no_name("1", Span(4, 4)), InputError, "a correction needs words it is about"),
        (say.name("1", Span(0, 3), type="GPE", called="", entity=99), NotFound, "there is no entity e99"),
        (say.name("1", Span(0, 3), type="GPE", called=""), InputError, "a name is wanted"),
        (say.name("1", Span(0, 3), type="TREE", called="木"), InputError, "TREE is not one of"),  # type: ignore[arg-type]
        (say.time("1", Span(0, 3), "2031-13"), InputError, "2031-13 is not a time"),
        (say.stance("1", Span(0, 3), Span(5, 6), "deny"), NotFound, "clip 1 has no such claim"),
        (say.source("1", Span(0, 3), Span(5, 6), None), NotFound, "clip 1 has no such claim"),
        (say.no_claim("1", Span(0, 3), Span(5, 6)), NotFound, "clip 1 has no such claim"),
        (say.cut("1", 0), InputError, "leaves one part empty"),
        (say.cut("1", 50), InputError, "leaves one part empty"),
        (say.join("1"), NotFound, "no clip of the same page follows clip 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(desk: Desk, correction: Correction, error: type[Exception], told: str) -> None:
    before = exports(desk)
    with pytest.raises(error, match=told):
        desk.correct(correction)
    assert (exports(desk), desk.ledger()) == (before, ())


def test_one_ledger_has_judgements_and_corrections(desk: Desk) -> None:
    before = exports(desk)
    first = desk.correct(say.outlet("1", "灯台日報")).correction
    second = desk.rename("entity", 1, "灯台").judgement
    third = desk.correct(say.title("1", "市庁舎、移転せず")).correction
    assert [entry.number for entry in desk.ledger()] == [1, 2, 3] == [first.number, second.number, third.number]
    assert [entry.number for entry in desk.judgements()] == [2]
    assert [entry.kind for entry in desk.corrections("1")] == ["outlet", "title"]
    assert desk.corrections("2") == ()
    assert isinstance(desk.undo(2), Effect)
    assert isinstance(desk.undo(1), Amended)
    counts = desk.correction_counts()
    assert (counts["title"], counts["outlet"], sum(counts.values())) == (1, 0, 1)
    with pytest.raises(NotFound):
        desk.undo(1)
    desk.undo(3)
    assert exports(desk) == before
    assert all(entry.undone_at for entry in desk.ledger())


def test_a_day_is_counted_anew_from_a_corrected_date(desk: Desk) -> None:
    desk.correct(say.published("1", date(2031, 6, 9)))
    reading = desk.reading("1")
    assert (reading.clip.published, reading.clip.published_by) == (date(2031, 6, 9), "user")
    assert [time.value for time in reading.times] == ["2031-06-09"]
    assert desk.claims(since="2031-06-09")[0].said == "2031-06-09"
    desk.correct(say.published("1", None))
    reading = desk.reading("1")
    assert reading.clip.published is None
    assert [problem.code for problem in reading.problems] == ["K1004", "K1201"]


def test_a_name_leads_to_whom_a_person_says(desk: Desk) -> None:
    chief = desk.meant("佐藤花子")[0]
    desk.correct(say.name("2", at(desk, "2", "佐藤"), type="PER", called="", entity=chief, everywhere=True))
    assert "d1" in {clip.source_id for clip in desk.who(f"e{chief}")[0].clips}
    said = [statement for statement in desk.claims(by="佐藤花子") if statement.number == 2]
    assert {statement.entity for statement in said} == {"佐藤花子"}
    assert [hit.clip.number for hit in desk.search(by="佐藤花子").hits] == [2]


def test_a_name_that_means_two_in_one_clip_is_refused(desk: Desk) -> None:
    mayor, chief = desk.meant("佐藤健一")[0], desk.meant("佐藤花子")[0]
    desk.rename("entity", chief, "佐藤健一")
    with pytest.raises(InputError, match=f"in clip 1 佐藤健一 is e{mayor} already"):
        desk.correct(say.name("1", at(desk, "1", "佐藤市長"), type="PER", called="", entity=chief))


def test_a_correction_and_a_merge_hold_together(desk: Desk) -> None:
    before = exports(desk)
    mayor, chief = desk.meant("佐藤健一")[0], desk.meant("佐藤花子")[0]
    named = desk.correct(say.name("2", at(desk, "2", "佐藤"), type="PER", called="", entity=chief)).correction
    merged = desk.merge("entity", mayor, chief).judgement
    assert {clip.number for clip in desk.who(f"e{mayor}")[0].clips} >= {1, 2, 4}
    desk.undo(named.number)
    again = desk.correct(say.name("2", at(desk, "2", "佐藤"), type="PER", called="", entity=mayor)).correction
    desk.undo(merged.number)
    assert 2 in {clip.number for clip in desk.who(f"e{mayor}")[0].clips}
    desk.undo(again.number)
    assert exports(desk) == before


# reading again, adding again


def stale(desk: Desk, path: Path, clip: str, **changes: Any) -> None:
    """Let a clip have been read by another engine, which found something else."""
    with Store.open(path, create=False) as store:
        base = store.uncorrected(desk.clip(clip).id)
        assert base is not None
        old = replace(base, made_by=replace(base.made_by, keii="0.0.1"), **changes)
        sheets = tuple(replace(s, reading=("0.0.1", *s.reading[1:])) for s in corrected(store, (sheet_of(old),)))
        store.write(Parcel(name="", digest="", added_at="", new=(), changed=sheets))


@pytest.mark.parametrize("n", range(15))
def test_every_kind_is_kept_when_a_clip_is_read_again(desk: Desk, tmp_path: Path, n: int) -> None:
    correction = every_kind(desk)[n]
    entered = desk.correct(correction).correction
    after = exports(desk)
    stale(desk, tmp_path / "d.sqlite", entered.clip, names=(), times=())
    assert desk.stale() == 1
    assert exports(desk) != after or correction.kind == "published"  # there the clip was read anew
    assert [change.clip for change in desk.reread()] == [entered.clip]
    names = [line for line in desk.export("names") if entered.clip.encode() in line]
    assert names == [line for line in after.splitlines(keepends=True) if line in names]
    assert desk.stale() == 0
    assert desk.corrections()[0].undone_at is None
    readings = [line for line in after.splitlines() if b'"made_by"' in line]
    assert b"".join(desk.export("readings")).splitlines() == readings


def test_a_correction_that_finds_nothing_is_kept_and_told(desk: Desk, tmp_path: Path) -> None:
    claim = desk.reading("1").claims[0]
    desk.correct(say.stance("1", claim.content, claim.cue, "deny"))
    after = exports(desk)
    stale(desk, tmp_path / "d.sqlite", "1", claims=(), events=())
    (trouble,) = desk.problems()
    assert (trouble.problem.code, trouble.problem.args) == ("K1401", ("1", "市庁舎の移転を断念する"))
    assert trouble.problem.span == claim.content
    assert [entry.undone_at for entry in desk.ledger()] == [None]
    list(desk.reread())
    assert (desk.problems(), exports(desk)) == ((), after)


def test_a_claim_read_a_little_otherwise_is_still_found(desk: Desk, tmp_path: Path) -> None:
    first, *rest = desk.reading("1").claims
    desk.correct(say.source("1", first.content, first.cue, at(desk, "1", "白灘市")))
    shorter = replace(first, content=Span(first.content.start + 4, first.content.end))
    stale(desk, tmp_path / "d.sqlite", "1", claims=(shorter, *rest))
    assert desk.problems() == ()
    assert desk.reading("1").claims[0].source == Source(span=at(desk, "1", "白灘市"), carried=False)


def test_a_date_filled_in_later_keeps_corrections(desk: Desk) -> None:
    text = DOCUMENTS[0][2].encode()
    desk.add(text, name="後", order=Order(whole=True))
    span = at(desk, "後", "佐藤健一")
    desk.correct(say.no_name("後", span))
    receipt = desk.add(text, name="後", order=Order(whole=True, published=date(2031, 5, 9), outlet="東新聞"))
    reading = desk.reading("後")
    assert (receipt.taken, receipt.changed, reading.clip.outlet) == (0, 1, "東新聞")
    assert [time.value for time in reading.times] == ["2031-05-09"]
    assert span not in {name.span for name in reading.names}
    desk.undo(1)
    reading = desk.reading("後")
    assert reading.clip.outlet == "東新聞"
    assert span in {name.span for name in reading.names}


def test_a_correction_beats_what_is_added_later(desk: Desk) -> None:
    desk.correct(say.published("1", date(2031, 5, 8)))
    desk.correct(say.outlet("1", None))
    add(desk, "d0", ("2031-05-07", "南新聞", DOCUMENTS[0][2]))
    listed = desk.clip("1")
    assert (listed.published, listed.outlet) == (date(2031, 5, 8), None)
    desk.undo(1)
    desk.undo(2)
    listed = desk.clip("1")
    assert (listed.published, listed.outlet) == (date(2031, 5, 7), "南新聞")


def test_what_was_read_meanwhile_does_not_undo_a_correction(desk: Desk, tmp_path: Path) -> None:
    desk.correct(say.no_name("1", at(desk, "1", "佐藤健一")))
    after = exports(desk)
    with Store.open(tmp_path / "d.sqlite", create=False) as store:
        base = store.uncorrected(desk.clip("1").id)
        assert base is not None
        store.write(Parcel(name="", digest="", added_at="", new=(), changed=(sheet_of(base),)))
    assert exports(desk) == after


# cuts and joins


def test_a_clip_is_cut_and_the_page_added_again(desk: Desk) -> None:
    desk.correct(say.outlet(page_clip(desk, 1), "列島通信"))
    whole = desk.clip(page_clip(desk, 1))
    words = at(desk, whole.id, "北星物流の村瀬")
    done = desk.correct(say.cut(whole.id, words.start)).correction
    first, second = (desk.reading(id_).clip for id_ in done.makes)
    assert done.replaces == (whole.id,)
    assert second.text.startswith("北星物流の村瀬康弘社長は")
    assert [clip.text for clip in (first, second)] == [PAGE[c.span.start : c.span.end] for c in (first, second)]
    assert [clip.outlet for clip in (first, second)] == ["列島通信", "列島通信"]
    with pytest.raises(NotFound):
        desk.reading(whole.id)
    assert whole.number not in {clip.number for clip in desk.clips()}
    shown = exports(desk)
    assert (desk.add(PAGE.encode(), name="頁", order=Order(published=date(2031, 5, 12))).taken, exports(desk)) == (
        0,
        shown,
    )
    latest = max(clip.number for clip in desk.clips())
    desk.undo(done.number)
    assert desk.clip(whole.id) == whole
    add(desk, "later", ("2031-05-13", "西新聞", "白灘市の佐藤市長は13日、陳謝した。"))
    assert desk.clip("later").number > latest


def page_clip(desk: Desk, n: int) -> str:
    """Return the id of the n-th clip of the page that is no link."""
    return [clip.id for clip in desk.clips() if clip.source_id == "頁" and clip.kind != "link"][n]


def test_what_was_put_right_holds_for_the_parts(desk: Desk) -> None:
    before = exports(desk)
    whole = page_clip(desk, 1)
    desk.correct(say.no_name(whole, at(desk, whole, "村瀬康弘"), everywhere=True))
    desk.correct(say.title(whole, "倉庫火災"))
    desk.correct(say.cut(whole, at(desk, whole, "北星物流の村瀬").start))
    first, second = (desk.reading(id_) for id_ in desk.corrections()[-1].makes)
    assert (first.clip.title, second.clip.title) == ("倉庫火災", None)
    named = {name.entity for reading in (first, second) for name in reading.names}
    assert "村瀬康弘" not in named
    desk.undo(1)
    assert "村瀬康弘" in {name.entity for name in desk.reading(second.clip.id).names}
    desk.undo(2)
    desk.undo(3)
    assert exports(desk) == before


def test_two_clips_of_a_page_are_joined(desk: Desk) -> None:
    one = page_clip(desk, 0)
    desk.correct(say.name(one, at(desk, one, "丘陵市消防局"), type="ORG", called="丘陵の消防"))
    before = exports(desk)
    (entity,) = desk.meant("丘陵の消防")
    done = desk.correct(say.join(one)).correction
    assert len(done.replaces) == 2
    joined = desk.reading(done.makes[0]).clip
    assert joined.span == Span(0, len(PAGE[: joined.span.end]))
    assert joined.text == PAGE[: joined.span.end]
    assert joined.text.endswith("https://www.example.jp/news/1")
    assert desk.meant("丘陵の消防") == (entity,)
    longer = desk.correct(say.join(joined.id)).correction
    desk.undo(done.number)  # what was made of it is gone with it
    assert exports(desk) == before
    desk.undo(longer.number)
    assert exports(desk) == before


def test_what_stood_between_joined_clips_is_line_ends(desk: Desk) -> None:
    page = "白灘市の佐藤市長は9日、断念すると発表した。\n\n-----\n\n高原県で10日、バスとトラックが衝突した。"
    desk.add(page.encode(), name="線", order=Order(published=date(2031, 5, 12)))
    done = desk.correct(say.join(next(clip.id for clip in desk.clips() if clip.source_id == "線"))).correction
    joined = desk.reading(done.makes[0]).clip
    assert joined.text == page.replace("-----", "\n" * 5)

"""A person's judgements: none is ever lost, an undo restores every export to the byte, re-reading keeps them."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.records.judgement import About, Item
from keii.records.order import Order
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store

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
)  # fmt: skip
LATER = (
    ("2031-05-12", "西新聞", "白灘市の佐藤市長は12日、移転の断念について市議会に陳謝した。"),
    ("2031-05-12", "東新聞", "バスの衝突事故で高原県警は12日、トラックの運転手を逮捕した。"),
)
KINDS = ("stories", "entities", "conflicts")
ABOUT = st.sampled_from(("entity", "story"))
PICK = st.integers(min_value=0, max_value=10_000)


def filled(path: Path) -> None:
    """Make a dossier of the documents."""
    with Desk.open(path) as desk:
        for n, document in enumerate(DOCUMENTS):
            add(desk, f"d{n}", document)


def add(desk: Desk, name: str, document: tuple[str, str, str]) -> None:
    day, outlet, text = document
    desk.add(text.encode(), name=name, order=Order(published=date.fromisoformat(day), outlet=outlet, whole=True))


def exports(desk: Desk) -> bytes:
    return b"".join(line for kind in KINDS for line in desk.export(kind))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "d.sqlite"
    filled(path)
    return path


@pytest.fixture
def desk(made: Path, tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(shutil.copy(made, tmp_path / "d.sqlite")) as desk:
        yield desk


def number(desk: Desk, name: str) -> int:
    return desk.meant(name)[0]


def test_what_would_change_is_told_and_nothing_is_changed(desk: Desk) -> None:
    before = exports(desk)
    left, right = number(desk, "佐藤健一"), number(desk, "佐藤花子")
    effect = desk.merge("entity", left, right, keep=False)
    assert {(move.before, move.after) for move in effect.moves} == {(right, left)}
    assert exports(desk) == before
    assert desk.judgements() == ()


def test_a_merge_holds_for_clips_that_come_later(desk: Desk) -> None:
    desk.merge("entity", number(desk, "佐藤健一"), number(desk, "佐藤花子"), why="試し")
    add(desk, "later", ("2031-05-13", "西新聞", "高原県警の佐藤花子署長は13日、事故の原因を調べていると述べた。"))
    assert desk.meant("佐藤花子") == desk.meant("佐藤健一")
    (entry,) = desk.judgements()
    assert (entry.verdict, entry.why, entry.undone_at) == ("same", "試し", None)


def test_a_split_takes_a_part_away_and_undo_gives_it_back(desk: Desk) -> None:
    before = exports(desk)
    whole = number(desk, "佐藤健一")
    part = desk.part_of(whole, clips=[desk.clip("d1").id])
    effect = desk.split("entity", whole, part)
    made = effect.judgement.right
    assert made is not None
    assert {clip.source_id for card in desk.who(f"e{made}") for clip in card.clips} == {"d1"}
    desk.undo(effect.judgement.number)
    assert exports(desk) == before


def test_a_story_is_split_and_named(desk: Desk) -> None:
    story = next(line.number for line in desk.stories() if line.clips > 2)
    effect = desk.split("story", story, [(desk.clip("d2").id,)])
    assert [m.clip.source_id for m in desk.story(f"s{effect.judgement.right}").members] == ["d2"]
    desk.rename("story", story, "白灘市の庁舎")
    assert desk.story(f"s{story}").line.label == "白灘市の庁舎"


def test_judgements_that_say_nothing_are_refused(desk: Desk) -> None:
    one = number(desk, "佐藤健一")
    with pytest.raises(InputError):
        desk.merge("entity", one, one)
    with pytest.raises(NotFound):
        desk.merge("entity", one, 999)
    with pytest.raises(InputError):
        desk.split("entity", one, desk.part_of(one, clips=[clip.id for clip in desk.clips()]))
    with pytest.raises(NotFound):
        desk.undo(1)
    assert desk.judgements() == ()


def test_an_undo_in_the_middle_of_a_chain_of_merges_is_exact(desk: Desk, made: Path, tmp_path: Path) -> None:
    a, b, c, d = [entity.number for entity in desk.entities()][:4]
    desk.merge("entity", b, a)
    middle = desk.merge("entity", c, b).judgement.number
    desk.merge("entity", d, c)
    desk.undo(middle)
    with Desk.open(shutil.copy(made, tmp_path / "never.sqlite")) as never:
        never.merge("entity", b, a)
        never.merge("entity", d, c)
        assert exports(desk) == exports(never)


def test_all_undone_in_any_order_is_as_if_nothing_had_been(desk: Desk) -> None:
    before = exports(desk)
    whole = number(desk, "佐藤健一")
    entries = [desk.split("entity", whole, desk.part_of(whole, clips=[desk.clip("d1").id])).judgement]
    assert entries[0].right is not None
    entries.append(desk.merge("entity", number(desk, "佐藤花子"), entries[0].right).judgement)
    entries.append(desk.rename("entity", number(desk, "佐藤花子"), "佐藤署長").judgement)
    entries.append(desk.merge("entity", number(desk, "白灘市"), number(desk, "佐藤署長")).judgement)
    for entry in (entries[1], entries[3], entries[0], entries[2]):
        desk.undo(entry.number)
    assert exports(desk) == before


def test_a_clip_a_person_placed_stays_when_its_date_is_corrected(desk: Desk) -> None:
    story = next(line.number for line in desk.stories() if line.clips > 2)
    made = desk.split("story", story, [(desk.clip("d2").id,)]).judgement.right
    add(desk, "d2", ("2031-05-11", *DOCUMENTS[2][1:]))
    assert desk.clip("d2").published == date(2031, 5, 11)
    assert [m.clip.source_id for m in desk.story(f"s{made}").members] == ["d2"]


def test_a_story_a_person_named_stays_when_the_date_of_its_clip_is_corrected(desk: Desk) -> None:
    story = next(line.number for line in desk.stories() if line.clips == 1)
    desk.rename("story", story, "防衛費")
    add(desk, "d5", ("2031-05-12", *DOCUMENTS[5][1:]))
    line = desk.story(f"s{story}").line
    assert (line.label, line.first) == ("防衛費", date(2031, 5, 12))


@pytest.mark.parametrize("name", ["", "  ", "\n"])
def test_a_name_must_have_letters(desk: Desk, name: str) -> None:
    with pytest.raises(InputError):
        desk.rename("entity", 1, name)


def test_a_name_is_one_line_that_can_be_kept(desk: Desk) -> None:
    desk.rename("entity", 1, " 灯台\n市\ud800 ", why="\ud800")
    assert desk.who("e1")[0].entity == "灯台 市\ufffd"


class Ledger(RuleBasedStateMachine):
    """Judgements entered and undone, clips added and read again, in any order."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "d.sqlite"
        self.entered: list[str] = []
        self.undone: set[int] = set()
        self.undoable: list[tuple[int, bytes]] = []
        self.added = 0

    @initialize()
    def begin(self) -> None:
        shutil.copy(self.template, self.path)
        self.desk = Desk.open(self.path)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
        self.folder.cleanup()

    def things(self, about: About) -> list[int]:
        if about == "story":
            return sorted(line.number for line in self.desk.stories())
        return [entity.number for entity in self.desk.entities()]

    def judged(self, before: bytes, entry: int, verdict: str) -> None:
        self.entered.append(verdict)
        self.undoable.append((entry, before))

    @rule(about=ABOUT, a=PICK, b=PICK)
    def merge(self, about: About, a: int, b: int) -> None:
        there = self.things(about)
        left, right = there[a % len(there)], there[b % len(there)]
        if left != right:
            before = exports(self.desk)
            effect = self.desk.merge(about, left, right)
            assert right not in self.things(about)
            self.judged(before, effect.judgement.number, "same")

    @rule(about=ABOUT, a=PICK, b=PICK)
    def split(self, about: About, a: int, b: int) -> None:
        there = self.things(about)
        whole = there[a % len(there)]
        if about == "story":
            items: list[Item] = [(member.clip.id,) for member in self.desk.story(f"s{whole}").members]
        else:
            items = list(self.desk.part_of(whole, clips=[clip.id for clip in self.desk.clips()]))
        if len(items) > 1:
            before = exports(self.desk)
            effect = self.desk.split(about, whole, [items[b % len(items)]])
            self.judged(before, effect.judgement.number, "different")

    @rule(about=ABOUT, a=PICK)
    def rename(self, about: About, a: int) -> None:
        there = self.things(about)
        before = exports(self.desk)
        effect = self.desk.rename(about, there[a % len(there)], "名づけた名")
        self.judged(before, effect.judgement.number, "name")

    @precondition(lambda self: self.undoable)
    @rule()
    def undo_the_last(self) -> None:
        entry, before = self.undoable.pop()
        self.desk.undo(entry)
        self.undone.add(entry)
        assert exports(self.desk) == before

    @precondition(lambda self: self.undoable)
    @rule(a=PICK)
    def undo_all_in_any_order(self, a: int) -> None:
        before = self.undoable[0][1]
        entries = [entry for entry, _ in self.undoable]
        Random(a).shuffle(entries)  # noqa: S311  # any order will do
        for entry in entries:
            self.desk.undo(entry)
            self.undone.add(entry)
        assert exports(self.desk) == before
        self.undoable.clear()

    @rule(a=PICK, day=st.integers(min_value=1, max_value=28))
    def correct_a_date(self, a: int, day: int) -> None:
        clip = self.desk.clips()[a % len(self.desk.clips())]
        placed = {
            member.clip.id for line in self.desk.stories() for member in self.desk.story(f"s{line.number}").members
            if member.by_person
        }  # fmt: skip
        before = self.story_with(clip.id)
        text = self.desk.reading(clip.id).clip.text
        add(self.desk, clip.source_id, (f"2031-05-{day:02}", clip.outlet or "", text))
        assert clip.id not in placed or self.story_with(clip.id) == before
        self.undoable.clear()

    def story_with(self, clip: str) -> int:
        lines = (self.desk.story(f"s{line.number}") for line in self.desk.stories())
        return next(story.line.number for story in lines if clip in {member.clip.id for member in story.members})

    @precondition(lambda self: self.added < len(LATER))
    @rule()
    def add(self) -> None:
        add(self.desk, f"later{self.added}", LATER[self.added])
        self.added += 1
        self.undoable.clear()  # what came later may stand on a judgement: only the ledger must stay

    @rule(a=PICK)
    def read_again(self, a: int) -> None:
        before = exports(self.desk)
        clips = self.desk.clips()
        reading = self.desk.reading(clips[a % len(clips)].id)
        self.desk.close()
        with Store.open(self.path, create=False) as store:
            sheet = sheet_of(reading)
            store.write(Parcel(name="again", digest="", added_at="2031-06-01T00:00:00+00:00", new=(), changed=(sheet,)))
        self.desk = Desk.open(self.path)
        assert exports(self.desk) == before

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "desk"):
            ledger = self.desk.judgements()
            assert [entry.verdict for entry in ledger if entry.by == "person"] == self.entered
            assert {entry.number for entry in ledger if entry.undone_at} == self.undone
            mentioned = sum(len(entity.mentions) for entity in self.desk.entities())
            assert mentioned == sum(len(reading.names) for reading in self.desk.readings())
            assert sum(line.clips for line in self.desk.stories()) == len(self.desk.clips())


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_no_judgement_is_ever_lost(made: Path) -> None:
    Ledger.template = made
    Ledger.TestCase.settings = settings(
        max_examples=15, stateful_step_count=12, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    machine = Ledger.TestCase()
    machine.runTest()

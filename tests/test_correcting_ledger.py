"""Corrections and judgements in any order: none is lost, and all undone is as if nothing had been."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from keii.correcting import corrected
from keii.desk import Desk
from keii.errors import InputError, NotFound
from keii.records import correction as say
from keii.records.claim import Stance
from keii.records.correction import Correction
from keii.records.judgement import About, Item
from keii.records.name import NameType
from keii.records.reading import Reading
from keii.records.span import Span
from keii.store.sheet import sheet_of
from keii.store.store import Parcel, Store
from test_correcting import DOCUMENTS, add, add_page, exports, filled

PICK = st.integers(min_value=0, max_value=10_000)
ABOUT = st.sampled_from(("entity", "story"))
TYPES: tuple[NameType, ...] = ("PER", "ORG", "GPE", "LOC")
STANCES: tuple[Stance, ...] = ("assert", "deny", "conjecture", "demand")


def any_span(reading: Reading, random: Random) -> Span:
    """Return a stretch of words, of a name or time as likely as not."""
    found = [name.span for name in reading.names] + [time.span for time in reading.times]
    if found and random.random() < 0.6:
        return random.choice(found)
    start = random.randrange(len(reading.clip.text) - 4)
    return Span(start, start + random.randint(1, 4))


def any_correction(desk: Desk, kind: str, random: Random) -> Correction:
    """Return a correction of some clip; it may be one that cannot be."""
    number = str(random.choice(desk.clips()).number)
    reading = desk.reading(number)
    make = {**OF_CLIPS, **OF_WORDS, **OF_CLAIMS}[kind]
    return make(desk, number, reading, random)


def known_name(desk: Desk, number: str, reading: Reading, random: Random) -> Correction:
    known = random.choice([entity.number for entity in desk.entities()])
    span, type_ = any_span(reading, random), random.choice(TYPES)
    return say.name(number, span, type=type_, called="", entity=known, everywhere=random.random() < 0.3)


def new_name(_: Desk, number: str, reading: Reading, random: Random) -> Correction:
    called = random.choice(("佐藤健一", "佐藤次郎", "高原県", "白灘市"))
    span, type_ = any_span(reading, random), random.choice(TYPES)
    return say.name(number, span, type=type_, called=called, everywhere=random.random() < 0.3)


def claimed(reading: Reading, random: Random) -> tuple[Span, Span]:
    """Return the content and cue of some claim; any words where there is none."""
    claim = random.choice(reading.claims) if reading.claims else None
    return (claim.content, claim.cue) if claim else (any_span(reading, random), any_span(reading, random))


OF_CLIPS: dict[str, Callable[[Desk, str, Reading, Random], Correction]] = {
    "outlet": lambda _d, number, _r, random: say.outlet(number, random.choice(("灯台日報", "東新聞", None))),
    "published": lambda _d, number, _r, random: say.published(
        number, random.choice((None, date(2031, 5, random.randint(1, 28))))
    ),
    "title": lambda _d, number, _r, random: say.title(number, random.choice((None, "市庁舎、移転せず"))),
    "cut": lambda _d, number, reading, random: say.cut(number, random.choice(reading.sentences or (Span(0, 0),)).end),
    "join": lambda _d, number, _r, _: say.join(number),
}
OF_WORDS: dict[str, Callable[[Desk, str, Reading, Random], Correction]] = {
    "name": new_name,
    "known name": known_name,
    "no name": lambda _d, number, reading, random: say.no_name(
        number, any_span(reading, random), everywhere=random.random() < 0.3
    ),
    "time": lambda _d, number, reading, random: say.time(
        number, any_span(reading, random), random.choice((None, "2031-05-08", "2031-04", "P3D"))
    ),
}
OF_CLAIMS: dict[str, Callable[[Desk, str, Reading, Random], Correction]] = {
    "source": lambda _d, number, reading, random: say.source(
        number, *claimed(reading, random), random.choice((None, any_span(reading, random)))
    ),
    "stance": lambda _d, number, reading, random: say.stance(number, *claimed(reading, random), random.choice(STANCES)),
    "no claim": lambda _d, number, reading, random: say.no_claim(number, *claimed(reading, random)),
    "claim": lambda _d, number, reading, random: say.claim(
        number, any_span(reading, random), any_span(reading, random), any_span(reading, random)
    ),
}
KINDS = (*OF_CLIPS, *OF_WORDS, *OF_CLAIMS)


class Ledger(RuleBasedStateMachine):
    """Corrections and judgements entered and undone, pages added again and clips read again, in any order."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "d.sqlite"
        self.entered: list[int] = []
        self.undone: set[int] = set()
        self.undoable: list[tuple[int, bytes]] = []

    @initialize()
    def begin(self) -> None:
        shutil.copy(self.template, self.path)
        self.desk = Desk.open(self.path)

    def teardown(self) -> None:
        if hasattr(self, "desk"):
            self.desk.close()
        self.folder.cleanup()

    def note(self, number: int, before: bytes) -> None:
        self.entered.append(number)
        self.undoable.append((number, before))

    @rule(kind=st.sampled_from(KINDS), seed=PICK)
    def correct(self, kind: str, seed: int) -> None:
        before = exports(self.desk)
        correction = any_correction(self.desk, kind, Random(seed))  # noqa: S311  # any will do
        try:
            tried = self.desk.correct(correction, keep=False)
        except (InputError, NotFound):
            assert exports(self.desk) == before
            return
        assert exports(self.desk) == before
        done = self.desk.correct(correction)
        assert (done.shifts, done.placed, done.renamed) == (tried.shifts, tried.placed, tried.renamed)
        self.note(done.correction.number, before)

    def things(self, about: About) -> list[int]:
        if about == "story":
            return sorted(line.number for line in self.desk.stories())
        return [entity.number for entity in self.desk.entities()]

    @rule(about=ABOUT, a=PICK, b=PICK)
    def merge(self, about: About, a: int, b: int) -> None:
        there = self.things(about)
        left, right = there[a % len(there)], there[b % len(there)]
        if left != right:
            before = exports(self.desk)
            self.note(self.desk.merge(about, left, right).judgement.number, before)

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
            self.note(self.desk.split(about, whole, [items[b % len(items)]]).judgement.number, before)

    @rule(about=ABOUT, a=PICK)
    def rename(self, about: About, a: int) -> None:
        there = self.things(about)
        before = exports(self.desk)
        self.note(self.desk.rename(about, there[a % len(there)], "名づけた名").judgement.number, before)

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

    @rule()
    def add_again(self) -> None:
        before = exports(self.desk)
        for n, document in enumerate(DOCUMENTS):
            add(self.desk, f"d{n}", document)
        add_page(self.desk)
        assert exports(self.desk) == before

    @rule(a=PICK)
    def read_again(self, a: int) -> None:
        before = exports(self.desk)
        clips = self.desk.clips()
        with Store.open(self.path, create=False) as store:
            base = store.uncorrected(clips[a % len(clips)].id)
            assert base is not None
            changed = corrected(store, (sheet_of(base),))
            store.write(Parcel(name="", digest="", added_at="2031-06-01T00:00:00+00:00", new=(), changed=changed))
        assert exports(self.desk) == before

    @invariant()
    def nothing_is_lost(self) -> None:
        if hasattr(self, "desk"):
            ledger = self.desk.ledger()
            people = [e.number for e in ledger if isinstance(e, Correction) or e.by == "person"]
            assert people == self.entered
            assert {entry.number for entry in ledger if entry.undone_at} == self.undone
            mentioned = sum(len(entity.mentions) for entity in self.desk.entities())
            assert mentioned == sum(len(reading.names) for reading in self.desk.readings())
            told = [self.desk.story(f"s{line.number}").members for line in self.desk.stories()]
            there = {clip.id for clip in self.desk.clips() if clip.kind != "link"}
            assert there <= {member.clip.id for members in told for member in members}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "d.sqlite"
    filled(path)
    return path


@pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning")
def test_no_correction_is_ever_lost(made: Path) -> None:
    Ledger.template = made
    Ledger.TestCase.settings = settings(
        max_examples=15, stateful_step_count=12, deadline=None, derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )  # fmt: skip
    machine = Ledger.TestCase()
    machine.runTest()

"""訂正: a person's correction of a clip is entered, undone, or only tried out; what it changes is told either way.

A correction moves the clip it is of, and nothing else: one that is undone leaves the dossier as if it had never been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from keii.amend.apply import amend
from keii.amend.ledger import State, family, of_clips, state_of
from keii.amend.shifts import clip_fields, opening, shifts_of
from keii.checking import checked
from keii.comparing import compare
from keii.errors import InputError, NotFound
from keii.judging import undo as undo_judgement
from keii.mending import Mender, corrected_sheet
from keii.reading import read
from keii.records.clip import Clip
from keii.records.correction import Amended, Correction, Placed, Shift
from keii.records.judgement import About, Effect
from keii.records.reading import Reading
from keii.store.corrected import reading_from
from keii.store.loom import Loom
from keii.store.sheet import Sheet
from keii.store.store import Store
from keii.weaving import strand_bytes
from keii.words.gist import gist_of

_ALL = 1_000_000  # stories to be compared at most: those of one correction are few


def correct(loom: Loom, entry: Correction) -> Amended:
    """Enter a correction; return what it changes. Raises `NotFound` where what it is about is not there, `InputError`
    where it says nothing or cannot be."""
    entry, made = checked(loom, entry)
    scene = _Scene(loom, family((*loom.corrections(), entry), (entry.clip,)))
    number = loom.enter_correction(entry)
    amended = scene.mend(replace(entry, number=number), made)
    if not amended.shifts:
        raise InputError("nothing would change: it is so already")
    return amended


def take_back(loom: Loom, number: int, at: str) -> Amended:
    """Undo a correction; return what it changes. Raises `NotFound` where none of that number holds."""
    ledger = loom.corrections()
    entry = next((entry for entry in ledger if entry.number == number and entry.undone_at is None), None)
    if entry is None:
        raise NotFound("no judgement {0} holds", number, hint="keii judgements shows the ledger")
    scene = _Scene(loom, family(ledger, (entry.clip,)))
    loom.undo(number, at)
    return scene.mend(replace(entry, undone_at=at), ())


def undo(loom: Loom, number: int, at: str) -> Effect | Amended:
    """Undo an entry of the ledger, a judgement or a correction; return what changes. Raises `NotFound`."""
    if any(entry.number == number for entry in loom.corrections()):
        return take_back(loom, number, at)
    return undo_judgement(loom, number, at)


def corrected(store: Store, sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Return what was read of clips as it is stored: with the corrections that hold for them."""
    under = store.under_correction(sheet.id for sheet in sheets)
    if not under:
        return tuple(sheets)
    bases = {sheet.id: _reading(sheet) for sheet in sheets if sheet.id in under}
    whole = store.corrections()
    ledger = of_clips(whole, family(whole, bases))

    def clip_of(id_: str) -> Clip:
        reading = bases.get(id_) or store.uncorrected(id_)
        assert reading is not None  # noqa: S101  # the ledger names clips that are there or put by
        return reading.clip

    held = state_of(ledger, clip_of).held
    return tuple(_amended(bases[sheet.id], held[sheet.id]) if sheet.id in held else sheet for sheet in sheets)


def _reading(sheet: Sheet) -> Reading:
    return reading_from(str(sheet.reading[-1]), str(sheet.clip[-1]))


def _amended(base: Reading, held: Sequence[Correction]) -> Sheet:
    reading = amend(base, held, read)
    return corrected_sheet(base, reading, held, strand_bytes(reading, gist_of(reading.clip.text)))


@dataclass(frozen=True, slots=True)
class _Seen:
    """見たところ: how the clips of a scene are at a moment."""

    numbers: Mapping[str, int]
    readings: Mapping[str, Reading]
    stories: Mapping[str, int]
    called: Mapping[tuple[About, int], str]  #: entities and stories of the clips -> what they are called


class _Scene:
    """場面: the clips a correction may change, before and after."""

    def __init__(self, loom: Loom, ids: Iterable[str]) -> None:
        self._loom = loom
        self._ids = tuple(sorted(ids))
        self._before = self._look()
        self._held = self._state(self._clip_of).held

    def mend(self, entry: Correction, made: Iterable[Clip]) -> Amended:
        """Bring the clips to what the ledger says now, `entry` being what is new in it; tell what changed."""
        loom, before = self._loom, self._before
        bases = self._bases(made)
        state = self._state(lambda id_: bases[id_].clip)
        mender = Mender(loom)
        gone = [id_ for id_ in self._ids if id_ in state.hidden and id_ in before.numbers]
        for id_ in gone:
            mender.put_away(before.numbers[id_], bases[id_])
        for id_ in sorted(bases, key=lambda id_: (bases[id_].clip.span, id_)):
            if id_ not in state.hidden:
                mender.put(bases[id_], self._held.get(id_, ()), state.held.get(id_, ()), entry.clip)
        mender.finish()
        return self._settle(entry, mender)

    def _state(self, clip_of: Callable[[str], Clip]) -> State:
        return state_of(of_clips(self._loom.corrections(), self._ids), clip_of)

    def _clip_of(self, id_: str) -> Clip:
        reading = self._loom.uncorrected(id_)
        assert reading is not None  # noqa: S101  # the ledger names clips that are there or put by
        return reading.clip

    def _bases(self, made: Iterable[Clip]) -> dict[str, Reading]:
        """Return the readings of the clips without corrections; those of new ones are made."""
        new = {clip.id: clip for clip in made}
        found = ((id_, self._loom.uncorrected(id_)) for id_ in self._ids)
        return {id_: reading or read(new[id_]) for id_, reading in found if reading or id_ in new}

    def _settle(self, entry: Correction, mender: Mender) -> Amended:
        """Name and compare what was touched; tell what changed."""
        loom, before, after = self._loom, self._before, self._look()
        things = before.called.keys() | after.called.keys()
        entities = {number for about, number in things if about == "entity"}
        beside = (*before.numbers.values(), *after.numbers.values())
        old = {thing: self._called_before(thing, beside, mender.was_called) for thing in things}
        mender.respell(entities)
        mender.name(entities)
        renamed = {n for n in entities if loom.name_of("entity", n) != old["entity", n]}
        stories = {number for about, number in things if about == "story"} | set(loom.stories_with(sorted(renamed)))
        stories |= set(loom.uncompared(_ALL))
        conflicts_before, odds_before = loom.disputed(stories)
        compare(loom, stories)
        conflicts_after, odds_after = loom.disputed(stories)
        return Amended(
            correction=entry,
            shifts=self._shifts(after),
            placed=tuple(
                Placed(clip=id_, before=before.stories.get(id_), after=after.stories.get(id_))
                for id_ in self._ids
                if before.stories.get(id_) != after.stories.get(id_)
            ),
            renamed=tuple(
                (*thing, was, now) for thing, was in sorted(old.items()) if (now := self._called_now(thing)) != was
            ),
            conflicts_before=conflicts_before,
            conflicts_after=conflicts_after,
            odds_before=odds_before,
            odds_after=odds_after,
        )

    def _look(self) -> _Seen:
        loom = self._loom
        numbers = loom.shown(self._ids)
        stories = {id_: kept.story for id_, number in numbers.items() if (kept := loom.story_of(number))}
        things: set[tuple[About, int]] = {("story", story) for story in stories.values()}
        for number in numbers.values():
            things |= {("entity", entity) for _, entity in loom.personas(number).values()}
        return _Seen(
            numbers=numbers,
            readings={id_: loom.reading(number) for id_, number in numbers.items()},
            stories=stories,
            called={thing: loom.name_of(*thing) for thing in things},
        )

    def _called_before(self, thing: tuple[About, int], beside: Sequence[int], was: Mapping[int, str]) -> str:
        """Return what a thing of the scene was called; "" where it was not there. `was`: entities already renamed."""
        if thing in self._before.called:
            return self._before.called[thing]
        about, number = thing
        if about == "entity":
            return was.get(number, "") if self._loom.mentioned(number, beside) else ""
        return self._loom.name_of(about, number) if self._loom.told(number, beside) else ""

    def _called_now(self, thing: tuple[About, int]) -> str:
        about, number = thing
        there = self._loom.mentioned if about == "entity" else self._loom.told
        return self._loom.name_of(about, number) if there(number) else ""

    def _shifts(self, after: _Seen) -> tuple[Shift, ...]:
        before = self._before
        out: list[Shift] = []
        for id_ in sorted(self._ids, key=lambda id_: before.numbers.get(id_) or after.numbers.get(id_) or 0):
            old, new = before.readings.get(id_), after.readings.get(id_)
            if old and new:
                out += shifts_of(old, new)
            elif clip := (old or new):
                out.append(
                    Shift(
                        what="clip", clip=id_, span=None, text=opening(clip.clip),
                        before=clip_fields(clip.clip, before.numbers[id_]) if old else None,
                        after=clip_fields(clip.clip, after.numbers[id_]) if new else None,
                    )
                )  # fmt: skip
        return tuple(out)

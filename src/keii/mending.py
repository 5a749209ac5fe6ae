"""織り直し: clips whose reading a correction changes are put back among the others, and nothing else is moved.

Where rules had put a clip, and what they took its names to mean, is remembered, so that an undo finds it again.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from keii.amend.apply import amend
from keii.link.copies.judge import likeness
from keii.link.entities.spelling import key
from keii.link.settle import names as given_names
from keii.link.settle import settled
from keii.link.strand import Strand, pack, strand_of
from keii.reading import read
from keii.records.correction import Correction
from keii.records.entity import Persona
from keii.records.reading import Reading
from keii.store.loom import Loom, Waiting
from keii.store.sheet import Sheet, reading_json, sheet_of
from keii.weaving import Weaver
from keii.words.gist import gist_of


@dataclass(frozen=True, slots=True)
class _Left:
    """跡: what a clip that was taken away leaves to those in its place."""

    start: int  #: where it begins in its page
    alone: int | None  #: the story by rule, where it was that story alone
    meant: Mapping[str, int]  #: its names, and the entities they mean by rule


class Mender(Weaver):
    """織り直し: weaves corrected clips. Joins no stories and no entities, and enters nothing into the ledger."""

    def __init__(self, loom: Loom) -> None:
        super().__init__(loom)
        self.was_called: dict[int, str] = {}  #: entities that were named, and what they were called before
        self._waiting: list[Waiting] = []
        self._left: list[_Left] = []

    def name(self, entities: Iterable[int]) -> None:
        """Give entities their names, as the weaver does."""
        wanted = set(entities)
        for number in wanted:
            self.was_called.setdefault(number, self._loom.name_of("entity", number))
        super().name(wanted)

    def _bridge_stories(self, one: int, other: int) -> int:  # noqa: ARG002  # as the weaver calls it
        return one

    def _bridge_entities(self, one: int, other: int) -> int:  # noqa: ARG002  # as above
        return one

    def _leave_open(self, *_: object) -> None:
        return

    def put_away(self, number: int, base: Reading) -> None:
        """Take a clip away; `base` is its reading without corrections. What repeated it is compared anew."""
        loom = self._loom
        self._touch_copies(number)
        kept, personas = loom.story_of(number), loom.personas(number)
        alone = kept is not None and loom.of_story(kept.story, 2) == (number,)
        meant = {name: by_rule for name, (by_rule, _) in personas.items()}
        self._left.append(_Left(base.clip.span.start, kept.base if kept and alone else None, meant))
        loom.leave_story(number)
        for name in personas:
            loom.leave_meaning(number, name)
        rest = loom.repeated_by(number)
        loom.put_away(number, reading_json(base))
        self._regroup(rest)

    def put(self, base: Reading, was: Sequence[Correction], held: Sequence[Correction], like: str) -> None:
        """Give a clip the reading that the corrections `held` make of `base`, and show it if it is not there. `was` are
        those that held before, `like` is the id of a clip it came in with."""
        loom, id_ = self._loom, base.clip.id
        reading = amend(base, held, read)
        number = loom.shown([id_]).get(id_)
        strand = strand_of(reading, gist_of(reading.clip.text))
        sheet = corrected_sheet(base, reading, held, pack(strand))
        if number is None:
            number = loom.bring(sheet, like)
            self._inherit(number, strand)
        elif loom.reading(number) != reading:
            self._touch_copies(number)
            loom.replace(sheet)
        else:
            loom.note_held(number, sheet)
            return
        self._place(number, strand)
        self._mean(number, strand, _given(was).keys() - {name.entity for name in base.names}, _given(held))
        self._waiting.append(Waiting(number=number, id=id_, strand=sheet.strand))

    def _inherit(self, number: int, strand: Strand) -> None:
        """Let a new clip's names mean what they meant in the clips that it is shown instead of; the first takes the
        place of one that was a story alone."""
        loom, meant, day = self._loom, self._loom.meant(number), _day(strand)
        first = loom.clip(number).span.start
        for left in self._left:
            for name, entity in left.meant.items():
                if name not in meant:
                    loom.note_meaning(number, name, entity)
            if left.alone is not None and left.start == first and not loom.has_stood(number):
                loom.note_story(number, day, left.alone)

    def _touch_copies(self, number: int) -> None:
        """Let the stories of what repeats a clip, or it repeats, be compared: which of them counts may change."""
        head = self._loom.head(number)
        kept = map(self._loom.story_of, {number, head, *self._loom.repeated_by(head)})
        self._stories.update(each.story for each in kept if each)

    def finish(self) -> None:
        """Weave what was put, in order of number."""
        self.weave(sorted(self._waiting, key=lambda waiting: waiting.number))
        for waiting in self._waiting:
            self._touch_copies(waiting.number)
        self._loom.compare_later(self._stories)

    def respell(self, entities: Iterable[int]) -> None:
        """Let entities be found by the spellings they have now."""
        loom, given = self._loom, given_names(self._loom.judgements("entity"))
        for number in entities:
            called = (given[number],) if number in given else ()
            loom.respell(number, [key(form) for form in (*loom.forms(number), *called)])

    def _place(self, number: int, strand: Strand) -> None:
        """Put a clip with another day where rules had put it when it had that day before, if ever."""
        loom, id_, day = self._loom, strand.profile.clip, _day(strand)
        kept = loom.story_of(number)
        if kept and kept.day == day:
            return
        if kept:
            self._stories.add(kept.story)
            loom.leave_story(number)
        stood = loom.stood(number, day)
        if stood is not None:
            loom.back_to_story(number, id_, day, settled(stood, (id_,), self._on_stories))

    def _mean(self, number: int, strand: Strand, said: Collection[str], given: Mapping[str, int]) -> None:
        """Let names mean again what they meant, or what a person says; remember what those but the `said` meant
        that the clip has no more."""
        loom, now = self._loom, {persona.name: persona for persona in strand.personas}
        before = loom.personas(number)
        for name in before.keys() - now.keys() - set(said):
            loom.leave_meaning(number, name)
        meant = loom.meant(number)
        for name in now.keys() - before.keys():
            if name in given:
                self._take(number, now[name], given[name])
            elif name in meant:
                self._take(number, now[name], meant[name])
                loom.back_to_meaning(number, name)

    def _take(self, number: int, persona: Persona, base: int) -> None:
        now = settled(base, (persona.clip, persona.name), self._on_entities)
        self._loom.begin_persona(number, persona.name, persona.type, base, now)

    def _regroup(self, numbers: Sequence[int]) -> None:
        """Let the first of clips that repeated one that is gone head the others."""
        loom = self._loom
        first, *others = loom.order_of(numbers) if numbers else (0,)
        for other in others:
            if how := likeness(loom.clip(first), loom.clip(other)):
                loom.put_copy(other, first, kind=how.kind, alike=how.alike, within=how.within, reasons=how.reasons)


def corrected_sheet(base: Reading, reading: Reading, held: Sequence[Correction], strand: bytes | None) -> Sheet:
    """Return a corrected reading as it is stored, with what it was made of."""
    sheet = sheet_of(reading, strand)
    if not held:
        return sheet
    numbers = json.dumps([correction.number for correction in held])
    return Sheet(
        id=sheet.id, clip=sheet.clip, reading=sheet.reading, tables=sheet.tables, strand=strand, held=numbers,
        uncorrected=reading_json(base),
    )  # fmt: skip


def _day(strand: Strand) -> int:
    """Return a clip's day as weaving counts it."""
    return strand.profile.day.toordinal() if strand.profile.day else 0


def _given(held: Iterable[Correction]) -> dict[str, int]:
    """Return the entities that persons say names mean."""
    return {c.value: c.entity for c in held if c.kind == "name" and c.value and c.entity is not None}
